import './calendar.css'
import './entry.css'
import './week.css'
import './agenda.css'
import './phone.css'
import { Button } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useMay, useNow } from '../../../base/session.tsx'
import { useShortcuts } from '../../../base/shortcuts.ts'
import { fromLocalInput } from '../../../base/times.ts'
import { useTitle } from '../../../ui/page.tsx'
import { ListShape, Notice, ProblemNotice } from '../../../ui/parts.tsx'
import { Agenda } from './agenda.tsx'
import { CalendarBar } from './calendar-bar.tsx'
import { useDayWords } from './day-words.ts'
import { type Entry, turned } from './days.ts'
import { Dock } from './dock.tsx'
import { DayDrawer, EntryDrawer } from './drawers.tsx'
import type { EntryActions } from './entry-line.tsx'
import { GridShape } from './grid-shape.tsx'
import { type GridProps, Month } from './month.tsx'
import { MonthDots } from './month-dots.tsx'
import { MoveQuestions } from './pending-move.tsx'
import { SelectBar } from './select-bar.tsx'
import { asksToUndo, movesMade, undoLast } from './undo-moves.ts'
import { useAddress, useCalendar, useHolidayCountry } from './use-calendar.ts'
import { useChosen } from './use-chosen.ts'
import { useDayFocus } from './use-day-focus.ts'
import { useDrag } from './use-drag.ts'
import { useEntries } from './use-entries.ts'
import { useMoving } from './use-moving.ts'
import { useSelection } from './use-selection.ts'
import { Week } from './week.tsx'

/** j and k walk through what is drawn, in its order; x chooses several. */
function useWalk(onSelect: () => void) {
  const step = (by: 1 | -1) => {
    const all = [...document.querySelectorAll<HTMLElement>('.calendar [data-entry]')]
    const at = all.findIndex((element) => element.contains(document.activeElement))
    all[at < 0 ? 0 : Math.min(all.length - 1, Math.max(0, at + by))]?.focus()
  }
  useShortcuts({ j: () => step(1), k: () => step(-1), x: onSelect })
}

/** Ctrl or ⌘ and Z put the last move back, also when its toast has gone. */
function useUndoKey() {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (!asksToUndo(event) || movesMade.get().length === 0) return
      event.preventDefault()
      void undoLast()
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [])
}

/** What has posts opens beside the calendar; an article without opens in its editor, a repeat among the repeats. */
function useOpen(onPosts: (id: string) => void): EntryActions['open'] {
  const navigate = useNavigate()
  return useCallback(
    (entry: Entry) => {
      if (entry.kind === 'repeat') void navigate({ to: '/posts/repeats' })
      else if (entry.kind === 'article' && !entry.posts.length)
        void navigate({ to: '/writing/$articleId', params: { articleId: entry.id } })
      else onPosts(entry.id)
    },
    [navigate, onPosts],
  )
}

/** To the composer, with a day (`2026-12-05`) or a time on the wall; one that has passed is only its day. */
function useWriteOn(timeZone: string): (when: string) => void {
  const navigate = useNavigate()
  const now = useNow()
  return (when) => {
    const at = fromLocalInput(when, timeZone)
    const search = { at: at && at > now ? at.toISOString() : when.slice(0, 10) }
    void navigate({ to: '/posts/new', search })
  }
}

type Address = ReturnType<typeof useAddress>

/** Nothing stands there; above the days and among them, so that it moves nothing when it is known. */
function Nothing({ search: { state, channelId } }: { search: Address['search'] }) {
  const { t } = useTranslation()
  return <Notice>{t(state || channelId ? 'calendar.noneMatch' : 'calendar.empty')}</Notice>
}

/** The days themselves: a month, a week, or a list; a phone's month is dots above its list. */
function Days({
  address: { view, narrow },
  calendar: { query, pending, all },
  chosen: { chosen, choose },
  ...grid
}: GridProps & {
  address: Address
  calendar: ReturnType<typeof useCalendar>
  chosen: ReturnType<typeof useChosen>
}) {
  if (pending) return view === 'list' ? <ListShape rows={6} /> : <GridShape />
  if (!query.data) return null
  const agenda = <Agenda {...grid} chosen={chosen} all={all} />
  if (view === 'list') return agenda
  if (!narrow) return view === 'week' ? <Week {...grid} /> : <Month {...grid} />
  return (
    <>
      <MonthDots {...grid} chosen={chosen} onDay={choose} />
      {agenda}
    </>
  )
}

/** What is open beside the calendar: a day, or a message. */
function useOpened(byId: ReadonlyMap<string, Entry>) {
  const [opened, setOpened] = useState<string>()
  const [day, setDay] = useState<string>()
  const found = opened === undefined ? undefined : byId.get(opened)
  const entry = found?.kind === 'post' || found?.kind === 'article' ? found : undefined
  return { entry, open: useOpen(setOpened), day, setDay, close: () => setOpened(undefined) }
}

/** Does something once what is open beside the calendar has been closed. */
const closing =
  <Given extends unknown[]>(close: () => void, act: (...given: Given) => void) =>
  (...given: Given) => {
    close()
    act(...given)
  }

/** The calendar: posts, articles, repeats, free slots and holidays together, by month, week or as a list. */
export function CalendarPage() {
  const { t } = useTranslation()
  const mayWrite = useMay()('send')
  const address = useAddress()
  const { view, date, today, narrow, timeZone, search } = address
  const calendar = useCalendar(address, useHolidayCountry())
  const { query, pending, span, days, holidays, channels } = calendar
  const chosen = useChosen(address, span)
  const words = useDayWords()
  const region = useRef<HTMLElement>(null)
  const { entries, byId, movable } = useEntries(days)
  const { entry, open, day, setDay, close } = useOpened(byId)
  const { selecting, selected, toggle, begin, done } = useSelection(movable)
  const actions = useMemo((): EntryActions => ({ open, toggle }), [open, toggle])
  const onChoose = (id: string) => toggle(id, false)
  const { drop, arrows, articles, moveTo, moveChosen } = useMoving({ byId, days, selected, timeZone, region, onChoose })
  const onPointerDown = useDrag(drop)
  const focus = useDayFocus(today >= span.from && today < span.to ? today : span.from)
  const writeOn = useWriteOn(timeZone)
  useWalk(selecting ? done : begin)
  useUndoKey()
  useTitle(t('calendar.title'))
  const shared = { channels, selecting, selected, actions, mayWrite }
  const grid = { ...shared, span, date, today, days, holidays, reached: focus.reached }
  return (
    <div className="page wide calendar-page">
      <CalendarBar address={address} onSelect={selecting ? done : begin} />
      <ProblemNotice error={query.error} onRetry={() => void query.refetch()} />
      <MoveQuestions arrows={arrows} articles={articles} />
      <section
        className="calendar"
        ref={region}
        tabIndex={-1}
        aria-label={`${t('calendar.title')}, ${words.title(view, date)}`}
        aria-busy={query.isPlaceholderData || undefined}
        onKeyDownCapture={arrows.onKeyDown}
        onKeyDown={focus.onKeyDown}
        onPointerDown={onPointerDown}
      >
        {!pending && query.data && entries.length === 0 && <Nothing search={search} />}
        <Days {...grid} address={address} calendar={calendar} chosen={chosen} onDay={setDay} onWrite={writeOn} />
      </section>
      {!narrow && query.data && !pending && <p className="small quiet key-hint">{t('calendar.keys')}</p>}
      {narrow && <PhoneFoot address={address} calendar={calendar} chosen={chosen} mayWrite={mayWrite} />}
      {selecting && <SelectBar count={selected.size} onMove={moveChosen} onDone={done} />}
      {day && (
        <DayDrawer
          {...shared}
          day={day}
          title={words.day(day)}
          entries={days.get(day) ?? []}
          onClose={() => setDay(undefined)}
        />
      )}
      {entry && <EntryDrawer entry={entry} onMove={closing(close, moveTo)} onClose={close} />}
    </div>
  )
}

/** A phone's list goes on at its end. */
function TurnList({ address: { date, go } }: { address: Address }) {
  const { t } = useTranslation()
  return (
    <div className="turn-list">
      <Button variant="default" onClick={() => void go({ date: turned('list', date, -1) })}>
        {t('calendar.before')}
      </Button>
      <Button variant="default" onClick={() => void go({ date: turned('list', date, 1) })}>
        {t('calendar.after')}
      </Button>
    </div>
  )
}

/** What stands at a phone's foot: the way on in a list, and the week at the thumb. */
function PhoneFoot({
  address,
  calendar: { query, pending, known },
  chosen: { chosen, choose },
  mayWrite,
}: {
  address: Address
  calendar: ReturnType<typeof useCalendar>
  chosen: ReturnType<typeof useChosen>
  mayWrite: boolean
}) {
  return (
    <>
      {address.view === 'list' && query.data && !pending && <TurnList address={address} />}
      <Dock chosen={chosen} onDay={choose} days={known} mayWrite={mayWrite} />
    </>
  )
}

import { Button, NativeSelect, SegmentedControl, Switch } from '@mantine/core'
import { IconChevronLeft, IconChevronRight, IconPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { lazy, Suspense, useCallback, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { asProblem } from '../../../base/api.ts'
import { useSay } from '../../../base/i18n.ts'
import { calendarQuery, channelsQuery, queryClient } from '../../../base/queries.ts'
import { useShortcuts } from '../../../base/shortcuts.ts'
import { fromLocalInput } from '../../../base/times.ts'
import { deliveryStates } from '../../../deliveries/delivery-state.ts'
import { Page } from '../../../ui/page.tsx'
import { ListShape, Notice, ProblemNotice } from '../../../ui/parts.tsx'
import { toast } from '../../../ui/toasts.tsx'
import { PostsTabs } from '../posts-tabs.tsx'
import { Agenda } from './agenda.tsx'
import './calendar.css'
import { useMay } from '../../../base/session.tsx'
import { useDayWords } from './day-words.ts'
import {
  addDays,
  type CalendarView,
  calendarViews,
  type Entry,
  entriesByDay,
  firstFree,
  instantsOf,
  turned,
} from './days.ts'
import { DayDrawer, PostDrawer } from './drawers.tsx'
import type { EntryActions } from './entry-line.tsx'
import type { Dropped } from './grid.tsx'
import { GridShape } from './grid-shape.tsx'
import { type PendingMove, PendingMoveLine } from './pending-move.tsx'
import { SelectBar } from './select-bar.tsx'
import { focusEntry, useArrows } from './use-arrows.ts'
import { chooseHolidays, useAddress, useCalendar, useHolidayCountry } from './use-calendar.ts'
import { useMove } from './use-move.ts'
import { useSelection } from './use-selection.ts'

const Grid = lazy(() => import('./grid.tsx').then((part) => ({ default: part.Grid })))
/** How far ahead a free day is looked for: what the server answers at once. */
const lookAhead = 99

type Address = ReturnType<typeof useAddress>

function Filters({ address }: { address: Address }) {
  const { t } = useTranslation()
  const { search, go, free } = address
  const channels = useQuery(channelsQuery).data ?? []
  const country = useHolidayCountry()
  return (
    <div className="filters calendar-filters">
      <NativeSelect
        aria-label={t('posts.stateLabel')}
        value={search.state ?? ''}
        onChange={({ currentTarget: { value } }) => void go({ state: value || undefined })}
        data={[
          { value: '', label: t('posts.allStates') },
          ...deliveryStates.map((state) => ({ value: state, label: t(`posts.state.${state}`) })),
        ]}
      />
      <NativeSelect
        aria-label={t('posts.channelLabel')}
        value={search.channelId ?? ''}
        onChange={({ currentTarget: { value } }) => void go({ channelId: value || undefined })}
        data={[
          { value: '', label: t('posts.allChannels') },
          ...channels.map(({ id, networkLabel, handle }) => ({ value: id, label: `${networkLabel} ${handle}` })),
        ]}
      />
      <NativeSelect
        aria-label={t('calendar.holidays')}
        value={country || 'none'}
        onChange={({ currentTarget: { value } }) => chooseHolidays(value)}
        data={[
          { value: 'ID', label: t('calendar.holidaysOfIndonesia') },
          { value: 'none', label: t('calendar.noHolidays') },
        ]}
      />
      <Switch
        label={t('calendar.freeDays')}
        checked={free}
        onChange={({ currentTarget: { checked } }) => void go({ free: checked ? '1' : undefined })}
      />
    </div>
  )
}

/** Looks for the next day without posts, from the day after the last one that was found. */
function useNextFree({ search, timeZone, today, go }: Address) {
  const { t } = useTranslation()
  const say = useSay()
  const words = useDayWords()
  const found = useRef<string>(undefined)
  return async () => {
    const from = found.current ? addDays(found.current, 1) : today
    const span = { from, to: addDays(from, lookAhead) }
    const { state, channelId } = search
    try {
      const calendar = await queryClient.fetchQuery(calendarQuery({ ...instantsOf(span, timeZone), state, channelId }))
      const day = firstFree(entriesByDay(calendar, timeZone), span)
      found.current = day
      if (!day) return toast(t('calendar.noneFree', { count: lookAhead }))
      await go({ date: day, free: '1' })
      toast(t('calendar.freeFound', { day: words.day(day) }))
    } catch (error) {
      toast(say(asProblem(error).words))
    }
  }
}

function Toolbar({ address, onSelect }: { address: Address; onSelect(): void }) {
  const { t } = useTranslation()
  const may = useMay()
  const { view, date, today, go } = address
  const words = useDayWords()
  const nextFree = useNextFree(address)
  const turn = (by: 1 | -1) => void go({ date: turned(view, date, by) })
  return (
    <div className="calendar-bar">
      <div className="row tight still">
        <Button size="sm" variant="default" px={10} aria-label={t('calendar.before')} onClick={() => turn(-1)}>
          <IconChevronLeft size={18} aria-hidden />
        </Button>
        <Button size="sm" variant="default" onClick={() => void go({ date: today })}>
          {t('calendar.today')}
        </Button>
        <Button size="sm" variant="default" px={10} aria-label={t('calendar.after')} onClick={() => turn(1)}>
          <IconChevronRight size={18} aria-hidden />
        </Button>
      </div>
      <h2 className="grow" aria-live="polite">
        {words.title(view, date)}
      </h2>
      <SegmentedControl
        aria-label={t('calendar.view')}
        value={view}
        onChange={(value) => void go({ view: value })}
        data={calendarViews.map((value: CalendarView) => ({ value, label: t(`calendar.views.${value}`) }))}
      />
      <div className="row tight">
        <Button size="sm" variant="default" onClick={() => void nextFree()}>
          {t('calendar.nextFree')}
        </Button>
        {may('send') && (
          <Button size="sm" variant="default" onClick={onSelect}>
            {t('calendar.select')}
          </Button>
        )}
      </div>
    </div>
  )
}

/** The calendar: posts, articles and holidays together, by month, week or as a list. */
export function CalendarPage() {
  const { t } = useTranslation()
  const may = useMay()
  const address = useAddress()
  const { view, date, today, narrow, timeZone, free, search } = address
  const country = useHolidayCountry()
  const { query, span, days, holidays, channels } = useCalendar(address, country)
  const words = useDayWords()
  const navigate = useNavigate()
  const move = useMove()
  const region = useRef<HTMLElement>(null)
  const [opened, setOpened] = useState<string>()
  const [day, setDay] = useState<string>()

  const entries = useMemo(() => [...days.values()].flat(), [days])
  const byId = useMemo(() => new Map(entries.map((entry) => [entry.id, entry])), [entries])
  const movable = useMemo(
    () => entries.flatMap((entry) => (entry.kind === 'post' && entry.post.movable ? [entry.id] : [])),
    [entries],
  )
  const { selecting, selected, toggle, begin, done } = useSelection(movable)

  const open = useCallback(
    (entry: Entry) => {
      if (entry.kind === 'post') setOpened(entry.id)
      else void navigate({ to: '/writing/$articleId', params: { articleId: entry.id } })
    },
    [navigate],
  )
  const actions = useMemo((): EntryActions => ({ open, toggle }), [open, toggle])

  const moveOne = async (id: string, target: Parameters<typeof move>[1], at: string) => {
    const moving = move([id], target, new Map([[id, at]]))
    focusEntry(id, region.current)
    await moving
    focusEntry(id, region.current)
  }
  const drop = ({ id, days: by, local, sameTime }: Dropped) => {
    const at = fromLocalInput(local, timeZone)?.toISOString()
    if (!at) return
    if (selected.has(id) && selected.size > 1 && sameTime) void move([...selected], { days: by })
    else void moveOne(id, sameTime ? { days: by } : { at }, at)
  }
  const arrows = useArrows({
    find: (id) => byId.get(id),
    timeZone,
    onMove: ({ id, days: by, at }: PendingMove) => void moveOne(id, { days: by }, at),
    onChoose: (id) => toggle(id, false),
  })
  const step = (by: 1 | -1) => {
    const all = [...document.querySelectorAll<HTMLElement>('.calendar [data-entry]')]
    const at = all.findIndex((element) => element.contains(document.activeElement))
    all[at < 0 ? 0 : Math.min(all.length - 1, Math.max(0, at + by))]?.focus()
  }
  useShortcuts({ j: () => step(1), k: () => step(-1) })

  const narrowed = Boolean(search.state || search.channelId)
  // Seven columns are too many for a phone: its week is a list of seven days.
  const asList = view === 'list' || (view === 'week' && narrow)
  const shared = { days, holidays, channels, free, today, selecting, selected, actions }
  return (
    <Page
      wide
      title={t('shell.posts')}
      actions={
        may('send') && (
          <Button component={Link} to="/posts/new" leftSection={<IconPlus size={18} aria-hidden />}>
            {t('posts.new')}
          </Button>
        )
      }
    >
      <div className="stack">
        <PostsTabs />
        <Filters address={address} />
        <Toolbar address={address} onSelect={selecting ? done : begin} />
        <ProblemNotice error={query.error} onRetry={() => void query.refetch()} />
        {query.data && entries.length === 0 && <Notice>{t(narrowed ? 'calendar.noneMatch' : 'calendar.empty')}</Notice>}
        <PendingMoveLine pending={arrows.pending} onMove={arrows.confirm} onCancel={arrows.cancel} />
        <section
          className="calendar"
          ref={region}
          tabIndex={-1}
          aria-label={`${t('calendar.title')}, ${words.title(view, date)}`}
          aria-busy={query.isPlaceholderData || undefined}
          onKeyDownCapture={arrows.onKeyDown}
        >
          {query.isPending && (asList ? <ListShape rows={6} /> : <GridShape />)}
          {query.data && asList && <Agenda {...shared} span={span} />}
          {query.data && !asList && (
            <Suspense fallback={<GridShape />}>
              <Grid
                {...shared}
                view={view === 'week' ? 'week' : 'month'}
                date={date}
                narrow={narrow}
                onDay={setDay}
                onDrop={drop}
              />
            </Suspense>
          )}
        </section>
        <p className="small quiet key-hint">{t('calendar.keys')}</p>
        {selecting && (
          <SelectBar count={selected.size} onMove={(target) => move([...selected], target)} onDone={done} />
        )}
      </div>
      {day && (
        <DayDrawer
          day={day}
          title={words.day(day)}
          entries={days.get(day) ?? []}
          {...{ channels, selecting, selected, actions }}
          onClose={() => setDay(undefined)}
        />
      )}
      {opened && <PostDrawer id={opened} onClose={() => setOpened(undefined)} />}
    </Page>
  )
}

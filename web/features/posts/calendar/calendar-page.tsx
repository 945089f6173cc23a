import './calendar.css'
import { Button } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { Link, useNavigate } from '@tanstack/react-router'
import { type ComponentProps, lazy, Suspense, useCallback, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useMay } from '../../../base/session.tsx'
import { useShortcuts } from '../../../base/shortcuts.ts'
import { Page } from '../../../ui/page.tsx'
import { ListShape, Notice, ProblemNotice } from '../../../ui/parts.tsx'
import { PostsTabs } from '../posts-tabs.tsx'
import { Agenda } from './agenda.tsx'
import { CalendarBar, Filters } from './calendar-bar.tsx'
import { useDayWords } from './day-words.ts'
import type { Entry } from './days.ts'
import { DayDrawer, PostDrawer } from './drawers.tsx'
import type { EntryActions } from './entry-line.tsx'
import type { GridProps } from './grid.tsx'
import { GridShape } from './grid-shape.tsx'
import { PendingMoveLine } from './pending-move.tsx'
import { SelectBar } from './select-bar.tsx'
import { useAddress, useCalendar, useHolidayCountry } from './use-calendar.ts'
import { useEntries } from './use-entries.ts'
import { useMoving } from './use-moving.ts'
import { useSelection } from './use-selection.ts'

const Grid = lazy(() => import('./grid.tsx').then((part) => ({ default: part.Grid })))

/** j and k walk through what is drawn, in its order. */
function useWalk() {
  const step = (by: 1 | -1) => {
    const all = [...document.querySelectorAll<HTMLElement>('.calendar [data-entry]')]
    const at = all.findIndex((element) => element.contains(document.activeElement))
    all[at < 0 ? 0 : Math.min(all.length - 1, Math.max(0, at + by))]?.focus()
  }
  useShortcuts({ j: () => step(1), k: () => step(-1) })
}

/** A post opens beside the calendar, an article in its editor. */
function useOpen(onPost: (id: string) => void): EntryActions['open'] {
  const navigate = useNavigate()
  return useCallback(
    (entry: Entry) => {
      if (entry.kind === 'post') onPost(entry.id)
      else void navigate({ to: '/writing/$articleId', params: { articleId: entry.id } })
    },
    [navigate, onPost],
  )
}

/** The days themselves. Seven columns are too many for a phone: its week is a list of seven days. */
function Days({
  address: { view, date, narrow },
  calendar: { query, span },
  onDay,
  onDrop,
  ...shared
}: Omit<ComponentProps<typeof Agenda>, 'span'> & {
  address: ReturnType<typeof useAddress>
  calendar: ReturnType<typeof useCalendar>
} & Pick<GridProps, 'onDay' | 'onDrop'>) {
  const asList = view === 'list' || (view === 'week' && narrow)
  if (query.isPending) return asList ? <ListShape rows={6} /> : <GridShape />
  if (!query.data) return null
  if (asList) return <Agenda {...shared} span={span} />
  return (
    <Suspense fallback={<GridShape />}>
      <Grid
        {...shared}
        view={view === 'week' ? 'week' : 'month'}
        date={date}
        narrow={narrow}
        onDay={onDay}
        onDrop={onDrop}
      />
    </Suspense>
  )
}

/** The calendar: posts, articles and holidays together, by month, week or as a list. */
export function CalendarPage() {
  const { t } = useTranslation()
  const may = useMay()
  const address = useAddress()
  const { view, date, today, timeZone, free, search } = address
  const calendar = useCalendar(address, useHolidayCountry())
  const { query, days, holidays, channels } = calendar
  const words = useDayWords()
  const region = useRef<HTMLElement>(null)
  const [opened, setOpened] = useState<string>()
  const [day, setDay] = useState<string>()
  const { entries, byId, movable } = useEntries(days)
  const { selecting, selected, toggle, begin, done } = useSelection(movable)
  const open = useOpen(setOpened)
  const actions = useMemo((): EntryActions => ({ open, toggle }), [open, toggle])
  const onChoose = (id: string) => toggle(id, false)
  const { drop, arrows, moveChosen } = useMoving({ byId, selected, timeZone, region, onChoose })
  useWalk()
  const empty = search.state || search.channelId ? 'calendar.noneMatch' : 'calendar.empty'
  const chosen = { channels, selecting, selected, actions }
  const shared = { ...chosen, days, holidays, free, today }
  return (
    <Page width="full" title={t('shell.posts')} actions={may('send') && <NewPost />}>
      <div className="stack">
        <PostsTabs />
        <Filters address={address} />
        <CalendarBar address={address} onSelect={selecting ? done : begin} />
        <ProblemNotice error={query.error} onRetry={() => void query.refetch()} />
        {query.data && entries.length === 0 && <Notice>{t(empty)}</Notice>}
        <PendingMoveLine pending={arrows.pending} onMove={arrows.confirm} onCancel={arrows.cancel} />
        <section
          className="calendar"
          ref={region}
          tabIndex={-1}
          aria-label={`${t('calendar.title')}, ${words.title(view, date)}`}
          aria-busy={query.isPlaceholderData || undefined}
          onKeyDownCapture={arrows.onKeyDown}
        >
          <Days {...shared} address={address} calendar={calendar} onDay={setDay} onDrop={drop} />
        </section>
        <p className="small quiet key-hint">{t('calendar.keys')}</p>
        {selecting && <SelectBar count={selected.size} onMove={moveChosen} onDone={done} />}
      </div>
      {day && (
        <DayDrawer
          {...chosen}
          day={day}
          title={words.day(day)}
          entries={days.get(day) ?? []}
          onClose={() => setDay(undefined)}
        />
      )}
      {opened && <PostDrawer id={opened} onClose={() => setOpened(undefined)} />}
    </Page>
  )
}

function NewPost() {
  const { t } = useTranslation()
  return (
    <Button component={Link} to="/posts/new" leftSection={<IconPlus size={18} aria-hidden />}>
      {t('posts.new')}
    </Button>
  )
}

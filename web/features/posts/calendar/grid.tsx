/** The month and the week, drawn by FullCalendar. A chunk of its own: it comes when somebody opens the calendar. */
import FullCalendar, {
  type CalendarOptions,
  type CalendarRef,
  type EventDropInfo,
  type EventInput,
} from '@fullcalendar/react'
import dayGridPlugin from '@fullcalendar/react/daygrid'
import interactionPlugin from '@fullcalendar/react/interaction'
import timeGridPlugin from '@fullcalendar/react/timegrid'
import '@fullcalendar/react/skeleton.css'
import { IconFlag, IconFlagQuestion } from '@tabler/icons-react'
import { type RefObject, useEffect, useMemo, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { Holiday } from '../../../../src/http/api.ts'
import { useLanguage, useSay } from '../../../base/i18n.ts'
import { type Cell, cellsOf } from './cells.ts'
import { addDays, type CalendarView, daysOf, type Entry, isFree, spanOf } from './days.ts'
import { type Channels, EntryLabel } from './entry-label.tsx'
import type { EntryActions } from './entry-line.tsx'
import { toneOfEntry } from './tones.ts'

/** A post that was dragged: so many days, and where its clock stands now (`2026-11-24T09:00`). */
export interface Dropped {
  id: string
  days: number
  local: string
  /** Its time of day stayed. */
  sameTime: boolean
}

/** What stands on the days, how it is shown, and what is told of what happens there. */
export interface GridProps {
  view: Exclude<CalendarView, 'list'>
  date: string
  today: string
  days: ReadonlyMap<string, Entry[]>
  holidays: ReadonlyMap<string, Holiday[]>
  channels: Channels
  narrow: boolean
  free: boolean
  selecting: boolean
  selected: ReadonlySet<string>
  actions: EntryActions
  onDay(day: string): void
  onDrop(dropped: Dropped): void
}

const dayOf = (date: Date) => date.toISOString().slice(0, 10)

function asEvents(cells: readonly Cell[]): EventInput[] {
  return cells.map((cell, order) => ({
    id: cell.id,
    start: cell.start,
    allDay: cell.allDay,
    title: '',
    startEditable: cell.kind === 'entry' && cell.entry.kind === 'post' && cell.entry.post.movable,
    extendedProps: { cell, order },
  }))
}

/** A holiday's name; where it is cut off, its flag and its title still say that it is only expected. */
function HolidayName({ holiday }: Pick<Extract<Cell, { kind: 'holiday' }>, 'holiday'>) {
  const { t } = useTranslation()
  const say = useSay()
  const name = `${say(holiday.name)}${holiday.expected ? ` (${t('calendar.expected')})` : ''}`
  const Flag = holiday.expected ? IconFlagQuestion : IconFlag
  return (
    <span className="cell holiday" title={name}>
      <Flag size={13} aria-hidden />
      <span className="entry-text">{name}</span>
    </span>
  )
}

function CellContent({
  cell,
  channels,
  selecting,
  selected,
}: { cell: Cell } & Pick<GridProps, 'channels' | 'selecting' | 'selected'>) {
  const { t } = useTranslation()
  if (cell.kind === 'holiday') return <HolidayName holiday={cell.holiday} />
  if (cell.kind === 'more') return <span className="cell more">{t('calendar.more', { count: cell.count })}</span>
  if (cell.kind === 'dots')
    return (
      <span className="cell dots">
        {cell.tones.map((tone, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: dots are all alike and never move
          <i key={at} className={tone} />
        ))}
        <span aria-hidden="true">{cell.count}</span>
        <span className="hidden-but-read">{t('calendar.entries', { count: cell.count })}</span>
      </span>
    )
  const chosen = selected.has(cell.entry.id)
  return (
    <span className={`cell entry ${cell.entry.kind} ${toneOfEntry(cell.entry)}${chosen ? ' selected' : ''}`}>
      {selecting && cell.entry.kind === 'post' && cell.entry.post.movable && (
        <span className="entry-check" aria-hidden="true" />
      )}
      <EntryLabel entry={cell.entry} channels={channels} />
      {chosen && <span className="hidden-but-read">{t('calendar.chosen')}</span>}
    </span>
  )
}

/** What never changes of how FullCalendar draws and behaves. */
const fixed = {
  plugins: [dayGridPlugin, timeGridPlugin, interactionPlugin],
  timeZone: 'UTC',
  headerToolbar: false,
  height: 'auto',
  fixedWeekCount: true,
  eventOrder: 'order',
  eventOrderStrict: true,
  eventDisplay: 'block',
  eventInteractive: true,
  eventDurationEditable: false,
  defaultTimedEventDuration: '00:30',
  // What stands late in the evening is of that day alone, however long it is drawn.
  nextDayThreshold: '12:00',
  slotDuration: '01:00',
  slotMinHeight: 44,
  scrollTime: '07:00',
  slotHeaderFormat: { hour: '2-digit', minute: '2-digit', hour12: false },
  dragRevertDuration: 0,
  tableClass: 'grid-table',
  dayHeaderClass: 'grid-head',
  dayHeaderInnerClass: 'grid-head-words',
  dayCellTopClass: 'grid-day-top',
  slotLaneClass: 'grid-lane',
  slotHeaderClass: 'grid-slot',
  slotHeaderInnerClass: 'grid-slot-words',
  dayLaneClass: 'grid-column',
  allDayHeaderClass: 'grid-slot',
  allDayHeaderInnerClass: 'grid-slot-words',
  eventClass: 'grid-event',
} satisfies CalendarOptions

const typeOf = (view: GridProps['view']) => (view === 'month' ? 'dayGridMonth' : 'timeGridWeek')
const cellOf = ({ extendedProps }: { extendedProps: Record<string, unknown> }) => extendedProps.cell as Cell

/** All cells of the days that are shown, as FullCalendar's events. */
function useEvents({ view, date, days, holidays, narrow }: GridProps): EventInput[] {
  const span = useMemo(() => spanOf(view, date), [view, date])
  return useMemo(
    () =>
      asEvents(daysOf(span).flatMap((day) => cellsOf(view, day, days.get(day) ?? [], holidays.get(day) ?? [], narrow))),
    [span, view, days, holidays, narrow],
  )
}

/** The calendar that was drawn first stays; it is told which days to show. */
function useFollow({ view, date }: GridProps): RefObject<CalendarRef | null> {
  const ref = useRef<CalendarRef>(null)
  useEffect(() => {
    // FullCalendar draws with flushSync, which React refuses inside of an effect.
    queueMicrotask(() => ref.current?.getApi().changeView(typeOf(view), date))
  }, [view, date])
  return ref
}

function useLocale() {
  const { t } = useTranslation()
  const language = useLanguage()
  return useMemo(
    () => ({
      code: language,
      week: { dow: 1, doy: 4 },
      allDayText: t('calendar.allDay'),
      weekTextLong: t('calendar.weekNumber'),
    }),
    [language, t],
  )
}

/** How a day of the month looks: another month's, today, free where one looks for such. */
function useDayCells({ days, today, free }: GridProps): CalendarOptions {
  const { t } = useTranslation()
  const isFreeOn = (day: string) => free && day >= today && isFree(days.get(day))
  return {
    dayCellClass: ({ date, isOther, isToday }) =>
      ['grid-day', isOther && 'other', isToday && 'today', isFreeOn(dayOf(date)) && 'free'].filter(Boolean).join(' '),
    dayCellTopContent: ({ date, dayNumberText }) => (
      <>
        <span className="grid-number">{dayNumberText}</span>
        {isFreeOn(dayOf(date)) && <span className="grid-free">{t('calendar.free')}</span>}
      </>
    ),
  }
}

/** How an entry looks, and what happens when it is pressed or dropped. */
function entryOptions({ channels, selecting, selected, actions, onDay, onDrop }: GridProps): CalendarOptions {
  return {
    eventContent: ({ event }) => <CellContent cell={cellOf(event)} {...{ channels, selecting, selected }} />,
    eventDidMount: ({ el, event }) => {
      const cell = cellOf(event)
      if (cell.kind === 'entry') el.dataset.entry = cell.entry.id
    },
    eventClick: ({ event, jsEvent }) => {
      const cell = cellOf(event)
      if (cell.kind === 'more' || cell.kind === 'dots') onDay(cell.day)
      if (cell.kind !== 'entry') return
      const movable = cell.entry.kind === 'post' && cell.entry.post.movable
      if (movable && (selecting || jsEvent.shiftKey)) actions.toggle(cell.entry.id, jsEvent.shiftKey)
      else actions.open(cell.entry)
    },
    eventDrop: (info) => {
      const dropped = droppedOf(info)
      info.revert()
      if (dropped) onDrop(dropped)
    },
  }
}

/** Draws a month or a week of entries; whatever happens on it is told to the page. */
export function Grid(props: GridProps) {
  const { view, date, today, narrow } = props
  const ref = useFollow(props)
  return (
    <div className={`grid ${view}${narrow ? ' narrow' : ''}`}>
      <FullCalendar
        ref={ref}
        {...fixed}
        {...useDayCells(props)}
        {...entryOptions(props)}
        initialView={typeOf(view)}
        initialDate={date}
        now={`${today}T00:00:00Z`}
        locale={useLocale()}
        events={useEvents(props)}
        dayHeaderFormat={
          view === 'month' ? { weekday: narrow ? 'narrow' : 'short' } : { weekday: 'short', day: 'numeric' }
        }
      />
    </div>
  )
}

/** `undefined` when it was dropped where nothing has a time (the row of whole days). */
function droppedOf({ event, oldEvent }: EventDropInfo): Dropped | undefined {
  const cell = cellOf(event)
  if (cell.kind !== 'entry' || !event.start || !oldEvent.start || event.allDay) return undefined
  const local = event.start.toISOString().slice(0, 16)
  const before = oldEvent.start.toISOString().slice(0, 16)
  const days = Math.round((Date.parse(local.slice(0, 10)) - Date.parse(before.slice(0, 10))) / 86_400_000)
  return { id: cell.entry.id, days, local, sameTime: addDays(before.slice(0, 10), days) + before.slice(10) === local }
}

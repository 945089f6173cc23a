import { Button, NativeSelect, SegmentedControl, Switch } from '@mantine/core'
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { asProblem } from '../../../base/api.ts'
import { useSay } from '../../../base/i18n.ts'
import { calendarQuery, queryClient } from '../../../base/queries.ts'
import { useMay } from '../../../base/session.tsx'
import { StateFilter } from '../../../deliveries/state-filter.tsx'
import { ChannelFilter } from '../../../ui/channel-filter.tsx'
import { toast } from '../../../ui/toasts.tsx'
import { useDayWords } from './day-words.ts'
import { addDays, type CalendarView, calendarViews, entriesByDay, firstFree, instantsOf, turned } from './days.ts'
import { chooseHolidays, type useAddress, useHolidayCountry } from './use-calendar.ts'

type Address = ReturnType<typeof useAddress>

/** How far ahead a free day is looked for: what the server answers at once. */
const lookAhead = 99

/** What the calendar shows of all that there is. */
export function Filters({ address: { search, go, free } }: { address: Address }) {
  const { t } = useTranslation()
  const country = useHolidayCountry()
  return (
    <div className="filters calendar-filters">
      <StateFilter value={search.state} onChange={(state) => void go({ state: state || undefined })} />
      <ChannelFilter
        value={search.channelId}
        onChange={(channelId) => void go({ channelId: channelId || undefined })}
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
function useNextFree({ search, timeZone, today, go }: Address): () => Promise<void> {
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
      if (!day) {
        toast(t('calendar.noneFree', { count: lookAhead }))
        return
      }
      await go({ date: day, free: '1' })
      toast(t('calendar.freeFound', { day: words.day(day) }))
    } catch (error) {
      toast(say(asProblem(error).words))
    }
  }
}

/** Which days are shown, and how; the next free one; choosing several posts. */
export function CalendarBar({ address, onSelect }: { address: Address; onSelect(): void }) {
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

import { SegmentedControl } from '@mantine/core'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useTimes } from '../base/session.tsx'
import { fromLocalInput, sayLocal, toLocalInput, zoneName } from '../base/times.ts'
import { readLocal } from '../base/typed.ts'
import { type DayMark, MonthGrid } from './when/month-grid.tsx'
import { type SlotTime, TimeList } from './when/time-list.tsx'
import { TypedField, type TypedFieldProps } from './when/typed-field.tsx'

/** The time that is meant where only a day is chosen. */
const USUAL = '09:00'

/** Tomorrow at nine, on the person's clock: what one most often means by “later”. */
export function tomorrowAtNine(timeZone: string, now = new Date()): string {
  return `${toLocalInput(new Date(now.getTime() + 86_400_000), timeZone).slice(0, 10)}T${USUAL}`
}

/** The instant that was picked, when it is a time that is still to come. */
export function pickedInstant(local: string, timeZone: string, now = new Date()): string | undefined {
  const at = fromLocalInput(local, timeZone)
  return at && at > now ? at.toISOString() : undefined
}

/** Western, central and eastern Indonesian time, by a city of each. */
const indonesian = ['Asia/Jakarta', 'Asia/Makassar', 'Asia/Jayapura']

/** A time on one zone's clock, as another zone's clock shows it; nothing stays nothing. */
function between(local: string, from: string, to: string): string {
  const at = from === to ? undefined : fromLocalInput(local, from)
  return at ? toLocalInput(at, to) : local
}

/** Whether the zone is worth a word: it is not the device's, or a neighbour may have another one of the same country. */
function saysZone(zone: string): boolean {
  return indonesian.includes(zone) || zone !== Intl.DateTimeFormat().resolvedOptions().timeZone
}

interface Choices {
  /** What days hold and the slots that they have, by `2026-12-05`, on a zone's clock. */
  choicesIn?:
    | ((zone: string) => { marks: ReadonlyMap<string, DayMark>; slots: ReadonlyMap<string, readonly SlotTime[]> })
    | undefined
}

interface Zoned {
  /** Whose clock is shown. */
  zone: string
  onZone(zone: string): void
}

/** What the dots mean, and the zone whose clock this is: one of the three of Indonesia for who lives there. */
function Foot({ dots, zone, onZone }: Zoned & { dots: boolean }) {
  const { t } = useTranslation()
  const times = useTimes()
  const zones = times.language === 'id' || indonesian.includes(zone)
  if (!dots && !zones) return null
  return (
    <div className="when-foot">
      {dots && (
        <>
          <span>
            <i />
            {t('when.busy')}
          </span>
          <span>
            <i className="free" />
            {t('when.freeSlot')}
          </span>
        </>
      )}
      <span className="grow" />
      {zones && (
        <SegmentedControl
          size="xs"
          aria-label={t('when.zoneLabel')}
          value={zone}
          data={[...new Set([...(indonesian.includes(zone) ? [] : [zone]), ...indonesian])].map((name) => ({
            value: name,
            label: zoneName(new Date(), { ...times, timeZone: name }),
          }))}
          onChange={onZone}
        />
      )}
    </div>
  )
}

/** Month and times, and below them what they mean. */
function Panel({
  value,
  onChange,
  close,
  choicesIn,
  ...zoned
}: Choices & Zoned & { value: string; onChange(local: string): void; close(): void }) {
  const [date = '', time = USUAL] = value.split('T')
  const { zone } = zoned
  const choices = useMemo(() => choicesIn?.(zone), [choicesIn, zone])
  const [today = '', clock] = toLocalInput(new Date(), zoned.zone).split('T')
  return (
    <>
      <MonthGrid value={date} min={today} marks={choices?.marks} onChange={(next) => onChange(`${next}T${time}`)} />
      <TimeList
        key={date}
        value={value ? time : ''}
        slots={choices?.slots.get(date) ?? []}
        after={date === today ? clock : undefined}
        onChange={(next) => {
          onChange(`${date || today}T${next}`)
          close()
        }}
      />
      <Foot dots={choices !== undefined} {...zoned} />
    </>
  )
}

/**
 * Picks a time to come on the person's own clock (whatever clock the device has): typed as one says it, or chosen from a month and
 * its slots. `value` is `2026-12-05T09:00` on that clock, empty while there is none.
 */
export function WhenPicker({ value, onChange, label, error, choicesIn, ...rest }: TypedFieldProps & Choices) {
  const { t } = useTranslation()
  const times = useTimes()
  const [zone, setZone] = useState(times.timeZone)
  const here = { ...times, timeZone: zone }
  const shown = between(value, times.timeZone, zone)
  const change = (local: string) => onChange(between(local, zone, times.timeZone))
  const at = fromLocalInput(value, times.timeZone)
  const past = at !== undefined && at <= new Date()
  const usual = shown.split('T')[1] ?? USUAL
  return (
    <TypedField
      {...rest}
      icon="calendar"
      label={label ?? t('when.label')}
      hint={t('when.hint')}
      description={saysZone(zone) ? t('when.zone', { zone: zoneName(at ?? new Date(), here) }) : undefined}
      value={shown}
      onChange={change}
      error={error ?? (past ? t('when.past') : null)}
      say={(local) => sayLocal(local, here)}
      read={(typed) => readLocal(typed, usual, here)}
      panel={(close) => (
        <Panel
          {...{ choicesIn, close, zone, value: shown, onChange: change }}
          onZone={(next) => {
            setZone(next)
            // The clock that was typed stays; it means another instant now.
            onChange(between(shown, next, times.timeZone))
          }}
        />
      )}
    />
  )
}

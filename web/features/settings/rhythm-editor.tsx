import { Button, Checkbox, NativeSelect } from '@mantine/core'
import { IconPlus, IconX } from '@tabler/icons-react'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Channel, RhythmOfChannel } from '../../../src/http/api.ts'
import { ask } from '../../base/api.ts'
import { channelsQuery, refreshTopic } from '../../base/queries.ts'
import { useTimeZone } from '../../base/session.tsx'
import { timeZones } from '../../base/times.ts'
import { ProblemNotice } from '../../ui/parts.tsx'
import { TimeField } from '../../ui/time-field.tsx'
import { toast } from '../../ui/toasts.tsx'
import { useWeekday } from '../../ui/weekday.ts'
import './rhythm.css'

type Slot = RhythmOfChannel['slots'][number]

const week = [1, 2, 3, 4, 5, 6, 7]

/** Ready-made rhythms: a beginning, to be changed. */
const suggestions = [
  { name: 'workdays', days: [1, 2, 3, 4, 5], times: ['09:00'] },
  { name: 'twice', days: [2, 4], times: ['12:00', '19:00'] },
  { name: 'daily', days: week, times: ['08:00'] },
] as const

/** Each time once, in the order of the week. */
function ordered(slots: readonly Slot[]): Slot[] {
  const keyed = new Map(slots.map((slot) => [`${slot.weekday} ${slot.time}`, slot]))
  return [...keyed].sort(([a], [b]) => a.localeCompare(b)).map(([, slot]) => slot)
}

function Grid({ slots, onRemove }: { slots: readonly Slot[]; onRemove(slot: Slot): void }) {
  const { t } = useTranslation()
  const dayName = useWeekday()
  return (
    <ul className="plain week">
      {week.map((weekday) => {
        const times = slots.filter((slot) => slot.weekday === weekday)
        return (
          <li key={weekday}>
            <p className="small strong">{dayName(weekday)}</p>
            {times.length === 0 && <p className="small quiet">{t('slots.noneThatDay')}</p>}
            {times.map((slot) => (
              <Button
                key={slot.time}
                size="xs"
                variant="default"
                rightSection={<IconX size={14} aria-hidden />}
                aria-label={t('slots.remove', { day: dayName(weekday), time: slot.time })}
                onClick={() => onRemove(slot)}
              >
                {slot.time}
              </Button>
            ))}
          </li>
        )
      })}
    </ul>
  )
}

function AddTimes({ onAdd }: { onAdd(slots: Slot[]): void }) {
  const { t } = useTranslation()
  const dayName = useWeekday('short')
  const [time, setTime] = useState('09:00')
  const [days, setDays] = useState<number[]>([1, 2, 3, 4, 5])
  const can = /^\d\d:\d\d$/.test(time) && days.length > 0
  return (
    <form
      className="stack tight"
      onSubmit={(event) => {
        event.preventDefault()
        if (can) onAdd(days.map((weekday) => ({ weekday, time })))
      }}
    >
      <div className="row">
        <TimeField label={t('slots.time')} value={time} onChange={setTime} />
        <Checkbox.Group
          label={t('slots.days')}
          value={days.map(String)}
          onChange={(chosen) => setDays(chosen.map(Number))}
        >
          <div className="row">
            {week.map((weekday) => (
              <Checkbox key={weekday} value={String(weekday)} label={dayName(weekday)} />
            ))}
          </div>
        </Checkbox.Group>
      </div>
      <div>
        <Button
          type="submit"
          size="xs"
          variant="default"
          disabled={!can}
          leftSection={<IconPlus size={16} aria-hidden />}
        >
          {t('slots.add')}
        </Button>
      </div>
    </form>
  )
}

function CopyTo({ channel, chosen, onChoose }: { channel: Channel; chosen: string[]; onChoose(ids: string[]): void }) {
  const { t } = useTranslation()
  const all = useQuery(channelsQuery).data ?? []
  const others = all.filter(({ id, removedAt }) => id !== channel.id && removedAt === null)
  if (others.length === 0) return null
  return (
    <Checkbox.Group label={t('slots.copyTo')} value={chosen} onChange={onChoose}>
      <div className="row">
        {others.map(({ id, networkLabel, handle }) => (
          <Checkbox key={id} value={id} label={`${networkLabel} ${handle}`} />
        ))}
      </div>
    </Checkbox.Group>
  )
}

function Suggestions({ onChoose }: { onChoose(slots: Slot[]): void }) {
  const { t } = useTranslation()
  return (
    <div className="row tight">
      <span className="small quiet">{t('slots.suggestions')}</span>
      {suggestions.map(({ name, days, times }) => (
        <Button
          key={name}
          size="xs"
          variant="subtle"
          onClick={() => onChoose(ordered(days.flatMap((weekday) => times.map((time) => ({ weekday, time })))))}
        >
          {t(`slots.suggestion.${name}`)}
        </Button>
      ))}
    </div>
  )
}

/** A channel's weekly schedule: its times, its zone, and the other channels that get the same. */
export function ScheduleEditor({
  channel,
  rhythm,
  onDone,
}: {
  channel: Channel
  rhythm: RhythmOfChannel
  onDone(): void
}) {
  const { t } = useTranslation()
  const own = useTimeZone()
  const [slots, setSlots] = useState(() => ordered(rhythm.slots))
  const [timeZone, setTimeZone] = useState(rhythm.timeZone || own)
  const [also, setAlso] = useState<string[]>([])
  const save = useMutation({
    mutationFn: async () => {
      for (const id of [channel.id, ...also])
        await ask<RhythmOfChannel>(`/api/channels/${id}/slots`, { method: 'PUT', body: { timeZone, slots } })
    },
    onSettled: () => refreshTopic('channels'),
    onSuccess: () => {
      toast(t('slots.saved', { count: slots.length }))
      onDone()
    },
  })
  return (
    <div className="stack">
      <Grid slots={slots} onRemove={(gone) => setSlots(slots.filter((slot) => slot !== gone))} />
      {slots.length === 0 && <Suggestions onChoose={setSlots} />}
      <AddTimes onAdd={(more) => setSlots(ordered([...slots, ...more]))} />
      <NativeSelect
        label={t('slots.zone')}
        value={timeZone}
        data={timeZones()}
        onChange={(event) => setTimeZone(event.currentTarget.value)}
      />
      <CopyTo channel={channel} chosen={also} onChoose={setAlso} />
      <ProblemNotice error={save.error} />
      <div className="row tight">
        <Button size="xs" loading={save.isPending} onClick={() => save.mutate()}>
          {t('common.save')}
        </Button>
        <Button size="xs" variant="subtle" onClick={onDone}>
          {t('common.cancel')}
        </Button>
      </div>
    </div>
  )
}

import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useTimes } from '../../base/session.tsx'
import { sayHour } from '../../base/times.ts'

/** A weekly slot of the chosen day. */
export interface SlotTime {
  /** `09:00` */
  time: string
  free: boolean
}

const halfHours = Array.from(
  { length: 48 },
  (_, half) => `${String(half >> 1).padStart(2, '0')}:${half % 2 ? '30' : '00'}`,
)

/** Times of a day to choose from: its weekly slots first, then every half hour. Those before `after` have passed. */
export function TimeList({
  value,
  slots = [],
  after,
  onChange,
}: {
  /** `09:00` */
  value: string
  slots?: readonly SlotTime[]
  after?: string
  onChange(time: string): void
}) {
  const { t } = useTranslation()
  const { language } = useTimes()
  const list = useRef<HTMLElement>(null)
  useEffect(() => {
    const box = list.current
    const chosen =
      box?.querySelector<HTMLElement>('[aria-pressed="true"]') ?? box?.querySelector<HTMLElement>('[data-time="08:00"]')
    // Only the list moves: scrollIntoView would move the page as well.
    if (box && chosen) box.scrollTop = chosen.offsetTop - box.offsetTop - 60
  }, [])
  const taken = new Set(slots.map(({ time }) => time))
  const choice = (time: string, slot?: SlotTime) => (
    <button
      key={time}
      type="button"
      data-time={time}
      aria-pressed={time === value}
      disabled={after !== undefined && time <= after}
      onClick={() => onChange(time)}
    >
      {sayHour(time, language)}
      {slot && <span>{t(slot.free ? 'when.free' : 'when.taken')}</span>}
    </button>
  )
  return (
    <section className="when-times" ref={list} aria-label={t('when.times')}>
      {slots.length > 0 && <small>{t('when.slots')}</small>}
      {slots.map((slot) => choice(slot.time, slot))}
      {slots.length > 0 && <small>{t('when.others')}</small>}
      {halfHours.filter((time) => !taken.has(time)).map((time) => choice(time))}
    </section>
  )
}

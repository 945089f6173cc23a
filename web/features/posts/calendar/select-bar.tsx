import { Button, NumberInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { DeliveriesMove } from '../../../../src/http/api.ts'
import { DayField } from '../../../ui/day-field.tsx'

type Target = Pick<DeliveriesMove, 'to' | 'days'>

interface Mover {
  /** Nothing can be moved: none is chosen. */
  off: boolean
  busy: boolean
  onMove(target: Target): void
}

function ByDays({ off, busy, onMove }: Mover) {
  const { t } = useTranslation()
  const [days, setDays] = useState<number | string>(1)
  return (
    <form
      className="row still"
      onSubmit={(event) => {
        event.preventDefault()
        if (Number(days)) onMove({ days: Number(days) })
      }}
    >
      <NumberInput
        aria-label={t('calendar.daysOn')}
        value={days}
        onChange={setDays}
        allowDecimal={false}
        min={-3660}
        max={3660}
        suffix={t('calendar.daySuffix')}
        w={120}
      />
      <Button type="submit" disabled={off || !Number(days)} loading={busy}>
        {t('calendar.moveDays')}
      </Button>
    </form>
  )
}

function ToDay({ off, busy, onMove }: Mover) {
  const { t } = useTranslation()
  const [to, setTo] = useState('')
  return (
    <form
      className="row still"
      onSubmit={(event) => {
        event.preventDefault()
        if (to) onMove({ to })
      }}
    >
      <DayField aria-label={t('calendar.toDay')} value={to} onChange={setTo} />
      <Button type="submit" variant="default" disabled={off || !to} loading={busy}>
        {t('calendar.moveToDay')}
      </Button>
    </form>
  )
}

/** What can be done with the posts that are chosen: some days on or back, or all to one day. */
export function SelectBar({
  count,
  onMove,
  onDone,
}: {
  count: number
  onMove(target: Target): Promise<unknown>
  onDone(): void
}) {
  const { t } = useTranslation()
  const [busy, setBusy] = useState(false)
  const move = async (target: Target) => {
    setBusy(true)
    await onMove(target)
    setBusy(false)
  }
  const mover = { off: count === 0, busy, onMove: (target: Target) => void move(target) }
  return (
    <section className="select-bar" data-foot aria-label={t('calendar.selection')}>
      <p className="strong" role="status">
        {t('calendar.selected', { count })}
      </p>
      <ByDays {...mover} />
      <ToDay {...mover} />
      <Button variant="subtle" onClick={onDone}>
        {t('calendar.selectDone')}
      </Button>
    </section>
  )
}

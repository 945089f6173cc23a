import { Button, NumberInput, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { DeliveriesMove } from '../../../../src/http/api.ts'

/** What can be done with the posts that are chosen: some days on or back, or all to one day. */
export function SelectBar({
  count,
  onMove,
  onDone,
}: {
  count: number
  onMove(target: Pick<DeliveriesMove, 'to' | 'days'>): Promise<unknown>
  onDone(): void
}) {
  const { t } = useTranslation()
  const [days, setDays] = useState<number | string>(1)
  const [to, setTo] = useState('')
  const [busy, setBusy] = useState(false)
  const move = async (target: Pick<DeliveriesMove, 'to' | 'days'>) => {
    setBusy(true)
    await onMove(target)
    setBusy(false)
  }
  return (
    <section className="select-bar" aria-label={t('calendar.selection')}>
      <p className="strong" role="status">
        {t('calendar.selected', { count })}
      </p>
      <form
        className="row still"
        onSubmit={(event) => {
          event.preventDefault()
          if (Number(days)) void move({ days: Number(days) })
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
        <Button type="submit" disabled={!count || !Number(days)} loading={busy}>
          {t('calendar.moveDays')}
        </Button>
      </form>
      <form
        className="row still"
        onSubmit={(event) => {
          event.preventDefault()
          if (to) void move({ to })
        }}
      >
        <TextInput
          type="date"
          aria-label={t('calendar.toDay')}
          value={to}
          onChange={(event) => setTo(event.currentTarget.value)}
        />
        <Button type="submit" variant="default" disabled={!count || !to} loading={busy}>
          {t('calendar.moveToDay')}
        </Button>
      </form>
      <Button variant="subtle" onClick={onDone}>
        {t('calendar.selectDone')}
      </Button>
    </section>
  )
}

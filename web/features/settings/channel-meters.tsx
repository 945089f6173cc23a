import { Anchor, Button, NumberInput, Progress } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Channel, Meter } from '../../../src/http/api.ts'
import { useAmount } from '../../base/amount.ts'
import { ask } from '../../base/api.ts'
import { useSay } from '../../base/i18n.ts'
import { metersQuery, queryClient } from '../../base/queries.ts'
import { useMay } from '../../base/session.tsx'
import { Moment, ProblemNotice } from '../../ui/parts.tsx'
import { toast } from '../../ui/toasts.tsx'

/** A budget as people type it: dollars, or the network's units. */
const factor = (unit: Meter['unit']) => (unit === 'micro-usd' ? 1_000_000 : 1)

function Budget({ channel, meter }: { channel: Channel; meter: Meter }) {
  const { t } = useTranslation()
  const [amount, setAmount] = useState(meter.limit / factor(meter.unit))
  const save = useMutation({
    mutationFn: () =>
      ask<{ meters: Meter[] }>(`/api/channels/${channel.id}/budget`, {
        method: 'PUT',
        body: { meter: meter.name, amount: Math.round(amount * factor(meter.unit)) },
      }),
    onSuccess: ({ meters }) => {
      queryClient.setQueryData(metersQuery(channel.id).queryKey, meters)
      toast(t('common.saved'))
    },
  })
  const changed = Math.round(amount * factor(meter.unit)) !== meter.limit
  return (
    <form
      className="row"
      style={{ alignItems: 'end' }}
      onSubmit={(event) => {
        event.preventDefault()
        save.mutate()
      }}
    >
      <NumberInput
        label={t(meter.unit === 'micro-usd' ? 'channels.budgetUsd' : 'channels.budgetUnits')}
        min={0}
        decimalScale={meter.unit === 'micro-usd' ? 2 : 0}
        value={amount}
        onChange={(value) => setAmount(Number(value) || 0)}
      />
      <Button type="submit" size="sm" variant="default" disabled={!changed} loading={save.isPending}>
        {t('common.save')}
      </Button>
      <ProblemNotice error={save.error} />
    </form>
  )
}

function MeterShape({ channel, meter }: { channel: Channel; meter: Meter }) {
  const { t } = useTranslation()
  const may = useMay()
  const say = useSay()
  const amountOf = useAmount()
  const values = { used: amountOf(meter.used, meter.unit), limit: amountOf(meter.limit, meter.unit) }
  return (
    <div className="stack tight">
      <p className="small">
        {say(meter.label)}: {t(`channels.usedOf.${meter.period}`, values)}{' '}
        <Anchor href={meter.source} target="_blank" rel="noopener" size="xs" underline="always">
          {t('channels.prices')}
        </Anchor>
      </p>
      <Progress
        value={meter.limit ? Math.min(100, (meter.used / meter.limit) * 100) : 100}
        aria-label={`${say(meter.label)}: ${values.used} / ${values.limit}`}
      />
      <p className="small quiet">
        {t('channels.resets')} <Moment at={meter.resetsAt} />
      </p>
      {meter.budget && may('manage') && <Budget key={meter.limit} channel={channel} meter={meter} />}
    </div>
  )
}

/** What a channel has used up in this period, and its budget. */
export function ChannelMeters({ channel }: { channel: Channel }) {
  const meters = useQuery({ ...metersQuery(channel.id), enabled: channel.metered && channel.kind !== 'assisted' })
  if (!channel.metered || channel.kind === 'assisted') return null
  return (
    <>
      <ProblemNotice error={meters.error} onRetry={() => void meters.refetch()} />
      {meters.data?.map((meter) => (
        <MeterShape key={meter.name} channel={channel} meter={meter} />
      ))}
    </>
  )
}

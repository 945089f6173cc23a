import { Anchor, Button, NumberInput, Progress } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Channel, Quota } from '../../../src/http/api.ts'
import { useAmount } from '../../base/amount.ts'
import { ask } from '../../base/api.ts'
import { useSay } from '../../base/i18n.ts'
import { queryClient, quotasQuery } from '../../base/queries.ts'
import { useMay } from '../../base/session.tsx'
import { Instant, ProblemNotice } from '../../ui/parts.tsx'
import { toast } from '../../ui/toasts.tsx'

/** A budget as people type it: dollars, or the network's units. */
const factor = (unit: Quota['unit']) => (unit === 'micro-usd' ? 1_000_000 : 1)

function Budget({ channel, quota }: { channel: Channel; quota: Quota }) {
  const { t } = useTranslation()
  const [amount, setAmount] = useState(quota.limit / factor(quota.unit))
  const save = useMutation({
    mutationFn: () =>
      ask<{ quotas: Quota[] }>(`/api/channels/${channel.id}/budget`, {
        method: 'PUT',
        body: { quota: quota.name, amount: Math.round(amount * factor(quota.unit)) },
      }),
    onSuccess: ({ quotas }) => {
      queryClient.setQueryData(quotasQuery(channel.id).queryKey, quotas)
      toast(t('common.saved'))
    },
  })
  const changed = Math.round(amount * factor(quota.unit)) !== quota.limit
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
        label={t(quota.unit === 'micro-usd' ? 'channels.budgetUsd' : 'channels.budgetUnits')}
        min={0}
        decimalScale={quota.unit === 'micro-usd' ? 2 : 0}
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

function QuotaShape({ channel, quota }: { channel: Channel; quota: Quota }) {
  const { t } = useTranslation()
  const may = useMay()
  const say = useSay()
  const amountOf = useAmount()
  const values = { used: amountOf(quota.used, quota.unit), limit: amountOf(quota.limit, quota.unit) }
  return (
    <div className="stack tight">
      <p className="small">
        {say(quota.label)}: {t(`channels.usedOf.${quota.period}`, values)}{' '}
        <Anchor href={quota.source} target="_blank" rel="noopener" size="xs" underline="always">
          {t('channels.prices')}
        </Anchor>
      </p>
      <Progress
        value={quota.limit ? Math.min(100, (quota.used / quota.limit) * 100) : 100}
        aria-label={`${say(quota.label)}: ${values.used} / ${values.limit}`}
      />
      <p className="small quiet">
        {t('channels.resets')} <Instant at={quota.resetsAt} />
      </p>
      {quota.budget && may('manage') && <Budget key={quota.limit} channel={channel} quota={quota} />}
    </div>
  )
}

/** What a channel has used up in this period, and its budget. */
export function ChannelQuotas({ channel }: { channel: Channel }) {
  const quotas = useQuery({ ...quotasQuery(channel.id), enabled: channel.hasQuotas && channel.kind !== 'assisted' })
  if (!channel.hasQuotas || channel.kind === 'assisted') return null
  return (
    <>
      <ProblemNotice error={quotas.error} onRetry={() => void quotas.refetch()} />
      {quotas.data?.map((quota) => (
        <QuotaShape key={quota.name} channel={channel} quota={quota} />
      ))}
    </>
  )
}

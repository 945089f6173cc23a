import { NativeSelect, NumberInput } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { AnswerPromise } from '../../../src/http/api.ts'
import { ask } from '../../base/api.ts'
import { promiseQuery, queryClient, refreshTopic } from '../../base/queries.ts'
import { useTimes } from '../../base/session.tsx'
import { ProblemNotice } from '../../ui/parts.tsx'
import { toast } from '../../ui/toasts.tsx'

/** With what a promise begins in each unit. */
const usual: Record<AnswerPromise['unit'], number> = { hours: 24, 'office-hours': 8, days: 2 }
const units = Object.keys(usual) as AnswerPromise['unit'][]

/** Within which time the brand promises to answer: nothing at first; Today then measures how the promise was kept. */
export function AnswerPromiseChoice() {
  const { t } = useTranslation()
  const { timeZone } = useTimes()
  const kept = useQuery(promiseQuery)
  const [typed, setTyped] = useState<number>()
  const save = useMutation({
    mutationFn: (promise: AnswerPromise | null) =>
      ask<{ promise: AnswerPromise | null }>('/api/answer-promise', { method: 'PUT', body: { promise } }),
    onSuccess: async ({ promise }) => {
      queryClient.setQueryData(promiseQuery.queryKey, promise)
      setTyped(undefined)
      toast(t('common.saved'))
      await refreshTopic('conversations')
    },
  })
  const promise = kept.data ?? null
  const leave = () => {
    if (promise && typed && typed !== promise.amount) save.mutate({ ...promise, amount: typed })
  }
  return (
    <section className="fields" id="answer-promise" aria-label={t('settings.promise.title')}>
      <NativeSelect
        label={t('settings.promise.title')}
        description={t('settings.promise.hint')}
        disabled={kept.isPending || save.isPending}
        value={promise?.unit ?? ''}
        onChange={({ currentTarget: { value } }) => {
          const unit = units.find((one) => one === value)
          save.mutate(unit ? { amount: usual[unit], unit, timeZone } : null)
        }}
        data={[
          { value: '', label: t('settings.promise.none') },
          ...units.map((unit) => ({ value: unit, label: t(`settings.promise.unit.${unit}`) })),
        ]}
      />
      {promise && (
        <NumberInput
          label={t('settings.promise.amount')}
          description={
            promise.unit === 'office-hours' ? t('settings.promise.office', { zone: promise.timeZone }) : undefined
          }
          min={1}
          max={99}
          allowDecimal={false}
          clampBehavior="strict"
          hideControls
          disabled={save.isPending}
          value={typed ?? promise.amount}
          onChange={(value) => setTyped(Number(value) || undefined)}
          onBlur={leave}
          onKeyDown={(event) => {
            if (event.key === 'Enter') leave()
          }}
        />
      )}
      <ProblemNotice error={kept.error ?? save.error} />
    </section>
  )
}

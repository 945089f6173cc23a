import { Button } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Delivery, Refused } from '../../../src/http/api.ts'
import { ask } from '../../base/api.ts'
import { refreshTopic } from '../../base/queries.ts'
import { useMay } from '../../base/session.tsx'
import { actionsOf } from '../../deliveries/delivery-actions.tsx'
import { ProblemNotice } from '../../ui/parts.tsx'
import { toast } from '../../ui/toasts.tsx'

type Answer = { deliveries: Delivery[]; refused: Refused[] }

/** After a hold or a stop of the server many wait for the same word: it is said once for all that are listed. */
export function DecideMany({ deliveries }: { deliveries: readonly Delivery[] }) {
  const { t } = useTranslation()
  const may = useMay()
  const overdue = deliveries.filter((one) => one.state === 'missed' && actionsOf(one, may).includes('retry'))
  const decide = useMutation({
    mutationFn: (action: 'retry' | 'let-go') =>
      ask<Answer>('/api/deliveries/decide', { method: 'POST', body: { ids: overdue.map(({ id }) => id), action } }),
    onSuccess: async ({ deliveries: done, refused }, action) => {
      toast(t(action === 'retry' ? 'posts.manyRetried' : 'posts.manyLetGo', { count: done.length }))
      if (refused.length) toast(t('posts.manyRefused', { count: refused.length }))
      await refreshTopic('deliveries')
    },
  })
  if (overdue.length < 2) return null
  return (
    <section className="stack tight" aria-label={t('posts.manyTitle')}>
      <p className="medium">{t('posts.manyExplain', { count: overdue.length })}</p>
      <ProblemNotice error={decide.error} />
      <div className="row tight">
        <Button size="sm" variant="default" loading={decide.isPending} onClick={() => decide.mutate('retry')}>
          {t('posts.manyRetry', { count: overdue.length })}
        </Button>
        <Button size="sm" variant="subtle" loading={decide.isPending} onClick={() => decide.mutate('let-go')}>
          {t('posts.manyLetGoButton', { count: overdue.length })}
        </Button>
      </div>
    </section>
  )
}

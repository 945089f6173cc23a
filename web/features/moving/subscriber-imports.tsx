import { Button, Modal } from '@mantine/core'
import { useInfiniteQuery, useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { SubscriberImports as Page, SubscriberImport } from '../../../src/http/api.ts'
import { ask } from '../../base/api.ts'
import { paged, queryClient } from '../../base/queries.ts'
import { More } from '../../ui/more.tsx'
import { Badge, Instant, ProblemNotice } from '../../ui/parts.tsx'
import { toast } from '../../ui/toasts.tsx'

const query = paged<Page, SubscriberImport>(
  ['subscriber-imports'],
  '/api/subscribers/imports',
  {},
  ({ imports }) => imports,
  ({ id }) => id,
)

/** A list was kept, or taken back: what is shown of them is asked for again. */
export const refreshSubscriberImports = () => queryClient.invalidateQueries({ queryKey: query.queryKey })

/** Lists that were kept within a month: each can be taken back. */
export function SubscriberImports() {
  const { t } = useTranslation()
  const list = useInfiniteQuery(query)
  if (list.error) return <ProblemNotice error={list.error} onRetry={() => void list.refetch()} />
  if (!list.data?.length) return null
  return (
    <div className="stack tight">
      <h3 className="medium">{t('moving.people.earlier')}</h3>
      <ul className="moving-runs">
        {list.data.map((one) => (
          <li key={one.id}>
            <span className="medium">{one.labels.join(', ')}</span>
            <span className="small quiet grow">
              {t('moving.people.listed', { count: one.listed })} · {t('moving.people.added', { count: one.added })} ·{' '}
              {t('moving.byAt', { name: one.by })} <Instant at={one.createdAt} />
            </span>
            {one.undoneAt ? <Badge tone="plain">{t('moving.state.undone')}</Badge> : <TakeBack one={one} />}
          </li>
        ))}
      </ul>
      <More list={list} />
    </div>
  )
}

function TakeBack({ one }: { one: SubscriberImport }) {
  const { t } = useTranslation()
  const [asked, setAsked] = useState(false)
  const undo = useMutation({
    mutationFn: () => ask<SubscriberImport>(`/api/subscribers/imports/${one.id}/undo`, { method: 'POST' }),
    onSuccess: async () => {
      setAsked(false)
      await refreshSubscriberImports()
      toast(t('moving.people.undone'))
    },
  })
  return (
    <>
      <Button variant="default" size="sm" onClick={() => setAsked(true)}>
        {t('moving.people.undo')}
        <span className="hidden-but-read">: {one.labels.join(', ')}</span>
      </Button>
      <Modal
        opened={asked}
        onClose={() => setAsked(false)}
        title={t('moving.people.undoTitle')}
        closeButtonProps={{ 'aria-label': t('common.close') }}
      >
        <div className="stack">
          <p>{t('moving.people.undoMeans')}</p>
          <ProblemNotice error={undo.error} />
          <div className="row">
            <Button loading={undo.isPending} onClick={() => undo.mutate()}>
              {t('moving.people.undo')}
            </Button>
            <Button variant="subtle" onClick={() => setAsked(false)}>
              {t('common.cancel')}
            </Button>
          </div>
        </div>
      </Modal>
    </>
  )
}

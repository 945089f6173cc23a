import { Anchor, Button } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Delivery, PostRetracted } from '../../src/http/api.ts'
import { ask } from '../base/api.ts'
import { useSay } from '../base/i18n.ts'
import { refreshTopic } from '../base/queries.ts'
import { Dialog } from '../ui/dialog.tsx'
import { ProblemNotice } from '../ui/parts.tsx'
import { toast } from '../ui/toasts.tsx'

/** Takes one copy back, or the whole post from every network; says where a person has to do it by hand. */
export function RetractDialog({ delivery, onClose }: { delivery: Delivery; onClose(): void }) {
  const { t } = useTranslation()
  const [left, setLeft] = useState<PostRetracted>()
  const here = useMutation({
    mutationFn: () => ask<Delivery>(`/api/deliveries/${delivery.id}/retract`, { method: 'POST' }),
    onSuccess: async () => {
      onClose()
      toast(t('posts.retracted'))
      await refreshTopic('deliveries')
    },
  })
  const everywhere = useMutation({
    mutationFn: () => ask<PostRetracted>(`/api/posts/${delivery.postId}/retract`, { method: 'POST' }),
    onSuccess: async (answer) => {
      if (answer.byHand.length) setLeft(answer)
      else {
        onClose()
        toast(t('posts.retractedEverywhere'))
      }
      await refreshTopic('deliveries')
    },
  })
  return (
    <Dialog onClose={onClose} title={t('posts.retractTitle')}>
      {left ? (
        <ByHand left={left} onClose={onClose} />
      ) : (
        <div className="stack">
          <p>{t('posts.retractExplain', { network: delivery.channel.networkLabel })}</p>
          <ProblemNotice error={here.error ?? everywhere.error} />
          <div className="row">
            {delivery.actions.includes('retract') && (
              <Button className="danger" loading={here.isPending} onClick={() => here.mutate()}>
                {t('posts.retractHere', { network: delivery.channel.networkLabel })}
              </Button>
            )}
            <Button
              className="danger"
              variant="default"
              loading={everywhere.isPending}
              onClick={() => everywhere.mutate()}
            >
              {t('posts.retractEverywhere')}
            </Button>
            <Button variant="subtle" data-autofocus onClick={onClose}>
              {t('common.cancel')}
            </Button>
          </div>
        </div>
      )}
    </Dialog>
  )
}

/** What no program could take back: where a person does it. */
function ByHand({ left, onClose }: { left: PostRetracted; onClose(): void }) {
  const { t } = useTranslation()
  const say = useSay()
  return (
    <div className="stack" role="status">
      <p>{t('posts.retractLeft', { count: left.byHand.length })}</p>
      <ul className="plain stack">
        {left.byHand.map(({ id, words, permalink }) => {
          const channel = left.deliveries.find((delivery) => delivery.id === id)?.channel
          return (
            <li key={id} className="stack tight">
              <span className="strong">
                {channel?.networkLabel} · {channel?.handle}
              </span>
              <span className="medium">{say(words)}</span>
              {permalink && (
                <Anchor href={permalink} target="_blank" rel="noopener" size="sm">
                  {t('posts.retractOpen')}
                </Anchor>
              )}
            </li>
          )
        })}
      </ul>
      <div>
        <Button onClick={onClose}>{t('common.close')}</Button>
      </div>
    </div>
  )
}

import { Anchor, Button } from '@mantine/core'
import { useInfiniteQuery, useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Delivery, PostRetracted } from '../../src/http/api.ts'
import { ask } from '../base/api.ts'
import { useSay } from '../base/i18n.ts'
import { deliveriesQuery, refreshTopic } from '../base/queries.ts'
import { useTimes } from '../base/session.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { ProblemNotice } from '../ui/parts.tsx'
import { toast } from '../ui/toasts.tsx'
import { type Action, useAction } from './use-action.ts'

/** What of a post can still be taken back, and what is done when it is taken back everywhere. */
const notOver: readonly Delivery['state'][] = ['scheduled', 'by-hand', 'published']

/** Takes one copy back, or the whole post from every network; says beforehand where only a person can, and how. */
export function RetractDialog({ delivery, onClose }: { delivery: Delivery; onClose(): void }) {
  const { t } = useTranslation()
  const [left, setLeft] = useState<PostRetracted>()
  const { postId, channel, whyNoRetract } = delivery
  const others = useInfiniteQuery(deliveriesQuery({ postId })).data?.filter(
    ({ id, state }) => id !== delivery.id && notOver.includes(state),
  )
  return (
    <Dialog onClose={onClose} title={t(whyNoRetract ? 'posts.goneTitle' : 'posts.retractTitle')}>
      {left ? (
        <Left left={left} onClose={onClose} />
      ) : (
        <div className="stack">
          {whyNoRetract ? (
            <ByYourself delivery={delivery} onClose={onClose} />
          ) : (
            <p>{t('posts.retractExplain', { network: channel.networkLabel })}</p>
          )}
          <Retract delivery={delivery} others={others ?? []} onLeft={setLeft} onClose={onClose} />
        </div>
      )}
    </Dialog>
  )
}

/** No program can: where it is deleted, and the word that it was. */
function ByYourself({ delivery, onClose }: { delivery: Delivery; onClose?(): void }) {
  const { t } = useTranslation()
  const say = useSay()
  const act = useAction(delivery, () => {
    onClose?.()
    toast(t('posts.retracted'))
  })
  const { channel, permalink, whyNoRetract } = delivery
  const gone: Action = 'gone'
  if (act.isSuccess) return <p className="medium">{t('posts.retracted')}</p>
  return (
    <div className="stack tight">
      <p>{t('posts.goneExplain', { network: channel.networkLabel })}</p>
      {whyNoRetract && <p className="medium quiet">{say(whyNoRetract)}</p>}
      <ProblemNotice error={act.error} />
      <div className="row">
        {permalink && (
          <Button variant="default" component="a" href={permalink} target="_blank" rel="noopener">
            {t('posts.retractOpen')}
          </Button>
        )}
        {delivery.actions.includes(gone) && (
          <Button loading={act.isPending} onClick={() => act.mutate({ action: gone })}>
            {t('posts.action.gone')}
          </Button>
        )}
      </div>
    </div>
  )
}

/** The buttons that delete: here, where a program can, and everywhere, with what is left for a person. */
function Retract({
  delivery,
  others,
  onLeft,
  onClose,
}: {
  delivery: Delivery
  others: readonly Delivery[]
  onLeft(left: PostRetracted): void
  onClose(): void
}) {
  const { t } = useTranslation()
  const { language } = useTimes()
  const finish = async (words: string) => {
    onClose()
    toast(t(words))
    await refreshTopic('deliveries')
  }
  const here = useMutation({
    mutationFn: () => ask<Delivery>(`/api/deliveries/${delivery.id}/retract`, { method: 'POST' }),
    onSuccess: () => finish('posts.retracted'),
  })
  const everywhere = useMutation({
    mutationFn: () => ask<PostRetracted>(`/api/posts/${delivery.postId}/retract`, { method: 'POST' }),
    onSuccess: async (answer) => {
      if (answer.byHand.length === 0) return finish('posts.retractedEverywhere')
      onLeft(answer)
      return refreshTopic('deliveries')
    },
  })
  const program = [delivery, ...others].some(({ whyNoRetract, state }) => !whyNoRetract || state !== 'published')
  const hands = others.filter(({ whyNoRetract, state }) => whyNoRetract && state === 'published')
  const names = new Intl.ListFormat(language).format(hands.map(({ channel }) => channel.networkLabel))
  return (
    <>
      {hands.length > 0 && <p className="medium">{t('posts.retractByHand', { networks: names })}</p>}
      <ProblemNotice error={here.error ?? everywhere.error} />
      <div className="row">
        {delivery.actions.includes('retract') && (
          <Button className="danger" loading={here.isPending} onClick={() => here.mutate()}>
            {t('posts.retractHere', { network: delivery.channel.networkLabel })}
          </Button>
        )}
        {others.length > 0 && program && (
          <Button
            className="danger"
            variant="default"
            loading={everywhere.isPending}
            onClick={() => everywhere.mutate()}
          >
            {t('posts.retractEverywhere')}
          </Button>
        )}
        <Button variant="subtle" data-autofocus onClick={onClose}>
          {t('common.cancel')}
        </Button>
      </div>
    </>
  )
}

/** What no program could take back: where a person does it. */
function Left({ left, onClose }: { left: PostRetracted; onClose(): void }) {
  const { t } = useTranslation()
  const say = useSay()
  return (
    <div className="stack" role="status">
      <p>{t('posts.retractLeft', { count: left.byHand.length })}</p>
      <ul className="plain stack">
        {left.byHand.map(({ id, words, permalink }) => {
          const delivery = left.deliveries.find((one) => one.id === id)
          return (
            <li key={id} className="stack tight">
              <span className="strong">
                {delivery?.channel.networkLabel} · {delivery?.channel.handle}
              </span>
              {delivery?.actions.includes('gone') ? (
                <ByYourself delivery={delivery} />
              ) : (
                <>
                  <span className="medium">{say(words)}</span>
                  {permalink && (
                    <Anchor href={permalink} target="_blank" rel="noopener" size="sm">
                      {t('posts.retractOpen')}
                    </Anchor>
                  )}
                </>
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

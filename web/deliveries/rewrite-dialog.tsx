import { Button } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Channel, Delivery, Preview } from '../../src/http/api.ts'
import { ask } from '../base/api.ts'
import { refreshTopic } from '../base/queries.ts'
import { Composer, type Draft } from '../compose/composer.tsx'
import { filled } from '../compose/further.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { ProblemNotice } from '../ui/parts.tsx'
import { toast } from '../ui/toasts.tsx'

interface Rewrite {
  delivery: Delivery
  channel: Channel
  /** It is out: its words are corrected at its address. Else it waits. */
  correct: boolean
  onClose(): void
}

/** What is written now, and its saving. */
function useRewrite({ delivery, channel, correct, onClose }: Rewrite) {
  const { t } = useTranslation()
  const [draft, setDraft] = useState<Draft>({
    channelId: channel.id,
    text: delivery.text,
    on: true,
    pictures: delivery.pictures,
    content: delivery.content,
  })
  const save = useMutation({
    mutationFn: () =>
      ask<Delivery>(`/api/deliveries/${delivery.id}${correct ? '/correct' : ''}`, {
        method: correct ? 'POST' : 'PUT',
        body: { text: draft.text, mediaIds: draft.pictures.map(({ id }) => id), content: filled(draft.content) },
      }),
    onSuccess: async () => {
      onClose()
      toast(t(correct ? 'posts.corrected' : 'posts.edited'))
      await refreshTopic('deliveries')
    },
  })
  return { draft, setDraft, save }
}

/** Other words for a delivery: for one that waits, or, corrected at its address, for one that is out. */
export function RewriteDialog(props: Rewrite) {
  const { t } = useTranslation()
  const { delivery, channel, correct, onClose } = props
  const { draft, setDraft, save } = useRewrite(props)
  const [preview, setPreview] = useState<Preview>()
  const failing = preview?.findings.some(({ severity }) => severity === 'error') ?? false
  return (
    <Dialog size="xl" onClose={onClose} title={t(correct ? 'posts.correctTitle' : 'posts.editTitle')}>
      <div className="stack">
        {correct && <p className="medium">{t('posts.correctExplain', { network: channel.networkLabel })}</p>}
        <Composer
          bare
          channel={channel}
          draft={draft}
          {...(delivery.article && { articleId: delivery.article.id })}
          {...(delivery.responseId && { responseId: delivery.responseId })}
          deliveryId={delivery.id}
          alsoTo={[]}
          onChange={setDraft}
          onPreview={(_channelId, now) => setPreview(now)}
        />
        <ProblemNotice error={save.error} />
        <div className="row">
          <Button disabled={failing || !preview} loading={save.isPending} onClick={() => save.mutate()}>
            {t(correct ? 'posts.action.correct' : 'common.save')}
          </Button>
          <Button variant="subtle" onClick={onClose}>
            {t('common.cancel')}
          </Button>
        </div>
      </div>
    </Dialog>
  )
}

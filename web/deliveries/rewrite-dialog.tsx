import { Button } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Channel, Delivery } from '../../src/http/api.ts'
import { ask } from '../base/api.ts'
import { refreshTopic } from '../base/queries.ts'
import { copiedFrom } from '../compose/begin-post.ts'
import { PostDialog } from '../compose/post-dialog.tsx'
import { PostForm } from '../compose/post-form.tsx'
import { usePostWriter } from '../compose/use-post-writer.ts'
import { sentTo } from '../compose/versions.ts'
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
  const [beginning] = useState(() => ({
    key: undefined,
    onlyHere: true,
    start: { written: copiedFrom([delivery], new Date()).written },
  }))
  const [channels] = useState(() => [channel])
  const writer = usePostWriter({
    beginning,
    channels,
    articleId: delivery.article?.id,
    responseId: delivery.responseId ?? undefined,
    deliveryId: delivery.id,
  })
  const save = useMutation({
    mutationFn: () => {
      const { text, content, mediaIds = [] } = sentTo(writer.written, channel)
      return ask<Delivery>(`/api/deliveries/${delivery.id}${correct ? '/correct' : ''}`, {
        method: correct ? 'POST' : 'PUT',
        body: { text, mediaIds, content },
      })
    },
    onSuccess: async () => {
      onClose()
      toast(t(correct ? 'posts.corrected' : 'posts.edited'))
      await refreshTopic('deliveries')
    },
  })
  return { writer, save }
}

/** Other words for a delivery: for one that waits, or, corrected at its address, for one that is out. */
export function RewriteDialog(props: Rewrite) {
  const { t } = useTranslation()
  const { channel, correct, onClose } = props
  const { writer, save } = useRewrite(props)
  return (
    <PostDialog onClose={onClose} title={t(correct ? 'posts.correctTitle' : 'posts.editTitle')}>
      {correct && <p className="medium">{t('posts.correctExplain', { network: channel.networkLabel })}</p>}
      <PostForm
        writer={writer}
        chooses={false}
        label={t(correct ? 'posts.action.correct' : 'common.save')}
        busy={save.isPending}
        error={save.error}
        onPress={() => save.mutate()}
      >
        <Button variant="subtle" onClick={onClose}>
          {t('common.cancel')}
        </Button>
      </PostForm>
    </PostDialog>
  )
}

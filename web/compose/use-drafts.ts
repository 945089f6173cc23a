import { useMutation } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useCallback, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Delivery, PostCreate, Preview } from '../../src/http/api.ts'
import { copyLink } from '../base/copy-link.ts'
import { useKept } from '../base/kept.ts'
import { useTimes } from '../base/session.tsx'
import { toast } from '../ui/toasts.tsx'
import type { Draft } from './composer.tsx'
import { filled } from './further.tsx'
import { sendPost } from './send.ts'
import type { Leaving } from './send-bar.tsx'

const nothing: Record<string, Draft> = {}

/** What is sent of a draft. */
function textOf({ channelId, text, pictures, content: written }: Draft): PostCreate['texts'][number] {
  const content = filled(written)
  return {
    channelId,
    text,
    ...(content && { content }),
    ...(pictures.length && { mediaIds: pictures.map(({ id }) => id) }),
  }
}

/** What the previews say, by channel, and which of the channels can't be sent to as they stand. */
export function usePreviews() {
  const [previews, setPreviews] = useState<Record<string, Preview | undefined>>({})
  const onPreview = useCallback((channelId: string, preview: Preview | undefined) => {
    setPreviews((before) => (before[channelId] === preview ? before : { ...before, [channelId]: preview }))
  }, [])
  const fails = ({ channelId }: Draft) =>
    previews[channelId]?.findings.some(({ severity }) => severity === 'error') ?? false
  return { onPreview, fails }
}

/** Opens the words of a post again, where they are written. */
export function useWriteAgain(): (one: Delivery) => void {
  const navigate = useNavigate()
  return (one) => {
    const to = copyLink(one)
    if (to) void navigate({ to })
  }
}

/** Sends all that is chosen; says when it will leave, unless that is now. @param onSent when it was taken over */
export function useSend(
  texts: PostCreate['texts'],
  { articleId, draftId }: Pick<PostCreate, 'articleId' | 'draftId'>,
  onSent: () => unknown,
) {
  const { t } = useTranslation()
  const times = useTimes()
  const writeAgain = useWriteAgain()
  return useMutation({
    mutationFn: (leaving: Leaving) =>
      sendPost(
        { ...(articleId && { articleId }), ...(draftId && { draftId }), ...leaving, timeZone: times.timeZone, texts },
        t,
        writeAgain,
      ),
    onSuccess: async (deliveries, { when }) => {
      // The server says the time: somebody else may have taken the slot that was shown.
      const first = deliveries.map(({ dueAt }) => dueAt).sort()[0]
      if (when !== 'now' && first) toast(t('posts.scheduledFor', { time: times.time(first) }))
      await onSent()
    },
  })
}

/** What goes to the other channels, for the checks to compare. */
export function others(chosen: readonly Draft[], channelId: string): { channelId: string; text: string }[] {
  return chosen
    .filter((draft) => draft.channelId !== channelId)
    .map(({ channelId: to, text }) => ({ channelId: to, text }))
}

/**
 * What was typed for each channel (kept on this device until it is sent), what the previews say about it, and the
 * sending of all that is chosen.
 * @param key under which it is kept
 * @param start what stands there before anybody typed
 * @param onSent when it was sent and is no longer kept
 */
export function useDrafts({
  key,
  start,
  articleId,
  draftId,
  onSent,
}: {
  key: string
  start: readonly Draft[]
  articleId?: string
  /** The kept draft that it is: gone when it is sent. */
  draftId?: string | undefined
  onSent(): unknown
}) {
  const [kept, keep, forget] = useKept<Record<string, Draft>>(key, nothing)
  const { onPreview, fails } = usePreviews()
  const drafts = start.map((draft) => kept[draft.channelId] ?? draft)
  const chosen = drafts.filter(({ on, text, pictures }) => on && (text.trim() !== '' || pictures.length > 0))
  const texts = chosen.map(textOf)
  const send = useSend(texts, { articleId, draftId }, () => {
    forget()
    return onSent()
  })
  return {
    drafts,
    chosen,
    failing: chosen.filter(fails),
    texts,
    send,
    forget,
    onPreview,
    change: (draft: Draft) => keep({ ...kept, [draft.channelId]: draft }),
    alsoTo: (channelId: string) => others(chosen, channelId),
  }
}

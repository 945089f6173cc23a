import { useMutation } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useCallback, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Preview } from '../../src/http/api.ts'
import { useKept } from '../base/kept.ts'
import { useTimes } from '../base/session.tsx'
import { toast } from '../ui/toasts.tsx'
import type { Draft } from './composer.tsx'
import { filled } from './further.tsx'
import { sendPost } from './send.ts'
import type { Leaving } from './send-bar.tsx'

const nothing: Record<string, Draft> = {}

/**
 * What was typed for each channel (kept on this device until it is sent), what the previews say about it, and the
 * sending of all that is chosen.
 */
export function useDrafts(key: string, start: readonly Draft[], articleId?: string, onSent?: () => void) {
  const { t } = useTranslation()
  const times = useTimes()
  const navigate = useNavigate()
  const [kept, keep, forget] = useKept<Record<string, Draft>>(key, nothing)
  const [previews, setPreviews] = useState<Record<string, Preview | undefined>>({})
  const drafts = start.map((draft) => kept[draft.channelId] ?? draft)
  const chosen = drafts.filter(({ on, text, pictures }) => on && (text.trim() !== '' || pictures.length > 0))
  const failing = chosen.filter(({ channelId }) =>
    previews[channelId]?.findings.some(({ severity }) => severity === 'error'),
  )
  const onPreview = useCallback((channelId: string, preview: Preview | undefined) => {
    setPreviews((before) => (before[channelId] === preview ? before : { ...before, [channelId]: preview }))
  }, [])
  const texts = chosen.map(({ channelId, text, pictures, content }) => ({
    channelId,
    text,
    ...(filled(content) && { content: filled(content) }),
    ...(pictures.length && { mediaIds: pictures.map(({ id }) => id) }),
  }))
  const send = useMutation({
    mutationFn: (leaving: Leaving) =>
      sendPost(
        {
          ...(articleId && { articleId }),
          ...leaving,
          timeZone: times.timeZone,
          texts,
        },
        t,
      ),
    onSuccess: async (deliveries, { when }) => {
      forget()
      onSent?.()
      // The server says the time: somebody else may have taken the slot that was shown.
      const first = deliveries.map(({ dueAt }) => dueAt).sort()[0]
      if (when !== 'now' && first) toast(t('posts.scheduledFor', { time: times.time(first) }))
      await navigate({ to: '/posts', search: articleId ? { articleId } : {} })
    },
  })
  return {
    drafts,
    chosen,
    failing,
    texts,
    send,
    forget,
    /** What was typed now belongs to a repeat. */
    repeated: () => {
      forget()
      void navigate({ to: '/posts/repeats' })
    },
    onPreview,
    change: (draft: Draft) => keep({ ...kept, [draft.channelId]: draft }),
    changeAll: (all: readonly Draft[]) => keep(Object.fromEntries(all.map((draft) => [draft.channelId, draft]))),
    alsoTo: (channelId: string) =>
      chosen
        .filter((draft) => draft.channelId !== channelId)
        .map((draft) => ({ channelId: draft.channelId, text: draft.text })),
  }
}

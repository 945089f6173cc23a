import { useMutation } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { Delivery, PostCreate } from '../../src/http/api.ts'
import { copyLink } from '../base/copy-link.ts'
import { useTimes } from '../base/session.tsx'
import { toast } from '../ui/toasts.tsx'
import { sendPost } from './send.ts'

/** When a post is to leave. */
export type Leaving = { when: 'now' } | { when: 'at'; at: string } | { when: 'slot' }

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

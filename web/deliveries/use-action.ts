import { useMutation } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { Delivery } from '../../src/http/api.ts'
import { ask } from '../base/api.ts'
import { copyLink } from '../base/copy-link.ts'
import { refreshTopic } from '../base/queries.ts'
import { toast } from '../ui/toasts.tsx'

/** What can be done about a delivery, by the names that the server gives it. */
export type Action = Delivery['actions'][number]

/** What was cancelled can be written again at once. */
function useOfferAgain(delivery: Delivery) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const to = copyLink(delivery)
  return () => toast(t('posts.takenBack'), to ? { undo: () => navigate({ to }), undoLabel: t('posts.writeAgain') } : {})
}

/** Does one of them; afterwards every list is asked anew. */
export function useAction(delivery: Delivery, onDone?: () => void) {
  const offerAgain = useOfferAgain(delivery)
  return useMutation({
    mutationFn: ({ action, body }: { action: Action; body?: unknown }) =>
      ask<Delivery>(`/api/deliveries/${delivery.id}/${action}`, { method: 'POST', body }),
    onSuccess: async (_done, { action }) => {
      if (action === 'cancel') offerAgain()
      onDone?.()
      await refreshTopic('deliveries')
    },
  })
}

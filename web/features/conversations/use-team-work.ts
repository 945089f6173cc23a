import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Conversation } from '../../../src/http/api.ts'
import { ask, asProblem } from '../../base/api.ts'
import { useSay } from '../../base/i18n.ts'
import { conversationQuery, queryClient, refreshTopic } from '../../base/queries.ts'
import { useMe, useTimes } from '../../base/session.tsx'
import { toast } from '../../ui/toasts.tsx'

/** What a conversation was before, as far as it is put back. */
type Before = Pick<Conversation, 'id' | 'state' | 'snoozedUntil' | 'assignee'>

async function change(id: string, act: 'state' | 'snooze' | 'assign', body: object): Promise<void> {
  const next = await ask<Conversation>(`/api/conversations/${id}/${act}`, { method: 'POST', body })
  queryClient.setQueryData(conversationQuery(id).queryKey, next)
  await refreshTopic('conversations')
}

/** Puts it back to open, done, or snoozed until the time that it had. A time that has passed meanwhile opens it. */
function stateBack({ id, state, snoozedUntil }: Before): Promise<void> {
  if (state !== 'snoozed') return change(id, 'state', { state })
  if (snoozedUntil !== null && new Date(snoozedUntil) <= new Date()) return change(id, 'state', { state: 'open' })
  return change(id, 'snooze', { until: snoozedUntil })
}

/** What a person decides about a whole conversation: whose it is, until when it rests, that it is done. All of it can be taken back. */
export function useTeamWork(conversation: Conversation | undefined) {
  const { t } = useTranslation()
  const say = useSay()
  const times = useTimes()
  const { user } = useMe()
  const tell = (error: unknown) => toast(say(asProblem(error).words))
  const undoing = (back: () => Promise<void>) => ({ undo: () => back().catch(tell) })
  const done = useMutation({
    mutationFn: async () => {
      if (!conversation) return
      const { id, state } = conversation
      const before: Before = { ...conversation }
      await change(id, 'state', { state: state === 'open' ? 'done' : 'open' })
      const words = state === 'open' ? 'conversations.markedDone' : 'conversations.reopened'
      toast(
        t(words),
        undoing(() => stateBack(before)),
      )
    },
    onError: tell,
  })
  const snooze = useMutation({
    mutationFn: async (until: string | null) => {
      if (!conversation) return
      const before: Before = { ...conversation }
      await change(conversation.id, 'snooze', { until })
      const words = until
        ? t('conversations.snoozedUntil', { time: times.planned(until) })
        : t('conversations.snoozedUntilThey')
      toast(
        words,
        undoing(() => stateBack(before)),
      )
    },
    onError: tell,
  })
  const assign = useMutation({
    mutationFn: async (to: { id: string; name: string } | null) => {
      if (!conversation) return
      const { id, assignee } = conversation
      await change(id, 'assign', { to: to?.id ?? null, from: assignee?.id ?? null })
      const mine = to?.id === user?.id
      const words = mine ? 'taken' : to ? 'assigned' : 'released'
      toast(
        t(`conversations.handed.${words}`, { name: to?.name }),
        undoing(() => change(id, 'assign', { to: assignee?.id ?? null })),
      )
    },
    // Somebody else was faster: whose it is now stands there at once.
    onError: async (error) => {
      tell(error)
      await refreshTopic('conversations')
    },
  })
  return { done, snooze, assign }
}

/** See {@link useTeamWork}. */
export type TeamWork = ReturnType<typeof useTeamWork>

import { useMutation } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Channel, Conversation, Delivery, Response } from '../../../src/http/api.ts'
import { ask, asProblem } from '../../base/api.ts'
import { useSay } from '../../base/i18n.ts'
import { readKept, writeKept } from '../../base/kept.ts'
import { conversationQuery, queryClient, refreshTopic } from '../../base/queries.ts'
import { missingIn } from '../../compose/leaving.ts'
import { offerUndo } from '../../compose/send.ts'
import { usePostWriter } from '../../compose/use-post-writer.ts'
import { toast } from '../../ui/toasts.tsx'
import { beginAnswer, keepAnswerAgain } from './answer-words.ts'

/** What becomes of the conversation with the answer: it is done, or stays open. */
export type AnswerWay = 'done' | 'open'

const lastWay = 'answer-way'

/** What an answer box is about. */
export interface AnswerProps {
  conversation: Conversation
  response: Response
  channel: Channel
  /** It was sent: its words are kept no longer. */
  onOver(): void
  /** It was taken back: its words stand there again. */
  onBack(): void
}

/** Marks the conversation, as the answer asks for. */
async function mark(id: string, state: Conversation['state']): Promise<void> {
  const next = await ask<Conversation>(`/api/conversations/${id}/state`, { method: 'POST', body: { state } })
  queryClient.setQueryData(conversationQuery(id).queryKey, next)
}

/** The answer as it is typed (kept on this device), what is found in it, and its sending; it is sent by a person only. */
export function useAnswer({ conversation, response, channel, onOver, onBack }: AnswerProps) {
  const { t } = useTranslation()
  const say = useSay()
  const [beginning] = useState(() => beginAnswer(response.id, channel.id))
  const channels = useMemo(() => [channel], [channel])
  const writer = usePostWriter({ beginning, channels, responseId: response.id })
  const [way, setWay] = useState<AnswerWay>(() => (readKept<AnswerWay>(lastWay) === 'done' ? 'done' : 'open'))
  const { written, errors, version } = writer
  const takenBack = async (then: AnswerWay, post: ReturnType<typeof writer.read>) => {
    keepAnswerAgain(response.id, post)
    onBack()
    if (then === 'done') await mark(conversation.id, 'open')
    await refreshTopic('conversations')
  }
  const send = useMutation({
    mutationFn: (_then: AnswerWay) =>
      ask<Delivery>(`/api/conversations/${conversation.id}/reply`, {
        method: 'POST',
        body: { responseId: response.id, text: version.text, markdown: version.markdown },
      }),
    onSuccess: async (delivery, then) => {
      const post = writer.read()
      await writer.end()
      onOver()
      offerUndo([delivery], t, () => void takenBack(then, post))
      // The answer is out whatever becomes of the rest.
      if (then === 'done') await mark(conversation.id, 'done').catch((error) => toast(say(asProblem(error).words)))
      await refreshTopic('conversations')
    },
  })
  const missing = missingIn({ written, errors, way: 'now', at: undefined, now: new Date() })
  return {
    writer,
    way,
    missing,
    send,
    submit: (next: AnswerWay) => {
      setWay(next)
      writeKept(lastWay, next)
      if (!missing && !send.isPending) send.mutate(next)
    },
  }
}

import { Button } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Conversation, ModerationAct, Response } from '../../../src/http/api.ts'
import { ask } from '../../base/api.ts'
import { conversationQuery, queryClient, refreshTopic } from '../../base/queries.ts'
import { useMay } from '../../base/session.tsx'
import { Badge, ProblemNotice } from '../../ui/parts.tsx'
import { toast } from '../../ui/toasts.tsx'

/** What makes sense now: what is held can be let through, what is shown held back; both taken away. */
function actsFor(response: Response, known: readonly ModerationAct[]): ModerationAct[] {
  if (response.standing === 'removed') return []
  const sensible: ModerationAct[] = {
    shown: ['hold', 'spam', 'remove'] as ModerationAct[],
    held: ['approve', 'spam', 'remove'] as ModerationAct[],
    spam: ['approve', 'remove'] as ModerationAct[],
  }[response.standing]
  return sensible.filter((act) => known.includes(act))
}

/** Shows a response to everybody, holds it back or takes it away, at its network. Taking away asks once. */
export function Moderation({ conversation, response }: { conversation: Conversation; response: Response }) {
  const { t } = useTranslation()
  const may = useMay()
  const [asking, setAsking] = useState<ModerationAct>()
  const moderate = useMutation({
    mutationFn: (act: ModerationAct) =>
      ask<Conversation>(`/api/responses/${response.id}/moderate`, { method: 'POST', body: { act } }),
    onSuccess: async (next, act) => {
      setAsking(undefined)
      queryClient.setQueryData(conversationQuery(conversation.id).queryKey, next)
      await refreshTopic('conversations')
      const undo = { hold: 'approve', approve: 'hold' }[act as string] as ModerationAct | undefined
      const back = undo && conversation.moderation.includes(undo) ? undo : undefined
      toast(t(`conversations.moderated.${act}`), back ? { undo: () => moderate.mutate(back) } : {})
    },
  })
  const acts = may('answer') ? actsFor(response, conversation.moderation) : []
  const press = (act: ModerationAct) => (act === 'remove' ? setAsking(act) : moderate.mutate(act))
  return (
    <div className="stack tight">
      {response.standing !== 'shown' && (
        <span>
          <Badge tone={response.standing === 'held' ? 'waiting' : 'plain'}>
            {t(`conversations.standing.${response.standing}`)}
          </Badge>
        </span>
      )}
      {asking ? (
        <div className="row tight" role="alertdialog" aria-label={t('conversations.removeAsk')}>
          <span className="small">{t('conversations.removeAsk')}</span>
          <Button size="xs" color="red" loading={moderate.isPending} onClick={() => moderate.mutate(asking)}>
            {t('conversations.act.remove')}
          </Button>
          <Button size="xs" variant="subtle" onClick={() => setAsking(undefined)}>
            {t('common.cancel')}
          </Button>
        </div>
      ) : (
        acts.length > 0 && (
          <div className="row tight">
            {acts.map((act) => (
              <Button
                key={act}
                size="compact-xs"
                variant="subtle"
                disabled={moderate.isPending}
                onClick={() => press(act)}
              >
                {t(`conversations.act.${act}`)}
              </Button>
            ))}
          </div>
        )
      )}
      <ProblemNotice error={moderate.error} />
    </div>
  )
}

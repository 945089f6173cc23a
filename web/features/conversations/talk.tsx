import { Anchor, Button } from '@mantine/core'
import { IconCheck, IconExternalLink, IconRotate } from '@tabler/icons-react'
import { useMutation, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { Conversation, Delivery, Response } from '../../../src/http/api.ts'
import { ask, asProblem } from '../../base/api.ts'
import { useSay } from '../../base/i18n.ts'
import { conversationQuery, queryClient, refreshTopic } from '../../base/queries.ts'
import { useMay } from '../../base/session.tsx'
import { useShortcuts } from '../../base/shortcuts.ts'
import { DeliveryActions } from '../../deliveries/delivery-actions.tsx'
import { DeliveryBadge } from '../../deliveries/delivery-row.tsx'
import { Face } from '../../ui/face.tsx'
import { RoleNotice } from '../../ui/not-allowed.tsx'
import { Instant, ListShape, Notice, ProblemNotice } from '../../ui/parts.tsx'
import { toast } from '../../ui/toasts.tsx'
import { AudienceBadge } from './audience.tsx'
import { Moderation } from './moderation.tsx'
import { Reply } from './reply.tsx'

function Theirs({ conversation, response }: { conversation: Conversation; response: Response }) {
  const { t } = useTranslation()
  return (
    <li className="said">
      <Face name={response.person.name} src={response.person.avatar} size={36} />
      <div className="grow">
        <p className="small">
          <span className="strong">{response.person.name}</span>{' '}
          <span className="quiet">
            {response.person.handle} · <Instant at={response.writtenAt} ago />
          </span>{' '}
          <AudienceBadge audience={response.audience} />
        </p>
        <p className="words">{response.text}</p>
        <Anchor href={response.permalink} target="_blank" rel="noopener" size="xs" underline="always">
          {t('conversations.original')}
        </Anchor>
        <Moderation conversation={conversation} response={response} />
      </div>
    </li>
  )
}

function Ours({ delivery }: { delivery: Delivery }) {
  const { t } = useTranslation()
  const say = useSay()
  return (
    <li className="said us">
      <Face name={delivery.channel.name} src={delivery.channel.avatar} network={delivery.channel.network} size={36} />
      <div className="grow stack" style={{ gap: 6 }}>
        <p className="small">
          <span className="strong">{t('conversations.us')}</span>{' '}
          <span className="quiet">
            <Instant at={delivery.publishedAt ?? delivery.dueAt} ago />
          </span>{' '}
          <DeliveryBadge delivery={delivery} />
        </p>
        <p className="words">{delivery.text}</p>
        {delivery.reason && <p className="medium">{say(delivery.reason)}</p>}
        <DeliveryActions delivery={delivery} />
      </div>
    </li>
  )
}

function PersonPane({ conversation }: { conversation: Conversation }) {
  const { t } = useTranslation()
  const { person, channel } = conversation
  return (
    <div className="stack" style={{ gap: 10 }}>
      <Face name={person.name} src={person.avatar} size={64} />
      <div>
        <p className="strong">{person.name}</p>
        <p className="small quiet">{person.handle}</p>
      </div>
      <p className="small quiet">{t('conversations.on', { network: channel.networkLabel })}</p>
      <Anchor href={person.url} target="_blank" rel="noopener" size="sm" underline="always">
        {t('conversations.profile')} <IconExternalLink size={14} aria-hidden />
      </Anchor>
    </div>
  )
}

function About({ about }: { about: NonNullable<Conversation['about']> }) {
  const { t } = useTranslation()
  return (
    <section className="about stack tight" aria-label={t('conversations.about')}>
      <p className="small strong">{t('conversations.about')}</p>
      <p className="medium clip2">{about.text}</p>
      <p className="row small">
        {about.permalink && (
          <a href={about.permalink} target="_blank" rel="noopener">
            {t('conversations.original')}
          </a>
        )}
        {about.article && (
          <Link to="/writing/$articleId" params={{ articleId: about.article.id }}>
            {about.article.title}
          </Link>
        )}
      </p>
    </section>
  )
}

function useDone(conversation: Conversation | undefined) {
  const { t } = useTranslation()
  const say = useSay()
  const set = async (id: string, state: 'open' | 'done') => {
    const next = await ask<Conversation>(`/api/conversations/${id}/state`, { method: 'POST', body: { state } })
    queryClient.setQueryData(conversationQuery(id).queryKey, next)
    await refreshTopic('conversations')
  }
  return useMutation({
    mutationFn: async () => {
      if (!conversation) return
      const { id, state } = conversation
      await set(id, state === 'done' ? 'open' : 'done')
      toast(t(state === 'done' ? 'conversations.reopened' : 'conversations.markedDone'), {
        undo: () => set(id, state).catch((error: unknown) => toast(say(asProblem(error).words))),
      })
    },
    onError: (error) => toast(say(asProblem(error).words)),
  })
}

/** One conversation with its reply box, and who it is with. */
export function Talk({ id }: { id: string }) {
  const { t } = useTranslation()
  const may = useMay()
  const say = useSay()
  const query = useQuery(conversationQuery(id))
  const conversation = query.data
  const done = useDone(conversation)
  useShortcuts({ ...(may('answer') && { e: () => done.mutate() }) })
  if (!conversation) {
    return query.error ? <ProblemNotice error={query.error} onRetry={() => void query.refetch()} /> : <ListShape />
  }
  const last = conversation.items.findLast((item) => item.by === 'them')
  const open = conversation.state === 'open'
  return (
    <>
      <section className="talk stack" aria-label={t('conversations.with', { name: conversation.person.name })}>
        <div className="row apart">
          <h2>{conversation.person.name}</h2>
          {may('answer') && (
            <Button
              size="sm"
              variant="default"
              loading={done.isPending}
              leftSection={open ? <IconCheck size={17} aria-hidden /> : <IconRotate size={17} aria-hidden />}
              onClick={() => done.mutate()}
            >
              {open ? t('conversations.markDone') : t('conversations.reopen')}
            </Button>
          )}
        </div>
        <details className="only-narrow">
          <summary>{t('conversations.person')}</summary>
          <PersonPane conversation={conversation} />
        </details>
        {conversation.about && <About about={conversation.about} />}
        <ol className="plain">
          {conversation.items.map((item) =>
            item.by === 'them' ? (
              <Theirs key={item.response.id} conversation={conversation} response={item.response} />
            ) : (
              <Ours key={item.delivery.id} delivery={item.delivery} />
            ),
          )}
        </ol>
        {!may('answer') ? (
          <RoleNotice needs="answer" />
        ) : conversation.canReply && last?.by === 'them' ? (
          <Reply conversation={conversation} response={last.response} />
        ) : (
          conversation.cannotReply && <Notice tone="waiting">{say(conversation.cannotReply)}</Notice>
        )}
      </section>
      <aside className="person-pane" aria-label={t('conversations.person')}>
        <PersonPane conversation={conversation} />
      </aside>
    </>
  )
}

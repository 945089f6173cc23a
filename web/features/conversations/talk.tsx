import { ActionIcon, Anchor, Button } from '@mantine/core'
import { IconArrowLeft, IconCheck, IconExternalLink, IconRotate, IconUser } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Conversation, Delivery, Me, Response } from '../../../src/http/api.ts'
import { useSay } from '../../base/i18n.ts'
import { channelsQuery, conversationQuery } from '../../base/queries.ts'
import { useMay, useMe } from '../../base/session.tsx'
import { useShortcuts } from '../../base/shortcuts.ts'
import { DeliveryActions } from '../../deliveries/delivery-actions.tsx'
import { DeliveryBadge } from '../../deliveries/delivery-row.tsx'
import { Face } from '../../ui/face.tsx'
import { Instant, ListShape, ProblemNotice } from '../../ui/parts.tsx'
import { AssignMenu } from './assign-menu.tsx'
import { AudienceBadge } from './audience.tsx'
import { Moderation } from './moderation.tsx'
import { PersonPane, PersonSheet } from './person.tsx'
import { SnoozeMenu } from './snooze-menu.tsx'
import { TalkFoot } from './talk-foot.tsx'
import { NoteSaid } from './team-note.tsx'
import { KindMenu } from './told-kind.tsx'
import { type TeamWork, useTeamWork } from './use-team-work.ts'

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
          <AudienceBadge audience={response.audience} /> <KindMenu response={response} />
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

/** Our post that they answer, in one line. */
function About({ about }: { about: NonNullable<Conversation['about']> }) {
  const { t } = useTranslation()
  return (
    <section className="about" aria-label={t('conversations.about')}>
      <span className="clip grow">
        <span className="quiet">{t('conversations.about')}:</span>{' '}
        {about.article ? (
          <Link to="/writing/$articleId" params={{ articleId: about.article.id }}>
            {about.article.title}
          </Link>
        ) : (
          about.text
        )}
      </span>
      {about.permalink && (
        <a href={about.permalink} target="_blank" rel="noopener" aria-label={t('conversations.original')}>
          <IconExternalLink size={18} aria-hidden />
        </a>
      )}
    </section>
  )
}

interface ActsProps {
  conversation: Conversation
  work: TeamWork
  snoozing: boolean
  onSnoozing(opened: boolean): void
}

/** Whose it is, until when it rests, and that it is done. */
function Acts({ conversation, work, snoozing, onSnoozing }: ActsProps) {
  const { t } = useTranslation()
  const { state } = conversation
  const DoneIcon = state === 'open' ? IconCheck : IconRotate
  const words = { open: 'conversations.markDone', snoozed: 'conversations.unsnooze', done: 'conversations.reopen' }
  return (
    <>
      <AssignMenu conversation={conversation} assign={work.assign} />
      {state !== 'done' && (
        <SnoozeMenu conversation={conversation} snooze={work.snooze} opened={snoozing} onOpened={onSnoozing} />
      )}
      <Button
        className="talk-done"
        size="sm"
        variant="default"
        loading={work.done.isPending}
        leftSection={<DoneIcon size={17} aria-hidden />}
        title={t(words[state])}
        onClick={() => work.done.mutate()}
      >
        {t(words[state])}
      </Button>
    </>
  )
}

/** Who it is with, since when they wait, and what can be done with the whole of it. */
function TalkHead({ conversation, work, snoozing, onSnoozing, onPerson }: ActsProps & { onPerson(): void }) {
  const { t } = useTranslation()
  const may = useMay()
  const { person, channel, state, waitingSince, snoozedUntil } = conversation
  const tool = { size: 44, variant: 'subtle', color: 'var(--ink)' }
  return (
    <header className="talk-head">
      <ActionIcon
        {...tool}
        className="only-phone"
        aria-label={t('conversations.toList')}
        component={Link}
        to="/conversations"
        search={true}
      >
        <IconArrowLeft size={22} aria-hidden />
      </ActionIcon>
      <div className="grow">
        <h2 className="clip">{person.name}</h2>
        <p className="small quiet clip">
          {channel.networkLabel}
          {waitingSince && (
            <>
              {' '}
              · {t('inbox.waiting')}, <Instant at={waitingSince} ago />
            </>
          )}
          {state === 'snoozed' && (
            <>
              {' '}
              · {t('inbox.snoozed')},{' '}
              {snoozedUntil ? <Instant at={snoozedUntil} /> : t('conversations.untilThey').toLocaleLowerCase()}
            </>
          )}
        </p>
      </div>
      <ActionIcon {...tool} className="not-wide" aria-label={t('conversations.person')} onClick={onPerson}>
        <IconUser size={20} aria-hidden />
      </ActionIcon>
      {may('answer') && <Acts {...{ conversation, work, snoozing, onSnoozing }} />}
    </header>
  )
}

/** What was said, in order of time; it opens at its end. */
function Said({ conversation }: { conversation: Conversation }) {
  const end = useRef<HTMLDivElement>(null)
  const { length } = conversation.items
  // biome-ignore lint/correctness/useExhaustiveDependencies: whenever something is added
  useEffect(() => {
    if (end.current) end.current.scrollTop = end.current.scrollHeight
  }, [length])
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard
    <div className="talk-words" ref={end} tabIndex={0}>
      {conversation.about && <About about={conversation.about} />}
      <ol className="plain">
        {conversation.items.map((item) => {
          if (item.by === 'team') return <NoteSaid key={item.note.id} note={item.note} />
          if (item.by === 'us') return <Ours key={item.delivery.id} delivery={item.delivery} />
          return <Theirs key={item.response.id} conversation={conversation} response={item.response} />
        })}
      </ol>
    </div>
  )
}

/** What single letters do with the whole conversation. */
function keysOf(work: TeamWork, conversation: Conversation | undefined, me: Me['user'], onSnooze: () => void) {
  const snooze = () => conversation?.state !== 'done' && onSnooze()
  const take = () => me && work.assign.mutate(conversation?.assignee?.id === me.id ? null : me)
  return { e: () => work.done.mutate(), a: take, s: snooze, h: snooze }
}

/** One conversation with its reply box, and who it is with. */
export function Talk({ id }: { id: string }) {
  const { t } = useTranslation()
  const may = useMay()
  const me = useMe()
  const query = useQuery(conversationQuery(id))
  // The answer box stands below what was said, and is made of what its channel takes: both come together.
  const channels = useQuery(channelsQuery)
  const conversation = channels.isPending ? undefined : query.data
  const work = useTeamWork(conversation)
  const [person, setPerson] = useState(false)
  const [snoozing, setSnoozing] = useState(false)
  useShortcuts({
    p: () => setPerson((before) => !before),
    ...(may('answer') && keysOf(work, conversation, me.user, () => setSnoozing(true))),
  })
  if (!conversation) {
    return (
      <section className="talk">
        {query.error ? <ProblemNotice error={query.error} onRetry={() => void query.refetch()} /> : <ListShape />}
      </section>
    )
  }
  return (
    <>
      <section className="talk" aria-label={t('conversations.with', { name: conversation.person.name })}>
        <TalkHead
          conversation={conversation}
          work={work}
          snoozing={snoozing}
          onSnoozing={setSnoozing}
          onPerson={() => setPerson(true)}
        />
        <Said conversation={conversation} />
        <div className="talk-answer" data-foot>
          <TalkFoot conversation={conversation} />
        </div>
      </section>
      <aside className="person-pane" aria-label={t('conversations.person')}>
        <PersonPane conversation={conversation} />
      </aside>
      <PersonSheet conversation={conversation} opened={person} onClose={() => setPerson(false)} />
    </>
  )
}

import './today.css'
import { Button } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Channel, ConversationSummary, Today } from '../../../src/http/api.ts'
import { useSay } from '../../base/i18n.ts'
import { todayQuery } from '../../base/queries.ts'
import { useMay, useNow, useTimes } from '../../base/session.tsx'
import { sayDate } from '../../base/times.ts'
import { useWrite } from '../../base/use-write.ts'
import { DeliveryRow } from '../../deliveries/delivery-row.tsx'
import { YourTurn } from '../../deliveries/your-turn.tsx'
import { Face } from '../../ui/face.tsx'
import { Page } from '../../ui/page.tsx'
import { Badge, Instant, ListShape, ProblemNotice } from '../../ui/parts.tsx'
import { Dials } from './dials.tsx'
import { Steps } from './steps.tsx'
import { Timeline } from './timeline.tsx'
import { Undecreed } from './undecreed.tsx'

function Section({
  id,
  title,
  more,
  children,
}: {
  id: string
  title: ReactNode
  more?: ReactNode
  children: ReactNode
}) {
  return (
    <section aria-labelledby={id} className="stack" style={{ gap: 10 }}>
      <div className="row apart">
        <h2 id={id}>{title}</h2>
        {more}
      </div>
      {children}
    </section>
  )
}

function WaitingRow({ conversation }: { conversation: ConversationSummary }) {
  const { t } = useTranslation()
  const may = useMay()
  const navigate = useNavigate()
  const { person, channel, excerpt, waitingSince, lastAt } = conversation
  const to = { to: '/conversations/$conversationId', params: { conversationId: conversation.id } } as const
  return (
    <li className="waiting-row">
      <Link className="item" {...to}>
        <Face name={person.name} src={person.avatar} network={channel.network} size={36} />
        <span className="grow stack" style={{ gap: 0 }}>
          <span className="clip2">{excerpt}</span>
          <span className="small quiet">
            {person.name} · <Instant at={waitingSince ?? lastAt} ago />
          </span>
        </span>
      </Link>
      {may('answer') && (
        <Button className="not-phone" size="sm" variant="default" onClick={() => void navigate(to)}>
          {t('today.reply')}
        </Button>
      )}
    </li>
  )
}

function ChannelToMend({ channel }: { channel: Channel }) {
  const { t } = useTranslation()
  const may = useMay()
  const say = useSay()
  return (
    <li>
      <div className="item">
        <Face name={channel.name} src={channel.avatar} network={channel.network} />
        <div className="grow stack" style={{ gap: 6 }}>
          <span className="strong">
            {channel.networkLabel} {channel.handle}
          </span>
          <span>
            <Badge tone="needs">{t('channels.health.reconnect')}</Badge>
          </span>
          {channel.healthWords && <p className="medium">{say(channel.healthWords)}</p>}
          {may('manage') && (
            <div>
              <Button size="xs" component={Link} to="/settings/channels">
                {t('channels.reconnect')}
              </Button>
            </div>
          )}
        </div>
      </div>
    </li>
  )
}

/** A repeat whose words are used up. */
function RepeatToWrite({ series }: { series: Today['repeats'][number] }) {
  const say = useSay()
  const [first] = series.waiting
  return (
    <li>
      <Link className="item" to="/posts/repeats">
        <span className="grow stack" style={{ gap: 2 }}>
          <span className="clip2">{series.variants.at(-1)?.texts[0]?.text}</span>
          {first && (
            <span className="small quiet">
              <Instant at={first.at} /> · {say(first.reason)}
            </span>
          )}
        </span>
      </Link>
    </li>
  )
}

/** The blog's promise has a gap ahead; the draft that is nearest to ready could fill it. */
function GapAhead({ gap: { due, draft } }: { gap: NonNullable<Today['gap']> }) {
  const { t } = useTranslation()
  const times = useTimes()
  return (
    <li>
      <Link className="item" to="/writing/schedule">
        <span className="grow stack" style={{ gap: 2 }}>
          <span>{t('today.gap', { day: sayDate(due, times) })}</span>
          {draft?.title && <span className="small quiet">{t('today.gapDraft', { title: draft.title })}</span>}
        </span>
      </Link>
    </li>
  )
}

function Decisions({ today }: { today: Today }) {
  const { t } = useTranslation()
  const mend = today.channels.filter(({ health, removedAt }) => health === 'reconnect' && removedAt === null)
  const decisions = today.decisions.filter(({ state }) => state !== 'by-hand')
  const gap = today.gap ? 1 : 0
  if (gap + decisions.length + mend.length + today.repeats.length + today.proposals === 0) return null
  return (
    <Section id="decisions" title={t('today.decisions')}>
      <ul className="list">
        {mend.map((channel) => (
          <ChannelToMend key={channel.id} channel={channel} />
        ))}
        {today.gap && <GapAhead gap={today.gap} />}
        {today.proposals > 0 && (
          <li>
            <Link className="item" to="/posts/automatic">
              {t('today.proposals', { count: today.proposals })}
            </Link>
          </li>
        )}
        {today.repeats.map((series) => (
          <RepeatToWrite key={series.id} series={series} />
        ))}
        {decisions.map((delivery) => (
          <DeliveryRow key={delivery.id} delivery={delivery} />
        ))}
      </ul>
    </Section>
  )
}

/** Who waits for an answer, whoever has waited longest first. */
function Waiting({ today }: { today: Today }) {
  const { t } = useTranslation()
  return (
    <Section
      id="waiting"
      title={
        <>
          {t('today.waiting')} {today.waitingCount > 0 && <span className="quiet">{today.waitingCount}</span>}
        </>
      }
      more={<Link to="/conversations">{t('today.toConversations')}</Link>}
    >
      {today.waiting.length === 0 ? (
        <p className="quiet">{t('today.nobodyWaits')}</p>
      ) : (
        <ul className="plain">
          {today.waiting.map((conversation) => (
            <WaitingRow key={conversation.id} conversation={conversation} />
          ))}
        </ul>
      )}
    </Section>
  )
}

/** What one writes next: the first article before anything else, then posts. */
function WriteButton({ first }: { first: boolean }) {
  const { t } = useTranslation()
  const may = useMay()
  const write = useWrite()
  const icon = <IconPlus size={18} aria-hidden />
  if (first && may('write')) {
    return (
      <Button loading={write.isPending} onClick={() => write.mutate()} leftSection={icon}>
        {t('today.write')}
      </Button>
    )
  }
  return (
    may('send') && (
      <Button component={Link} to="/posts/new" leftSection={icon}>
        {t('today.write')}
      </Button>
    )
  )
}

/** The Today room: the three measures, who waits, what needs a decision, what goes out. */
export function TodayPage() {
  const { t } = useTranslation()
  const today = useQuery(todayQuery)
  const now = useNow()
  const { language, timeZone } = useTimes()
  const day = new Intl.DateTimeFormat(language === 'id' ? 'id' : 'en-GB', {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    timeZone,
  }).format(now)
  const data = today.data
  return (
    <Page
      title={t('shell.today')}
      terms={['blog schedule', 'waiting', 'hold everything']}
      aside={day}
      actions={<WriteButton first={data ? !data.steps.article : false} />}
    >
      <ProblemNotice error={today.error} onRetry={() => void today.refetch()} />
      {today.isPending && <ListShape rows={5} />}
      {data && (
        <div className="stack wide">
          <Steps today={data} />
          <Dials today={data} />
          <Undecreed undecreed={data.undecreed} />
          <div className="today-columns">
            <div className="stack wide">
              <YourTurn deliveries={data.decisions.filter(({ state }) => state === 'by-hand')} />
              <Waiting today={data} />
              <Decisions today={data} />
            </div>
            <Section
              id="leaving"
              title={t('today.leaving')}
              more={<Link to="/posts/calendar">{t('calendar.title')}</Link>}
            >
              <Timeline />
            </Section>
          </div>
        </div>
      )}
    </Page>
  )
}

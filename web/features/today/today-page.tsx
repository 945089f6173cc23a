import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Channel, ConversationSummary, Today } from '../../../src/http/api.ts'
import { useSay } from '../../base/i18n.ts'
import { todayQuery } from '../../base/queries.ts'
import { useMay, useMe, useNow, useTimes } from '../../base/session.tsx'
import { wallOf } from '../../base/times.ts'
import { DeliveryRow } from '../../deliveries/delivery-row.tsx'
import { Face } from '../../ui/face.tsx'
import { Page } from '../../ui/page.tsx'
import { Badge, Instant, ListShape, ProblemNotice } from '../../ui/parts.tsx'
import { Rhythm } from './rhythm.tsx'
import { Steps } from './steps.tsx'
import { Undecreed } from './undecreed.tsx'

function Section({ id, title, more, children }: { id: string; title: string; more?: ReactNode; children: ReactNode }) {
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
  const { person, channel, excerpt, waitingSince, lastAt } = conversation
  return (
    <li>
      <Link className="item" to="/conversations/$conversationId" params={{ conversationId: conversation.id }}>
        <Face name={person.name} src={person.avatar} />
        <span className="grow stack" style={{ gap: 2 }}>
          <span>
            <span className="strong">{person.name}</span>{' '}
            <span className="small quiet">
              {channel.networkLabel} · <Instant at={waitingSince ?? lastAt} ago />
            </span>
          </span>
          <span className="medium clip2">{excerpt}</span>
        </span>
      </Link>
    </li>
  )
}

function LeavingRow({ item }: { item: Today['leaving'][number] }) {
  const { t } = useTranslation()
  if (item.what === 'article') {
    return (
      <li>
        <Link className="item" to="/writing/$articleId" params={{ articleId: item.article.id }}>
          <span className="grow stack" style={{ gap: 2 }}>
            <span className="strong">{item.article.title}</span>
            <span className="small quiet">
              {t('calendar.article')} · {item.article.publishAt && <Instant at={item.article.publishAt} />}
            </span>
          </span>
        </Link>
      </li>
    )
  }
  const { delivery } = item
  return (
    <li>
      <Link className="item" to="/posts" search={{ channelId: delivery.channel.id }}>
        <span className="grow stack" style={{ gap: 2 }}>
          <span className="clip2">{delivery.text}</span>
          <span className="small quiet">
            {delivery.channel.networkLabel} · <Instant at={delivery.dueAt} />
          </span>
        </span>
      </Link>
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

function Decisions({ today }: { today: Today }) {
  const { t } = useTranslation()
  const mend = today.channels.filter(({ health, removedAt }) => health === 'reconnect' && removedAt === null)
  if (today.decisions.length + mend.length + today.repeats.length + today.proposals === 0) return null
  return (
    <Section id="decisions" title={t('today.decisions')}>
      <ul className="list">
        {mend.map((channel) => (
          <ChannelToMend key={channel.id} channel={channel} />
        ))}
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
        {today.decisions.map((delivery) => (
          <DeliveryRow key={delivery.id} delivery={delivery} />
        ))}
      </ul>
    </Section>
  )
}

function useGreeting(): string {
  const { t } = useTranslation()
  const { user } = useMe()
  const { timeZone } = useTimes()
  const { hour } = wallOf(useNow(), timeZone)
  const name = user?.name.split(' ')[0] ?? ''
  if (hour < 11) return t('today.morning', { name })
  if (hour < 15) return t('today.noon', { name })
  if (hour < 18) return t('today.afternoon', { name })
  return t('today.evening', { name })
}

/** The Today room: who waits, what leaves, the rhythm, what needs a decision. */
export function TodayPage() {
  const { t } = useTranslation()
  const today = useQuery(todayQuery)
  const greeting = useGreeting()
  const data = today.data
  return (
    <Page title={t('shell.today')} lead={greeting}>
      <ProblemNotice error={today.error} onRetry={() => void today.refetch()} />
      {today.isPending && <ListShape rows={5} />}
      {data && (
        <div className="stack wide">
          <Steps steps={data.steps} />
          <Undecreed undecreed={data.undecreed} />
          <Decisions today={data} />
          <Section
            id="waiting"
            title={t('today.waiting')}
            more={
              data.waitingCount > data.waiting.length && (
                <Link to="/conversations">{t('today.waitingAll', { count: data.waitingCount })}</Link>
              )
            }
          >
            {data.waiting.length === 0 ? (
              <p className="quiet">{t('today.nobodyWaits')}</p>
            ) : (
              <ul className="list">
                {data.waiting.map((conversation) => (
                  <WaitingRow key={conversation.id} conversation={conversation} />
                ))}
              </ul>
            )}
          </Section>
          <Section id="leaving" title={t('today.leaving')}>
            {data.leaving.length === 0 ? (
              <p className="quiet">{t('today.nothingLeaves')}</p>
            ) : (
              <ul className="list">
                {data.leaving.map((item) => (
                  <LeavingRow key={item.what === 'post' ? item.delivery.id : item.article.id} item={item} />
                ))}
              </ul>
            )}
          </Section>
          <Rhythm rhythm={data.rhythm} />
        </div>
      )}
    </Page>
  )
}

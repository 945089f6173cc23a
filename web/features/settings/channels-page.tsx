import { Anchor, Button } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useMutation, useQuery } from '@tanstack/react-query'
import { Link, useSearch } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { Channel } from '../../../src/http/api.ts'
import { ask, asProblem } from '../../base/api.ts'
import { useHomeChannels } from '../../base/home-channels.ts'
import { useLanguage, useSay } from '../../base/i18n.ts'
import { channelsQuery, refreshTopic } from '../../base/queries.ts'
import { useMay } from '../../base/session.tsx'
import { Face } from '../../ui/face.tsx'
import { Page } from '../../ui/page.tsx'
import { Badge, Empty, Instant, ListShape, Notice, ProblemNotice, type Tone } from '../../ui/parts.tsx'
import { SetAsideLine } from '../../ui/set-aside.tsx'
import { toast } from '../../ui/toasts.tsx'
import { ChannelQuotas } from './channel-quotas.tsx'
import { HomeArticles } from './home-articles.tsx'
import { ChannelRhythm } from './rhythm-editor.tsx'
import { SettingsNav } from './settings-nav.tsx'

const tones: Record<Channel['health'], Tone> = { fine: 'fine', reconnect: 'needs', unreachable: 'waiting' }

function useRemove(channel: Channel) {
  const { t } = useTranslation()
  const say = useSay()
  return useMutation({
    mutationFn: () => ask<Channel>(`/api/channels/${channel.id}`, { method: 'DELETE' }),
    onSuccess: async () => {
      await refreshTopic('channels')
      toast(t('channels.removed', { name: `${channel.networkLabel} ${channel.handle}` }), {
        undo: async () => {
          try {
            await ask<Channel>(`/api/channels/${channel.id}/restore`, { method: 'POST' })
            await refreshTopic('channels')
          } catch (error) {
            toast(say(asProblem(error).words))
          }
        },
      })
    },
  })
}

/** What the community there wants to be heeded, in its own words. */
function Rules({ rules }: { rules: Channel['rules'] }) {
  const { t } = useTranslation()
  return (
    <details className="small">
      <summary>{t('channels.rules', { count: rules.length })}</summary>
      <ol className="stack tight" style={{ paddingLeft: 22 }}>
        {rules.map(({ title, text }) => (
          <li key={title}>
            <span className="strong">{title}</span> {text}
          </li>
        ))}
      </ol>
    </details>
  )
}

function useTest(channel: Channel) {
  const { t } = useTranslation()
  const say = useSay()
  return useMutation({
    mutationFn: () => ask<Channel>(`/api/channels/${channel.id}/test`, { method: 'POST' }),
    onSuccess: async ({ health, healthWords }) => {
      await refreshTopic('channels')
      toast(health === 'fine' ? t('channels.testFine') : say(healthWords) || t(`channels.health.${health}`))
    },
  })
}

/** Its name, and its address on the network. */
function Name({ channel: { name, networkLabel, url, handle } }: RowProps) {
  return (
    <div className="stack" style={{ gap: 0 }}>
      <span className="strong">{name}</span>
      <span className="small quiet">
        {networkLabel} ·{' '}
        {url ? (
          <Anchor href={url} target="_blank" rel="noopener" size="xs" underline="always">
            {handle}
          </Anchor>
        ) : (
          handle
        )}
      </span>
    </div>
  )
}

/** How its connection is, and since when one knows. */
function Health({ channel: { kind, health, healthWords, checkedAt } }: RowProps) {
  const { t } = useTranslation()
  const say = useSay()
  const byHand = kind === 'assisted'
  return (
    <>
      <div className="row small quiet">
        {byHand ? (
          <Badge tone="plain">{t('channels.assisted')}</Badge>
        ) : (
          <Badge tone={tones[health]}>{t(`channels.health.${health}`)}</Badge>
        )}
        {!byHand && checkedAt && (
          <span>
            {t('channels.checked')} <Instant at={checkedAt} ago />
          </span>
        )}
      </div>
      {byHand && <p className="small quiet">{t('channels.assistedExplain')}</p>}
      {healthWords && health !== 'fine' && <p className="medium">{say(healthWords)}</p>}
    </>
  )
}

/** What can be done with it by whom. */
function Actions({ channel }: RowProps) {
  const { t } = useTranslation()
  const manages = useMay()('manage')
  const isHome = useHomeChannels().blogs.some(({ id }) => id === channel.id)
  const test = useTest(channel)
  const remove = useRemove(channel)
  return (
    <>
      <div className="row tight">
        {manages && channel.health === 'reconnect' && (
          <Button
            size="xs"
            component={Link}
            to={`/settings/channels/new?network=${encodeURIComponent(channel.network)}`}
          >
            {t('channels.reconnect')}
          </Button>
        )}
        {manages && channel.kind !== 'assisted' && (
          <Button size="xs" variant="default" loading={test.isPending} onClick={() => test.mutate()}>
            {t('channels.test')}
          </Button>
        )}
        {isHome && <HomeArticles channel={channel} />}
        {manages && (
          <Button size="xs" variant="subtle" loading={remove.isPending} onClick={() => remove.mutate()}>
            {t('channels.remove')}
          </Button>
        )}
      </div>
      <ProblemNotice error={test.error ?? remove.error} />
    </>
  )
}

interface RowProps {
  channel: Channel
}

function ChannelRow({ channel }: RowProps) {
  return (
    <li>
      <article className="item" aria-label={`${channel.networkLabel} ${channel.handle}`}>
        <Face name={channel.name} src={channel.avatar} network={channel.network} />
        <div className="grow stack" style={{ gap: 8 }}>
          <Name channel={channel} />
          <Health channel={channel} />
          <SetAsideLine id={channel.id} />
          <Actions channel={channel} />
          <ChannelQuotas channel={channel} />
          {channel.rules.length > 0 && <Rules rules={channel.rules} />}
          <ChannelRhythm channel={channel} />
        </div>
      </article>
    </li>
  )
}

function Result({ channels }: { channels: Channel[] }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const search = useSearch({ from: '/settings/channels' })
  const connected = channels.find(({ id }) => id === search.connected)
  const words = search.problem ? (language === 'en' ? search.en : search.id) : undefined
  return (
    <>
      {search.connected && (
        <div role="status">
          <Notice tone="fine">
            {connected
              ? t('channels.connected', { name: `${connected.networkLabel} ${connected.handle}` })
              : t('channels.connectedSome')}
          </Notice>
        </div>
      )}
      {search.problem && <Notice tone="failed">{words || t('channels.notConnected')}</Notice>}
    </>
  )
}

/** The connected channels and how each one is. */
export function ChannelsPage() {
  const { t } = useTranslation()
  const may = useMay()
  const channels = useQuery(channelsQuery)
  const live = channels.data?.filter(({ removedAt }) => removedAt === null)
  const button = may('manage') && (
    <Button component={Link} to="/settings/channels/new" leftSection={<IconPlus size={18} aria-hidden />}>
      {t('channels.connect')}
    </Button>
  )
  return (
    <Page title={t('settings.channels')} lead={t('channels.lead')} actions={live?.length ? button : undefined}>
      <SettingsNav />
      <div className="stack">
        <Result channels={live ?? []} />
        <ProblemNotice error={channels.error} onRetry={() => void channels.refetch()} />
        {channels.isPending && <ListShape />}
        {live?.length === 0 && (
          <Empty type="@" action={button}>
            {t('channels.empty')}
          </Empty>
        )}
        {live && live.length > 0 && (
          <ul className="list">
            {live.map((channel) => (
              <ChannelRow key={channel.id} channel={channel} />
            ))}
          </ul>
        )}
      </div>
    </Page>
  )
}

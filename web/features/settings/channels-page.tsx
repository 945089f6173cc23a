import './channels.css'
import { Button } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link, useSearch } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { Channel } from '../../../src/http/api.ts'
import { useLanguage } from '../../base/i18n.ts'
import { channelsQuery, slotsQuery } from '../../base/queries.ts'
import { useMay } from '../../base/session.tsx'
import { Page } from '../../ui/page.tsx'
import { Empty, ListShape, Notice, ProblemNotice } from '../../ui/parts.tsx'
import { ChannelRow } from './channel-row.tsx'
import { SettingsNav } from './settings-nav.tsx'

/** What needs a person stands first. */
const urgency: Record<Channel['health'], number> = { reconnect: 0, unreachable: 1, fine: 2 }

const byUrgency = (channels: readonly Channel[]) =>
  channels.toSorted((one, other) => urgency[one.health] - urgency[other.health])

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

/** The connected channels: profile, connection, weekly schedule, and what can be done. */
export function ChannelsPage() {
  const { t } = useTranslation()
  const may = useMay()
  const channels = useQuery(channelsQuery)
  // Each row tells its rhythm: with both it is drawn once, and nothing moves.
  const waits = useQuery(slotsQuery).isPending || channels.isPending
  const live = channels.data?.filter(({ removedAt }) => removedAt === null)
  const button = may('manage') && (
    <Button component={Link} to="/settings/channels/new" leftSection={<IconPlus size={18} aria-hidden />}>
      {t('channels.connect')}
    </Button>
  )
  return (
    <Page
      title={t('settings.channels')}
      terms={['channel', 'weekly schedule', 'slot', 'budget']}
      actions={live?.length ? button : undefined}
    >
      <SettingsNav />
      <div className="stack">
        <Result channels={live ?? []} />
        <ProblemNotice error={channels.error} onRetry={() => void channels.refetch()} />
        {waits && !channels.error && <ListShape />}
        {live?.length === 0 && (
          <Empty type="@" action={button}>
            {t('channels.empty')}
          </Empty>
        )}
        {live && live.length > 0 && !waits && (
          <div>
            <div className="channel-head" aria-hidden="true">
              <span>{t('channels.profile')}</span>
              <span>{t('channels.connection')}</span>
              <span>{t('channels.schedule')}</span>
            </div>
            <ul className="channel-table">
              {byUrgency(live).map((channel) => (
                <ChannelRow key={channel.id} channel={channel} />
              ))}
            </ul>
          </div>
        )}
      </div>
    </Page>
  )
}

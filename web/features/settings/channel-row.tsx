import { Button } from '@mantine/core'
import { IconAlertTriangle, IconCircleCheck, IconClockHour4, IconHandFinger } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Channel } from '../../../src/http/api.ts'
import { useSay } from '../../base/i18n.ts'
import { slotsQuery } from '../../base/queries.ts'
import { useMay } from '../../base/session.tsx'
import { Face } from '../../ui/face.tsx'
import { Instant } from '../../ui/parts.tsx'
import { SetAsideLine } from '../../ui/set-aside.tsx'
import { ChannelMenu, type More } from './channel-menu.tsx'
import { ChannelMore } from './channel-more.tsx'

interface RowProps {
  channel: Channel
}

/** Its name, and its address on the network; a community says that it is none of ours. */
function Profile({ channel: { name, networkLabel, handle, guest } }: RowProps) {
  const { t } = useTranslation()
  const about = guest ? t('channels.guest') : handle === name ? undefined : handle
  return (
    <div>
      <p className="strong clip">{name || handle}</p>
      <p className="small quiet clip">{[networkLabel, about].filter(Boolean).join(' · ')}</p>
    </div>
  )
}

const standing = {
  fine: { tone: 'fine', Sign: IconCircleCheck },
  reconnect: { tone: 'needs', Sign: IconAlertTriangle },
  unreachable: { tone: 'waiting', Sign: IconClockHour4 },
  byHand: { tone: 'plain', Sign: IconHandFinger },
} as const

/** How its connection is, in words, and since when one knows. */
function Connection({ channel: { kind, health, healthWords, checkedAt } }: RowProps) {
  const { t } = useTranslation()
  const say = useSay()
  const byHand = kind === 'assisted'
  const { tone, Sign } = standing[byHand ? 'byHand' : health]
  return (
    <div className="channel-connection">
      <p className={`channel-health ${tone}`}>
        <Sign size={17} aria-hidden />
        {byHand ? t('channels.assisted') : t(`channels.health.${health}`)}
      </p>
      <div className="small quiet">
        {byHand && t('channels.readyByHand')}
        {!byHand && healthWords && health !== 'fine' && say(healthWords)}
        {!byHand && health === 'fine' && checkedAt && (
          <>
            {t('channels.checked')} <Instant at={checkedAt} ago />
          </>
        )}
      </div>
    </div>
  )
}

/** How often it speaks, and when next. */
function Schedule({ channel: { id, health } }: RowProps) {
  const { t } = useTranslation()
  const rhythm = useQuery(slotsQuery).data?.find(({ channelId }) => channelId === id)
  if (!rhythm) return <div className="channel-schedule" />
  return (
    <div className="channel-schedule">
      <p>{t('slots.count', { count: rhythm.slots.length })}</p>
      <div className="small quiet">
        {health === 'reconnect' && rhythm.slots.length > 0 && t('channels.paused')}
        {health !== 'reconnect' && rhythm.next && (
          <>
            {t('slots.nextFree')} <Instant at={rhythm.next} />
          </>
        )}
      </div>
    </div>
  )
}

/** A connected channel: four columns, its one button where it needs somebody, everything else behind a menu. */
export function ChannelRow({ channel }: RowProps) {
  const { t } = useTranslation()
  const manages = useMay()('manage')
  const [more, setMore] = useState<More>()
  return (
    <li>
      <article className="channel-row" aria-label={`${channel.networkLabel} ${channel.handle}`}>
        <Face name={channel.name} src={channel.avatar} network={channel.network} />
        <Profile channel={channel} />
        <Connection channel={channel} />
        <Schedule channel={channel} />
        <div className="channel-actions">
          {manages && channel.health === 'reconnect' && (
            <Button
              size="xs"
              variant="default"
              component={Link}
              to={`/settings/channels/new?network=${encodeURIComponent(channel.network)}`}
            >
              {t('channels.reconnect')}
            </Button>
          )}
          <ChannelMenu channel={channel} onMore={(what) => setMore(what === more ? undefined : what)} />
        </div>
        <ChannelMore channel={channel} what={more} onDone={() => setMore(undefined)} />
        <SetAsideLine id={channel.id} />
      </article>
    </li>
  )
}

import './post.css'
import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Channel } from '../../src/http/api.ts'
import { Face } from '../ui/face.tsx'

/** One channel's face: pressed, it is written to. */
const FaceSwitch = memo(function FaceSwitch({
  channel,
  on,
  onToggle,
}: {
  channel: Channel
  on: boolean
  onToggle(channelId: string, on: boolean): void
}) {
  const { t } = useTranslation()
  const name = `${channel.networkLabel} ${channel.handle}`
  return (
    <button
      type="button"
      className={on ? 'face-switch face-on' : 'face-switch face-off'}
      aria-pressed={on}
      aria-label={t('posts.sendTo', { channel: name })}
      title={name}
      onClick={() => onToggle(channel.id, !on)}
    >
      <Face name={channel.name} src={channel.avatar} size={36} network={channel.network} />
    </button>
  )
})

/** All channels as faces in a row, each switched on or off by a press. */
export const ChannelFaces = memo(function ChannelFaces({
  channels,
  on,
  onToggle,
}: {
  channels: readonly Channel[]
  on: readonly string[]
  onToggle(channelId: string, on: boolean): void
}) {
  const { t } = useTranslation()
  return (
    <fieldset className="channel-faces">
      <legend className="hidden-but-read">{t('posts.toWhom')}</legend>
      {channels.map((channel) => (
        <FaceSwitch key={channel.id} channel={channel} on={on.includes(channel.id)} onToggle={onToggle} />
      ))}
    </fieldset>
  )
})

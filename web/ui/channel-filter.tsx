import { NativeSelect } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { channelsQuery } from '../base/queries.ts'

/** Narrows a list to one channel. @param value the channel's id; empty or `undefined`: all of them */
export function ChannelFilter({ value = '', onChange }: { value?: string; onChange(channelId: string): void }) {
  const { t } = useTranslation()
  const channels = useQuery(channelsQuery).data ?? []
  return (
    <NativeSelect
      aria-label={t('posts.channelLabel')}
      value={value}
      onChange={({ currentTarget: { value: channelId } }) => onChange(channelId)}
      data={[
        { value: '', label: t('posts.allChannels') },
        ...channels.map(({ id, networkLabel, handle }) => ({ value: id, label: `${networkLabel} ${handle}` })),
      ]}
    />
  )
}

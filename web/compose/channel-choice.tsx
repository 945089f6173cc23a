import { Checkbox } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { channelsQuery } from '../base/queries.ts'

/** Chooses some of the connected channels. */
export function ChannelChoice({ value, onChange }: { value: string[]; onChange(ids: string[]): void }) {
  const { t } = useTranslation()
  const channels = (useQuery(channelsQuery).data ?? []).filter(({ removedAt }) => removedAt === null)
  if (channels.length === 0) {
    return (
      <p className="medium">
        {t('posts.noChannels')} <Link to="/settings/channels/new">{t('channels.connect')}</Link>
      </p>
    )
  }
  return (
    <Checkbox.Group label={t('automatic.channels')} value={value} onChange={onChange}>
      <div className="stack tight" style={{ marginTop: 8 }}>
        {channels.map(({ id, networkLabel, handle }) => (
          <Checkbox key={id} value={id} label={`${networkLabel} ${handle}`} />
        ))}
      </div>
    </Checkbox.Group>
  )
}

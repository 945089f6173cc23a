import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { Empty } from '../ui/parts.tsx'

/** Without a channel there is nobody to write to: leads to connecting one. */
export function NoChannels() {
  const { t } = useTranslation()
  return (
    <Empty
      type="“ ”"
      action={
        <Button component={Link} to="/settings/channels/new">
          {t('channels.connect')}
        </Button>
      }
    >
      {t('posts.noChannels')}
    </Empty>
  )
}

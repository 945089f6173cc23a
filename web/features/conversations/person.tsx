import { Anchor, Drawer } from '@mantine/core'
import { IconExternalLink } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Conversation } from '../../../src/http/api.ts'
import { Face } from '../../ui/face.tsx'

/** Who wrote, and where they are. */
export function PersonPane({ conversation }: { conversation: Conversation }) {
  const { t } = useTranslation()
  const { person, channel } = conversation
  return (
    <div className="stack" style={{ gap: 10 }}>
      <Face name={person.name} src={person.avatar} size={64} />
      <div>
        <p className="strong">{person.name}</p>
        <p className="small quiet">{person.handle}</p>
      </div>
      <p className="small quiet">{t('conversations.on', { network: channel.networkLabel })}</p>
      <Anchor href={person.url} target="_blank" rel="noopener" size="sm" underline="always">
        {t('conversations.profile')} <IconExternalLink size={14} aria-hidden />
      </Anchor>
    </div>
  )
}

/** The same where there is no room beside the conversation: over it, and closed with one press. */
export function PersonSheet({
  conversation,
  opened,
  onClose,
}: {
  conversation: Conversation
  opened: boolean
  onClose(): void
}) {
  const { t } = useTranslation()
  return (
    <Drawer
      opened={opened}
      onClose={onClose}
      position="right"
      size="sm"
      title={t('conversations.person')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <PersonPane conversation={conversation} />
    </Drawer>
  )
}

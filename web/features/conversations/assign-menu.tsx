import { Button, Menu } from '@mantine/core'
import { IconUserPlus, IconX } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Conversation } from '../../../src/http/api.ts'
import { teamQuery } from '../../base/queries.ts'
import { Face } from '../../ui/face.tsx'
import type { TeamWork } from './use-team-work.ts'

/** Whose conversation it is, and who may get it. */
export function AssignMenu({ conversation, assign }: { conversation: Conversation; assign: TeamWork['assign'] }) {
  const { t } = useTranslation()
  const { assignee } = conversation
  const members = useQuery(teamQuery).data?.filter(({ answers }) => answers) ?? []
  const label = assignee ? t('conversations.assignedTo', { name: assignee.name }) : t('conversations.assign')
  return (
    <Menu position="bottom-end" width={260}>
      <Menu.Target>
        <Button
          className="talk-tool"
          variant="subtle"
          color="var(--ink)"
          aria-label={label}
          title={label}
          loading={assign.isPending}
          leftSection={
            assignee ? <Face name={assignee.name} src={null} size={24} /> : <IconUserPlus size={20} aria-hidden />
          }
        >
          {assignee?.name ?? t('conversations.assign')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {members.map(({ id, name, you }) => (
          <Menu.Item
            key={id}
            leftSection={<Face name={name} src={null} size={24} />}
            rightSection={you && <kbd className="key-hint">a</kbd>}
            disabled={id === assignee?.id}
            onClick={() => assign.mutate({ id, name })}
          >
            {you ? t('conversations.takeIt') : name}
          </Menu.Item>
        ))}
        {assignee && (
          <Menu.Item leftSection={<IconX size={20} aria-hidden />} onClick={() => assign.mutate(null)}>
            {t('conversations.giveBack')}
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  )
}

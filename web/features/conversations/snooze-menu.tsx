import { ActionIcon, Menu } from '@mantine/core'
import { IconCalendarTime, IconClock, IconMessage, IconRotate } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Conversation } from '../../../src/http/api.ts'
import { useTimes } from '../../base/session.tsx'
import { TimeDialog } from '../../compose/when-dialog.tsx'
import { snoozeTimes } from './snooze-times.ts'
import type { TeamWork } from './use-team-work.ts'

/** The times that are offered, in order. */
function Times({
  conversation,
  onPick,
  onOther,
}: {
  conversation: Conversation
  onPick(until: string | null): void
  onOther(): void
}) {
  const { t } = useTranslation()
  const times = useTimes()
  const { state, snoozedUntil } = conversation
  // They wrote before its time came: that time is one press away.
  const again =
    state === 'open' && snoozedUntil !== null && new Date(snoozedUntil) > new Date() ? snoozedUntil : undefined
  return (
    <Menu.Dropdown className="send-menu">
      {again && (
        <Menu.Item leftSection={<IconRotate size={20} aria-hidden />} onClick={() => onPick(again)}>
          {t('conversations.snoozeAgain')}
          <span className="send-means">{times.time(again)}</span>
        </Menu.Item>
      )}
      {snoozeTimes(new Date(), times.timeZone).map(({ name, at }) => (
        <Menu.Item key={name} leftSection={<IconClock size={20} aria-hidden />} onClick={() => onPick(at)}>
          {t(`conversations.snoozeTime.${name}`)}
          <span className="send-means">{times.time(at)}</span>
        </Menu.Item>
      ))}
      <Menu.Item leftSection={<IconMessage size={20} aria-hidden />} onClick={() => onPick(null)}>
        {t('conversations.untilThey')}
      </Menu.Item>
      <Menu.Item leftSection={<IconCalendarTime size={20} aria-hidden />} onClick={onOther}>
        {t('conversations.pickTime')}
      </Menu.Item>
    </Menu.Dropdown>
  )
}

/** Puts the conversation out of sight until a time. @param opened the letter for it was pressed */
export function SnoozeMenu({
  conversation,
  snooze,
  opened,
  onOpened,
}: {
  conversation: Conversation
  snooze: TeamWork['snooze']
  opened: boolean
  onOpened(opened: boolean): void
}) {
  const { t } = useTranslation()
  const [picking, setPicking] = useState(false)
  return (
    <>
      <Menu position="bottom-end" width={280} opened={opened} onChange={onOpened}>
        <Menu.Target>
          <ActionIcon
            size={44}
            variant="subtle"
            color="var(--ink)"
            aria-label={t('conversations.snooze')}
            title={t('conversations.snooze')}
            loading={snooze.isPending}
          >
            <IconClock size={20} aria-hidden />
          </ActionIcon>
        </Menu.Target>
        <Times conversation={conversation} onPick={(until) => snooze.mutate(until)} onOther={() => setPicking(true)} />
      </Menu>
      {picking && (
        <TimeDialog
          title={t('conversations.snoozeUntil')}
          hint={t('conversations.sooner')}
          label={() => t('conversations.snooze')}
          onClose={() => setPicking(false)}
          onPick={(until) => snooze.mutate(until)}
        />
      )}
    </>
  )
}

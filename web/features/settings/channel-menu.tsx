import { ActionIcon, Menu } from '@mantine/core'
import {
  IconArticle,
  IconCalendarWeek,
  IconCoin,
  IconDots,
  IconExternalLink,
  IconListCheck,
  IconPlugConnected,
  IconPlugConnectedX,
} from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Channel } from '../../../src/http/api.ts'
import { ask, asProblem } from '../../base/api.ts'
import { useHomeChannels } from '../../base/home-channels.ts'
import { useSay } from '../../base/i18n.ts'
import { refreshTopic } from '../../base/queries.ts'
import { useMay } from '../../base/session.tsx'
import { toast } from '../../ui/toasts.tsx'

/** What opens below a channel. */
export type More = 'schedule' | 'articles' | 'rules' | 'budget'

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
    onError: (error) => toast(say(asProblem(error).words)),
  })
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
    onError: (error) => toast(say(asProblem(error).words)),
  })
}

/** What opens below the row, as far as it is there. */
function MoreItems({ channel, onMore }: { channel: Channel; onMore(what: More): void }) {
  const { t } = useTranslation()
  const may = useMay()
  const isHome = useHomeChannels().blogs.some(({ id }) => id === channel.id)
  const items: [More, boolean, typeof IconDots, string][] = [
    ['schedule', may('plan'), IconCalendarWeek, t('channels.schedule')],
    ['articles', isHome, IconArticle, t('channels.articles')],
    ['rules', channel.rules.length > 0, IconListCheck, t('channels.theRules')],
    ['budget', channel.hasQuotas && channel.kind !== 'assisted', IconCoin, t('channels.budget')],
  ]
  return items.map(
    ([what, there, Icon, words]) =>
      there && (
        <Menu.Item key={what} leftSection={<Icon size={18} aria-hidden />} onClick={() => onMore(what)}>
          {words}
        </Menu.Item>
      ),
  )
}

/** Everything that can be done with a channel, beside the one button that it may need. */
export function ChannelMenu({ channel, onMore }: { channel: Channel; onMore(what: More): void }) {
  const { t } = useTranslation()
  const manages = useMay()('manage')
  const test = useTest(channel)
  const remove = useRemove(channel)
  return (
    <Menu position="bottom-end" shadow="md" withinPortal>
      <Menu.Target>
        <ActionIcon
          variant="subtle"
          size={36}
          loading={test.isPending || remove.isPending}
          aria-label={t('channels.moreFor', { name: `${channel.networkLabel} ${channel.handle}` })}
        >
          <IconDots size={20} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <MoreItems channel={channel} onMore={onMore} />
        {/^https?:/.test(channel.url) && (
          <Menu.Item
            component="a"
            href={channel.url}
            target="_blank"
            rel="noopener"
            leftSection={<IconExternalLink size={18} aria-hidden />}
          >
            {t('channels.open', { network: channel.networkLabel })}
          </Menu.Item>
        )}
        {manages && channel.kind !== 'assisted' && (
          <Menu.Item leftSection={<IconPlugConnected size={18} aria-hidden />} onClick={() => test.mutate()}>
            {t('channels.test')}
          </Menu.Item>
        )}
        {manages && (
          <Menu.Item leftSection={<IconPlugConnectedX size={18} aria-hidden />} onClick={() => remove.mutate()}>
            {t('channels.remove')}
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  )
}

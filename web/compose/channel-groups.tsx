import './post.css'
import { Button, Menu } from '@mantine/core'
import { IconCheck, IconChevronDown, IconPencil, IconPlus } from '@tabler/icons-react'
import { memo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Channel, KeptSet } from '../../src/http/api.ts'
import { useMay } from '../base/session.tsx'
import { SetDialog } from './set-dialog.tsx'
import { useSets } from './use-sets.ts'

const sameChannels = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((id) => b.includes(id))

/** Channels of a group that are still there. */
const live = ({ items }: KeptSet, channels: readonly Channel[]): string[] =>
  items.filter((id) => channels.some((channel) => channel.id === id))

/** Makes a group of the channels that are on, or gives one another name; removes it. */
function GroupDialog({ group, on, onClose }: { group: KeptSet | 'new'; on: readonly string[]; onClose(): void }) {
  const { t } = useTranslation()
  const { change } = useSets('channels')
  const made = group === 'new' ? undefined : group
  const save = (name: string) =>
    change.mutate(made ? { id: made.id, name } : { name, items: on }, { onSuccess: onClose })
  return (
    <SetDialog
      title={t(made ? 'posts.sets.changeGroup' : 'posts.sets.newGroup')}
      name={made?.name ?? ''}
      error={change.error}
      busy={change.isPending}
      onSave={save}
      onRemove={made && (() => change.mutate({ id: made.id }, { onSuccess: onClose }))}
      onClose={onClose}
    >
      {!made && <p className="small quiet">{t('posts.sets.groupHolds', { count: on.length })}</p>}
    </SetDialog>
  )
}

/** Keeps the channels that are on as a group: a new one, or one that is there. */
function Keeping({
  sets,
  chosen,
  on,
  onAsk,
}: {
  sets: readonly KeptSet[]
  /** The group whose channels are on. */
  chosen: KeptSet | undefined
  on: readonly string[]
  onAsk(group: KeptSet | 'new'): void
}) {
  const { t } = useTranslation()
  const { change } = useSets('channels')
  const pencil = <IconPencil size={18} aria-hidden />
  if (chosen) {
    return (
      <>
        <Menu.Divider />
        <Menu.Item leftSection={pencil} onClick={() => onAsk(chosen)}>
          {t('posts.sets.changeGroup')}
        </Menu.Item>
      </>
    )
  }
  if (on.length === 0) return null
  return (
    <>
      <Menu.Divider />
      <Menu.Item leftSection={<IconPlus size={18} aria-hidden />} onClick={() => onAsk('new')}>
        {t('posts.sets.newGroup')}
      </Menu.Item>
      {sets.map(({ id, name }) => (
        <Menu.Item key={id} leftSection={pencil} onClick={() => change.mutate({ id, items: on })}>
          {t('posts.sets.putInto', { name })}
        </Menu.Item>
      ))}
    </>
  )
}

/** Groups of channels: one press switches on just these. */
export const ChannelGroups = memo(function ChannelGroups({
  channels,
  on,
  onChoose,
}: {
  channels: readonly Channel[]
  on: readonly string[]
  onChoose(channelIds: readonly string[]): void
}) {
  const { t } = useTranslation()
  const may = useMay()
  const { sets } = useSets('channels')
  const [asked, setAsked] = useState<KeptSet | 'new'>()
  const chosen = sets.find((group) => sameChannels(live(group, channels), on))
  return (
    <>
      <Menu position="bottom-start" width={280}>
        <Menu.Target>
          <Button
            variant="default"
            size="sm"
            radius="xl"
            className="group-button"
            rightSection={<IconChevronDown size={16} aria-hidden />}
          >
            {chosen?.name ?? t('posts.sets.count', { count: on.length })}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {sets.map((group) => (
            <Menu.Item
              key={group.id}
              leftSection={group === chosen ? <IconCheck size={18} aria-hidden /> : <span className="no-check" />}
              onClick={() => onChoose(live(group, channels))}
            >
              {group.name}
              <span className="send-means">{t('posts.foot.channels', { count: live(group, channels).length })}</span>
            </Menu.Item>
          ))}
          <Menu.Item leftSection={<span className="no-check" />} onClick={() => onChoose(channels.map(({ id }) => id))}>
            {t('posts.sets.all')}
          </Menu.Item>
          {may('write') && <Keeping sets={sets} chosen={chosen} on={on} onAsk={setAsked} />}
        </Menu.Dropdown>
      </Menu>
      {asked && <GroupDialog group={asked} on={on} onClose={() => setAsked(undefined)} />}
    </>
  )
})

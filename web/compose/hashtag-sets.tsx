import { Menu, TagsInput } from '@mantine/core'
import { IconHash, IconPencil, IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { KeptSet } from '../../src/http/api.ts'
import { useMay } from '../base/session.tsx'
import { SetDialog } from './set-dialog.tsx'
import { ToolTarget } from './tool-target.tsx'
import { useSets } from './use-sets.ts'

/** The name of a set, and its hashtags. */
function HashtagsDialog({ set, onClose }: { set: KeptSet | 'new'; onClose(): void }) {
  const { t } = useTranslation()
  const { change } = useSets('hashtags')
  const made = set === 'new' ? undefined : set
  const [items, setItems] = useState<string[]>(made?.items ?? [])
  return (
    <SetDialog
      title={t(made ? 'posts.sets.changeHashtags' : 'posts.sets.newHashtags')}
      name={made?.name ?? ''}
      error={change.error}
      busy={change.isPending}
      onSave={(name) => change.mutate({ id: made?.id, name, items }, { onSuccess: onClose })}
      onRemove={made && (() => change.mutate({ id: made.id }, { onSuccess: onClose }))}
      onClose={onClose}
    >
      <TagsInput
        label={t('posts.sets.hashtags')}
        description={t('posts.sets.hashtagsHint')}
        splitChars={[',', ' ', ';']}
        value={items}
        onChange={(all) => setItems(all.map((tag) => tag.replace(/^#+/, '')).filter(Boolean))}
      />
    </SetDialog>
  )
}

/** Sets of hashtags: one press puts them into the words. */
export function HashtagSets({ onInsert }: { onInsert(text: string): void }) {
  const { t } = useTranslation()
  const may = useMay()
  const { sets } = useSets('hashtags')
  const [asked, setAsked] = useState<KeptSet | 'new'>()
  return (
    <>
      <Menu position="top-start" width={300} returnFocus={false}>
        <Menu.Target>
          <ToolTarget label={t('posts.sets.hashtags')} icon={IconHash} />
        </Menu.Target>
        <Menu.Dropdown>
          {sets.map((set) => (
            <Menu.Item
              key={set.id}
              leftSection={<IconHash size={18} aria-hidden />}
              onClick={() => onInsert(set.items.map((tag) => `#${tag}`).join(' '))}
            >
              {set.name}
              <span className="send-means clip">{set.items.map((tag) => `#${tag}`).join(' ')}</span>
            </Menu.Item>
          ))}
          {sets.length === 0 && <p className="menu-empty small quiet">{t('posts.sets.noHashtags')}</p>}
          {may('write') && (
            <>
              <Menu.Divider />
              <Menu.Item leftSection={<IconPlus size={18} aria-hidden />} onClick={() => setAsked('new')}>
                {t('posts.sets.newHashtags')}
              </Menu.Item>
              {sets.map((set) => (
                <Menu.Item
                  key={set.id}
                  leftSection={<IconPencil size={18} aria-hidden />}
                  onClick={() => setAsked(set)}
                >
                  {t('posts.sets.change', { name: set.name })}
                </Menu.Item>
              ))}
            </>
          )}
        </Menu.Dropdown>
      </Menu>
      {asked && <HashtagsDialog set={asked} onClose={() => setAsked(undefined)} />}
    </>
  )
}

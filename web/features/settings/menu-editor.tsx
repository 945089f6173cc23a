import { ActionIcon, Button, Menu, TextInput } from '@mantine/core'
import { IconArrowDown, IconArrowUp, IconPlus, IconX } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Design, MenuEntry } from '../../../src/http/api.ts'

interface Props {
  /** Whose links they are: "Menu". */
  of: string
  entries: readonly MenuEntry[]
  /** What one can lead to. */
  pages: Design['pages']
  onChange(entries: MenuEntry[]): void
}

/** As many as the server takes. */
const most = 12

/** Links in their order: each can be called otherwise, moved and removed. */
export function MenuEditor({ of, entries, pages, onChange }: Props) {
  const { t } = useTranslation()
  const swap = (index: number, other: number) => {
    const next = [...entries]
    const [one, two] = [next[index], next[other]]
    if (!one || !two) return
    next[index] = two
    next[other] = one
    onChange(next)
  }
  const change = (index: number, entry: MenuEntry) => onChange(entries.map((one, at) => (at === index ? entry : one)))
  return (
    <div className="stack tight">
      {entries.length === 0 && <p className="quiet">{t('design.noLinks')}</p>}
      <ol className="plain stack tight" aria-label={of}>
        {entries.map((entry, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two may be alike, and nothing of a row is its own
          <li key={index} className="menu-entry">
            <EntryFields entry={entry} pages={pages} onChange={(next) => change(index, next)} />
            <Tools
              index={index}
              last={index === entries.length - 1}
              onMove={(by) => swap(index, index + by)}
              onRemove={() => onChange(entries.filter((_, at) => at !== index))}
            />
          </li>
        ))}
      </ol>
      {entries.length < most && <AddEntry pages={pages} onAdd={(entry) => onChange([...entries, entry])} />}
    </div>
  )
}

interface EntryProps {
  entry: MenuEntry
  pages: Design['pages']
  onChange(entry: MenuEntry): void
}

/** Where it leads, and what it is called. */
function EntryFields({ entry, pages, onChange }: EntryProps) {
  const { t } = useTranslation()
  const page = entry.kind === 'page' ? pages.find(({ id }) => id === entry.id) : undefined
  const kind = t(`design.kind.${entry.kind}`)
  const usual = entry.kind === 'page' ? (page?.name ?? t('design.pageGone')) : entry.kind === 'tag' ? entry.tag : kind
  return (
    <div className="menu-fields">
      <TextInput
        label={entry.kind === 'page' ? `${kind}: ${usual}` : kind}
        placeholder={entry.kind === 'link' ? t('design.linkLabel') : usual}
        maxLength={60}
        value={entry.label}
        onChange={(event) => onChange({ ...entry, label: event.currentTarget.value })}
      />
      {entry.kind === 'link' && (
        <TextInput
          label={t('design.linkAddress')}
          inputMode="url"
          autoCapitalize="none"
          required
          placeholder="https://"
          maxLength={500}
          value={entry.url}
          onChange={(event) => onChange({ ...entry, url: event.currentTarget.value })}
          onBlur={() => onChange({ ...entry, url: whole(entry.url) })}
        />
      )}
      {entry.kind === 'tag' && (
        <TextInput
          label={t('design.tagName')}
          required
          maxLength={100}
          value={entry.tag}
          onChange={(event) => onChange({ ...entry, tag: event.currentTarget.value })}
        />
      )}
    </div>
  )
}

const whole = (url: string) => (url.trim() && !/^https?:/i.test(url.trim()) ? `https://${url.trim()}` : url.trim())

interface ToolProps {
  index: number
  last: boolean
  onMove(by: 1 | -1): void
  onRemove(): void
}

function Tools({ index, last, onMove, onRemove }: ToolProps) {
  const { t } = useTranslation()
  const n = index + 1
  return (
    <div className="menu-tools">
      <ActionIcon
        variant="subtle"
        size={44}
        disabled={index === 0}
        aria-label={t('design.up', { n })}
        onClick={() => onMove(-1)}
      >
        <IconArrowUp size={18} aria-hidden />
      </ActionIcon>
      <ActionIcon
        variant="subtle"
        size={44}
        disabled={last}
        aria-label={t('design.down', { n })}
        onClick={() => onMove(1)}
      >
        <IconArrowDown size={18} aria-hidden />
      </ActionIcon>
      <ActionIcon variant="subtle" size={44} aria-label={t('design.removeLink', { n })} onClick={onRemove}>
        <IconX size={18} aria-hidden />
      </ActionIcon>
    </div>
  )
}

function AddEntry({ pages, onAdd }: { pages: Design['pages']; onAdd(entry: MenuEntry): void }) {
  const { t } = useTranslation()
  const [opened, setOpened] = useState(false)
  return (
    <div>
      <Menu opened={opened} onChange={setOpened} position="bottom-start" width={280}>
        <Menu.Target>
          <Button variant="default" leftSection={<IconPlus size={18} aria-hidden />}>
            {t('design.addLink')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown mah={360} style={{ overflowY: 'auto' }}>
          {(['archive', 'search', 'product'] as const).map((kind) => (
            <Menu.Item key={kind} onClick={() => onAdd({ kind, label: '' })}>
              {t(`design.kind.${kind}`)}
            </Menu.Item>
          ))}
          <Menu.Item onClick={() => onAdd({ kind: 'tag', tag: '', label: '' })}>{t('design.kind.tag')}</Menu.Item>
          <Menu.Item onClick={() => onAdd({ kind: 'link', url: '', label: '' })}>{t('design.kind.link')}</Menu.Item>
          {pages.length > 0 && <Menu.Label>{t('design.pages')}</Menu.Label>}
          {pages.map(({ id, name }) => (
            <Menu.Item key={id} onClick={() => onAdd({ kind: 'page', id, label: '' })}>
              {name}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
    </div>
  )
}

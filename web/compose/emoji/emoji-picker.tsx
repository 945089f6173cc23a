import './emoji.css'
import { TextInput } from '@mantine/core'
import { type KeyboardEvent, useDeferredValue, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLanguage } from '../../base/i18n.ts'
import { readKept, writeKept } from '../../base/kept.ts'
import { type Emoji, type EmojiGroup, emojiGroups, findEmoji } from './emoji.ts'

const columns = 8
const mostRecent = 16
const kept = 'emoji-recent'

/** Those that were chosen lately on this device. */
function recent(): Emoji[] {
  const chosen = readKept<string[]>(kept) ?? []
  const all = emojiGroups.flatMap(({ emoji }) => emoji)
  return chosen.flatMap((emoji) => all.find((one) => one.emoji === emoji) ?? [])
}

function remember(emoji: string): void {
  const before = readKept<string[]>(kept) ?? []
  writeKept(kept, [emoji, ...before.filter((one) => one !== emoji)].slice(0, mostRecent))
}

/** Arrow keys move through the grid; only one of it is reached by Tab. */
function moveInGrid(event: KeyboardEvent<HTMLDivElement>): void {
  const all = [...event.currentTarget.querySelectorAll<HTMLButtonElement>('button')]
  const at = all.indexOf(document.activeElement as HTMLButtonElement)
  const steps: Record<string, number> = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: columns, ArrowUp: -columns }
  const step = steps[event.key]
  if (at < 0 || step === undefined) return
  event.preventDefault()
  all[Math.min(Math.max(at + step, 0), all.length - 1)]?.focus()
}

/** Emoji to choose from. */
function Grid({ label, emoji, onChoose }: { label: string; emoji: readonly Emoji[]; onChoose(emoji: string): void }) {
  const language = useLanguage()
  return (
    // biome-ignore lint/a11y/useSemanticElements: a row of buttons that arrow keys move through, and no field of a form
    <div className="emoji-grid" role="group" aria-label={label} onKeyDown={moveInGrid}>
      {emoji.map((one, at) => (
        <button
          key={one.emoji}
          type="button"
          tabIndex={at === 0 ? 0 : -1}
          aria-label={one[language]}
          title={one[language]}
          onClick={() => onChoose(one.emoji)}
        >
          {one.emoji}
        </button>
      ))}
    </div>
  )
}

/** One of the kinds, by its first emoji. */
function GroupButton({ group, chosen, onChoose }: { group: EmojiGroup; chosen: boolean; onChoose(): void }) {
  const language = useLanguage()
  return (
    <button type="button" aria-label={group[language]} title={group[language]} aria-pressed={chosen} onClick={onChoose}>
      {group.emoji[0]?.emoji}
    </button>
  )
}

/** Emoji by kind, those used lately first; found by words of both languages. */
export function EmojiPicker({ onChoose }: { onChoose(emoji: string): void }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const [query, setQuery] = useState('')
  const [group, setGroup] = useState<EmojiGroup>(emojiGroups[0] as EmojiGroup)
  const asked = useDeferredValue(query.trim())
  const [lately] = useState(recent)
  const found = findEmoji(asked)
  const choose = (emoji: string) => {
    remember(emoji)
    onChoose(emoji)
  }
  return (
    <div className="emoji-picker">
      <TextInput
        data-autofocus
        size="sm"
        type="search"
        aria-label={t('posts.emoji.search')}
        placeholder={t('posts.emoji.search')}
        value={query}
        onChange={(event) => setQuery(event.currentTarget.value)}
        onKeyDown={(event) => {
          const [first] = found
          if (event.key !== 'Enter' || !first) return
          event.preventDefault()
          choose(first.emoji)
        }}
      />
      {!asked && (
        // biome-ignore lint/a11y/useSemanticElements: as above
        <div className="emoji-groups" role="group" aria-label={t('posts.emoji.groups')}>
          {emojiGroups.map((one) => (
            <GroupButton key={one.en} group={one} chosen={one === group} onChoose={() => setGroup(one)} />
          ))}
        </div>
      )}
      <div className="emoji-found" aria-live="polite">
        {asked && found.length === 0 && <p className="small quiet">{t('posts.emoji.none', { q: asked })}</p>}
        {asked && <Grid label={t('posts.emoji.search')} emoji={found} onChoose={choose} />}
        {!asked && lately.length > 0 && group === emojiGroups[0] && (
          <Grid label={t('posts.emoji.recent')} emoji={lately} onChoose={choose} />
        )}
        {!asked && <Grid label={group[language]} emoji={group.emoji} onChoose={choose} />}
      </div>
    </div>
  )
}

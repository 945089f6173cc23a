import './post.css'
import { IconCornerDownRight, IconX } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useLanguage } from '../base/i18n.ts'
import { Tool } from '../ui/tool.tsx'
import type { Note } from './notes.ts'
import { VersionText } from './version-text.tsx'

/** What is said under the post as its first comment, and on which channels. */
export function FirstReply({
  value,
  channels,
  notes,
  stale,
  onChange,
  onMend,
  onIgnore,
  onRemove,
}: {
  value: string
  /** The names of the channels that get it. */
  channels: readonly string[]
  notes: readonly Note[]
  stale: boolean
  onChange(text: string): void
  onMend(note: Note): void
  onIgnore(note: Note): void
  onRemove(): void
}) {
  const { t } = useTranslation()
  const names = new Intl.ListFormat(useLanguage()).format(channels)
  return (
    <section className="first-reply" aria-label={t('posts.firstReply')}>
      <IconCornerDownRight size={18} aria-hidden className="first-reply-sign" />
      <div className="grow">
        <p className="small">
          <span className="strong">{t('posts.firstReply')}</span>
          <span className="quiet"> · {channels.length ? names : t('posts.firstReplyNowhere')}</span>
        </p>
        <VersionText
          label={t('posts.firstReply')}
          placeholder={t('posts.firstReplyHint')}
          value={value}
          markdown={false}
          shown={[]}
          notes={notes}
          stale={stale}
          all={channels.length}
          onMend={onMend}
          onIgnore={onIgnore}
          onChange={onChange}
        />
      </div>
      <Tool label={t('posts.firstReplyRemove')} icon={IconX} onPress={onRemove} />
    </section>
  )
}

/** The first reply that a channel has of its own, while the main text is open: one press leads there. */
export function OwnFirstReply({ name, text, onOpen }: { name: string; text: string; onOpen(): void }) {
  const { t } = useTranslation()
  return (
    <button type="button" className="first-reply own-reply" onClick={onOpen}>
      <IconCornerDownRight size={18} aria-hidden className="first-reply-sign" />
      <span className="grow">
        <span className="small">
          <span className="strong">{t('posts.firstReply')}</span> <span className="quiet">· {name}</span>
        </span>
        <span className="clip2">{text}</span>
      </span>
    </button>
  )
}

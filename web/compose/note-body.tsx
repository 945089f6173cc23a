import './post.css'
import { Button } from '@mantine/core'
import { IconAlertTriangle, IconBan, IconBulb } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useLanguage, useSay } from '../base/i18n.ts'
import type { Note } from './notes.ts'

const icons = { error: IconBan, warning: IconAlertTriangle, hint: IconBulb }

/** What can be done about a note. */
export interface NoteActs {
  /** How many channels there could be: a note about fewer names them. */
  all: number
  onMend(note: Note): void
  /** Shows it no longer; missing: nothing can be ignored here. What keeps a post from being sent never can. */
  onIgnore?: ((note: Note) => void) | undefined
  /** What that is called here, where it is no post. */
  ignoring?: string | undefined
}

/** What was found, in which channels, and the way to mend it. */
export function NoteBody({ note, all, onMend, onIgnore, ignoring }: NoteActs & { note: Note }) {
  const { t } = useTranslation()
  const say = useSay()
  const list = new Intl.ListFormat(useLanguage())
  const Icon = icons[note.severity]
  return (
    <>
      <p className="note-title">
        <Icon size={16} aria-hidden />
        <span className="hidden-but-read">{t(`posts.severity.${note.severity}`)}: </span>
        <span>{note.title ? say(note.title) : t(`posts.severity.${note.severity}`)}</span>
      </p>
      <p>
        {note.channels.length < all && <span className="strong">{list.format(note.channels)}: </span>}
        {say(note.message)}
      </p>
      {note.also.length > 0 && <p>{t('posts.noteAlso', { channels: list.format(note.also) })}</p>}
      <div className="note-acts">
        {note.mend !== undefined && (
          <Button size="compact-sm" variant="subtle" onClick={() => onMend(note)}>
            {t('posts.mend')}
          </Button>
        )}
        {onIgnore && note.severity !== 'error' && (
          <Button size="compact-sm" variant="subtle" color="var(--quiet)" onClick={() => onIgnore(note)}>
            {ignoring ?? t('posts.ignore')}
          </Button>
        )}
      </div>
    </>
  )
}

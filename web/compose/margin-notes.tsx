import './post.css'
import { Button } from '@mantine/core'
import { IconAlertTriangle, IconBan, IconBulb } from '@tabler/icons-react'
import { type RefObject, useLayoutEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLanguage, useSay } from '../base/i18n.ts'
import type { Note } from './notes.ts'

const icons = { error: IconBan, warning: IconAlertTriangle, hint: IconBulb }

/** What was found, in which channels, and the way to mend it. */
function OneNote({
  note,
  all,
  onMend,
  onPoint,
}: {
  note: Note
  all: number
  onMend(note: Note): void
  onPoint(note: Note | undefined): void
}) {
  const { t } = useTranslation()
  const say = useSay()
  const list = new Intl.ListFormat(useLanguage())
  const Icon = icons[note.severity]
  return (
    <li
      className={`note ${note.severity}`}
      data-note={note.key}
      tabIndex={-1}
      onPointerEnter={() => onPoint(note)}
      onPointerLeave={() => onPoint(undefined)}
    >
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
      {note.mend !== undefined && (
        <Button size="compact-sm" variant="subtle" onClick={() => onMend(note)}>
          {t('posts.mend')}
        </Button>
      )}
    </li>
  )
}

/** More than so many would take the page: the rest is one press away. What keeps it from being sent is always shown. */
const most = 3

function firstOf(notes: readonly Note[]): readonly Note[] {
  const grave = notes.filter(({ severity }) => severity === 'error')
  const others = notes.filter(({ severity }) => severity !== 'error')
  const kept = new Set([...grave, ...others.slice(0, Math.max(0, most - grave.length))])
  return notes.length <= most + 1 ? notes : notes.filter((note) => kept.has(note))
}

const gap = 12

/** Puts each note beside the words that it is about, below the one before it. */
function place(list: HTMLElement, mirror: HTMLElement): void {
  const marks = [...mirror.querySelectorAll<HTMLElement>('[data-notes]')]
  let free = 0
  for (const note of list.querySelectorAll<HTMLElement>('[data-note]')) {
    const mark = marks.find(({ dataset }) => dataset.notes?.split('\n').includes(note.dataset.note ?? ''))
    // While newer words are looked at nothing is marked: the note stays where it is.
    const stood = Number.parseFloat(note.style.getPropertyValue('--top')) || 0
    const top = Math.max(free, mark?.offsetTop ?? stood)
    note.style.setProperty('--top', `${top}px`)
    free = top + note.offsetHeight + gap
  }
  list.style.setProperty('--height', `${free}px`)
}

/**
 * Findings beside the words that they are about, where there is a margin; else below the text, in its order.
 * @param mirror of the field (TypedText)
 * @param all how many channels there could be: a note about fewer names them
 */
export function MarginNotes({
  notes,
  mirror,
  value,
  all,
  onMend,
  onPoint,
}: {
  notes: readonly Note[]
  mirror: RefObject<HTMLElement | null>
  value: string
  all: number
  onMend(note: Note): void
  onPoint(note: Note | undefined): void
}) {
  const { t } = useTranslation()
  const list = useRef<HTMLUListElement>(null)
  const [open, setOpen] = useState(false)
  const shown = open ? notes : firstOf(notes)
  // biome-ignore lint/correctness/useExhaustiveDependencies: with other words the same notes stand elsewhere
  useLayoutEffect(() => {
    if (!list.current || !mirror.current) return
    const [ul, field] = [list.current, mirror.current]
    place(ul, field)
    const watch = new ResizeObserver(() => place(ul, field))
    watch.observe(field)
    return () => watch.disconnect()
  }, [notes, shown.length, value, mirror])
  return (
    <ul className="margin-notes" aria-label={t('posts.findings')} ref={list}>
      {shown.map((note) => (
        <OneNote key={note.key} note={note} all={all} onMend={onMend} onPoint={onPoint} />
      ))}
      {shown.length < notes.length && (
        <li className="note more-notes" data-note="">
          <Button size="compact-sm" variant="subtle" onClick={() => setOpen(true)}>
            {t('posts.notesMore', { count: notes.length - shown.length })}
          </Button>
        </li>
      )}
    </ul>
  )
}

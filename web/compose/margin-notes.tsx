import './post.css'
import { Button } from '@mantine/core'
import { type RefObject, useLayoutEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type NoteActs, NoteBody } from './note-body.tsx'
import { markOf } from './note-marks.ts'
import { firstOf, fitting, topsIn } from './note-room.ts'
import type { Note } from './notes.ts'

interface MarginNotesProps extends NoteActs {
  notes: readonly Note[]
  mirror: RefObject<HTMLElement | null>
  value: string
  /** They are about earlier words. */
  stale: boolean
  onPoint(note: Note | undefined): void
}

/** What the way to the other notes takes. */
const forMore = 44

/** The room beside the words: as high as they are, or as what can be seen of the page without moving what stands below them. */
function roomBeside(list: HTMLElement, mirror: HTMLElement): number {
  const panel = list.closest('.version-panel')
  const foot = list.closest('.post-page')?.querySelector('.post-foot')
  const text = list.closest('.version-text')
  if (!panel || !foot || !text) return mirror.offsetHeight
  const top = text.getBoundingClientRect().top + window.scrollY
  const below = panel.getBoundingClientRect().bottom - text.getBoundingClientRect().bottom
  const seen = window.innerHeight - foot.getBoundingClientRect().height - top - below
  return Math.max(mirror.offsetHeight, Math.floor(seen))
}

const isBeside = (note: HTMLElement | undefined) => note !== undefined && getComputedStyle(note).position === 'absolute'

/** Puts each note beside the words that it is about. */
function place(list: HTMLElement, mirror: HTMLElement, room: number, stale: boolean): void {
  const notes = [...list.querySelectorAll<HTMLElement>('[data-note]')]
  const all = notes.map((note) => {
    const stood = Number.parseFloat(note.style.getPropertyValue('--top')) || 0
    // While newer words are looked at nothing is marked: the note stays where it is.
    const wanted = markOf(mirror, note.dataset.note ?? '')?.offsetTop ?? (stale ? stood : 0)
    return { height: note.offsetHeight, wanted }
  })
  const tops = topsIn(all, room)
  for (const [at, note] of notes.entries()) note.style.setProperty('--top', `${tops[at]}px`)
  const ends = tops.map((top, at) => top + (all[at]?.height ?? 0))
  list.style.setProperty('--height', `${Math.max(0, ...ends)}px`)
}

/** How many stand beside the words, as far as there is room; below them, where there is no margin, a few. */
function useShown(
  { notes, mirror, value, stale }: Pick<MarginNotesProps, 'notes' | 'mirror' | 'value' | 'stale'>,
  open: boolean,
) {
  const list = useRef<HTMLUListElement>(null)
  const heights = useRef(new Map<string, number>())
  const [room, setRoom] = useState<number>()
  // Measured since the last time: what there is room for is decided anew.
  const [, setMeasured] = useState(0)
  const fits = room === undefined ? firstOf(notes) : fitting(notes, heights.current, room)
  const shown = open ? notes : fits
  // biome-ignore lint/correctness/useExhaustiveDependencies: with other words the same notes stand elsewhere
  useLayoutEffect(() => {
    if (!list.current || !mirror.current) return
    const [ul, field] = [list.current, mirror.current]
    const look = () => {
      const drawn = [...ul.querySelectorAll<HTMLElement>('[data-note]')]
      const known = notes.flatMap(({ key }) => {
        const height = drawn.find(({ dataset }) => dataset.note === key)?.offsetHeight ?? heights.current.get(key)
        return height === undefined ? [] : [[key, height] as const]
      })
      const fresh = known.some(([key]) => !heights.current.has(key))
      heights.current = new Map(known)
      if (fresh) setMeasured((times) => times + 1)
      const whole = isBeside(drawn[0]) ? roomBeside(ul, field) : undefined
      // The first one stays beside its words, however few others then have room below it.
      const first = markOf(field, notes[0]?.key ?? '')?.offsetTop ?? 0
      const left = whole === undefined ? undefined : whole - first
      const all = left !== undefined && fitting(notes, heights.current, left).length === notes.length
      setRoom(left === undefined || all ? left : left - forMore)
      place(ul, field, open ? Number.POSITIVE_INFINITY : (whole ?? 0), stale)
    }
    look()
    const watch = new ResizeObserver(look)
    watch.observe(field)
    return () => watch.disconnect()
  }, [notes, shown.length, value, mirror, open, stale])
  return { list, shown }
}

/**
 * Findings beside the words that they are about, where there is a margin, as many as move nothing below them; else below the text, in
 * its order.
 * @param mirror of the field (TypedText)
 */
export function MarginNotes({ notes, mirror, value, stale, onPoint, ...acts }: MarginNotesProps) {
  const { t } = useTranslation()
  const [open, setOpen] = useState(false)
  const { list, shown } = useShown({ notes, mirror, value, stale }, open)
  const folded = notes.length - shown.length
  return (
    <ul className="margin-notes" aria-label={t('posts.findings')} ref={list}>
      {shown.map((note) => (
        <li
          key={note.key}
          className={`note ${note.severity}`}
          data-note={note.key}
          tabIndex={-1}
          onPointerEnter={() => onPoint(note)}
          onPointerLeave={() => onPoint(undefined)}
        >
          <NoteBody note={note} {...acts} />
        </li>
      ))}
      {folded > 0 && (
        <li className="note more-notes" data-note="">
          <Button size="compact-sm" variant="subtle" onClick={() => setOpen(true)}>
            {t('posts.notesMore', { count: folded })}
          </Button>
        </li>
      )}
    </ul>
  )
}

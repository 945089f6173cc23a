import './post.css'
import { type RefObject, useLayoutEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { type NoteActs, NoteBody } from './note-body.tsx'
import { markOf } from './note-marks.ts'
import type { Note } from './notes.ts'
import { standBeside } from './stand-beside.ts'

/**
 * What was found about words that somebody pressed, right below them; the field keeps the focus.
 * @param mirror of the field (TypedText)
 */
export function WordNotes({
  notes,
  mirror,
  onDone,
  ...acts
}: NoteActs & { notes: readonly Note[]; mirror: RefObject<HTMLElement | null>; onDone(): void }) {
  const { t } = useTranslation()
  const box = useRef<HTMLUListElement>(null)
  const [first] = notes
  const then = (act: (note: Note) => void) => (note: Note) => {
    act(note)
    onDone()
  }
  useLayoutEffect(() => {
    if (!box.current || !mirror.current || !first) return
    standBeside(box.current, markOf(mirror.current, first.key), mirror.current, 'below')
  })
  return (
    <ul
      className="word-notes"
      aria-label={t('posts.findings')}
      ref={box}
      onMouseDown={(event) => event.preventDefault()}
    >
      {notes.map((note) => (
        <li key={note.key} className={`note ${note.severity}`}>
          <NoteBody {...acts} note={note} onMend={then(acts.onMend)} onIgnore={acts.onIgnore && then(acts.onIgnore)} />
        </li>
      ))}
    </ul>
  )
}

import './post.css'
import { memo, type ReactNode, type RefObject, useCallback, useId, useMemo, useRef, useState } from 'react'
import { differing } from './differing.ts'
import { FormattedText } from './formatted-text.tsx'
import type { Format } from './formatting.ts'
import { MarginNotes } from './margin-notes.tsx'
import type { Note } from './notes.ts'

interface VersionTextProps {
  label: string
  placeholder?: string
  value: string
  markdown: boolean
  /** What was found in this text. */
  notes: readonly Note[]
  /** They are about earlier words: their offsets point nowhere. */
  stale: boolean
  /** How many channels these notes could be about. */
  all: number
  /** The main text, where this one is not: words that differ are tinted. */
  main?: string | undefined
  /** The formats that can be chosen. */
  shown?: readonly Format[] | undefined
  inputRef?: RefObject<HTMLTextAreaElement | null>
  /** Stands right below the words. */
  children?: ReactNode
  onChange(value: string, markdown: boolean): void
  onMend(note: Note): void
}

/** One text of a version, with what was found in it beside the words. */
export const VersionText = memo(function VersionText({
  label,
  placeholder = '',
  value,
  markdown,
  notes,
  stale,
  all,
  main,
  shown,
  inputRef,
  children,
  onChange,
  onMend,
}: VersionTextProps) {
  const mirror = useRef<HTMLDivElement>(null)
  const described = useId()
  const [pointed, setPointed] = useState<Note>()
  const tinted = useMemo(() => (main === undefined ? [] : differing(value, main)), [value, main])
  const mend = useCallback((note: Note) => onMend(note), [onMend])
  return (
    <div className="version-text">
      <div className="version-words">
        <FormattedText
          bare
          label={label}
          placeholder={placeholder}
          value={value}
          markdown={markdown}
          shown={shown}
          findings={stale ? [] : notes}
          pointed={pointed}
          tinted={tinted}
          describedBy={described}
          inputRef={inputRef}
          mirrorRef={mirror}
          onChange={onChange}
        />
      </div>
      <div className="version-margin" id={described}>
        {notes.length > 0 && (
          <MarginNotes notes={notes} mirror={mirror} value={value} all={all} onMend={mend} onPoint={setPointed} />
        )}
      </div>
      {children}
    </div>
  )
})

import './post.css'
import {
  type FocusEvent,
  type KeyboardEvent,
  memo,
  type ReactNode,
  type RefObject,
  useId,
  useMemo,
  useRef,
  useState,
} from 'react'
import { differing } from './differing.ts'
import { FormattedText } from './formatted-text.tsx'
import type { Format } from './formatting.ts'
import { MarginNotes } from './margin-notes.tsx'
import type { NoteActs } from './note-body.tsx'
import type { Note } from './notes.ts'
import { WordNotes } from './word-note.tsx'

interface VersionTextProps extends NoteActs {
  label: string
  placeholder?: string
  value: string
  markdown: boolean
  /** What was found in this text. */
  notes: readonly Note[]
  /** They are about earlier words: their offsets point nowhere. */
  stale: boolean
  /** The main text, where this one is not: words that differ are tinted. */
  main?: string | undefined
  /** The formats that can be chosen. */
  shown?: readonly Format[] | undefined
  inputRef?: RefObject<HTMLTextAreaElement | null>
  /** Stands right below the words. */
  children?: ReactNode
  onChange(value: string, markdown: boolean): void
}

/** The notes about the words that somebody pressed, unless they stand beside them already. */
function useTapped(notes: readonly Note[], stale: boolean, mirror: RefObject<HTMLElement | null>) {
  const [at, setAt] = useState<number>()
  const there = at === undefined || stale ? [] : notes.filter((one) => !one.whole && one.start <= at && at <= one.end)
  const close = () => setAt(undefined)
  return {
    notes: there,
    tap: (to: number) => setAt(besideThem(mirror, notes, to) ? undefined : to),
    close,
    /** For what is around the words: whatever leaves them hides it. */
    around: {
      onBlur: ({ currentTarget, relatedTarget }: FocusEvent<HTMLElement>) => {
        if (!currentTarget.contains(relatedTarget)) close()
      },
      onKeyDown: ({ key }: KeyboardEvent<HTMLElement>) => {
        if (key === 'Escape') close()
      },
    },
  }
}

/** Whether all that was found there can be seen in the margin. */
function besideThem(mirror: RefObject<HTMLElement | null>, notes: readonly Note[], at: number): boolean {
  const shown = [...(mirror.current?.closest('.version-text')?.querySelectorAll<HTMLElement>('[data-note]') ?? [])]
  const beside = shown.filter((one) => getComputedStyle(one).position === 'absolute').map(({ dataset }) => dataset.note)
  return notes.filter(({ start, end }) => start <= at && at <= end).every(({ key }) => beside.includes(key))
}

/** One text of a version, with what was found in it beside the words. */
export const VersionText = memo(function VersionText({
  label,
  placeholder = '',
  value,
  markdown,
  notes,
  stale,
  main,
  shown,
  inputRef,
  children,
  onChange,
  ...acts
}: VersionTextProps) {
  const mirror = useRef<HTMLDivElement>(null)
  const described = useId()
  const [pointed, setPointed] = useState<Note>()
  const tinted = useMemo(() => (main === undefined ? [] : differing(value, main)), [value, main])
  const tapped = useTapped(notes, stale, mirror)
  return (
    <div className="version-text">
      <div className="version-words" {...tapped.around}>
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
          onTap={tapped.tap}
          onChange={(next, read) => {
            tapped.close()
            onChange(next, read)
          }}
        >
          {tapped.notes.length > 0 && (
            <WordNotes {...acts} notes={tapped.notes} mirror={mirror} onDone={tapped.close} />
          )}
        </FormattedText>
      </div>
      <div className="version-margin" id={described}>
        {notes.length > 0 && <MarginNotes {...acts} {...{ notes, mirror, value, stale }} onPoint={setPointed} />}
      </div>
      {children}
    </div>
  )
})

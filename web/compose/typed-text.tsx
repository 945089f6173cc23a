import './compose.css'
import { type KeyboardEvent, useId } from 'react'
import type { Finding } from '../../src/http/api.ts'
import { segments } from '../ui/segments.ts'

interface Marked {
  value: string
  findings: readonly Finding[]
  /** The finding that somebody looks at: its words stand out. */
  pointed?: Finding | undefined
}

/** The same words under the field, invisible, with what findings point at underlined. */
function Mirror({ value, findings, pointed }: Marked) {
  // A finding about everything points at nothing: underlining all words would only shout.
  const pointing = findings.filter(({ start, end }) => end > start && !(start === 0 && end >= value.length))
  return (
    <div className="mirror" aria-hidden="true">
      {segments(value, pointing).map(({ start, text, ranges }) =>
        ranges.length ? (
          <mark
            key={start}
            className={[
              ranges.some(({ severity }) => severity === 'error') ? 'error' : '',
              pointed && ranges.includes(pointed) ? 'pointed' : '',
            ].join(' ')}
          >
            {text}
          </mark>
        ) : (
          <span key={start}>{text}</span>
        ),
      )}
      {'\u200b'}
    </div>
  )
}

/** A text field that underlines what findings point at, and grows with its words. */
export function TypedText({
  label,
  placeholder,
  describedBy,
  inputRef,
  onChange,
  onKeyDown,
  ...marked
}: Marked & {
  label: string
  placeholder?: string
  describedBy?: string
  inputRef?: React.Ref<HTMLTextAreaElement>
  onChange(value: string): void
  onKeyDown?(event: KeyboardEvent<HTMLTextAreaElement>): void
}) {
  const id = useId()
  return (
    <div className="stack tight">
      <label className="medium strong" htmlFor={id}>
        {label}
      </label>
      <div className="typed">
        <Mirror {...marked} />
        <textarea
          id={id}
          ref={inputRef}
          value={marked.value}
          placeholder={placeholder}
          aria-describedby={describedBy}
          onChange={(event) => onChange(event.currentTarget.value)}
          onKeyDown={onKeyDown}
        />
      </div>
    </div>
  )
}

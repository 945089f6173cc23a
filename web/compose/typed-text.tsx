import './compose.css'
import './post.css'
import { type AriaAttributes, type KeyboardEvent, type Ref, useId } from 'react'
import type { Finding } from '../../src/http/api.ts'
import { type Range, segments } from '../ui/segments.ts'

/** Words that something was found about. */
export type Underlined = Range & Pick<Finding, 'severity'> & { key?: string }

interface Marked {
  value: string
  findings: readonly Underlined[]
  /** The finding that somebody looks at: its words stand out. */
  pointed?: Underlined | undefined
  /** Words that are tinted: what differs from the main text. */
  tinted?: readonly Range[]
  /** What is selected, for what stands beside it. */
  selected?: Range | undefined
}

interface Mark extends Range {
  finding?: Underlined
  selected?: true
}

const classesOf = (ranges: readonly Mark[], pointed: Underlined | undefined): string => {
  const found = ranges.flatMap(({ finding }) => finding ?? [])
  return [
    ...(found.length ? ['found'] : []),
    ...(found.some(({ severity }) => severity === 'error') ? ['error'] : []),
    ...(found.length && found.every(({ severity }) => severity === 'hint') ? ['hint'] : []),
    ...(pointed && found.includes(pointed) ? ['pointed'] : []),
    ...(ranges.some(({ finding, selected }) => !finding && !selected) ? ['differs'] : []),
    ...(ranges.some(({ selected }) => selected) ? ['selected'] : []),
  ].join(' ')
}

/** The same words under the field, invisible, with what findings point at underlined. */
function Mirror({
  value,
  findings,
  pointed,
  tinted = [],
  selected,
  mirrorRef,
}: Marked & { mirrorRef?: Ref<HTMLDivElement> }) {
  // A finding about everything points at nothing: underlining all words would only shout.
  const pointing = findings.filter(({ start, end }) => end > start && !(start === 0 && end >= value.length))
  const marks: Mark[] = [
    ...pointing.map((finding) => ({ start: finding.start, end: finding.end, finding })),
    ...tinted.map(({ start, end }) => ({ start, end })),
    ...(selected ? [{ ...selected, selected: true as const }] : []),
  ]
  return (
    <div className="mirror" aria-hidden="true" ref={mirrorRef}>
      {segments(value, marks).map(({ start, text, ranges }) =>
        ranges.length ? (
          <mark
            key={start}
            className={classesOf(ranges, pointed)}
            data-notes={ranges.flatMap(({ finding }) => finding?.key ?? []).join('\n')}
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
  bare,
  placeholder,
  describedBy,
  inputRef,
  mirrorRef,
  onChange,
  onKeyDown,
  onSelected,
  onTap,
  aria,
  ...marked
}: Marked & {
  label: string
  /** Without a box, and its label for whoever reads the markup only. */
  bare?: boolean
  placeholder?: string
  describedBy?: string
  inputRef?: Ref<HTMLTextAreaElement> | undefined
  mirrorRef?: Ref<HTMLDivElement> | undefined
  onChange(value: string): void
  onKeyDown?(event: KeyboardEvent<HTMLTextAreaElement>): void
  /** What a list of completions says of the field. */
  aria?: AriaAttributes
  /** What is selected, whenever that changes. */
  onSelected?(range: Range): void
  /** Somebody pressed between two characters. */
  onTap?: ((at: number) => void) | undefined
}) {
  const id = useId()
  return (
    <div className={bare ? undefined : 'stack tight'}>
      <label className={bare ? 'hidden-but-read' : 'medium strong'} htmlFor={id}>
        {label}
      </label>
      <div className={bare ? 'typed bare' : 'typed'}>
        <Mirror {...marked} {...(mirrorRef && { mirrorRef })} />
        <textarea
          id={id}
          ref={inputRef}
          value={marked.value}
          placeholder={placeholder}
          {...aria}
          aria-describedby={describedBy}
          onChange={(event) => onChange(event.currentTarget.value)}
          onKeyDown={onKeyDown}
          onClick={({ currentTarget: { selectionStart, selectionEnd } }) => {
            if (selectionStart === selectionEnd) onTap?.(selectionStart)
          }}
          onSelect={({ currentTarget: { selectionStart: start, selectionEnd: end } }) => onSelected?.({ start, end })}
        />
      </div>
    </div>
  )
}

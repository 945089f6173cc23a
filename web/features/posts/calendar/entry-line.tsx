import { memo } from 'react'
import type { Entry } from './days.ts'
import { type Channels, EntryLabel } from './entry-label.tsx'
import { toneOfEntry } from './tones.ts'

/** What happens when an entry is pressed. */
export interface EntryActions {
  open(entry: Entry): void
  /** `range`: with all between it and the one before. */
  toggle(id: string, range: boolean): void
}

/** An entry as a row of a list: opened, or chosen while one selects. */
export const EntryLine = memo(function EntryLine({
  entry,
  channels,
  selecting,
  selected,
  actions,
}: {
  entry: Entry
  channels: Channels
  selecting: boolean
  selected: boolean
  actions: EntryActions
}) {
  const movable = entry.kind === 'post' && entry.post.movable
  const choosing = selecting && movable
  return (
    <li className="entry-row">
      <button
        type="button"
        className={`entry ${entry.kind} ${toneOfEntry(entry)}${selected ? ' selected' : ''}`}
        data-entry={entry.id}
        aria-pressed={choosing ? selected : undefined}
        onClick={(event) => {
          if (movable && (choosing || event.shiftKey)) actions.toggle(entry.id, event.shiftKey)
          else actions.open(entry)
        }}
      >
        {choosing && <span className="entry-check" aria-hidden="true" />}
        <EntryLabel entry={entry} channels={channels} full />
      </button>
    </li>
  )
})

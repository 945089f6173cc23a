import { IconPlus } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import { NetworkMarks } from '../../../ui/network-mark.tsx'
import { type Entry, isMovable, movableIds } from './days.ts'
import type { EntryActions } from './entry-line.tsx'
import {
  AboutArticle,
  type Channels,
  LookSign,
  networksOf,
  pictureOf,
  useClock,
  useEntryWords,
} from './entry-words.tsx'
import { lookOf } from './look.ts'
import { Thumbnail } from './thumbnail.tsx'

/** What every entry is drawn with. */
export interface EntryProps {
  channels: Channels
  selecting: boolean
  selected: ReadonlySet<string>
  actions: EntryActions
  /** They may write: free slots lead to the composer. */
  mayWrite: boolean
}

/** A time of a weekly schedule that nothing takes: one press writes there. */
function SlotLink({ entry, mayWrite }: { entry: Extract<Entry, { kind: 'slot' }>; mayWrite: boolean }) {
  const { t } = useTranslation()
  const clock = useClock()
  const words = t('calendar.slotAt', { time: clock(entry.local) })
  if (!mayWrite) return <span className="slot">{words}</span>
  const { at, channelIds } = entry.slot
  return (
    <Link className="slot" to="/posts/new" search={{ at, channels: channelIds.join(',') }} data-slot={entry.local}>
      <IconPlus size={14} aria-hidden />
      {words}
    </Link>
  )
}

/** An entry in a month or a week: sign, time and marks, two lines of its words, a picture. */
export const EntryCard = memo(function EntryCard({ entry, ...props }: { entry: Entry } & EntryProps) {
  if (entry.kind === 'slot') return <SlotLink entry={entry} mayWrite={props.mayWrite} />
  return <Card entry={entry} {...props} />
})

function Card({ entry, channels, selecting, selected, actions }: { entry: Entry } & EntryProps) {
  const { t } = useTranslation()
  const clock = useClock()
  const { text, state, where } = useEntryWords(channels)(entry)
  const look = lookOf(entry)
  const choosable = movableIds(entry).length > 0
  const chosen = selected.has(entry.id)
  return (
    <button
      type="button"
      className={`entry card ${entry.kind} ${look}${chosen ? ' selected' : ''}${isMovable(entry) ? ' movable' : ''}`}
      data-entry={entry.id}
      aria-pressed={selecting && choosable ? chosen : undefined}
      onClick={(event) => {
        if (choosable && (selecting || event.shiftKey)) actions.toggle(entry.id, event.shiftKey)
        else actions.open(entry)
      }}
    >
      <span className="entry-head">
        {selecting && choosable && <span className="entry-check" aria-hidden="true" />}
        <LookSign entry={entry} />
        <span className="entry-time">{clock(entry.local)}</span>
        <NetworkMarks networks={networksOf(entry, channels)} />
      </span>
      <span className="entry-words">
        {look === 'bad' && <b>{state}. </b>}
        {text}
      </span>
      <Thumbnail mediaId={pictureOf(entry)} size={30} />
      <AboutArticle entry={entry} />
      <span className="hidden-but-read">
        {where}
        {look !== 'bad' && ` · ${state}`}
        {chosen && ` · ${t('calendar.chosen')}`}
      </span>
    </button>
  )
}

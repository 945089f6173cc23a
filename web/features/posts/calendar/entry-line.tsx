import { IconPlus } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import { NetworkMarks } from '../../../ui/network-mark.tsx'
import { type Entry, movableIds } from './days.ts'
import {
  AboutArticle,
  type Channels,
  channelsOf,
  LookSign,
  networksOf,
  pictureOf,
  useClock,
  useEntryWords,
} from './entry-words.tsx'
import { lookOf } from './look.ts'
import { Thumbnail } from './thumbnail.tsx'

/** What happens when an entry is pressed. */
export interface EntryActions {
  open(entry: Entry): void
  /** `range`: with all between it and the one before. */
  toggle(id: string, range: boolean): void
}

interface LineProps {
  entry: Entry
  channels: Channels
  selecting: boolean
  selected: boolean
  actions: EntryActions
  mayWrite: boolean
}

/** An entry as a row of a list: opened, or chosen while one selects; a free slot leads to the composer. */
export const EntryLine = memo(function EntryLine(props: LineProps) {
  return <li className="entry-row">{props.entry.kind === 'slot' ? <Slot {...props} /> : <Line {...props} />}</li>
})

function Slot({ entry, mayWrite }: LineProps) {
  const { t } = useTranslation()
  const clock = useClock()
  if (entry.kind !== 'slot') return null
  const words = (
    <>
      <span className="entry-time">{clock(entry.local)}</span>
      <span className="entry-words">{t('calendar.freeSlot')}</span>
    </>
  )
  if (!mayWrite) return <span className="line slot">{words}</span>
  return (
    <Link
      className="line slot"
      to="/posts/new"
      search={{ at: entry.slot.at, channels: entry.slot.channelIds.join(',') }}
    >
      {words}
      <IconPlus size={20} aria-hidden />
    </Link>
  )
}

function Line({ entry, channels, selecting, selected, actions }: LineProps) {
  const { t } = useTranslation()
  const clock = useClock()
  const { text, state, where } = useEntryWords(channels)(entry)
  const movable = movableIds(entry).length > 0
  const choosing = selecting && movable
  const count = channelsOf(entry).length
  return (
    <button
      type="button"
      className={`entry line ${entry.kind} ${lookOf(entry)}${selected ? ' selected' : ''}`}
      data-entry={entry.id}
      aria-pressed={choosing ? selected : undefined}
      onClick={(event) => {
        if (movable && (choosing || event.shiftKey)) actions.toggle(entry.id, event.shiftKey)
        else actions.open(entry)
      }}
    >
      <span className="entry-time">
        {choosing && <span className="entry-check" aria-hidden="true" />}
        {clock(entry.local)}
      </span>
      <span className="entry-words">{text || state}</span>
      <Thumbnail mediaId={pictureOf(entry)} size={44} />
      <span className="entry-more">
        <NetworkMarks networks={networksOf(entry, channels)} most={4} />
        <LookSign entry={entry} size={16} />
        <span>{count > 1 && lookOf(entry) === 'planned' ? t('calendar.toChannels', { count }) : state}</span>
        <span className="hidden-but-read">{where}</span>
        <AboutArticle entry={entry} />
      </span>
    </button>
  )
}

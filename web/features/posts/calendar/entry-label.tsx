import { IconFileText } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Delivery } from '../../../../src/http/api.ts'
import { useLanguage } from '../../../base/i18n.ts'
import { ToneIcon } from '../../../ui/parts.tsx'
import type { Entry } from './days.ts'
import { toneOfEntry } from './tones.ts'

/** The channels of the entries, by their ids. */
export type Channels = ReadonlyMap<string, Delivery['channel']>

/** `09.00` in Indonesian, `09:00` in English. */
export function useClock(): (local: string) => string {
  const language = useLanguage()
  return (local) => (language === 'id' ? local.slice(11, 16).replace(':', '.') : local.slice(11, 16))
}

/** An entry in one line: time, icon, words; state and channel for whoever listens. */
export function EntryLabel({ entry, channels, full }: { entry: Entry; channels: Channels; full?: boolean }) {
  const { t } = useTranslation()
  const clock = useClock()
  const channel = entry.kind === 'post' ? channels.get(entry.post.channelId) : undefined
  const where = channel ? `${channel.networkLabel} ${channel.handle}` : ''
  const state =
    entry.kind === 'post'
      ? t(`posts.state.${entry.post.state}`)
      : `${t('calendar.article')}, ${t(`writing.state.${entry.article.state}`)}`
  const text = entry.kind === 'post' ? entry.post.text : entry.article.title || t('calendar.untitled')
  return (
    <>
      <span className="entry-time">{clock(entry.local)}</span>
      {entry.kind === 'article' ? (
        <IconFileText size={14} aria-hidden />
      ) : (
        <ToneIcon tone={toneOfEntry(entry)} size={14} />
      )}
      <span className="entry-text">{text}</span>
      <span className={full ? 'entry-more' : 'hidden-but-read'}>
        {where && `${where} · `}
        {state}
      </span>
    </>
  )
}

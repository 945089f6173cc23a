import {
  IconAlertTriangle,
  IconCheck,
  IconClockHour4,
  IconCornerDownRight,
  IconHandFinger,
  IconRepeat,
  IconX,
} from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Delivery } from '../../../../src/http/api.ts'
import { useLanguage } from '../../../base/i18n.ts'
import { sayHour } from '../../../base/times.ts'
import type { Entry } from './days.ts'
import { type Look, lookOf, stateOf } from './look.ts'

/** The channels of the entries, by their ids. */
export type Channels = ReadonlyMap<string, Delivery['channel']>

/** `09.00` in Indonesian, `09:00` in English. */
export function useClock(): (local: string) => string {
  const language = useLanguage()
  return (local) => sayHour(local.slice(11, 16), language)
}

/** Where an entry goes. */
export function channelsOf(entry: Entry): string[] {
  if (entry.kind === 'repeat') return entry.repeat.channelIds
  if (entry.kind === 'slot') return entry.slot.channelIds
  return entry.posts.map(({ channelId }) => channelId)
}

/** The networks that an entry goes to, in the order of its channels. */
export function networksOf(entry: Entry, channels: Channels): string[] {
  return channelsOf(entry).flatMap((id) => channels.get(id)?.network ?? [])
}

/** Its first picture. */
export function pictureOf(entry: Entry): string | null {
  if (entry.kind === 'repeat') return entry.repeat.mediaId
  if (entry.kind === 'slot') return null
  return entry.posts.find(({ mediaId }) => mediaId)?.mediaId ?? null
}

/** What an entry says of itself: its words, its state in a word, and where it goes. */
export function useEntryWords(channels: Channels): (entry: Entry) => { text: string; state: string; where: string } {
  const { t } = useTranslation()
  return (entry) => {
    const where = channelsOf(entry)
      .flatMap((id) => {
        const channel = channels.get(id)
        return channel ? `${channel.networkLabel} ${channel.handle}` : []
      })
      .join(', ')
    if (entry.kind === 'slot') return { text: t('calendar.free'), state: '', where }
    if (entry.kind === 'repeat') {
      const { text } = entry.repeat
      return { text, state: t(text ? 'calendar.repeat' : 'calendar.needsWords'), where }
    }
    const state = stateOf(entry.posts)
    if (entry.kind === 'post')
      return { text: entry.posts[0]?.text ?? '', state: state ? t(`posts.state.${state}`) : '', where }
    const own = `${t('calendar.article')}, ${t(`writing.state.${entry.article.state}`)}`
    const bad = state && lookOf(entry) === 'bad'
    return { text: entry.article.title || t('calendar.untitled'), state: bad ? t(`posts.state.${state}`) : own, where }
  }
}

const lookIcons: Partial<Record<Look, typeof IconCheck>> = {
  sent: IconCheck,
  working: IconClockHour4,
  bad: IconAlertTriangle,
  gone: IconX,
  repeat: IconRepeat,
}

/** The sign of an entry's look; what is planned needs none. */
export function LookSign({ entry, size = 14 }: { entry: Entry; size?: number }) {
  const look = lookOf(entry)
  const byHand = entry.kind === 'post' && stateOf(entry.posts) === 'by-hand'
  const Sign = byHand ? IconHandFinger : lookIcons[look]
  return Sign ? <Sign size={size} aria-hidden className="entry-sign" /> : null
}

/** Which article a post leads to that leaves later than it: nothing else ties the two, which stand on days of their own. */
export function AboutArticle({ entry }: { entry: Entry }) {
  const { t } = useTranslation()
  if (entry.kind !== 'post' || !entry.about) return null
  return (
    <span className="entry-about">
      <IconCornerDownRight size={13} aria-hidden />
      <span className="hidden-but-read">{t('calendar.aboutArticle')}</span>
      <span className="clip">{entry.about.title ?? t('calendar.articlesPost')}</span>
    </span>
  )
}

import type { TFunction } from 'i18next'
import { useCallback, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Channel, Preview } from '../../src/http/api.ts'
import { useLanguage } from '../base/i18n.ts'
import { channelNames } from './channel-names.ts'
import { leftIn, leftOf } from './left-words.ts'
import { type Note, notesOf, withoutIgnored } from './notes.ts'
import { type Beginning, usePost } from './use-post.ts'
import { type PostAbout, usePostPreviews } from './use-post-previews.ts'
import type { VersionTab } from './version-tabs.tsx'
import {
  followers,
  hasOwnWords,
  isEmpty,
  sentTo,
  standsAlone,
  type Version,
  versionOf,
  type Written,
} from './versions.ts'

/** A channel's tab: how its version stands there, in two words. */
function channelTab(
  written: Written,
  channel: Channel,
  name: string,
  preview: Preview | undefined,
  t: TFunction,
  language: string,
): VersionTab {
  const empty = isEmpty(versionOf(written, channel.id)) && hasOwnWords(written, channel.id)
  const errors = preview?.findings.filter(({ severity }) => severity === 'error') ?? []
  const left = preview ? leftIn(preview, t, language) : leftOf(0, channel.limits, t, language)
  const fix = errors.length > 0 && left.tone !== 'over'
  return {
    channelId: channel.id,
    name,
    tie: standsAlone(written, channel.id) ? 'own' : 'follows',
    wrong: empty || errors.length > 0 || left.tone === 'over',
    left: empty || fix ? { tone: 'over', words: t(empty ? 'posts.left.empty' : 'posts.left.fix') } : left,
  }
}

/** What was found in the version that is open, and by channel what keeps it from being sent. */
function useNotes(
  written: Written,
  on: readonly Channel[],
  editing: string | undefined,
  previews: ReadonlyMap<string, Preview>,
  names: ReadonlyMap<string, string>,
) {
  const shown = useMemo(
    () => on.filter(({ id }) => (editing === undefined ? !hasOwnWords(written, id) : id === editing)),
    [on, editing, written],
  )
  const notes = useMemo(() => notesOf(written, shown, previews, names), [written, shown, previews, names])
  const errors = new Map<string, Note[]>()
  const faulty = on.filter(({ id }) => previews.get(id)?.findings.some(({ severity }) => severity === 'error'))
  for (const channel of faulty) {
    const grave = notesOf(written, [channel], previews, names).filter(({ severity }) => severity === 'error')
    if (!isEmpty(versionOf(written, channel.id))) errors.set(channel.id, grave)
  }
  return { notes, errors, shown }
}

/** The words that the previews are about: what was found in them points into no others. */
function useSettled(written: Written, fresh: boolean): Written {
  const last = useRef(written)
  if (fresh) last.current = written
  return last.current
}

/** The main text's tab, and one for each channel that is switched on. */
function useTabs(
  written: Written,
  on: readonly Channel[],
  previews: ReadonlyMap<string, Preview>,
  names: ReadonlyMap<string, string>,
): VersionTab[] {
  const { t } = useTranslation()
  const language = useLanguage()
  const words = t('posts.left.follow', { count: followers(written) })
  const main: VersionTab = {
    channelId: undefined,
    name: t('posts.mainText'),
    tie: 'main',
    wrong: false,
    left: { tone: 'plain', words },
  }
  const name = (id: string) => names.get(id) ?? ''
  return [
    main,
    ...on.map((channel) => channelTab(written, channel, name(channel.id), previews.get(channel.id), t, language)),
  ]
}

/**
 * A post while it is written for channels: its versions, what they look like, what was found in them.
 * @param channels that can be written for; others are left out
 */
export function usePostWriter({
  beginning,
  channels,
  ...about
}: PostAbout & { beginning: Beginning; channels: readonly Channel[] }) {
  const writing = usePost(beginning)
  const { post, change } = writing
  const names = useMemo(() => channelNames(channels), [channels])
  const { on: onIds } = post.written
  const on = useMemo(
    () => onIds.flatMap((id) => channels.find((channel) => channel.id === id) ?? []),
    [onIds, channels],
  )
  const onLive = useMemo(() => on.map(({ id }) => id), [on])
  const [chosen, setEditing] = useState<string>()
  const editing = chosen !== undefined && onIds.includes(chosen) ? chosen : undefined
  const texts = on
    .map((channel) => sentTo(post.written, channel))
    .filter(({ channelId }) => !isEmpty(versionOf(post.written, channelId)))
  const previews = usePostPreviews(texts, about)
  const settled = useSettled(post.written, previews.stale.size === 0)
  const { notes, errors, shown } = useNotes(settled, on, editing, previews.byChannel, names)
  const { heeded, ignored } = useMemo(() => withoutIgnored(notes, post.ignored ?? []), [notes, post.ignored])
  const onChange = useCallback((next: Partial<Version>) => change(editing, next), [change, editing])
  return {
    ...writing,
    /** What is written, without the channels that are gone. */
    written: useMemo(() => ({ ...post.written, on: onLive }), [post.written, onLive]),
    channels,
    names,
    on,
    editing,
    setEditing,
    texts,
    previews,
    /** What was found in the version that is open, without what is ignored. */
    notes: heeded,
    ignored,
    errors,
    /** Channels that the notes could be about. */
    about: shown,
    version: versionOf(post.written, editing),
    tabs: useTabs(post.written, on, previews.byChannel, names),
    /** Writes in the version that is open. */
    onChange,
  }
}

/** All of it, for the parts that draw it. */
export type PostWriter = ReturnType<typeof usePostWriter>

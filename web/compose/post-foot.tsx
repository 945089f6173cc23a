import './post.css'
import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useCallback, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { readKept, writeKept } from '../base/kept.ts'
import { channelsQuery, slotsQuery } from '../base/queries.ts'
import { saySeconds } from '../base/seconds.ts'
import { useMe, useNow, useTimes } from '../base/session.tsx'
import { useShortcuts } from '../base/shortcuts.ts'
import { ProblemNotice } from '../ui/parts.tsx'
import { firstWay, type Missing, missingIn, nextSlots, type Way } from './leaving.ts'
import type { Note } from './notes.ts'
import { SendButton, type SendWay } from './send-button.tsx'
import { useMissingWords } from './use-missing-words.ts'
import type { Written } from './versions.ts'
import { WhenDialog } from './when-dialog.tsx'

/** Which way was chosen last on this device. */
const lastWay = 'send-way'

/** How it leaves, in words. */
function useWays(at: string | undefined, channelIds: readonly string[]) {
  const { t } = useTranslation()
  const times = useTimes()
  const { undoSeconds } = useMe()
  const slots = nextSlots(useQuery(slotsQuery).data ?? [], channelIds)
  const first = slots?.[0]
  const slotWords = first
    ? t(new Set(slots).size > 1 ? 'posts.foot.from' : 'posts.foot.at', { time: times.planned(first) })
    : t('posts.foot.noSlots')
  const atWords = at === undefined ? t('posts.foot.noTime') : times.planned(at)
  const nowWords = undoSeconds ? t('posts.undoFor', { time: saySeconds(undoSeconds, t) }) : t('posts.undoNone')
  const repeatWords = t('posts.foot.repeatMeans')
  const some = slots !== undefined
  // The same list as long as it says the same: with every key the foot is asked.
  const ways = useMemo(
    (): SendWay[] => [
      { way: 'at', means: atWords },
      ...(some ? [{ way: 'slot' as const, means: slotWords }] : []),
      { way: 'now', means: nowWords },
      { way: 'repeat', means: repeatWords },
    ],
    [atWords, some, slotWords, nowWords, repeatWords],
  )
  return { slots, ways, title: { at: atWords, slot: slotWords, now: t('posts.foot.now'), repeat: '' } }
}

interface FootProps {
  written: Written
  at: string | undefined
  names: ReadonlyMap<string, string>
  /** By channel, what keeps it from being sent. */
  errors: ReadonlyMap<string, readonly Note[]>
  busy: boolean
  error: unknown
  onAt(at: string): void
  /** Leads to what has to be done first. */
  onMissing(missing: Missing): void
  onSend(way: Way, at: string | undefined): void
  onKeep?: (() => void) | undefined
}

/** Which way it leaves: as chosen here, else as one last did. */
function useWay(at: string | undefined, slots: boolean) {
  const [chosen, setChosen] = useState<Way>()
  const way = chosen ?? firstWay({ at, last: readKept<Way>(lastWay), slots })
  const choose = useCallback((next: Way) => {
    if (next === 'repeat') return
    setChosen(next)
    writeKept(lastWay, next)
  }, [])
  return [way === 'slot' && !slots ? 'now' : way, choose] as const
}

/** Both as they are when they are pressed, without being drawn anew with every key. */
function useLatest(press: (way: Way) => void, onKeep: (() => void) | undefined) {
  const latest = useRef({ press, onKeep })
  latest.current = { press, onKeep }
  const send = useCallback((way: Way) => latest.current.press(way), [])
  const keep = useCallback(() => latest.current.onKeep?.(), [])
  return [send, onKeep && keep] as const
}

/** How many of these channels a person posts to with their own hands. */
function useByHand(channelIds: readonly string[]): number {
  const channels = useQuery(channelsQuery).data ?? []
  return channels.filter(({ id, kind }) => kind === 'assisted' && channelIds.includes(id)).length
}

/** When it leaves, in words, with the one button that sends it and, behind its arrow, the other ways. */
export function PostFoot(props: FootProps) {
  const { written, at, names, errors, busy, error, onAt, onMissing, onSend, onKeep } = props
  const { t } = useTranslation()
  const now = useNow()
  const { hold } = useMe()
  const { slots, ways, title } = useWays(at, written.on)
  const [way, choose] = useWay(at, slots !== undefined)
  const [picking, setPicking] = useState<'set' | 'send'>()
  const lacking = missingIn({ written, errors, way, at, now })
  const { said, label } = useMissingWords(lacking, names)
  const press = (next: Way) => {
    choose(next)
    const missing = missingIn({ written, errors, way: next, at, now: new Date() })
    if (!missing) return onSend(next, at)
    if (missing.kind === 'time' || missing.kind === 'past') return setPicking('send')
    onMissing(missing)
  }
  const [send, keep] = useLatest(press, onKeep)
  useShortcuts({ 'mod+Enter': () => !busy && press(way) })
  const count = t('posts.foot.channels', { count: written.on.length })
  const weekly = way === 'at' && at !== undefined && slots?.includes(new Date(at).toISOString())
  const beside = hold ? t('posts.foot.held') : weekly ? t('posts.foot.weekly') : ''
  const byHand = useByHand(written.on)
  const mine = byHand > 0 && way !== 'now' && !said ? t('posts.foot.byHand', { count: byHand }) : ''
  return (
    <footer className="post-foot" data-foot>
      <ProblemNotice error={error} />
      <div className="post-foot-line">
        <div className="post-when">
          <button type="button" className="post-time" onClick={() => setPicking('set')}>
            {title[way]}
          </button>
          <p className={said ? 'post-why small needs' : 'post-why small quiet'}>
            {[said ?? count, mine, beside].filter(Boolean).join(' · ')}
          </p>
        </div>
        {onKeep && (
          <Button variant="subtle" className="post-keep" disabled={busy} onClick={onKeep}>
            {t('posts.foot.keep')}
          </Button>
        )}
        <SendButton ways={ways} way={way} label={label} busy={busy} onSend={send} onKeep={keep} />
      </div>
      {picking && (
        <WhenDialog
          at={at}
          channelIds={written.on}
          sends={picking === 'send'}
          onClose={() => setPicking(undefined)}
          onPick={(picked) => {
            choose('at')
            onAt(picked)
            const still = missingIn({ written, errors, way: 'at', at: picked, now: new Date() })
            if (picking === 'send' && !still) onSend('at', picked)
          }}
        />
      )}
    </footer>
  )
}

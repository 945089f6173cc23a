import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { rowsOf } from './chosen.ts'
import type { Entry } from './days.ts'
import { type EntryActions, EntryLine } from './entry-line.tsx'
import type { Channels } from './entry-words.tsx'

/** So many rows are drawn at once; the next ones come when their place is nearly in sight. */
const step = 25

/** The entries of one day. */
export interface EntryGroup {
  /** `2026-11-24` */
  day: string
  entries: readonly Entry[]
}

/** How many rows to draw: `least` of them, and more each time the returned element comes near. */
function useMoreInSight(total: number, least: number) {
  const [asked, setCount] = useState(step)
  const count = Math.max(asked, least)
  const end = useRef<HTMLButtonElement>(null)
  const more = total > count
  // biome-ignore lint/correctness/useExhaustiveDependencies: after each step the end stands elsewhere and is watched anew
  useEffect(() => {
    const element = end.current
    if (!element) return
    const watch = new IntersectionObserver(
      (seen) => {
        if (seen.some(({ isIntersecting }) => isIntersecting)) setCount(count + step)
      },
      { rootMargin: '400px' },
    )
    watch.observe(element)
    return () => watch.disconnect()
  }, [count, more])
  return { count, end, more, showMore: () => setCount(count + step) }
}

function firstRows(groups: readonly EntryGroup[], count: number): EntryGroup[] {
  const shown: EntryGroup[] = []
  let left = count
  for (const group of groups) {
    if (left <= 0) break
    shown.push({ day: group.day, entries: group.entries.slice(0, left) })
    left -= rowsOf(group)
  }
  return shown
}

/** Days with their entries, drawn bit by bit: 5,000 of them stay smooth. */
export function EntryList({
  groups,
  least = 0,
  heading,
  empty,
  channels,
  selecting,
  selected,
  actions,
  mayWrite,
}: {
  groups: readonly EntryGroup[]
  /** What stands above a day; nothing for a list of one day. */
  heading?: (day: string) => React.ReactNode
  /** The row of a day without entries. */
  empty?: (day: string) => React.ReactNode
  /** So many rows are drawn at once, wherever one looks. */
  least?: number
  channels: Channels
  selecting: boolean
  selected: ReadonlySet<string>
  actions: EntryActions
  mayWrite: boolean
}) {
  const { t } = useTranslation()
  const total = groups.reduce((sum, group) => sum + rowsOf(group), 0)
  const { count, end, more, showMore } = useMoreInSight(total, least)
  return (
    <div className="entry-groups">
      {firstRows(groups, count).map(({ day, entries }) => (
        <section key={day} className="entry-day" data-date={day}>
          {heading?.(day)}
          <ul className="plain">
            {entries.length === 0 && empty?.(day)}
            {entries.map((entry) => (
              <EntryLine
                key={entry.id}
                entry={entry}
                channels={channels}
                selecting={selecting}
                selected={selected.has(entry.id)}
                actions={actions}
                mayWrite={mayWrite}
              />
            ))}
          </ul>
        </section>
      ))}
      {more && (
        <button type="button" className="entry-end" ref={end} onClick={showMore}>
          {t('calendar.showMore', { count: total - count })}
        </button>
      )}
    </div>
  )
}

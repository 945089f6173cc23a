import { useMemo } from 'react'
import type { Entry } from './days.ts'

/** The entries of all days that are shown: in their order, by their ids, and which of them can be moved. */
export function useEntries(days: ReadonlyMap<string, Entry[]>) {
  const entries = useMemo(() => [...days.values()].flat(), [days])
  const byId = useMemo(() => new Map(entries.map((entry) => [entry.id, entry])), [entries])
  const movable = useMemo(
    () => entries.flatMap((entry) => (entry.kind === 'post' && entry.post.movable ? [entry.id] : [])),
    [entries],
  )
  return { entries, byId, movable }
}

import { useMemo } from 'react'
import { type Entry, movableIds } from './days.ts'

/** The entries of all days that are shown: by their ids, and those of them that can be moved, in their order. */
export function useEntries(days: ReadonlyMap<string, Entry[]>) {
  const entries = useMemo(() => [...days.values()].flat(), [days])
  const byId = useMemo(() => new Map(entries.map((entry) => [entry.id, entry])), [entries])
  const movable = useMemo(() => entries.flatMap((entry) => (movableIds(entry).length ? [entry.id] : [])), [entries])
  return { entries, byId, movable }
}

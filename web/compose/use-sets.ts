import { useMutation, useQuery } from '@tanstack/react-query'
import type { KeptSet } from '../../src/http/api.ts'
import { ask } from '../base/api.ts'
import { refreshTopic, setsQuery } from '../base/queries.ts'

/** What is done to a kept set: without an id it is made, without a name removed. */
interface Change {
  id?: string | undefined
  name?: string
  items?: readonly string[]
}

/** Sets of one kind, and what can be done to them; everybody of the workspace sees it. */
export function useSets(kind: KeptSet['kind']) {
  const all = useQuery(setsQuery)
  const change = useMutation({
    mutationFn: ({ id, name, items }: Change) => {
      if (id === undefined) return ask<KeptSet>('/api/sets', { method: 'POST', body: { kind, name, items } })
      if (name === undefined && items === undefined) return ask(`/api/sets/${id}`, { method: 'DELETE' })
      return ask<KeptSet>(`/api/sets/${id}`, { method: 'PUT', body: { name, items } })
    },
    onSettled: () => refreshTopic('sets'),
  })
  return { sets: (all.data ?? []).filter((set) => set.kind === kind), change }
}

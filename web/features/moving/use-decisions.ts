import { useMutation } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import type { ImportRun } from '../../../src/http/api.ts'
import { ask } from '../../base/api.ts'
import { importQuery, queryClient, refreshTopic } from '../../base/queries.ts'

/** What a person can decide of an import. */
export function useDecisions({ id }: ImportRun) {
  const navigate = useNavigate()
  const decide = useMutation({
    mutationFn: ({ what, body = {} }: { what: 'start' | 'undo' | 'again'; body?: object }) =>
      ask<ImportRun>(`/api/imports/${id}/${what}`, { method: 'POST', body }),
    onSuccess: (run) => {
      queryClient.setQueryData(importQuery(id).queryKey, run)
      void refreshTopic('imports')
    },
  })
  const discard = useMutation({
    mutationFn: () => ask(`/api/imports/${id}`, { method: 'DELETE' }),
    onSuccess: async () => {
      await navigate({ to: '/writing/import' })
      void refreshTopic('imports')
    },
  })
  return { decide, discard }
}

import { NativeSelect } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Me } from '../../../src/http/api.ts'
import { ask } from '../../base/api.ts'
import { meQuery, queryClient } from '../../base/queries.ts'
import { saySeconds } from '../../base/seconds.ts'
import { useMe } from '../../base/session.tsx'
import { ProblemNotice } from '../../ui/parts.tsx'
import { toast } from '../../ui/toasts.tsx'

const choices = [0, 5, 10, 30, 60, 300, 900]

/** How long everybody of this workspace can take back what was sent. */
export function UndoChoice() {
  const { t } = useTranslation()
  const { undoSeconds } = useMe()
  const save = useMutation({
    mutationFn: (seconds: number) => ask<Me>('/api/undo', { method: 'PUT', body: { seconds } }),
    onSuccess: (me) => {
      queryClient.setQueryData(meQuery.queryKey, me)
      toast(t('common.saved'))
    },
  })
  const shown = choices.includes(undoSeconds) ? choices : [...choices, undoSeconds].sort((a, b) => a - b)
  return (
    <section className="fields" aria-label={t('settings.undo')}>
      <NativeSelect
        label={t('settings.undo')}
        description={t('settings.undoHint')}
        disabled={save.isPending}
        value={String(undoSeconds)}
        onChange={(event) => save.mutate(Number(event.currentTarget.value))}
        data={shown.map((seconds) => ({
          value: String(seconds),
          label: seconds ? saySeconds(seconds, t) : t('settings.undoNever'),
        }))}
      />
      <ProblemNotice error={save.error} />
    </section>
  )
}

import { NativeSelect } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import type { Me } from '../../../src/http/api.ts'
import { ask } from '../../app/api.ts'
import { meQuery, queryClient } from '../../app/queries.ts'
import { useMe } from '../../app/session.tsx'
import { toast } from '../../app/toasts.tsx'
import { ProblemNotice } from '../../ui/parts.tsx'

const choices = [0, 5, 10, 30, 60, 300, 900]

/** "10 seconds", "5 minutes". */
export function saySeconds(seconds: number, t: TFunction): string {
  return seconds >= 60 && seconds % 60 === 0
    ? t('settings.minutes', { count: seconds / 60 })
    : t('settings.seconds', { count: seconds })
}

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

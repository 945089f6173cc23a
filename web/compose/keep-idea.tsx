import { Button } from '@mantine/core'
import { IconBulb } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Idea } from '../../src/http/api.ts'
import { ask } from '../base/api.ts'
import { refreshTopic } from '../base/queries.ts'
import { ProblemNotice } from '../ui/parts.tsx'
import { toast } from '../ui/toasts.tsx'

/** Keeps what somebody published as an idea to write about, with the way back. */
export function KeepIdea({ title, url }: { title: string; url: string }) {
  const { t } = useTranslation()
  const keep = useMutation({
    mutationFn: () =>
      ask<Idea>('/api/ideas', { method: 'POST', body: { text: (title || url).slice(0, 500), from: { title, url } } }),
    onSettled: () => refreshTopic('ideas'),
    onSuccess: ({ id }) =>
      toast(t('ideas.kept'), {
        undoLabel: t('common.undo'),
        undo: async () => {
          await ask(`/api/ideas/${id}`, { method: 'DELETE' })
          keep.reset()
          await refreshTopic('ideas')
        },
      }),
  })
  return (
    <>
      <Button
        size="xs"
        variant="subtle"
        leftSection={<IconBulb size={16} aria-hidden />}
        loading={keep.isPending}
        disabled={keep.isSuccess}
        aria-label={t(keep.isSuccess ? 'ideas.keptOne' : 'ideas.keepOne', { title: title || url })}
        onClick={() => keep.mutate()}
      >
        {t(keep.isSuccess ? 'ideas.isKept' : 'ideas.keep')}
      </Button>
      <ProblemNotice error={keep.error} />
    </>
  )
}

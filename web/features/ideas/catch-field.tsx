import { TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Idea } from '../../../src/http/api.ts'
import { ask } from '../../base/api.ts'
import { refreshTopic } from '../../base/queries.ts'
import { ProblemNotice } from '../../ui/parts.tsx'

/** One line, Enter; the field stays for the next one. */
export function CatchField() {
  const { t } = useTranslation()
  const [text, setText] = useState('')
  const field = useRef<HTMLInputElement>(null)
  const caught = useMutation({
    mutationFn: (line: string) => ask<Idea>('/api/ideas', { method: 'POST', body: { text: line } }),
    onSuccess: async (_idea, line) => {
      // What was typed meanwhile is the next one.
      setText((now) => (now.trim() === line ? '' : now))
      await refreshTopic('ideas')
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    field.current?.focus()
    if (text.trim() && !caught.isPending) caught.mutate(text.trim())
  }
  return (
    <form className="stack tight" onSubmit={submit}>
      <TextInput
        ref={field}
        label={t('ideas.field')}
        description={t('ideas.fieldHint')}
        maxLength={500}
        enterKeyHint="done"
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <ProblemNotice error={caught.error} />
    </form>
  )
}

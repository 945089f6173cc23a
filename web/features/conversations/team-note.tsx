import { ActionIcon, Button, Textarea } from '@mantine/core'
import { IconNotes, IconTrash } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { type RefObject, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Conversation, TeamNote } from '../../../src/http/api.ts'
import { ask, asProblem } from '../../base/api.ts'
import { useSay } from '../../base/i18n.ts'
import { readKept, writeKept } from '../../base/kept.ts'
import { conversationQuery, queryClient } from '../../base/queries.ts'
import { isSubmitKey } from '../../compose/submit-key.ts'
import { Instant, ProblemNotice } from '../../ui/parts.tsx'
import { toast } from '../../ui/toasts.tsx'

async function change(path: string, method: 'POST' | 'DELETE', body?: object): Promise<void> {
  const next = await ask<Conversation>(path, { method, ...(body && { body }) })
  queryClient.setQueryData(conversationQuery(next.id).queryKey, next)
}

/** What a member wrote for the team, where it was written in the course of the conversation. */
export function NoteSaid({ note }: { note: TeamNote }) {
  const { t } = useTranslation()
  const say = useSay()
  const path = `/api/conversation-notes/${note.id}`
  const tell = (error: unknown) => toast(say(asProblem(error).words))
  const remove = useMutation({
    mutationFn: () => change(path, 'DELETE'),
    onSuccess: () =>
      toast(t('conversations.note.removed'), { undo: () => change(`${path}/restore`, 'POST').catch(tell) }),
    onError: tell,
  })
  const name = note.by ?? t('conversations.note.someone')
  return (
    <li className="said team-note">
      <IconNotes size={20} aria-hidden />
      <div className="grow">
        <p className="small">
          <span className="strong">{t('conversations.note.label', { name })}</span>{' '}
          <span className="quiet">
            · <Instant at={note.at} ago />
          </span>
        </p>
        <p className="words">{note.text}</p>
      </div>
      {note.yours && (
        <ActionIcon
          size={36}
          variant="subtle"
          color="var(--ink)"
          aria-label={t('conversations.note.remove')}
          title={t('conversations.note.remove')}
          loading={remove.isPending}
          onClick={() => remove.mutate()}
        >
          <IconTrash size={18} aria-hidden />
        </ActionIcon>
      )}
    </li>
  )
}

const keptAs = (id: string) => `team-note-${id}`

/** Where a note is written; what is typed stays on this device until it is saved. */
export function NoteBox({
  conversation: { id },
  field,
  onSaved,
}: {
  conversation: Conversation
  field: RefObject<HTMLTextAreaElement | null>
  onSaved(): void
}) {
  const { t } = useTranslation()
  const [text, setText] = useState(() => readKept<string>(keptAs(id)) ?? '')
  const type = (next: string) => {
    setText(next)
    writeKept(keptAs(id), next || undefined)
  }
  const save = useMutation({
    mutationFn: () => change(`/api/conversations/${id}/notes`, 'POST', { text }),
    onSuccess: () => {
      type('')
      toast(t('conversations.note.kept'))
      onSaved()
    },
  })
  const submit = () => text.trim() !== '' && !save.isPending && save.mutate()
  return (
    <form
      className="answer team-note-box"
      onKeyDown={(event) => {
        if (!isSubmitKey(event)) return
        event.preventDefault()
        submit()
      }}
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      <Textarea
        ref={field}
        aria-label={t('conversations.note.write')}
        placeholder={t('conversations.note.placeholder')}
        variant="unstyled"
        autosize
        minRows={2}
        maxRows={8}
        maxLength={5000}
        value={text}
        onChange={({ currentTarget: { value } }) => type(value)}
      />
      <ProblemNotice error={save.error} />
      <div className="answer-foot">
        <span />
        <Button type="submit" size="sm" loading={save.isPending} disabled={text.trim() === ''}>
          {t('conversations.note.save')}
        </Button>
      </div>
    </form>
  )
}

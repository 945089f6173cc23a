import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Conversation } from '../../../src/http/api.ts'
import { useSay } from '../../base/i18n.ts'
import { useMay } from '../../base/session.tsx'
import { useShortcuts } from '../../base/shortcuts.ts'
import { RoleNotice } from '../../ui/not-allowed.tsx'
import { Notice } from '../../ui/parts.tsx'
import { isBegun } from './answer-words.ts'
import { Readers } from './readers.tsx'
import { Reply } from './reply.tsx'
import { NoteBox } from './team-note.tsx'
import { useReading } from './use-reading.ts'

/** The answer box, or why there is none. */
function AnswerOr({ conversation }: { conversation: Conversation }) {
  const say = useSay()
  const theirs = conversation.items.flatMap((item) => (item.by === 'them' ? [item.response] : []))
  // What comes while one writes takes nobody's words away: they answer what they were begun for.
  const answered = theirs.findLast(({ id }) => isBegun(id)) ?? theirs.at(-1)
  if (conversation.canReply && answered)
    return <Reply key={answered.id} conversation={conversation} response={answered} />
  return conversation.cannotReply && <Notice tone="waiting">{say(conversation.cannotReply)}</Notice>
}

/** What one writes below a conversation: an answer to them, or a note for the team. */
export function TalkFoot({ conversation }: { conversation: Conversation }) {
  const { t } = useTranslation()
  const may = useMay()
  const [writing, setWriting] = useState<'answer' | 'write'>('answer')
  const field = useRef<HTMLTextAreaElement>(null)
  const open = (way: 'answer' | 'write') => {
    setWriting(way)
    if (way === 'write') requestAnimationFrame(() => field.current?.focus())
  }
  useShortcuts(may('answer') ? { c: () => open('write'), ...(writing === 'write' && { r: () => open('answer') }) } : {})
  useReading(conversation.id, may('answer'))
  if (!may('answer')) return <RoleNotice needs="answer" />
  return (
    <>
      <Readers readers={conversation.readers} />
      <fieldset className="foot-ways" aria-label={t('conversations.note.ways')}>
        {(['answer', 'write'] as const).map((way) => (
          <button key={way} type="button" aria-pressed={way === writing} onClick={() => open(way)}>
            {t(`conversations.note.${way}`)}
          </button>
        ))}
      </fieldset>
      {writing === 'answer' ? (
        <AnswerOr conversation={conversation} />
      ) : (
        <NoteBox conversation={conversation} field={field} onSaved={() => setWriting('answer')} />
      )}
    </>
  )
}

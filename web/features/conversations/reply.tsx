import { Button } from '@mantine/core'
import { IconSend } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Conversation, Delivery, Finding, Response } from '../../../src/http/api.ts'
import { ask } from '../../base/api.ts'
import { useKept } from '../../base/kept.ts'
import { refreshTopic } from '../../base/queries.ts'
import { useShortcuts } from '../../base/shortcuts.ts'
import { Findings } from '../../compose/findings.tsx'
import { FormattedText } from '../../compose/formatted-text.tsx'
import { LengthLeft } from '../../compose/length-left.tsx'
import { offerUndo } from '../../compose/send.ts'
import { usePreview } from '../../compose/use-preview.ts'
import { ProblemNotice } from '../../ui/parts.tsx'

/** The answer as it is typed (kept on this device), what is found in it, and its sending. */
function useAnswer(conversation: Conversation, response: Response) {
  const { t } = useTranslation()
  const [text, setText, forget] = useKept(`reply:${response.id}`, '')
  const [markdown, setMarkdown, forgetMarkdown] = useKept(`reply-markdown:${response.id}`, false)
  const shown = usePreview(
    text.trim()
      ? { channelId: conversation.channel.id, text, content: { markdown }, responseId: response.id }
      : undefined,
  )
  const findings = shown.preview?.findings ?? []
  const blocked = findings.some(({ severity }) => severity === 'error')
  const send = useMutation({
    mutationFn: () =>
      ask<Delivery>(`/api/conversations/${conversation.id}/reply`, {
        method: 'POST',
        body: { responseId: response.id, text, markdown },
      }),
    onSuccess: async (delivery) => {
      forget()
      forgetMarkdown()
      offerUndo([delivery], t)
      await refreshTopic('conversations')
    },
  })
  const can = text.trim() !== '' && !blocked && !send.isPending
  return { text, setText, markdown, setMarkdown, ...shown, findings, send, can, submit: () => can && send.mutate() }
}

/** Sends it; and how much room is left in each part. */
function Foot({ can, send, preview }: Pick<ReturnType<typeof useAnswer>, 'can' | 'send' | 'preview'>) {
  const { t } = useTranslation()
  return (
    <div className="row apart">
      <div className="row">
        <Button type="submit" disabled={!can} loading={send.isPending} leftSection={<IconSend size={17} aria-hidden />}>
          {t('conversations.send')}
        </Button>
        <span className="small quiet key-hint">
          <kbd>Ctrl/⌘ Enter</kbd>
        </span>
      </div>
      {preview?.parts.map((part, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a part is its place in the thread
        <LengthLeft key={index} length={part.length} limits={preview.limits} />
      ))}
    </div>
  )
}

/** The answer: typed, measured and checked while it is typed; sent by a person only. */
export function Reply({ conversation, response }: { conversation: Conversation; response: Response }) {
  const { t } = useTranslation()
  const area = useRef<HTMLTextAreaElement>(null)
  const [pointed, setPointed] = useState<Finding>()
  const answer = useAnswer(conversation, response)
  const { text, setText, markdown, setMarkdown, findings, stale, error, send, submit } = answer
  const { name } = response.person
  useShortcuts({ r: () => area.current?.focus() })
  return (
    <form
      className="stack"
      style={{ gap: 10 }}
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      <FormattedText
        label={t('conversations.replyTo', { name })}
        markdown={markdown}
        value={text}
        findings={stale ? [] : findings}
        pointed={pointed}
        placeholder={t('conversations.replyPlaceholder')}
        inputRef={area}
        onChange={(words, read) => {
          setText(words)
          setMarkdown(read)
        }}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
          event.preventDefault()
          submit()
        }}
      />
      {response.audience !== 'public' && (
        <p className="small">{t(`conversations.answersTo.${response.audience}`, { name })}</p>
      )}
      <Findings findings={findings} onPoint={setPointed} onMend={setText} />
      <ProblemNotice error={send.error ?? error} />
      <Foot {...answer} />
    </form>
  )
}

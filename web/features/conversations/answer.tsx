import { IconCheck, IconSend } from '@tabler/icons-react'
import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import type { Response } from '../../../src/http/api.ts'
import { useLanguage } from '../../base/i18n.ts'
import { saySeconds } from '../../base/seconds.ts'
import { useMe } from '../../base/session.tsx'
import { useShortcuts } from '../../base/shortcuts.ts'
import { IgnoredNotes } from '../../compose/ignored-notes.tsx'
import { leftIn } from '../../compose/left-words.ts'
import { type Note, withTextAt } from '../../compose/notes.ts'
import { SplitButton } from '../../compose/split-button.tsx'
import { isSubmitKey } from '../../compose/submit-key.ts'
import { useIgnore } from '../../compose/use-ignore.ts'
import { useLead } from '../../compose/use-lead.ts'
import { useMissingWords } from '../../compose/use-missing-words.ts'
import type { PostWriter } from '../../compose/use-post-writer.ts'
import { VersionText } from '../../compose/version-text.tsx'
import { WordTools } from '../../compose/word-tools.tsx'
import { Face } from '../../ui/face.tsx'
import { ProblemNotice } from '../../ui/parts.tsx'
import { type AnswerProps, type AnswerWay, useAnswer } from './use-answer.ts'
import { useNoteWriting } from './use-reading.ts'

/** As whom one answers, who can see it, and how much room is left. */
function Head({ writer, response }: { writer: PostWriter; response: Response }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const [channel] = writer.channels
  if (!channel) return null
  const preview = writer.previews.byChannel.get(channel.id)
  const left = preview && leftIn(preview, t, language)
  const { audience, person } = response
  const about = { name: person.name, network: channel.networkLabel }
  return (
    <header className="answer-head small">
      <Face name={channel.name} src={channel.avatar} size={24} />
      <p className="grow quiet">{t(`conversations.answersTo.${audience}`, about)}</p>
      {left && <span className={`left-${left.tone}`}>{left.words}</span>}
    </header>
  )
}

/** The ways in which it can be sent. */
function useWays() {
  const { t } = useTranslation()
  const { undoSeconds } = useMe()
  const means = undoSeconds ? t('posts.undoFor', { time: saySeconds(undoSeconds, t) }) : t('posts.undoNone')
  return [
    { way: 'open' as const, label: t('conversations.send'), means, icon: IconSend },
    {
      way: 'done' as const,
      label: t('conversations.sendDone'),
      means: t('conversations.sendDoneMeans'),
      icon: IconCheck,
    },
  ]
}

/** What can be put into the words, and the one button that sends them. */
function Foot({
  answer,
  field,
  onPress,
}: {
  answer: ReturnType<typeof useAnswer>
  field: ReturnType<typeof useLead>['field']
  onPress(way: AnswerWay): void
}) {
  const { t } = useTranslation()
  const ways = useWays()
  const { writer, way, missing, send } = answer
  const { label } = useMissingWords(missing, writer.names)
  return (
    <div className="answer-foot">
      <div className="editor-tools-left">
        <WordTools area={field} />
      </div>
      <SplitButton
        ways={ways}
        way={way}
        label={label}
        more={t('posts.otherWays')}
        busy={send.isPending}
        size="sm"
        onPress={onPress}
      />
    </div>
  )
}

/** The answer: typed, measured and checked while it is typed; nothing lies over it, and it grows with its words. */
export function Answer(props: AnswerProps) {
  const { t } = useTranslation()
  const { response } = props
  const answer = useAnswer(props)
  const { writer, way, missing, send, submit } = answer
  const { version, notes, previews, onChange } = writer
  const { field, onMissing } = useLead(writer.setEditing)
  const ignore = useIgnore(writer)
  const press = (next: AnswerWay) => (missing ? onMissing(missing) : submit(next))
  const mend = useCallback(
    (note: Note) => onChange(withTextAt(version, note.place, note.mend ?? version.text)),
    [version, onChange],
  )
  useNoteWriting(props.conversation.id, version.text.trim() !== '')
  useShortcuts({ r: () => field.current?.focus() })
  return (
    <form
      className="answer"
      onKeyDown={(event) => {
        if (!isSubmitKey(event)) return
        event.preventDefault()
        press(way)
      }}
      onSubmit={(event) => {
        event.preventDefault()
        press(way)
      }}
    >
      <Head writer={writer} response={response} />
      <VersionText
        label={t('conversations.replyTo', { name: response.person.name })}
        placeholder={t('conversations.replyPlaceholder')}
        value={version.text}
        markdown={version.markdown}
        notes={notes}
        stale={previews.stale.size > 0}
        all={1}
        inputRef={field}
        onMend={mend}
        onIgnore={ignore}
        ignoring={t('conversations.ignore')}
        onChange={(text, markdown) => onChange({ text, markdown })}
      />
      <IgnoredNotes writer={writer} />
      <ProblemNotice error={send.error ?? previews.error} />
      <Foot answer={answer} field={field} onPress={press} />
    </form>
  )
}

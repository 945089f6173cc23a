import { Button, Checkbox, NativeSelect, TextInput } from '@mantine/core'
import { IconArrowDown, IconArrowUp, IconTrash } from '@tabler/icons-react'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Channel, Finding, PostContent } from '../../src/http/api.ts'
import { Findings } from './findings.tsx'
import { TypedText } from './typed-text.tsx'

/** Without what was left empty: what goes to the server. `undefined` when nothing is there. */
export function filled(content: PostContent | undefined): PostContent | undefined {
  if (!content) return undefined
  const thread = content.thread?.filter((text) => text.trim() !== '')
  const kept: PostContent = {
    ...(thread?.length ? { thread } : {}),
    ...(content.firstReply?.trim() ? { firstReply: content.firstReply } : {}),
    ...(content.warning?.trim() ? { warning: content.warning } : {}),
    ...(content.numbered ? { numbered: true } : {}),
    ...(content.markdown ? { markdown: true } : {}),
    ...(content.language ? { language: content.language } : {}),
    ...(content.options && Object.keys(content.options).length ? { options: content.options } : {}),
  }
  return Object.keys(kept).length ? kept : undefined
}

/** Languages that people post in here most; the blog's own language goes along where none is chosen. */
const languages = ['id', 'en', 'jv', 'su', 'ms', 'ar', 'zh', 'ja', 'nl']

interface FurtherProps {
  channel: Channel
  content: PostContent
  findings: readonly Finding[]
  onChange(content: PostContent): void
}

/** What a post says beside its text: a thread, a first reply, a warning, its language. Folded away until it is wanted. */
export function Further(props: FurtherProps) {
  const { t } = useTranslation()
  const { channel, content, onChange } = props
  const { options: _options, markdown: _markdown, ...beside } = content
  const used = filled(beside) !== undefined
  const [open, setOpen] = useState(used)
  const region = useId()
  if (!open && !used) {
    return (
      <div>
        <Button size="xs" variant="subtle" aria-expanded={false} aria-controls={region} onClick={() => setOpen(true)}>
          {channel.limits.threads ? t('posts.more') : t('posts.moreSingle')}
        </Button>
      </div>
    )
  }
  return (
    <div id={region} className="stack" style={{ gap: 12 }}>
      {(channel.limits.threads || used) && <Thread {...props} />}
      {(channel.limits.threads || content.numbered) && (
        <Checkbox
          label={t('posts.numbered')}
          description={t('posts.numberedHint')}
          checked={content.numbered === true}
          onChange={(event) => onChange({ ...content, numbered: event.currentTarget.checked })}
        />
      )}
      <div className="halves">
        <TextInput
          label={t('posts.warning')}
          description={channel.limits.warnings ? t('posts.warningApart') : t('posts.warningBefore')}
          maxLength={500}
          value={content.warning ?? ''}
          onChange={(event) => onChange({ ...content, warning: event.currentTarget.value })}
        />
        <LanguageSelect content={content} onChange={onChange} />
      </div>
    </div>
  )
}

/** The language of the words; the brand’s own where none is chosen. */
function LanguageSelect({ content, onChange }: Pick<FurtherProps, 'content' | 'onChange'>) {
  const { t, i18n } = useTranslation()
  const names = new Intl.DisplayNames([i18n.language], { type: 'language' })
  return (
    <NativeSelect
      label={t('posts.language')}
      description={t('posts.languageHint')}
      value={content.language ?? ''}
      data={[
        { value: '', label: t('posts.languageBrand') },
        ...languages.map((code) => ({ value: code, label: names.of(code) ?? code })),
      ]}
      onChange={(event) => onChange({ ...content, language: event.currentTarget.value })}
    />
  )
}

/** Moves a message of the thread, or takes it out. */
function MessageTools({
  at,
  of,
  onMove,
  onRemove,
}: {
  at: number
  /** How many messages there are. */
  of: number
  onMove(by: 1 | -1): void
  onRemove(): void
}) {
  const { t } = useTranslation()
  const moves = [
    { by: -1, label: t('posts.up'), icon: IconArrowUp, off: at === 0 },
    { by: 1, label: t('posts.down'), icon: IconArrowDown, off: at === of - 1 },
  ] as const
  return (
    <div className="row tight">
      {of > 1 &&
        moves.map(({ by, label, icon: Icon, off }) => (
          <Button
            key={by}
            size="xs"
            variant="subtle"
            disabled={off}
            leftSection={<Icon size={15} aria-hidden />}
            onClick={() => onMove(by)}
          >
            {label}
          </Button>
        ))}
      <Button size="xs" variant="subtle" leftSection={<IconTrash size={15} aria-hidden />} onClick={onRemove}>
        {t('posts.threadRemove')}
      </Button>
    </div>
  )
}

/** The messages after the first, and the reply below the last. */
function Thread({ content, findings, onChange }: FurtherProps) {
  const { t } = useTranslation()
  const thread = content.thread ?? []
  const set = (texts: string[]) => onChange({ ...content, thread: texts })
  const of = (place: string) => findings.filter((finding) => finding.place === place)
  return (
    <>
      {thread.map((text, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a message is its place in the thread
        <div key={at} className="stack tight">
          <FurtherText
            label={t('posts.threadText', { at: at + 2 })}
            value={text}
            findings={of(`thread.${at}`)}
            onChange={(next) => set(thread.with(at, next))}
          />
          <MessageTools
            at={at}
            of={thread.length}
            onMove={(by) => set(thread.toSpliced(at, 1).toSpliced(at + by, 0, text))}
            onRemove={() => set(thread.toSpliced(at, 1))}
          />
        </div>
      ))}
      <div>
        <Button size="xs" variant="default" disabled={thread.length >= 25} onClick={() => set([...thread, ''])}>
          {t('posts.threadAdd')}
        </Button>
      </div>
      <FurtherText
        label={t('posts.firstReply')}
        placeholder={t('posts.firstReplyHint')}
        value={content.firstReply ?? ''}
        findings={of('firstReply')}
        onChange={(firstReply) => onChange({ ...content, firstReply })}
      />
    </>
  )
}

/** One more text of the post, with what the checks say of it. */
function FurtherText({
  label,
  value,
  placeholder = '',
  findings,
  onChange,
}: {
  label: string
  value: string
  placeholder?: string
  findings: readonly Finding[]
  onChange(text: string): void
}) {
  const described = useId()
  const [pointed, setPointed] = useState<Finding>()
  return (
    <>
      <TypedText
        label={label}
        value={value}
        placeholder={placeholder}
        findings={findings}
        pointed={pointed}
        describedBy={described}
        onChange={onChange}
      />
      <div id={described}>
        <Findings findings={findings} onPoint={setPointed} onMend={onChange} />
      </div>
    </>
  )
}

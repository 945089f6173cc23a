import './post.css'
import { Button } from '@mantine/core'
import { IconArrowDown, IconArrowUp, IconLink, IconPencil, IconX } from '@tabler/icons-react'
import { memo, type RefObject, useCallback, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { Tool } from '../ui/tool.tsx'
import type { Format } from './formatting.ts'
import { type Note, textAt, withTextAt } from './notes.ts'
import { MediaRows, type PostMediaTools } from './post-media.tsx'
import { VersionText } from './version-text.tsx'
import type { Version } from './versions.ts'

/** Says that a channel has its own version, and ties it again. */
export function OwnVersionBar({ name, onFollow }: { name: string; onFollow(): void }) {
  const { t } = useTranslation()
  return (
    <div className="own-version" role="status">
      <IconPencil size={16} aria-hidden />
      <p className="grow">
        <span className="strong">{t('posts.own.has', { channel: name })}</span>{' '}
        <span className="quiet">{t('posts.own.means')}</span>
      </p>
      <Button size="compact-xs" variant="subtle" leftSection={<IconLink size={16} aria-hidden />} onClick={onFollow}>
        {t('posts.own.follow')}
      </Button>
    </div>
  )
}

/** What all texts of the version that is open need. */
export interface EditorProps {
  version: Version
  /** The main version, where another one is open. */
  main?: Version | undefined
  notes: readonly Note[]
  stale: boolean
  /** How many channels the notes could be about. */
  all: number
  shown?: readonly Format[] | undefined
  onIgnore(note: Note): void
  onChange(change: Partial<Version>): void
}

/** What was found, and its mending, by the text that it stands in. */
function useTexts({ version, notes, onChange }: EditorProps) {
  const byPlace = useMemo(() => Map.groupBy(notes, ({ place }) => place), [notes])
  const mend = useCallback(
    (note: Note) => onChange(withTextAt(version, note.place, note.mend ?? textAt(version, note.place))),
    [version, onChange],
  )
  return { of: (place: string | undefined) => byPlace.get(place) ?? none, mend }
}

const none: readonly Note[] = []

/** The number of a message in the thread, and what can be done with it. */
function MessageTools({
  at,
  of,
  onMove,
  onRemove,
}: {
  at: number
  of: number
  onMove(by: 1 | -1): void
  onRemove(): void
}) {
  const { t } = useTranslation()
  const nth = { at: at + 2 }
  return (
    <div className="message-tools">
      {at > 0 && <Tool label={t('posts.thread.up', nth)} icon={IconArrowUp} onPress={() => onMove(-1)} />}
      {at < of - 1 && <Tool label={t('posts.thread.down', nth)} icon={IconArrowDown} onPress={() => onMove(1)} />}
      <Tool label={t('posts.thread.remove', nth)} icon={IconX} onPress={onRemove} />
    </div>
  )
}

/** What follows the first text, message by message. */
function ThreadTexts(props: EditorProps) {
  const { t } = useTranslation()
  const { version, main, stale, all, shown, onIgnore, onChange } = props
  const { of, mend } = useTexts(props)
  const { thread } = version
  const set = (texts: readonly string[]) => onChange({ thread: texts })
  return thread.map((text, at) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: a message is its place in the thread
    <div key={at} className="thread-message">
      <span className="thread-number" aria-hidden="true">
        {at + 2}
      </span>
      <div className="grow">
        <VersionText
          label={t('posts.threadText', { at: at + 2 })}
          placeholder={t('posts.thread.placeholder')}
          value={text}
          markdown={version.markdown}
          main={main && (main.thread[at] ?? '')}
          notes={of(`thread.${at}`)}
          stale={stale}
          all={all}
          shown={shown}
          onMend={mend}
          onIgnore={onIgnore}
          onChange={(next, markdown) => onChange({ thread: thread.with(at, next), markdown })}
        />
      </div>
      <MessageTools
        at={at}
        of={thread.length}
        onMove={(by) => set(thread.toSpliced(at, 1).toSpliced(at + by, 0, text))}
        onRemove={() => set(thread.toSpliced(at, 1))}
      />
    </div>
  ))
}

/** The words of one version with all that goes with them: text, pictures, and what follows as messages of their own. */
export const VersionEditor = memo(function VersionEditor(
  props: EditorProps & { label: string; media: PostMediaTools; inputRef: RefObject<HTMLTextAreaElement | null> },
) {
  const { t } = useTranslation()
  const { version, main, stale, all, shown, label, media, inputRef, onIgnore, onChange } = props
  const { of, mend } = useTexts(props)
  const write = useCallback((text: string, markdown: boolean) => onChange({ text, markdown }), [onChange])
  return (
    <>
      <VersionText
        label={label}
        placeholder={t('posts.writeHere')}
        value={version.text}
        markdown={version.markdown}
        main={main?.text}
        notes={of(undefined)}
        stale={stale}
        all={all}
        shown={shown}
        inputRef={inputRef}
        onMend={mend}
        onIgnore={onIgnore}
        onChange={write}
      />
      <MediaRows tools={media} />
      <ThreadTexts {...props} />
    </>
  )
})

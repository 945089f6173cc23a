import './post.css'
import { Button } from '@mantine/core'
import { IconCornerDownRight, IconPlus } from '@tabler/icons-react'
import { type ReactNode, type RefObject, useCallback, useId, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Later } from '../ui/later.tsx'
import { toast } from '../ui/toasts.tsx'
import { FirstReply, OwnFirstReply } from './first-reply.tsx'
import { IgnoredNotes } from './ignored-notes.tsx'
import { NetworkOptions } from './network-options.tsx'
import { type Note, withTextAt } from './notes.ts'
import { PickMedia } from './pick-media.tsx'
import { type PostMediaTools, usePostMedia } from './post-media.tsx'
import { useIgnore } from './use-ignore.ts'
import type { PostWriter } from './use-post-writer.ts'
import { OwnVersionBar, VersionEditor } from './version-editor.tsx'
import { VersionTabs } from './version-tabs.tsx'

const mostMessages = 25

/** What can be put to the words, and what can follow them. */
function EditorTools({
  writer,
  media,
  reply,
  onReply,
  children,
}: {
  writer: PostWriter
  media: PostMediaTools
  /** There is a first reply already. */
  reply: boolean
  onReply(): void
  children?: ReactNode
}) {
  const { t } = useTranslation()
  const { version, onChange, about } = writer
  const threads = about.some(({ limits }) => limits.threads)
  return (
    <>
      <IgnoredNotes writer={writer} />
      <div className="editor-tools">
        <div className="editor-tools-left">
          <PickMedia media={media} />
          {children}
        </div>
        <div className="row tight">
          {threads && !reply && (
            <Button
              size="sm"
              variant="subtle"
              leftSection={<IconCornerDownRight size={17} aria-hidden />}
              onClick={onReply}
            >
              {t('posts.firstReply')}
            </Button>
          )}
          {version.thread.length < mostMessages && (
            <Button
              size="sm"
              variant="subtle"
              leftSection={<IconPlus size={17} aria-hidden />}
              onClick={() => onChange({ thread: [...version.thread, ''] })}
            >
              {t(version.thread.length ? 'posts.thread.more' : 'posts.thread.begin')}
            </Button>
          )}
        </div>
      </div>
    </>
  )
}

/** The first reply of the version that is open; on the main text also those that channels have of their own. */
function Replies({ writer, open, onClose }: { writer: PostWriter; open: boolean; onClose(): void }) {
  const { written, version, notes, about, names, editing, on, onChange, previews, setEditing } = writer
  const able = about.filter(({ limits }) => limits.threads)
  const tied = able.filter(({ id }) => id === editing || written.own[id]?.firstReply === undefined)
  const ignore = useIgnore(writer)
  const own = editing === undefined ? on.filter(({ id }) => written.own[id]?.firstReply) : []
  const mend = useCallback(
    (note: Note) => onChange(withTextAt(version, 'firstReply', note.mend ?? version.firstReply)),
    [version, onChange],
  )
  return (
    <>
      {(open || version.firstReply !== '') && (
        <FirstReply
          value={version.firstReply}
          channels={tied.map(({ id }) => names.get(id) ?? '')}
          notes={notes.filter(({ place }) => place === 'firstReply')}
          stale={previews.stale.size > 0}
          onMend={mend}
          onIgnore={ignore}
          onChange={(firstReply) => onChange({ firstReply })}
          onRemove={() => {
            onChange({ firstReply: '' })
            onClose()
          }}
        />
      )}
      {own.map(({ id }) => (
        <OwnFirstReply
          key={id}
          name={names.get(id) ?? ''}
          text={written.own[id]?.firstReply ?? ''}
          onOpen={() => setEditing(id)}
        />
      ))}
    </>
  )
}

/** Pictures and a video of the version that is open: as many as one of its channels takes. */
function useMedia({ version, about, channels, onChange }: PostWriter): PostMediaTools {
  const takers = about.length ? about : channels
  return usePostMedia({
    media: version.media,
    most: Math.max(0, ...takers.map(({ limits }) => limits.pictures)),
    videos: takers.some(({ limits }) => limits.video !== undefined),
    onChange: (media) => onChange({ media }),
  })
}

/** Ties the channel that is open to the main text again; a toast takes that back. */
function useFollow({ editing, names, follow }: PostWriter) {
  const { t } = useTranslation()
  return () => {
    if (editing === undefined) return
    const undo = follow(editing)
    toast(t('posts.own.followed', { channel: names.get(editing) ?? '' }), { undo })
  }
}

/** Options of the channels that the version is for, and what stands beside its words. */
function OpenOptions({ writer }: { writer: PostWriter }) {
  const { written, names, editing, on, onChange, setOption } = writer
  const { warning, language, numbered } = writer.version
  const beside = useMemo(() => ({ warning, language, numbered }), [warning, language, numbered])
  const channels = useMemo(() => (editing === undefined ? on : on.filter(({ id }) => id === editing)), [editing, on])
  return (
    <NetworkOptions
      channels={channels}
      names={names}
      options={written.options}
      beside={beside}
      onOption={setOption}
      onChange={onChange}
    />
  )
}

/** What can be put to the words, follows them and stands beside them. */
function BelowWords({
  writer,
  media,
  children,
}: {
  writer: PostWriter
  media: PostMediaTools
  /** More tools beside the one for pictures. */
  children?: ReactNode
}) {
  const [replying, setReplying] = useState(false)
  return (
    <>
      <EditorTools
        writer={writer}
        media={media}
        reply={replying || writer.version.firstReply !== ''}
        onReply={() => setReplying(true)}
      >
        {children}
      </EditorTools>
      <Replies writer={writer} open={replying} onClose={() => setReplying(false)} />
      <OpenOptions writer={writer} />
    </>
  )
}

/** The version that is open, with its tabs: words, pictures, messages that follow, first reply, options. */
export function PostEditor({
  writer,
  alone = false,
  inputRef,
  tools,
}: {
  writer: PostWriter
  /** There is one channel, and it is for no choice: its words need no tabs. */
  alone?: boolean
  inputRef: RefObject<HTMLTextAreaElement | null>
  /** More tools beside the one for pictures. */
  tools?: ReactNode
}) {
  const { t } = useTranslation()
  const panel = useId()
  const { written, version, editing, names, notes, previews, about, tabs, onChange } = writer
  const media = useMedia(writer)
  const follow = useFollow(writer)
  const ignore = useIgnore(writer)
  const only = alone ? writer.on[0]?.id : editing
  const name = only === undefined ? t('posts.mainText') : (names.get(only) ?? '')
  const own = editing !== undefined && written.own[editing] !== undefined
  return (
    <>
      {!alone && <VersionTabs tabs={tabs} value={editing} panel={panel} onChange={writer.setEditing} />}
      <div
        id={panel}
        {...(alone ? {} : { role: 'tabpanel', 'aria-label': name })}
        className="version-panel"
        tabIndex={-1}
      >
        {own && <OwnVersionBar name={name} onFollow={follow} />}
        <VersionEditor
          key={editing ?? ''}
          label={only === undefined ? name : t('posts.textFor', { channel: name })}
          version={version}
          main={own ? written.main : undefined}
          notes={notes}
          stale={about.some(({ id }) => previews.stale.has(id))}
          all={about.length}
          media={media}
          inputRef={inputRef}
          onIgnore={ignore}
          onChange={onChange}
        />
        <Later>
          <BelowWords writer={writer} media={media}>
            {tools}
          </BelowWords>
        </Later>
      </div>
    </>
  )
}

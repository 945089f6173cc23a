import { Button } from '@mantine/core'
import { IconCheck, IconDots, IconSend } from '@tabler/icons-react'
import { useRef, useState } from 'react'
import type { Media } from '../../src/http/api.ts'
import { ChannelFaces } from '../compose/channel-faces.tsx'
import { ChannelGroups } from '../compose/channel-groups.tsx'
import { CropDialog } from '../compose/crop-dialog.tsx'
import { DraftConflict } from '../compose/draft-conflict.tsx'
import { EmojiPicker } from '../compose/emoji/emoji-picker.tsx'
import { EmojiTool } from '../compose/emoji-tool.tsx'
import { FirstReply, OwnFirstReply } from '../compose/first-reply.tsx'
import { FormatBar } from '../compose/format-bar.tsx'
import { HashtagSets } from '../compose/hashtag-sets.tsx'
import { IgnoredNotes } from '../compose/ignored-notes.tsx'
import { MarginNotes } from '../compose/margin-notes.tsx'
import { MediaLibrary } from '../compose/media-library.tsx'
import { MentionList } from '../compose/mention-list.tsx'
import { NoChannels } from '../compose/no-channels.tsx'
import { NoteBody } from '../compose/note-body.tsx'
import { notesOf } from '../compose/notes.ts'
import { PartCard, PartMedia, PartWords } from '../compose/part-preview.tsx'
import { PickMedia } from '../compose/pick-media.tsx'
import { PostDialog } from '../compose/post-dialog.tsx'
import { PostEditor } from '../compose/post-editor.tsx'
import { PostFoot } from '../compose/post-foot.tsx'
import { PostForm } from '../compose/post-form.tsx'
import { MediaRows, usePostMedia } from '../compose/post-media.tsx'
import { PostScreen } from '../compose/post-screen.tsx'
import { RepeatDialog } from '../compose/repeat-dialog.tsx'
import { SendButton } from '../compose/send-button.tsx'
import { SetDialog } from '../compose/set-dialog.tsx'
import { SplitButton } from '../compose/split-button.tsx'
import { ToolTarget } from '../compose/tool-target.tsx'
import { usePostWriter } from '../compose/use-post-writer.ts'
import { OwnVersionBar } from '../compose/version-editor.tsx'
import { type VersionTab, VersionTabs } from '../compose/version-tabs.tsx'
import { changed, nothingWritten } from '../compose/versions.ts'
import { TimeDialog, WhenDialog } from '../compose/when-dialog.tsx'
import { WordNotes } from '../compose/word-note.tsx'
import { WordTools } from '../compose/word-tools.tsx'
import { WriterPreviews } from '../compose/writer-previews.tsx'
import { board, channels, findings, media, microblog, partOf, text } from './sample.ts'
import { Group, Piece } from './sheet.tsx'

const nothing = () => undefined
const written = changed(changed(nothingWritten([microblog.id, board.id]), undefined, { text, media }), board.id, {
  text: `${text} Sampai jumpa.`,
})
const names = new Map(channels.map(({ id, networkLabel }) => [id, networkLabel]))
const notes = notesOf(written, [microblog], new Map([[microblog.id, { findings }]]), names)
const beginning = { key: 'catalogue', start: { written } }

/** The whole of it, as the screen puts it together. */
function Whole() {
  const writer = usePostWriter({ beginning, channels })
  const field = useRef<HTMLTextAreaElement>(null)
  return (
    <>
      <Piece name="PostScreen">
        <PostScreen
          beginning={{ key: 'catalogue-screen', start: { written }, onlyHere: true }}
          channels={channels}
          title="…"
        />
      </Piece>
      <Piece name="PostForm">
        <PostForm writer={writer} chooses label="…" busy={false} error={null} onPress={nothing} />
      </Piece>
      <Piece name="NoChannels">
        <NoChannels />
      </Piece>
      <Piece name="ChannelFaces">
        <ChannelFaces channels={channels} on={writer.written.on} onToggle={writer.toggle} />
      </Piece>
      <Piece name="PostEditor (VersionTabs, VersionEditor, NetworkOptions)">
        <PostEditor writer={writer} inputRef={field} />
      </Piece>
      <Piece name="WriterPreviews (PreviewPane, ChannelPreview)">
        <WriterPreviews writer={writer} />
      </Piece>
      <Piece name="PostFoot">
        <PostFoot
          written={writer.written}
          at={writer.post.at}
          names={writer.names}
          errors={new Map()}
          busy={false}
          error={null}
          onAt={writer.setAt}
          onMissing={nothing}
          onSend={nothing}
          onKeep={nothing}
        />
      </Piece>
    </>
  )
}

const tabs: VersionTab[] = [
  { channelId: undefined, name: 'Teks utama', tie: 'main', wrong: false, left: { tone: 'plain', words: '2 ikut' } },
  { channelId: 'a', name: 'Alun-Alun', tie: 'follows', wrong: false, left: { tone: 'near', words: 'sisa 12' } },
  { channelId: 'b', name: 'Papan', tie: 'own', wrong: false, left: { tone: 'plain', words: 'cukup' } },
  { channelId: 'c', name: 'Balai', tie: 'own', wrong: true, left: { tone: 'over', words: 'lebih 7' } },
]

/** Versions in every state, and what stands beside their words. */
function Versions() {
  const [open, setOpen] = useState<string>()
  const field = useRef<HTMLDivElement>(null)
  return (
    <>
      <Piece name="VersionTabs, OwnVersionBar">
        <VersionTabs tabs={tabs} value={open} panel="versions" onChange={setOpen} />
        <div id="versions">
          <OwnVersionBar name="Papan" onFollow={nothing} />
        </div>
      </Piece>
      <Piece name="FormatBar">
        <div style={{ position: 'relative', height: 48 }}>
          <FormatBar mirror={field} markdown onFormat={nothing} onRead={nothing} />
        </div>
      </Piece>
      <Piece name="MentionList">
        <div style={{ position: 'relative', height: 104 }}>
          <MentionList
            id="mentions"
            mentions={channels.map(({ id, name, handle, network }) => ({
              key: id,
              name,
              handle,
              avatar: null,
              network,
            }))}
            chosen={0}
            mirror={field}
            onChoose={nothing}
          />
        </div>
      </Piece>
      <Piece name="DraftConflict">
        <DraftConflict keepMine={nothing} takeTheirs={nothing} />
      </Piece>
    </>
  )
}

/** What was found, where it is shown. */
function Found() {
  const field = useRef<HTMLDivElement>(null)
  return (
    <>
      <Piece name="WordNotes (NoteBody)">
        <div style={{ position: 'relative', height: 200 }}>
          <WordNotes
            notes={notes.slice(0, 1)}
            mirror={field}
            all={2}
            onMend={nothing}
            onIgnore={nothing}
            onDone={nothing}
          />
        </div>
        {notes[1] && <NoteBody note={notes[1]} all={2} onMend={nothing} />}
      </Piece>
      <Piece name="MarginNotes">
        <div ref={field} />
        <MarginNotes
          notes={notes}
          mirror={field}
          value={text}
          stale={false}
          all={2}
          onMend={nothing}
          onPoint={nothing}
        />
      </Piece>
      <Piece name="IgnoredNotes">
        <IgnoredNotes writer={{ ignored: notes, heed: nothing }} />
      </Piece>
    </>
  )
}

/** What goes with the words. */
function Beside() {
  const [all, setAll] = useState<readonly Media[]>(media)
  const [reply, setReply] = useState('Selengkapnya di blog kami')
  const tools = usePostMedia({ media: all, most: 4, videos: false, onChange: setAll })
  return (
    <>
      <Piece name="MediaRows">
        <MediaRows tools={tools} />
      </Piece>
      <Piece name="FirstReply, OwnFirstReply">
        <FirstReply
          value={reply}
          channels={['Alun-Alun', 'Papan']}
          notes={[]}
          stale={false}
          onChange={setReply}
          onMend={nothing}
          onIgnore={nothing}
          onRemove={() => setReply('')}
        />
        <OwnFirstReply name="Papan" text="Daftar di sini" onOpen={nothing} />
      </Piece>
      <Piece name="PartWords, PartMedia, PartCard">
        <PartWords part={partOf(text)} />
        <PartMedia part={{ pictures: media }} />
        <PartCard card={{ url: 'https://example.com/panen', title: 'Panen', description: 'Kebun baru.' }} />
      </Piece>
    </>
  )
}

/** What is kept together under a name, and put into the words. */
function Sets() {
  const [on, setOn] = useState<readonly string[]>([microblog.id])
  const [asked, setAsked] = useState(false)
  const field = useRef<HTMLTextAreaElement>(null)
  return (
    <Piece name="ChannelGroups, HashtagSets, WordTools, ToolTarget, SetDialog">
      <div className="row">
        <ChannelGroups channels={channels} on={on} onChoose={setOn} />
        <HashtagSets onInsert={nothing} />
        <EmojiTool onInsert={nothing} />
        <WordTools area={field} />
        <ToolTarget label="…" icon={IconDots} />
        <Button variant="default" onClick={() => setAsked(true)}>
          SetDialog
        </Button>
      </div>
      {asked && (
        <SetDialog
          title="Kabar harian"
          name="Kabar harian"
          error={null}
          busy={false}
          onSave={nothing}
          onRemove={nothing}
          onClose={() => setAsked(false)}
        />
      )}
    </Piece>
  )
}

/** Pictures: from the device, from before, a part of one. */
function PicturePieces() {
  const [open, setOpen] = useState<'library' | 'crop'>()
  const [first] = media
  const tools = usePostMedia({ media: [], most: 4, videos: false, onChange: nothing })
  const close = () => setOpen(undefined)
  return (
    <Piece name="PickMedia, MediaLibrary, CropDialog">
      <div className="row">
        <PickMedia media={tools} />
        <Button variant="default" onClick={() => setOpen('library')}>
          MediaLibrary
        </Button>
        <Button variant="default" onClick={() => setOpen('crop')}>
          CropDialog
        </Button>
      </div>
      {open === 'library' && <MediaLibrary chosen={[]} onChoose={close} onClose={close} />}
      {open === 'crop' && first && <CropDialog media={first} onCropped={close} onClose={close} />}
    </Piece>
  )
}

/** Emoji to choose from. */
function EmojiPiece() {
  return (
    <Piece name="EmojiPicker">
      <div style={{ maxWidth: 344 }}>
        <EmojiPicker onChoose={nothing} />
      </div>
    </Piece>
  )
}

/** When it leaves. */
function Leaving() {
  const [asked, setAsked] = useState<'when' | 'time' | 'repeat' | 'post'>()
  const close = () => setAsked(undefined)
  return (
    <Piece name="SendButton, SplitButton, WhenDialog, TimeDialog, RepeatDialog, PostDialog">
      <div className="row">
        <SplitButton
          ways={[
            { way: 'open', label: 'Kirim jawaban', means: '', icon: IconSend },
            { way: 'done', label: 'Jawab dan tandai selesai', means: '', icon: IconCheck },
          ]}
          way="open"
          more="…"
          size="sm"
          busy={false}
          onPress={nothing}
        />
        <SendButton
          ways={[
            { way: 'at', means: 'Sabtu 5 Desember, 09.00 WIB' },
            { way: 'now', means: '' },
          ]}
          way="at"
          busy={false}
          onSend={nothing}
          onKeep={nothing}
        />
        <Button variant="default" onClick={() => setAsked('when')}>
          WhenDialog
        </Button>
        <Button variant="default" onClick={() => setAsked('time')}>
          TimeDialog
        </Button>
        <Button variant="default" onClick={() => setAsked('repeat')}>
          RepeatDialog
        </Button>
        <Button variant="default" onClick={() => setAsked('post')}>
          PostDialog
        </Button>
      </div>
      {asked === 'time' && <TimeDialog title="Tunda sampai" label={() => 'Tunda'} onClose={close} onPick={nothing} />}
      {asked === 'post' && (
        <PostDialog title="…" onClose={close}>
          {text}
        </PostDialog>
      )}
      {asked === 'when' && (
        <WhenDialog at={undefined} channelIds={[microblog.id]} sends={false} onClose={close} onPick={nothing} />
      )}
      {asked === 'repeat' && (
        <RepeatDialog texts={[{ channelId: microblog.id, text }]} onClose={close} onDone={close} />
      )}
    </Piece>
  )
}

/** What a post is written with. */
export function PostParts() {
  return (
    <Group title="compose: a post">
      <Whole />
      <Versions />
      <Found />
      <Beside />
      <Sets />
      <PicturePieces />
      <EmojiPiece />
      <Leaving />
    </Group>
  )
}

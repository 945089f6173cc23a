import { Button } from '@mantine/core'
import { useState } from 'react'
import type { Finding, Media, PostContent } from '../../src/http/api.ts'
import { ChannelChoice } from '../compose/channel-choice.tsx'
import { Composer, type Draft } from '../compose/composer.tsx'
import { Findings } from '../compose/findings.tsx'
import { FormattedText } from '../compose/formatted-text.tsx'
import { Further } from '../compose/further.tsx'
import { LengthLeft } from '../compose/length-left.tsx'
import { NextSlot } from '../compose/next-slot.tsx'
import { Options } from '../compose/options.tsx'
import { Parts } from '../compose/part-preview.tsx'
import { AltDialog, PictureProgress, usePictures } from '../compose/pictures.tsx'
import { PostMedia } from '../compose/post-media.tsx'
import { Prices } from '../compose/prices.tsx'
import { RepeatButton } from '../compose/repeat-dialog.tsx'
import type { RepeatForm } from '../compose/repeat-rule.ts'
import { RhythmFields } from '../compose/rhythm-fields.tsx'
import { SendBar } from '../compose/send-bar.tsx'
import { TypedText } from '../compose/typed-text.tsx'
import { board, findings, media, microblog, partOf, previewOf, text } from './sample.ts'
import { Group, Piece } from './sheet.tsx'

const nothing = () => undefined
const sent = [{ channelId: microblog.id, text }]

/** A composer as a screen has it, and how it is sent. */
function Whole() {
  const [draft, setDraft] = useState<Draft>({ channelId: microblog.id, text, on: true, pictures: media })
  return (
    <>
      <Piece name="Composer">
        <Composer channel={microblog} draft={draft} alsoTo={[]} onChange={setDraft} onPreview={nothing} />
      </Piece>
      <Piece name="SendBar">
        <SendBar
          texts={sent}
          blocked=""
          busy={false}
          error={null}
          onSend={nothing}
          onKeep={nothing}
          onRepeated={nothing}
        />
      </Piece>
      <Piece name="NextSlot, RepeatButton">
        <div className="row">
          <NextSlot channelIds={[microblog.id]} disabled={false} onSend={nothing} />
          <NextSlot channelIds={[board.id]} disabled={false} onSend={nothing} />
          <RepeatButton texts={sent} disabled={false} onDone={nothing} />
        </div>
      </Piece>
    </>
  )
}

/** Fields for words, with what is found in them and how much room is left. */
function Texts() {
  const [words, setWords] = useState(text)
  const [markdown, setMarkdown] = useState(true)
  const [pointed, setPointed] = useState<Finding>()
  return (
    <>
      <Piece name="TypedText, Findings">
        <TypedText label="…" value={words} findings={findings} pointed={pointed} onChange={setWords} />
        <Findings findings={findings} onPoint={setPointed} onMend={setWords} />
      </Piece>
      <Piece name="FormattedText">
        <FormattedText
          label="…"
          markdown={markdown}
          value={words}
          findings={[]}
          onChange={(next, read) => {
            setWords(next)
            setMarkdown(read)
          }}
        />
      </Piece>
      <Piece name="LengthLeft">
        <div className="row">
          {[40, 280, 307].map((length) => (
            <LengthLeft key={length} length={length} limits={microblog.limits} />
          ))}
          <LengthLeft length={900} limits={board.limits} />
        </div>
      </Piece>
    </>
  )
}

/** What goes with the words. */
function Beside() {
  const [content, setContent] = useState<PostContent>({ thread: ['Kedua.', 'Ketiga.'], firstReply: '' })
  const [pictures, setPictures] = useState<Media[]>(media)
  return (
    <>
      <Piece name="PostMedia">
        <PostMedia media={pictures} most={4} videos onChange={setPictures} />
      </Piece>
      <Piece name="Options">
        <Options channel={microblog} content={content} onChange={setContent} />
      </Piece>
      <Piece name="Further">
        <Further channel={microblog} content={content} findings={[]} onChange={setContent} />
      </Piece>
    </>
  )
}

/** What will be sent. */
function Shown() {
  const card = { url: 'https://example.com/panen', title: 'Panen', description: 'Kebun baru di Temanggung.' }
  return (
    <>
      <Piece name="Parts">
        <Parts
          parts={[partOf(text, { card, pictures: media, warning: 'kopi' }), partOf('Kedua.')]}
          limits={microblog.limits}
        />
      </Piece>
      <Piece name="Prices">
        <Prices prices={previewOf(microblog.id, text).prices} />
      </Piece>
    </>
  )
}

const weekly: RepeatForm = { every: 1, unit: 'WEEKLY', days: [2], end: 'times', times: 4, until: '' }

/** Channels, rhythms, and words for pictures. */
function Choices() {
  const [chosen, setChosen] = useState([microblog.id])
  const [form, setForm] = useState(weekly)
  const pictures = usePictures()
  const [first] = media
  const describe = () => first && pictures.ask({ src: first.url, alt: first.alt, describe: nothing })
  return (
    <>
      <Piece name="ChannelChoice">
        <ChannelChoice value={chosen} onChange={setChosen} />
      </Piece>
      <Piece name="RhythmFields">
        <RhythmFields form={form} onChange={setForm} />
      </Piece>
      <Piece name="PictureProgress, AltDialog">
        <PictureProgress pictures={{ ...pictures, progress: 0.6 }} />
        <div>
          <Button variant="default" onClick={describe}>
            AltDialog
          </Button>
        </div>
        <AltDialog pictures={pictures} />
      </Piece>
    </>
  )
}

/** All that lies in `compose/`. */
export function ComposeParts() {
  return (
    <Group title="compose">
      <Whole />
      <Texts />
      <Beside />
      <Shown />
      <Choices />
    </Group>
  )
}

import { Button } from '@mantine/core'
import { useState } from 'react'
import type { PostContent } from '../../src/http/api.ts'
import { ChannelChoice } from '../compose/channel-choice.tsx'
import { FormattedText } from '../compose/formatted-text.tsx'
import { KeepIdea } from '../compose/keep-idea.tsx'
import { OnePicture } from '../compose/one-picture.tsx'
import { Options } from '../compose/options.tsx'
import { AltDialog, PictureProgress, usePictures } from '../compose/pictures.tsx'
import { Prices } from '../compose/prices.tsx'
import type { RepeatForm } from '../compose/repeat-rule.ts'
import { RhythmFields } from '../compose/rhythm-fields.tsx'
import { TypedText } from '../compose/typed-text.tsx'
import { findings, media, microblog, previewOf, text } from './sample.ts'
import { Group, Piece } from './sheet.tsx'

const nothing = () => undefined
/** Fields for words, with what is found in them and how much room is left. */
function Texts() {
  const [words, setWords] = useState(text)
  const [markdown, setMarkdown] = useState(true)
  return (
    <>
      <Piece name="TypedText">
        <TypedText label="…" value={words} findings={findings} onChange={setWords} />
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
    </>
  )
}

/** What goes with the words. */
function Beside() {
  const [content, setContent] = useState<PostContent>({})
  return (
    <>
      <Piece name="Options">
        <Options channel={microblog} content={content} onChange={setContent} />
      </Piece>
      <Piece name="Prices">
        <Prices prices={previewOf(microblog.id, text).prices} />
      </Piece>
      <Piece name="KeepIdea">
        <KeepIdea title={text} url="https://kebun.example/panen" />
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
      <Piece name="OnePicture">
        <OnePicture label="OnePicture" onChoose={() => undefined} />
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
      <Texts />
      <Beside />
      <Choices />
    </Group>
  )
}

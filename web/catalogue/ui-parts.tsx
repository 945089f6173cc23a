import { Button } from '@mantine/core'
import { IconBold, IconItalic } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { ApiProblem } from '../base/api.ts'
import { useLanguage } from '../base/i18n.ts'
import { plainWords } from '../base/plain-words.ts'
import { useTimeZone } from '../base/session.tsx'
import { ChannelFilter } from '../ui/channel-filter.tsx'
import { CopyText } from '../ui/copy-text.tsx'
import { DayField } from '../ui/day-field.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Face } from '../ui/face.tsx'
import { FileField } from '../ui/file-field.tsx'
import { ForeignLink } from '../ui/foreign-link.tsx'
import { LanguageChoice } from '../ui/language-choice.tsx'
import { Later } from '../ui/later.tsx'
import { More } from '../ui/more.tsx'
import { NetworkMark, NetworkMarks } from '../ui/network-mark.tsx'
import { Allowed, RoleNotice } from '../ui/not-allowed.tsx'
import { Badge, Empty, Instant, ListShape, Notice, ProblemNotice, type Tone, ToneIcon } from '../ui/parts.tsx'
import { PasswordField } from '../ui/password-field.tsx'
import { ProductMark } from '../ui/product-mark.tsx'
import { QrCode } from '../ui/qr-code.tsx'
import { Rows } from '../ui/rows.tsx'
import { SearchBox } from '../ui/search-box.tsx'
import { SetAsideLine } from '../ui/set-aside.tsx'
import { Sentences } from '../ui/term-sentences.tsx'
import { Terms } from '../ui/terms.tsx'
import { TermsOpened } from '../ui/terms-opened.tsx'
import { TimeField } from '../ui/time-field.tsx'
import { moveInToolbar, Tool } from '../ui/tool.tsx'
import { type DayMark, MonthGrid } from '../ui/when/month-grid.tsx'
import { TimeList } from '../ui/when/time-list.tsx'
import { TypedField } from '../ui/when/typed-field.tsx'
import { tomorrowAtNine, WhenPicker } from '../ui/when-picker.tsx'
import { inHours, microblog } from './sample.ts'
import { Group, Piece } from './sheet.tsx'

/** What two days ahead hold, and the slots of every day. */
const marks: ReadonlyMap<string, DayMark> = new Map([
  [inHours(72).slice(0, 10), 'busy'],
  [inHours(120).slice(0, 10), 'free'],
])
const slots = [
  { time: '09:00', free: false },
  { time: '19:00', free: true },
]
const choicesIn = () => ({ marks, slots: new Map([...marks.keys()].map((date) => [date, slots])) })

const tones: readonly Tone[] = ['fine', 'waiting', 'needs', 'failed', 'plain']

/** The same as behind the mark, opened by a button. */
function OpenedTerms() {
  const [open, setOpen] = useState(false)
  const mark = <Button onClick={() => setOpen(!open)}>slot, repeat</Button>
  return open ? <TermsOpened of={['slot', 'repeat']} mark={mark} onClose={() => setOpen(false)} /> : mark
}

/** What has one of the four meanings, or none. */
function Tones() {
  return (
    <>
      <Piece name="Badge, ToneIcon">
        <div className="row">
          {tones.map((tone) => (
            <span key={tone} className="row tight">
              <Badge tone={tone}>{tone}</Badge>
              <ToneIcon tone={tone} size={20} />
            </span>
          ))}
        </div>
      </Piece>
      <Piece name="Notice, RoleNotice">
        {tones.map((tone) => (
          <Notice key={tone} tone={tone}>
            {tone}
          </Notice>
        ))}
        <RoleNotice needs="invite" />
      </Piece>
      <Piece name="ProblemNotice">
        <ProblemNotice error={new ApiProblem('offline', plainWords.offline)} onRetry={() => undefined} />
      </Piece>
    </>
  )
}

/** What takes a day or a time. */
function Times() {
  const timeZone = useTimeZone()
  const [when, setWhen] = useState(() => tomorrowAtNine(timeZone))
  const [typed, setTyped] = useState('')
  return (
    <>
      <Piece name="WhenPicker">
        <WhenPicker value={when} onChange={setWhen} choicesIn={choicesIn} />
      </Piece>
      <Piece name="DayField, TimeField">
        <div className="row">
          <DayField label="…" value={when.slice(0, 10)} onChange={(day) => setWhen(`${day}T${when.slice(11)}`)} />
          <TimeField label="…" value={when.slice(11)} onChange={(time) => setWhen(`${when.slice(0, 10)}T${time}`)} />
        </div>
      </Piece>
      <Piece name="MonthGrid, TimeList, TypedField">
        <div className="when-panel">
          <MonthGrid value={when.slice(0, 10)} marks={marks} onChange={(day) => setWhen(`${day}T${when.slice(11)}`)} />
          <TimeList value={when.slice(11)} slots={slots} onChange={(time) => setWhen(`${when.slice(0, 10)}T${time}`)} />
        </div>
        <TypedField
          icon="clock"
          label="…"
          hint="…"
          value={typed}
          onChange={setTyped}
          say={(value) => value}
          read={(value) => ({ value })}
          panel={() => '…'}
        />
      </Piece>
    </>
  )
}

/** What takes something typed or chosen. */
function Fields() {
  const language = useLanguage()
  const chooser = useRef<HTMLInputElement>(null)
  const [channel, setChannel] = useState('')
  const [files, setFiles] = useState<File[]>([])
  return (
    <>
      <Piece name="PasswordField">
        <PasswordField label="…" defaultValue="rahasia" />
      </Piece>
      <Piece name="SearchBox">
        <SearchBox label="…" value="" onSearch={() => undefined} />
      </Piece>
      <Times />
      <Piece name="ChannelFilter">
        <ChannelFilter value={channel} onChange={setChannel} />
      </Piece>
      <Piece name="LanguageChoice">
        <LanguageChoice value={language} onChange={() => undefined} />
      </Piece>
      <Piece name="FileField">
        <FileField ref={chooser} aria-label="…" multiple onFiles={setFiles} />
        <div className="row">
          <Button variant="default" onClick={() => chooser.current?.click()}>
            …
          </Button>
          <span>{files.map(({ name }) => name).join(', ')}</span>
        </div>
      </Piece>
    </>
  )
}

/** Rows, and what stands for them. */
function Lists() {
  const list = useInfiniteQuery({
    queryKey: ['catalogue'],
    queryFn: ({ pageParam }) => [pageParam, pageParam + 1],
    initialPageParam: 1,
    getNextPageParam: (_last, pages) => (pages.length < 2 ? pages.length * 2 + 1 : undefined),
    select: ({ pages }) => pages.flat(),
  })
  return (
    <>
      <Piece name="Rows">
        <Rows list={list} none={null} row={(row) => <li key={row}>{row}</li>} />
      </Piece>
      <Piece name="More">
        <More
          list={{ hasNextPage: true, isFetchingNextPage: true, isFetchNextPageError: false, fetchNextPage: () => null }}
        />
      </Piece>
      <Piece name="ListShape">
        <ListShape rows={2} />
      </Piece>
      <Piece name="Empty">
        <Empty type="Aa" action={<Button>…</Button>}>
          …
        </Empty>
      </Piece>
    </>
  )
}

/** The small ones. */
function Small() {
  const [open, setOpen] = useState(false)
  return (
    <>
      <Piece name="Terms, TermsOpened, Sentences">
        <OpenedTerms />
        <Terms of={['slot', 'repeat']} />
        <Sentences of={['slot', 'repeat']} />
      </Piece>
      <Piece name="ProductMark">
        <ProductMark />
      </Piece>
      <Piece name="NetworkMark, NetworkMarks">
        <div className="row">
          <NetworkMark network="kopisenja" named />
          <NetworkMark network="penulis" named className="large" />
          <NetworkMarks networks={['kopisenja', 'penulis', 'kopisenja', 'a', 'b']} />
        </div>
      </Piece>
      <Piece name="CopyText">
        <CopyText text="https://panel.contoh.id/api/channels/callback" />
      </Piece>
      <Piece name="Face, Instant, ForeignLink">
        <div className="row">
          <Face name="Rina Sari" src={null} network="kopisenja" />
          <Face name="r/kopi" src={null} network="penulis" size={36} />
          <Instant at={inHours(20)} />
          <Instant at={inHours(-2)} ago />
        </div>
        <ForeignLink href="https://example.com/panen" words="Panen" />
      </Piece>
      <Piece name="Tool">
        <div role="toolbar" aria-label="…" className="row tight" onKeyDown={moveInToolbar}>
          <Tool label="B" icon={IconBold} pressed onPress={() => undefined} />
          <Tool label="I" icon={IconItalic} onPress={() => undefined} />
        </div>
      </Piece>
      <Piece name="QrCode">
        <QrCode text="https://example.com" label="https://example.com" size={120} />
      </Piece>
      <Piece name="SetAsideLine">
        <SetAsideLine id={microblog.id} />
      </Piece>
      <Piece name="Dialog, Allowed, Later">
        <div>
          <Button variant="default" onClick={() => setOpen(true)}>
            Dialog
          </Button>
        </div>
        <Dialog opened={open} onClose={() => setOpen(false)} title="Dialog">
          <Later>
            <Allowed needs="send">…</Allowed>
          </Later>
        </Dialog>
      </Piece>
    </>
  )
}

/** All that lies in `ui/`. */
export function UiParts() {
  return (
    <Group title="ui">
      <Tones />
      <Fields />
      <Lists />
      <Small />
    </Group>
  )
}

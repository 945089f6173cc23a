import { Button, Popover, TextInput } from '@mantine/core'
import {
  IconArrowBackUp,
  IconArrowForwardUp,
  IconBlockquote,
  IconBold,
  IconCode,
  IconColumnInsertRight,
  IconH2,
  IconH3,
  IconItalic,
  IconLink,
  IconList,
  IconListNumbers,
  IconPhoto,
  IconRowInsertBottom,
  IconSeparatorHorizontal,
  IconSourceCode,
  IconStrikethrough,
  IconTable,
  IconTableMinus,
  IconTextCaption,
} from '@tabler/icons-react'
import type { ChainedCommands, Editor } from '@tiptap/core'
import { useEditorState } from '@tiptap/react'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { FileField } from '../../ui/file-field.tsx'
import { moveInToolbar, Tool } from '../../ui/tool.tsx'
import { readMarkdown } from './round-trip.ts'
import { InsertMenu } from './tools/insert-menu.tsx'

function LinkTool({ editor, pressed }: { editor: Editor; pressed: boolean }) {
  const { t } = useTranslation()
  const [opened, setOpened] = useState(false)
  const [address, setAddress] = useState('')
  const apply = () => {
    const typed = address.trim()
    const href = typed && !/^([a-z][a-z0-9+.-]*:|[/#])/i.test(typed) ? `https://${typed}` : typed
    const chain = editor.chain().focus().extendMarkRange('link')
    if (!href) chain.unsetLink().run()
    else if (editor.state.selection.empty && !pressed) {
      chain.insertContent({ type: 'text', text: href, marks: [{ type: 'link', attrs: { href } }] }).run()
    } else chain.setLink({ href }).run()
    setOpened(false)
  }
  return (
    <Popover
      opened={opened}
      onChange={setOpened}
      trapFocus
      withinPortal
      shadow="md"
      width="min(380px, calc(100vw - 32px))"
      middlewares={{ shift: { padding: 16 }, flip: true }}
    >
      <Popover.Target>
        <Tool
          label={t('writing.tools.link')}
          icon={IconLink}
          pressed={pressed}
          onPress={() => {
            setAddress(String(editor.getAttributes('link').href ?? ''))
            setOpened((before) => !before)
          }}
        />
      </Popover.Target>
      <Popover.Dropdown>
        <form
          className="row still"
          onSubmit={(event) => {
            event.preventDefault()
            apply()
          }}
        >
          <TextInput
            className="grow"
            size="sm"
            data-autofocus
            label={t('writing.linkAddress')}
            placeholder="https://"
            value={address}
            onChange={(event) => setAddress(event.currentTarget.value)}
          />
          <Button size="sm" type="submit" style={{ alignSelf: 'end' }}>
            {address.trim() ? t('writing.linkSet') : t('writing.linkRemove')}
          </Button>
        </form>
      </Popover.Dropdown>
    </Popover>
  )
}

/** What of it holds where the cursor stands, and what could be done there. */
function useMarks(editor: Editor) {
  return useEditorState({
    editor,
    selector: ({ editor: at }) => ({
      bold: at.isActive('bold'),
      italic: at.isActive('italic'),
      strike: at.isActive('strike'),
      code: at.isActive('code'),
      h2: at.isActive('heading', { level: 2 }),
      h3: at.isActive('heading', { level: 3 }),
      bullets: at.isActive('bulletList'),
      numbers: at.isActive('orderedList'),
      quote: at.isActive('blockquote'),
      block: at.isActive('codeBlock'),
      link: at.isActive('link'),
      table: at.isActive('table'),
      image: at.isActive('image'),
      undo: at.can().undo(),
      redo: at.can().redo(),
    }),
  })
}

type Marks = ReturnType<typeof useMarks>

interface ToolKind {
  /** Of its words: `writing.tools.…`. */
  name: string
  icon: typeof IconBold
  /** Pressed while this holds. */
  mark?: keyof Marks
  /** Whether it can't be used here. */
  off?(marks: Marks): boolean
  run(chain: ChainedCommands): ChainedCommands
}

const history: readonly ToolKind[] = [
  { name: 'undo', icon: IconArrowBackUp, off: ({ undo }) => !undo, run: (chain) => chain.undo() },
  { name: 'redo', icon: IconArrowForwardUp, off: ({ redo }) => !redo, run: (chain) => chain.redo() },
]
const words: readonly ToolKind[] = [
  { name: 'h2', icon: IconH2, mark: 'h2', run: (chain) => chain.toggleHeading({ level: 2 }) },
  { name: 'h3', icon: IconH3, mark: 'h3', run: (chain) => chain.toggleHeading({ level: 3 }) },
  { name: 'bold', icon: IconBold, mark: 'bold', run: (chain) => chain.toggleBold() },
  { name: 'italic', icon: IconItalic, mark: 'italic', run: (chain) => chain.toggleItalic() },
  { name: 'strike', icon: IconStrikethrough, mark: 'strike', run: (chain) => chain.toggleStrike() },
]
const newTable = { rows: 3, cols: 2, withHeaderRow: true }
const blocks: readonly ToolKind[] = [
  { name: 'bullets', icon: IconList, mark: 'bullets', run: (chain) => chain.toggleBulletList() },
  { name: 'numbers', icon: IconListNumbers, mark: 'numbers', run: (chain) => chain.toggleOrderedList() },
  { name: 'quote', icon: IconBlockquote, mark: 'quote', run: (chain) => chain.toggleBlockquote() },
  { name: 'code', icon: IconCode, mark: 'code', run: (chain) => chain.toggleCode() },
  { name: 'block', icon: IconSourceCode, mark: 'block', run: (chain) => chain.toggleCodeBlock() },
  { name: 'rule', icon: IconSeparatorHorizontal, run: (chain) => chain.setHorizontalRule() },
  { name: 'table', icon: IconTable, off: ({ table }) => table, run: (chain) => chain.insertTable(newTable) },
]
const inTables: readonly ToolKind[] = [
  { name: 'rowAdd', icon: IconRowInsertBottom, run: (chain) => chain.addRowAfter() },
  { name: 'columnAdd', icon: IconColumnInsertRight, run: (chain) => chain.addColumnAfter() },
  { name: 'tableRemove', icon: IconTableMinus, run: (chain) => chain.deleteTable() },
]

function Tools({ kinds, editor, marks }: { kinds: readonly ToolKind[]; editor: Editor; marks: Marks }) {
  const { t } = useTranslation()
  return kinds.map(({ name, icon, mark, off, run }) => (
    <Tool
      key={name}
      label={t(`writing.tools.${name}`)}
      icon={icon}
      pressed={mark && marks[mark]}
      disabled={off?.(marks)}
      onPress={() => run(editor.chain().focus()).run()}
    />
  ))
}

/** Puts pictures in, and asks again what the one at the cursor shows. */
function PictureTools({ editor, marks, onPictures, onDescribe }: ToolbarProps & { marks: Marks }) {
  const { t } = useTranslation()
  const chooser = useRef<HTMLInputElement>(null)
  const describe = () => {
    const { src, alt } = editor.getAttributes('image')
    onDescribe(String(src), String(alt ?? ''))
  }
  return (
    <>
      <Tool label={t('writing.tools.picture')} icon={IconPhoto} onPress={() => chooser.current?.click()} />
      {marks.image && <Tool label={t('writing.tools.alt')} icon={IconTextCaption} onPress={describe} />}
      <FileField ref={chooser} accept="image/*" multiple aria-label={t('writing.tools.picture')} onFiles={onPictures} />
    </>
  )
}

/** Puts a block in below the one with the cursor, or in the place of an empty one; its `…` is chosen, to be written over. */
function insertBlock(editor: Editor, markdown: string): void {
  const { $to } = editor.state.selection
  const holder = $to.depth > 0 ? $to.node(1) : undefined
  const at = holder ? $to.after(1) : editor.state.doc.content.size
  const place = holder?.content.size === 0 ? { from: $to.before(1), to: at } : at
  const before = editor.state.doc.content.size
  const chain = editor.chain().focus()
  chain.insertContentAt(place, readMarkdown(markdown).content ?? []).run()
  const from = typeof place === 'number' ? place : place.from
  const to = from + Math.max(0, editor.state.doc.content.size - before + (typeof place === 'number' ? 0 : 2))
  editor.state.doc.nodesBetween(from, to, (node, position) => {
    const found = node.isText ? (node.text ?? '').indexOf('…') : -1
    if (found >= 0) editor.commands.setTextSelection({ from: position + found, to: position + found + 1 })
  })
}

interface ToolbarProps {
  editor: Editor
  onPictures(files: File[]): void
  onDescribe(src: string, alt: string): void
}

/** What can be done to the words; on a phone it scrolls sideways. */
export function Toolbar(props: ToolbarProps) {
  const { t } = useTranslation()
  const { editor } = props
  const marks = useMarks(editor)
  return (
    <div className="toolbar" role="toolbar" aria-label={t('writing.tools.label')} onKeyDown={moveInToolbar}>
      <Tools kinds={history} editor={editor} marks={marks} />
      <span className="gap" />
      <Tools kinds={words} editor={editor} marks={marks} />
      <LinkTool editor={editor} pressed={marks.link} />
      <span className="gap" />
      <Tools kinds={blocks} editor={editor} marks={marks} />
      {marks.table && <Tools kinds={inTables} editor={editor} marks={marks} />}
      <PictureTools {...props} marks={marks} />
      <InsertMenu onBlock={(markdown) => insertBlock(editor, markdown)} />
    </div>
  )
}

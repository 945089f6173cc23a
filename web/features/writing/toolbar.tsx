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
import type { Editor } from '@tiptap/core'
import { useEditorState } from '@tiptap/react'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { moveInToolbar, Tool } from '../../ui/tool.tsx'

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

/** What can be done to the words; on a phone it scrolls sideways. */
export function Toolbar({
  editor,
  onPictures,
  onDescribe,
}: {
  editor: Editor
  onPictures(files: File[]): void
  onDescribe(src: string, alt: string): void
}) {
  const { t } = useTranslation()
  const input = useRef<HTMLInputElement>(null)
  const on = useEditorState({
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
  const run = () => editor.chain().focus()
  return (
    <div className="toolbar" role="toolbar" aria-label={t('writing.tools.label')} onKeyDown={moveInToolbar}>
      <Tool
        label={t('writing.tools.undo')}
        icon={IconArrowBackUp}
        disabled={!on.undo}
        onPress={() => run().undo().run()}
      />
      <Tool
        label={t('writing.tools.redo')}
        icon={IconArrowForwardUp}
        disabled={!on.redo}
        onPress={() => run().redo().run()}
      />
      <span className="gap" />
      <Tool
        label={t('writing.tools.h2')}
        icon={IconH2}
        pressed={on.h2}
        onPress={() => run().toggleHeading({ level: 2 }).run()}
      />
      <Tool
        label={t('writing.tools.h3')}
        icon={IconH3}
        pressed={on.h3}
        onPress={() => run().toggleHeading({ level: 3 }).run()}
      />
      <Tool
        label={t('writing.tools.bold')}
        icon={IconBold}
        pressed={on.bold}
        onPress={() => run().toggleBold().run()}
      />
      <Tool
        label={t('writing.tools.italic')}
        icon={IconItalic}
        pressed={on.italic}
        onPress={() => run().toggleItalic().run()}
      />
      <Tool
        label={t('writing.tools.strike')}
        icon={IconStrikethrough}
        pressed={on.strike}
        onPress={() => run().toggleStrike().run()}
      />
      <LinkTool editor={editor} pressed={on.link} />
      <span className="gap" />
      <Tool
        label={t('writing.tools.bullets')}
        icon={IconList}
        pressed={on.bullets}
        onPress={() => run().toggleBulletList().run()}
      />
      <Tool
        label={t('writing.tools.numbers')}
        icon={IconListNumbers}
        pressed={on.numbers}
        onPress={() => run().toggleOrderedList().run()}
      />
      <Tool
        label={t('writing.tools.quote')}
        icon={IconBlockquote}
        pressed={on.quote}
        onPress={() => run().toggleBlockquote().run()}
      />
      <Tool
        label={t('writing.tools.code')}
        icon={IconCode}
        pressed={on.code}
        onPress={() => run().toggleCode().run()}
      />
      <Tool
        label={t('writing.tools.block')}
        icon={IconSourceCode}
        pressed={on.block}
        onPress={() => run().toggleCodeBlock().run()}
      />
      <Tool
        label={t('writing.tools.rule')}
        icon={IconSeparatorHorizontal}
        onPress={() => run().setHorizontalRule().run()}
      />
      <Tool
        label={t('writing.tools.table')}
        icon={IconTable}
        disabled={on.table}
        onPress={() => run().insertTable({ rows: 3, cols: 2, withHeaderRow: true }).run()}
      />
      {on.table && (
        <>
          <Tool
            label={t('writing.tools.rowAdd')}
            icon={IconRowInsertBottom}
            onPress={() => run().addRowAfter().run()}
          />
          <Tool
            label={t('writing.tools.columnAdd')}
            icon={IconColumnInsertRight}
            onPress={() => run().addColumnAfter().run()}
          />
          <Tool
            label={t('writing.tools.tableRemove')}
            icon={IconTableMinus}
            onPress={() => run().deleteTable().run()}
          />
        </>
      )}
      <Tool label={t('writing.tools.picture')} icon={IconPhoto} onPress={() => input.current?.click()} />
      {on.image && (
        <Tool
          label={t('writing.tools.alt')}
          icon={IconTextCaption}
          onPress={() => {
            const { src, alt } = editor.getAttributes('image')
            onDescribe(String(src), String(alt ?? ''))
          }}
        />
      )}
      <input
        ref={input}
        type="file"
        accept="image/*"
        multiple
        className="hidden-but-read"
        tabIndex={-1}
        aria-label={t('writing.tools.picture')}
        onChange={(event) => {
          onPictures([...(event.currentTarget.files ?? [])])
          event.currentTarget.value = ''
        }}
      />
    </div>
  )
}

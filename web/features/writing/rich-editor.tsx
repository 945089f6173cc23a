import './editor.css'
import type { Editor } from '@tiptap/core'
import Placeholder from '@tiptap/extension-placeholder'
import { closeHistory } from '@tiptap/pm/history'
import type { Node } from '@tiptap/pm/model'
import { EditorContent, useEditor } from '@tiptap/react'
import { type RefObject, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { Media } from '../../../src/http/api.ts'
import type { Store } from '../../base/store.ts'
import { extensions } from './extensions.ts'
import { joinBlocks, readMarkdown, writeBlock } from './round-trip.ts'
import type { InsertLink } from './saver.ts'
import { Toolbar } from './toolbar.tsx'

const markdownOf = new WeakMap<Node, string>()

/** The document as Markdown. A block that did not change since last time is not written again. */
export function writeDocument(doc: Node): string {
  const blocks: string[] = []
  doc.forEach((block) => {
    let written = markdownOf.get(block)
    if (written === undefined) {
      written = writeBlock(block.toJSON())
      markdownOf.set(block, written)
    }
    blocks.push(written)
  })
  return joinBlocks(blocks)
}

/** How many pictures lack words for people who can't see them. */
function withoutAlt(doc: Node): number {
  let count = 0
  doc.descendants((node) => {
    if (node.type.name === 'image' && !node.attrs.alt) count += 1
  })
  return count
}

/**
 * Puts an uploaded picture where the cursor is (or at `at`), and selects nothing else. Only a paragraph takes one in its words:
 * in a heading or in code it would be part of what is no text of its own, so it gets a paragraph below.
 */
export function insertPicture(editor: Editor, media: Media, at?: number): void {
  const { doc, selection } = editor.state
  const $at = doc.resolve(Math.min(at ?? selection.to, doc.content.size))
  const picture = { type: 'image', attrs: { src: media.url, alt: media.alt } }
  const inWords = $at.parent.type.name === 'paragraph' || !$at.parent.isTextblock
  if (inWords) editor.chain().insertContentAt($at.pos, picture).run()
  else
    editor
      .chain()
      .insertContentAt($at.after($at.depth), { type: 'paragraph', content: [picture] })
      .run()
}

/** Gives every picture of that address these words. */
export function describePicture(editor: Editor, src: string, alt: string): void {
  editor.commands.command(({ tr, state }) => {
    state.doc.descendants((node, position) => {
      if (node.type.name === 'image' && node.attrs.src === src) tr.setNodeAttribute(position, 'alt', alt)
    })
    return true
  })
}

const picturesIn = (list: FileList | undefined | null) =>
  [...(list ?? [])].filter((file) => file.type.startsWith('image/'))

interface RichEditorProps {
  markdown: string
  /** Called on every key: must be cheap. */
  onTouch(): void
  onReader(read: (() => string) | undefined): void
  /** Hands out what puts a link where the cursor is. */
  onInserter(insert: InsertLink | undefined): void
  missingAlt: Store<number>
  /** Somebody dropped, pasted or chose pictures; `insert` puts one where they meant it. */
  onPictures(files: File[], insert: (media: Media) => void, describe: (src: string, alt: string) => void): void
  onDescribe(src: string, alt: string, describe: (src: string, alt: string) => void): void
}

/** The editor, and what takes pictures: dropped, pasted or chosen. */
function useRichEditor(now: RefObject<RichEditorProps>) {
  const { t } = useTranslation()
  const self = useRef<Editor | null>(null)
  const take = (files: File[], at?: number) => {
    const editor = self.current
    if (!editor || files.length === 0) return false
    now.current.onPictures(
      files,
      (media) => insertPicture(editor, media, at),
      (src, alt) => describePicture(editor, src, alt),
    )
    return true
  }
  const editor = useEditor({
    extensions: [...extensions, Placeholder.configure({ placeholder: t('writing.placeholder') })],
    content: readMarkdown(now.current.markdown),
    shouldRerenderOnTransaction: false,
    immediatelyRender: true,
    editorProps: {
      attributes: {
        role: 'textbox',
        'aria-multiline': 'true',
        'aria-label': t('writing.text'),
        class: 'prose',
        spellcheck: 'true',
      },
      handlePaste: (_view, event) => take(picturesIn(event.clipboardData?.files)),
      handleDrop: (view, event, _slice, moved) => {
        if (moved) return false
        const at = view.posAtCoords({ left: event.clientX, top: event.clientY })?.pos
        return take(picturesIn(event.dataTransfer?.files), at)
      },
    },
    onUpdate: () => now.current.onTouch(),
  })
  self.current = editor
  return { editor, take }
}

/** Hands out what reads the document as Markdown, and counts pictures without words whenever it does. */
function useReader(editor: Editor, now: RefObject<RichEditorProps>) {
  useEffect(() => {
    // Once for each editor: what it began with belongs to its first document, whatever was saved since.
    const { markdown, missingAlt, onReader } = now.current
    const untouched = editor.state.doc
    missingAlt.set(withoutAlt(untouched))
    onReader(() => {
      missingAlt.set(withoutAlt(editor.state.doc))
      // Words nobody touched keep the very characters they were typed with.
      return editor.state.doc.eq(untouched) ? markdown : writeDocument(editor.state.doc)
    })
    return () => onReader(undefined)
  }, [editor, now])
}

/**
 * Puts a link where the cursor is, over the words that are chosen, or at the end where nobody has been in the text yet. Code takes no
 * link: there it goes below. It is a step of its own for whoever undoes.
 */
export function insertLink(editor: Editor, words: string, href: string, atEnd: boolean): () => void {
  const { doc, selection } = editor.state
  const link = { type: 'text', text: words, marks: [{ type: 'link', attrs: { href } }] }
  const $at = atEnd ? doc.resolve(doc.content.size) : selection.$to
  const inWords = $at.parent.isTextblock && !$at.parent.type.spec.code
  editor.view.dispatch(closeHistory(editor.state.tr))
  const chain = editor.chain().focus()
  if (inWords && !selection.empty) chain.setLink({ href }).setTextSelection(selection.to).run()
  else if (inWords) chain.insertContentAt($at.pos, link).unsetMark('link').run()
  else {
    const below = $at.depth > 0 ? $at.after($at.depth) : $at.pos
    chain.insertContentAt(below, { type: 'paragraph', content: [link] }).run()
  }
  editor.view.dispatch(closeHistory(editor.state.tr))
  const made = editor.state.doc
  return () => {
    if (editor.state.doc.eq(made)) editor.chain().focus().undo().run()
  }
}

/** Hands out what puts links in. Where the cursor is, is known once somebody was in the text. */
function useInserter(editor: Editor, now: RefObject<RichEditorProps>) {
  useEffect(() => {
    let been = false
    const come = () => {
      been = true
    }
    const { onInserter } = now.current
    editor.on('focus', come)
    onInserter((words, href) => insertLink(editor, words, href, !been))
    return () => {
      editor.off('focus', come)
      onInserter(undefined)
    }
  }, [editor, now])
}

/** Rich text over Markdown. Typing stays inside ProseMirror: React draws nothing, Markdown is written in pauses. */
export default function RichEditor(props: RichEditorProps) {
  const now = useRef(props)
  now.current = props
  const { editor, take } = useRichEditor(now)
  useReader(editor, now)
  useInserter(editor, now)
  return (
    <>
      <Toolbar
        editor={editor}
        onPictures={(files) => take(files)}
        onDescribe={(src, alt) => props.onDescribe(src, alt, (source, words) => describePicture(editor, source, words))}
      />
      <EditorContent editor={editor} className="page-paper" />
    </>
  )
}

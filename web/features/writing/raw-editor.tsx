import { Button, Textarea } from '@mantine/core'
import { IconPhoto } from '@tabler/icons-react'
import { type RefObject, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { Media } from '../../../src/http/api.ts'
import { useStore } from '../../base/store.ts'
import { FileField } from '../../ui/file-field.tsx'
import type { Saver } from './saver.ts'
import { InsertMenu } from './tools/insert-menu.tsx'
import { withBlock, withFootnote } from './tools/insertions.ts'

const imagesOf = (list: FileList | null | undefined) =>
  [...(list ?? [])].filter((file) => file.type.startsWith('image/'))
const safeAlt = (alt: string) => alt.replace(/\s+/g, ' ').replace(/[[\]\\]/g, '\\$&')

/** Where a picture goes that is meant for `at`: never into a heading, but below its line. */
function belowHeading(text: string, at: number): { index: number; gap: string } {
  const begins = text.lastIndexOf('\n', at - 1) + 1
  const ends = text.indexOf('\n', at)
  const end = ends < 0 ? text.length : ends
  return /^ {0,3}#{1,6}(\s|$)/.test(text.slice(begins, end)) ? { index: end, gap: '\n\n' } : { index: at, gap: '' }
}

interface RawProps {
  saver: Saver
  onPictures(files: File[], insert: (media: Media) => void, describe: (src: string, alt: string) => void): void
}

/** Puts pictures in where the cursor stands. @returns takes files; whether there were any */
function useTake({ saver, onPictures }: RawProps, area: RefObject<HTMLTextAreaElement | null>) {
  const insert = (media: Media) => {
    const text = saver.fields.get().markdown
    const at = belowHeading(text, area.current?.selectionEnd ?? text.length)
    saver.change({
      markdown: `${text.slice(0, at.index)}${at.gap}![${safeAlt(media.alt)}](${media.url})${text.slice(at.index)}`,
    })
  }
  const describe = (src: string, alt: string) => {
    const text = saver.fields.get().markdown
    saver.change({ markdown: text.replaceAll(`![](${src})`, `![${safeAlt(alt)}](${src})`) })
  }
  return (files: File[]) => {
    if (files.length) onPictures(files, insert, describe)
    return files.length > 0
  }
}

/**
 * Hands out what puts a link where the cursor is, around the words that are chosen, or at the end where nobody has been in the text
 * yet: typed, so that the browser's own undo takes it out again.
 */
function useInserter(saver: Saver, area: RefObject<HTMLTextAreaElement | null>) {
  const been = useRef(false)
  useEffect(() => {
    saver.insertLink = (words, href) => {
      const field = area.current
      if (!field) return () => undefined
      const before = field.value
      field.focus()
      if (!been.current) field.setSelectionRange(before.length, before.length)
      const { selectionStart, selectionEnd } = field
      const chosen = before.slice(selectionStart, selectionEnd)
      const link = `[${chosen || safeAlt(words)}](${href})`
      // Nothing else is in the browser's own history.
      if (!document.execCommand('insertText', false, link)) {
        field.setRangeText(link, selectionStart, selectionEnd, 'end')
        saver.change({ markdown: field.value })
      }
      const made = field.value
      return () => {
        if (saver.fields.get().markdown === made) saver.change({ markdown: before })
      }
    }
    return () => {
      saver.insertLink = undefined
    }
  }, [saver, area])
  return () => {
    been.current = true
  }
}

/** Puts blocks and footnotes in where the cursor stands; a block's `…` is chosen, to be written over. */
function useInsert(saver: Saver, area: RefObject<HTMLTextAreaElement | null>) {
  const put = (change: (text: string, at: number) => { text: string; end: number }) => {
    const field = area.current
    if (!field) return
    const { text, end } = change(saver.fields.get().markdown, field.selectionEnd)
    saver.change({ markdown: text })
    // Once the field shows it.
    requestAnimationFrame(() => {
      field.focus()
      field.setSelectionRange(text[end - 1] === '…' ? end - 1 : end, end)
    })
  }
  return {
    block: (markdown: string) => put((text, at) => withBlock(text, at, markdown)),
    footnote: () => put(withFootnote),
  }
}

/** Markdown as it is. Whatever stands here stays as it was typed. */
export function RawEditor(props: RawProps) {
  const { t } = useTranslation()
  const { saver } = props
  const { markdown } = useStore(saver.fields)
  const area = useRef<HTMLTextAreaElement>(null)
  const chooser = useRef<HTMLInputElement>(null)
  const take = useTake(props, area)
  const come = useInserter(saver, area)
  const insert = useInsert(saver, area)
  return (
    <div className="raw">
      <FileField ref={chooser} accept="image/*" multiple aria-label={t('writing.tools.picture')} onFiles={take} />
      <Button
        size="xs"
        variant="default"
        leftSection={<IconPhoto size={18} aria-hidden />}
        onClick={() => chooser.current?.click()}
      >
        {t('writing.tools.picture')}
      </Button>
      <InsertMenu onBlock={insert.block} onFootnote={insert.footnote} />
      <Textarea
        ref={area}
        variant="unstyled"
        autosize
        minRows={14}
        aria-label={t('writing.rawText')}
        placeholder={t('writing.rawPlaceholder')}
        value={markdown}
        onFocus={come}
        onChange={(event) => saver.change({ markdown: event.currentTarget.value })}
        onPaste={(event) => take(imagesOf(event.clipboardData.files)) && event.preventDefault()}
        onDrop={(event) => take(imagesOf(event.dataTransfer.files)) && event.preventDefault()}
      />
    </div>
  )
}

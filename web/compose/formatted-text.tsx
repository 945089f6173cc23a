import { Button, Checkbox } from '@mantine/core'
import {
  IconBlockquote,
  IconBold,
  IconCode,
  IconItalic,
  IconLink,
  IconList,
  IconStrikethrough,
} from '@tabler/icons-react'
import { type ComponentProps, type KeyboardEvent, type RefObject, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { moveInToolbar, Tool } from '../ui/tool.tsx'
import { type Format, formats, formatted, seemsFormatted } from './formatting.ts'
import { TypedText } from './typed-text.tsx'

const icons = {
  bold: IconBold,
  italic: IconItalic,
  strike: IconStrikethrough,
  link: IconLink,
  bullets: IconList,
  quote: IconBlockquote,
  code: IconCode,
} satisfies Record<Format, unknown>

const keys: Readonly<Record<string, Format>> = { b: 'bold', i: 'italic', k: 'link' }

/** The formats as buttons, and whether the text is read as Markdown at all. */
function Formats({
  markdown,
  onFormat,
  onRead,
}: {
  markdown: boolean
  onFormat(format: Format): void
  onRead(markdown: boolean): void
}) {
  const { t } = useTranslation()
  return (
    <div className="row">
      <div className="formats" role="toolbar" aria-label={t('posts.formats')} onKeyDown={moveInToolbar}>
        {formats.map((format) => (
          <Tool
            key={format}
            label={t(`writing.tools.${format}`)}
            icon={icons[format]}
            onPress={() => onFormat(format)}
          />
        ))}
      </div>
      <Checkbox
        size="xs"
        label={t('posts.markdown')}
        checked={markdown}
        onChange={(event) => onRead(event.currentTarget.checked)}
      />
    </div>
  )
}

/** For words with characters that would be letters: whether they were meant as Markdown. */
function MeantAsMarkdown({ onYes }: { onYes(): void }) {
  const { t } = useTranslation()
  return (
    <div className="row tight">
      <p className="small quiet">{t('posts.seemsFormatted')}</p>
      <Button size="compact-xs" variant="subtle" onClick={onYes}>
        {t('posts.formatOn')}
      </Button>
    </div>
  )
}

/**
 * A text of a post with what can be done to its words. The first format turns Markdown on; until then every character is the
 * letter that it is.
 */
export function FormattedText({
  markdown,
  inputRef,
  onKeyDown,
  onChange,
  ...text
}: Omit<ComponentProps<typeof TypedText>, 'inputRef' | 'onChange'> & {
  markdown: boolean
  inputRef?: RefObject<HTMLTextAreaElement | null>
  /** The words, and whether they are Markdown, in one change. */
  onChange(value: string, markdown: boolean): void
}) {
  const { t } = useTranslation()
  const own = useRef<HTMLTextAreaElement>(null)
  const area = inputRef ?? own
  const formatting = useRef(false)
  const press = (format: Format) => {
    if (!area.current) return
    formatting.current = true
    write(area.current, format)
    formatting.current = false
  }
  const read = (on: boolean) => onChange(text.value, on)
  const onKey = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    const format = (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && keys[event.key.toLowerCase()]
    if (!format) return onKeyDown?.(event)
    event.preventDefault()
    press(format)
  }
  return (
    <div className="stack tight">
      <TypedText
        {...text}
        inputRef={area}
        onKeyDown={onKey}
        onChange={(value) => onChange(value, markdown || formatting.current)}
      />
      <Formats markdown={markdown} onFormat={press} onRead={read} />
      {markdown && <p className="small quiet">{t('posts.markdownHint')}</p>}
      {!markdown && seemsFormatted(text.value) && <MeantAsMarkdown onYes={() => read(true)} />}
    </div>
  )
}

/** By the browser's own editing, so that its undo takes it back. */
function write(area: HTMLTextAreaElement, format: Format): void {
  const { from, to, insert, select } = formatted(area.value, area.selectionStart, area.selectionEnd, format)
  area.focus()
  area.setSelectionRange(from, to)
  document.execCommand('insertText', false, insert)
  area.setSelectionRange(select.start, select.end)
}

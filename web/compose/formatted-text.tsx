import './post.css'
import { Button } from '@mantine/core'
import { type ComponentProps, type FocusEvent, type KeyboardEvent, type RefObject, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Range } from '../ui/segments.ts'
import { FormatBar } from './format-bar.tsx'
import { type Format, formats, formatted, seemsFormatted } from './formatting.ts'
import { TypedText } from './typed-text.tsx'

const keys: Readonly<Record<string, Format>> = { b: 'bold', i: 'italic', k: 'link' }

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

/** What is selected, as long as the field or its bar has the focus. */
function useSelected() {
  const [selected, setSelected] = useState<Range>()
  return {
    selected,
    onSelected: ({ start, end }: Range) => setSelected(end > start ? { start, end } : undefined),
    hide: () => setSelected(undefined),
    onBlur: ({ currentTarget, relatedTarget }: FocusEvent<HTMLElement>) => {
      if (!currentTarget.contains(relatedTarget)) setSelected(undefined)
    },
  }
}

type FormattedTextProps = Omit<
  ComponentProps<typeof TypedText>,
  'inputRef' | 'mirrorRef' | 'onChange' | 'selected' | 'onSelected'
> & {
  markdown: boolean
  /** What can be chosen: what the networks can show. */
  shown?: readonly Format[] | undefined
  inputRef?: RefObject<HTMLTextAreaElement | null> | undefined
  mirrorRef?: RefObject<HTMLDivElement | null> | undefined
  /** The words, and whether they are Markdown, in one change. */
  onChange(value: string, markdown: boolean): void
}

/**
 * A text of a post. What can be done to its words stands beside them once they are selected. The first format turns Markdown on;
 * until then every character is the letter that it is.
 */
export function FormattedText({
  markdown,
  shown = formats,
  inputRef,
  mirrorRef,
  onKeyDown,
  onChange,
  ...text
}: FormattedTextProps) {
  const [ownArea, ownMirror] = [useRef<HTMLTextAreaElement>(null), useRef<HTMLDivElement>(null)]
  const [area, mirror] = [inputRef ?? ownArea, mirrorRef ?? ownMirror]
  const formatting = useRef(false)
  const { selected, onSelected, hide, onBlur } = useSelected()
  const press = (format: Format) => {
    if (!area.current) return
    formatting.current = true
    write(area.current, format)
    formatting.current = false
  }
  const onKey = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (event.key === 'Escape' && selected) return hide()
    const format = (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && keys[event.key.toLowerCase()]
    if (!format || !shown.includes(format)) return onKeyDown?.(event)
    event.preventDefault()
    press(format)
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: whatever leaves the field hides its bar; nothing is done to this
    <div className="stack tight formatted-text" onBlur={onBlur}>
      <TypedText
        {...text}
        inputRef={area}
        mirrorRef={mirror}
        selected={selected}
        onSelected={onSelected}
        onKeyDown={onKey}
        onChange={(value) => onChange(value, markdown || formatting.current)}
      />
      {selected && (
        <FormatBar
          mirror={mirror}
          markdown={markdown}
          shown={shown}
          onFormat={press}
          onRead={(on) => onChange(text.value, on)}
        />
      )}
      {!markdown && seemsFormatted(text.value) && <MeantAsMarkdown onYes={() => onChange(text.value, true)} />}
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

import './post.css'
import { Button } from '@mantine/core'
import {
  type ComponentProps,
  type FocusEvent,
  type KeyboardEvent,
  type ReactNode,
  type RefObject,
  useRef,
  useState,
} from 'react'
import { useTranslation } from 'react-i18next'
import type { Range } from '../ui/segments.ts'
import { FormatBar } from './format-bar.tsx'
import { type Format, formats, formatted, seemsFormatted } from './formatting.ts'
import { MentionList } from './mention-list.tsx'
import { TypedText } from './typed-text.tsx'
import { useMentions } from './use-mentions.ts'

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
  /** Stands beside its words too. */
  children?: ReactNode
  /** The words, and whether they are Markdown, in one change. */
  onChange(value: string, markdown: boolean): void
}

/** Formats by button and key; every change of the field passes here, so that the first format turns Markdown on. */
function useFormats(
  area: RefObject<HTMLTextAreaElement | null>,
  { markdown, shown = formats, onChange }: Pick<FormattedTextProps, 'markdown' | 'shown' | 'onChange'>,
) {
  const formatting = useRef(false)
  const press = (format: Format) => {
    if (!area.current) return
    formatting.current = true
    write(area.current, format)
    formatting.current = false
  }
  return {
    press,
    type: (value: string) => onChange(value, markdown || formatting.current),
    /** Answers whether the key was one of a format. */
    onKey: (event: KeyboardEvent<HTMLTextAreaElement>): boolean => {
      const mod = (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey
      const format = mod ? keys[event.key.toLowerCase()] : undefined
      if (!format || !shown.includes(format)) return false
      event.preventDefault()
      press(format)
      return true
    },
  }
}

/**
 * A text of a post. What can be done to its words stands beside them once they are selected, and people to mention below an `@` that is
 * typed. The first format turns Markdown on; until then every character is the letter that it is.
 */
export function FormattedText({
  markdown,
  shown,
  inputRef,
  mirrorRef,
  children,
  onKeyDown,
  onChange,
  ...text
}: FormattedTextProps) {
  const [ownArea, ownMirror] = [useRef<HTMLTextAreaElement>(null), useRef<HTMLDivElement>(null)]
  const [area, mirror] = [inputRef ?? ownArea, mirrorRef ?? ownMirror]
  const { press, type, onKey } = useFormats(area, { markdown, shown, onChange })
  const { selected, onSelected, hide, onBlur } = useSelected()
  const mentions = useMentions(area)
  const { id, mentions: people, chosen, choose } = mentions
  const read = (on: boolean) => onChange(text.value, on)
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: whatever leaves the field hides what stands beside it
    <div
      className="stack tight formatted-text"
      onBlur={(event) => {
        onBlur(event)
        mentions.hide()
      }}
    >
      <TypedText
        {...text}
        inputRef={area}
        mirrorRef={mirror}
        selected={selected ?? mentions.range}
        aria={mentions.aria}
        onSelected={(range) => {
          onSelected(range)
          mentions.look(area.current?.value ?? '', range.start, range.end)
        }}
        onKeyDown={(event) => {
          if (mentions.onKey(event) || onKey(event)) return
          if (event.key === 'Escape' && selected) hide()
          else onKeyDown?.(event)
        }}
        onChange={type}
      />
      {selected && <FormatBar {...{ mirror, markdown, shown }} onFormat={press} onRead={read} />}
      {mentions.open && !selected && <MentionList {...{ id, chosen, mirror }} mentions={people} onChoose={choose} />}
      {!selected && !mentions.open && children}
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

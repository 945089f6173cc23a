import './post.css'
import {
  IconBlockquote,
  IconBold,
  IconCode,
  IconItalic,
  IconLink,
  IconList,
  IconMarkdown,
  IconStrikethrough,
} from '@tabler/icons-react'
import { type RefObject, useLayoutEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { moveInToolbar, Tool } from '../ui/tool.tsx'
import { type Format, formats } from './formatting.ts'
import { standBeside } from './stand-beside.ts'

const icons = {
  bold: IconBold,
  italic: IconItalic,
  strike: IconStrikethrough,
  link: IconLink,
  bullets: IconList,
  quote: IconBlockquote,
  code: IconCode,
} satisfies Record<Format, unknown>

/** Above what is selected; below it where a finger's own menu stands above. */
const sideOf = () => (window.matchMedia('(pointer: coarse)').matches ? 'below' : 'above')

/**
 * What can be done to selected words, beside them; and whether the text is read as Markdown at all.
 * @param mirror of the field, with the selected words marked (TypedText)
 * @param shown what there is to choose: what the networks can show
 */
export function FormatBar({
  mirror,
  markdown,
  shown = formats,
  onFormat,
  onRead,
}: {
  mirror: RefObject<HTMLElement | null>
  markdown: boolean
  shown?: readonly Format[] | undefined
  onFormat(format: Format): void
  onRead(markdown: boolean): void
}) {
  const { t } = useTranslation()
  const bar = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    if (!bar.current || !mirror.current) return
    standBeside(bar.current, mirror.current.querySelector('.selected'), mirror.current, sideOf())
  })
  return (
    <div className="format-bar" role="toolbar" aria-label={t('posts.formats')} onKeyDown={moveInToolbar} ref={bar}>
      {shown.map((format) => (
        <Tool key={format} label={t(`writing.tools.${format}`)} icon={icons[format]} onPress={() => onFormat(format)} />
      ))}
      <Tool label={t('posts.markdown')} icon={IconMarkdown} pressed={markdown} onPress={() => onRead(!markdown)} />
    </div>
  )
}

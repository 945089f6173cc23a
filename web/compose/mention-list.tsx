import './post.css'
import { type RefObject, useLayoutEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { Face } from '../ui/face.tsx'
import { standBeside } from './stand-beside.ts'

/** Somebody who can be mentioned. */
export interface Mention {
  key: string
  name: string
  handle: string
  avatar: string | null
  network: string
}

/** The element that tells a screen reader which one is chosen. */
export const mentionId = (list: string, at: number): string => `${list}-${at}`

/** People to choose from while a mention is typed; the field keeps the focus. */
export function MentionList({
  id,
  mentions,
  chosen,
  mirror,
  onChoose,
}: {
  id: string
  mentions: readonly Mention[]
  chosen: number
  /** Of the field, with what is typed marked (TypedText). */
  mirror: RefObject<HTMLElement | null>
  onChoose(mention: Mention): void
}) {
  const { t } = useTranslation()
  const list = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    if (!list.current || !mirror.current) return
    standBeside(list.current, mirror.current.querySelector('.selected'), mirror.current, 'below')
  })
  return (
    <div className="mention-list" role="listbox" id={id} aria-label={t('posts.mentions')} ref={list}>
      {mentions.map((mention, at) => (
        // biome-ignore lint/a11y/useFocusableInteractive: the field has the focus, and says which option is active
        // biome-ignore lint/a11y/useKeyWithClickEvents: the field takes the keys
        <div
          key={mention.key}
          id={mentionId(id, at)}
          role="option"
          aria-selected={at === chosen}
          className="mention-option"
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => onChoose(mention)}
        >
          <Face name={mention.name} src={mention.avatar} size={32} network={mention.network} />
          <span className="grow clip">
            <span className="strong">{mention.name}</span> <span className="quiet">{mention.handle}</span>
          </span>
        </div>
      ))}
    </div>
  )
}

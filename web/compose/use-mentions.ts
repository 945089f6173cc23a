import { useQuery } from '@tanstack/react-query'
import { type KeyboardEvent, type RefObject, useDeferredValue, useId, useState } from 'react'
import { channelsQuery, mentionsQuery } from '../base/queries.ts'
import { type Mention, mentionId } from './mention-list.tsx'
import { type MentionStart, mentionAt, mentionOf } from './mention-start.ts'

const most = 8

/** The brand's own accounts, then people who wrote to us. */
function useFound(typed: string): Mention[] {
  const people = useQuery(mentionsQuery(typed)).data ?? []
  const channels = useQuery(channelsQuery).data ?? []
  if (!typed) return []
  const start = typed.toLowerCase()
  const own = channels.filter(
    ({ handle, removedAt }) => removedAt === null && handle.replace(/^@/, '').toLowerCase().startsWith(start),
  )
  const all = [...own, ...people].map(({ id, name, handle, avatar, network }) => ({
    key: id,
    name,
    handle,
    avatar,
    network,
  }))
  return all.slice(0, most)
}

/**
 * People to mention while an `@` is typed in a field: which ones, which of them is chosen, and what the keys do.
 * @param area the field
 */
export function useMentions(area: RefObject<HTMLTextAreaElement | null>) {
  const id = useId()
  const [typing, setTyping] = useState<MentionStart>()
  const [at, setAt] = useState(0)
  const mentions = useFound(useDeferredValue(typing?.typed ?? ''))
  const open = typing !== undefined && mentions.length > 0
  const chosen = Math.min(at, mentions.length - 1)
  const choose = (mention: Mention | undefined) => {
    if (!typing || !mention || !area.current) return
    area.current.focus()
    area.current.setSelectionRange(typing.start, typing.end)
    document.execCommand('insertText', false, mentionOf(mention.handle))
    setTyping(undefined)
  }
  const keys: Record<string, () => void> = {
    ArrowDown: () => setAt((chosen + 1) % mentions.length),
    ArrowUp: () => setAt((chosen + mentions.length - 1) % mentions.length),
    Enter: () => choose(mentions[chosen]),
    Tab: () => choose(mentions[chosen]),
    Escape: () => setTyping(undefined),
  }
  return {
    id,
    mentions,
    chosen,
    choose,
    open,
    /** Where what is being typed stands. */
    range: open ? typing : undefined,
    /** For the field. */
    aria: open
      ? { 'aria-autocomplete': 'list' as const, 'aria-controls': id, 'aria-activedescendant': mentionId(id, chosen) }
      : {},
    /** The caret has moved, or words have changed. */
    look: (text: string, start: number, end: number) => {
      const next = start === end ? mentionAt(text, end) : undefined
      if (next?.typed !== typing?.typed || next?.start !== typing?.start) {
        setTyping(next)
        setAt(0)
      }
    },
    hide: () => setTyping(undefined),
    /** Answers whether the key was for the list. */
    onKey: (event: KeyboardEvent<HTMLTextAreaElement>): boolean => {
      const act =
        open && !event.ctrlKey && !event.metaKey && !event.altKey && !event.shiftKey ? keys[event.key] : undefined
      if (!act) return false
      event.preventDefault()
      act()
      return true
    },
  }
}

import type { RefObject } from 'react'
import { EmojiTool } from './emoji-tool.tsx'
import { HashtagSets } from './hashtag-sets.tsx'
import { insertAtCaret } from './insert.ts'

/** What can be put into the words, where the caret is. */
export function WordTools({ area }: { area: RefObject<HTMLTextAreaElement | null> }) {
  // After the menu has closed: it would take the focus away again.
  const insert = (text: string) => setTimeout(() => insertAtCaret(area.current, text))
  return (
    <>
      <EmojiTool onInsert={(emoji) => insertAtCaret(area.current, emoji, true)} />
      <HashtagSets onInsert={insert} />
    </>
  )
}

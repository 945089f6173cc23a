import { IconAt } from '@tabler/icons-react'
import { memo, type RefObject } from 'react'
import { useTranslation } from 'react-i18next'
import { Tool } from '../ui/tool.tsx'
import { EmojiTool } from './emoji-tool.tsx'
import { HashtagSets } from './hashtag-sets.tsx'
import { insertAtCaret } from './insert.ts'

/** What can be put into the words, where the caret is. */
export const WordTools = memo(function WordTools({ area }: { area: RefObject<HTMLTextAreaElement | null> }) {
  const { t } = useTranslation()
  // After the menu has closed: it would take the focus away again.
  const insert = (text: string) => setTimeout(() => insertAtCaret(area.current, text))
  return (
    <>
      <EmojiTool onInsert={(emoji) => insertAtCaret(area.current, emoji, true)} />
      <HashtagSets onInsert={insert} />
      <Tool label={t('posts.mention')} icon={IconAt} onPress={() => insertAtCaret(area.current, '@')} />
    </>
  )
})

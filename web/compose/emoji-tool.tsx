import { Popover } from '@mantine/core'
import { IconMoodSmile } from '@tabler/icons-react'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ToolTarget } from './tool-target.tsx'

// All emoji and their words are some 60 KB: they come when somebody asks for them.
const EmojiPicker = lazy(() => import('./emoji/emoji-picker.tsx').then((part) => ({ default: part.EmojiPicker })))

/** Opens the emoji; one that is chosen goes into the words. */
export function EmojiTool({ onInsert }: { onInsert(emoji: string): void }) {
  const { t } = useTranslation()
  const [open, setOpen] = useState(false)
  return (
    <Popover
      opened={open}
      onChange={setOpen}
      position="top-start"
      width={344}
      trapFocus
      returnFocus={false}
      withinPortal={false}
      shadow="md"
    >
      <Popover.Target>
        <ToolTarget
          label={t('posts.emoji.open')}
          icon={IconMoodSmile}
          aria-expanded={open}
          onClick={() => setOpen(!open)}
        />
      </Popover.Target>
      <Popover.Dropdown aria-label={t('posts.emoji.open')}>
        <Suspense fallback={<div className="emoji-picker" />}>
          <EmojiPicker
            onChoose={(emoji) => {
              setOpen(false)
              onInsert(emoji)
            }}
          />
        </Suspense>
      </Popover.Dropdown>
    </Popover>
  )
}

import './post.css'
import { Button, Menu } from '@mantine/core'
import { IconCalendarClock, IconChevronDown, IconClock, IconFileText, IconRepeat, IconSend } from '@tabler/icons-react'
import { type ComponentType, memo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Way } from './leaving.ts'

const icons: Readonly<Record<Way, ComponentType<{ size: number; 'aria-hidden': boolean }>>> = {
  at: IconCalendarClock,
  slot: IconClock,
  now: IconSend,
  repeat: IconRepeat,
}

/** One way in which a post can leave, and what will happen then. */
export interface SendWay {
  way: Way
  /** In words: the time, how long it can be taken back. */
  means: string
}

interface SendButtonProps {
  /** What can be chosen, in order. */
  ways: readonly SendWay[]
  /** What the button itself does. */
  way: Way
  /** What stands on it, where it leads somewhere first. */
  label?: string | undefined
  busy: boolean
  onSend(way: Way): void
  /** Keeps it as a draft. */
  onKeep?: (() => void) | undefined
}

/** All ways, each with what will happen. */
function Variants({ ways, way, onSend, onKeep }: Pick<SendButtonProps, 'ways' | 'way' | 'onSend' | 'onKeep'>) {
  const { t } = useTranslation()
  return (
    <Menu.Dropdown className="send-menu">
      {ways.map(({ way: one, means }) => {
        const Sign = icons[one]
        return (
          <Menu.Item
            key={one}
            leftSection={<Sign size={20} aria-hidden />}
            rightSection={one === way && <kbd className="key-hint">Ctrl ↵</kbd>}
            onClick={() => onSend(one)}
          >
            {t(`posts.way.${one}`)}
            {means && <span className="send-means">{means}</span>}
          </Menu.Item>
        )
      })}
      {onKeep && (
        <>
          <Menu.Divider />
          <Menu.Item leftSection={<IconFileText size={20} aria-hidden />} onClick={onKeep}>
            {t('posts.keepDraft')}
          </Menu.Item>
        </>
      )}
    </Menu.Dropdown>
  )
}

/** One primary action, and behind the arrow its variants. */
export const SendButton = memo(function SendButton({ ways, way, label, busy, onSend, onKeep }: SendButtonProps) {
  const { t } = useTranslation()
  const Icon = icons[way]
  return (
    <Menu position="top-end" offset={8} width={320} closeOnItemClick>
      <Button.Group className="send-button">
        <Button
          loading={busy}
          leftSection={label === undefined && <Icon size={20} aria-hidden />}
          onClick={() => onSend(way)}
        >
          {label ?? t(`posts.way.${way}`)}
        </Button>
        <Menu.Target>
          <Button className="send-more" disabled={busy} aria-label={t('posts.otherWays')}>
            <IconChevronDown size={18} aria-hidden />
          </Button>
        </Menu.Target>
      </Button.Group>
      <Variants ways={ways} way={way} onSend={onSend} onKeep={onKeep} />
    </Menu>
  )
})

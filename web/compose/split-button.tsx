import './post.css'
import { Button, Menu } from '@mantine/core'
import { IconChevronDown } from '@tabler/icons-react'
import type { ComponentType, ReactNode } from 'react'

/** One way in which a button can act, and what will happen then. */
export interface SplitWay<Way extends string> {
  way: Way
  label: string
  /** In words: the time, how long it can be taken back. Empty where the label says it all. */
  means: string
  icon: ComponentType<{ size: number; 'aria-hidden': boolean }>
}

interface SplitButtonProps<Way extends string> {
  /** What can be chosen, in order. */
  ways: readonly SplitWay<Way>[]
  /** What the button itself does. */
  way: Way
  /** What stands on it, where it leads somewhere first. */
  label?: string | undefined
  /** What the arrow is called. */
  more: string
  busy: boolean
  size?: 'sm' | 'md'
  /** Entries behind the ways. */
  children?: ReactNode
  onPress(way: Way): void
}

/** All ways, each with what will happen. */
function Ways<Way extends string>({
  ways,
  way,
  children,
  onPress,
}: Pick<SplitButtonProps<Way>, 'ways' | 'way' | 'children' | 'onPress'>) {
  return (
    <Menu.Dropdown className="send-menu">
      {ways.map(({ way: one, label, means, icon: Icon }) => (
        <Menu.Item
          key={one}
          leftSection={<Icon size={20} aria-hidden />}
          rightSection={one === way && <kbd className="key-hint">Ctrl ↵</kbd>}
          onClick={() => onPress(one)}
        >
          {label}
          {means && <span className="send-means">{means}</span>}
        </Menu.Item>
      ))}
      {children}
    </Menu.Dropdown>
  )
}

/** One primary action, and behind the arrow its variants. */
export function SplitButton<Way extends string>({
  ways,
  way,
  label,
  more,
  busy,
  size = 'md',
  children,
  onPress,
}: SplitButtonProps<Way>) {
  const chosen = ways.find((one) => one.way === way)
  const Icon = chosen?.icon
  return (
    <Menu position="top-end" offset={8} width={320} closeOnItemClick>
      <Button.Group className="send-button">
        <Button
          size={size}
          loading={busy}
          leftSection={label === undefined && Icon && <Icon size={20} aria-hidden />}
          onClick={() => onPress(way)}
        >
          {label ?? chosen?.label}
        </Button>
        <Menu.Target>
          <Button size={size} className="send-more" disabled={busy} aria-label={more}>
            <IconChevronDown size={18} aria-hidden />
          </Button>
        </Menu.Target>
      </Button.Group>
      <Ways ways={ways} way={way} onPress={onPress}>
        {children}
      </Ways>
    </Menu>
  )
}

import { Menu } from '@mantine/core'
import { IconCalendarClock, IconClock, IconFileText, IconRepeat, IconSend } from '@tabler/icons-react'
import { memo, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Way } from './leaving.ts'
import { SplitButton, type SplitWay } from './split-button.tsx'

const icons: Readonly<Record<Way, SplitWay<Way>['icon']>> = {
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

/** Sends a post in the way that was chosen last; behind the arrow are the others, and the draft. */
export const SendButton = memo(function SendButton({ ways, way, label, busy, onSend, onKeep }: SendButtonProps) {
  const { t } = useTranslation()
  const all = useMemo(
    () => ways.map((one) => ({ ...one, label: t(`posts.way.${one.way}`), icon: icons[one.way] })),
    [ways, t],
  )
  return (
    <SplitButton ways={all} way={way} label={label} more={t('posts.otherWays')} busy={busy} onPress={onSend}>
      {onKeep && (
        <>
          <Menu.Divider />
          <Menu.Item leftSection={<IconFileText size={20} aria-hidden />} onClick={onKeep}>
            {t('posts.keepDraft')}
          </Menu.Item>
        </>
      )}
    </SplitButton>
  )
})

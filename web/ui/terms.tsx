import { ActionIcon, Popover } from '@mantine/core'
import { IconHelpCircle } from '@tabler/icons-react'
import { lazy, Suspense } from 'react'
import { useTranslation } from 'react-i18next'

// All terms together are long, and most people open none of them.
const Sentences = lazy(() => import('./term-sentences.tsx').then((part) => ({ default: part.Sentences })))

/**
 * A quiet mark beside a title: what the terms below it mean, each in the glossary's sentence.
 * @param of as the glossary calls them in English, in the order in which the page uses them
 */
export function Terms({ of }: { of: readonly string[] }) {
  const { t } = useTranslation()
  return (
    <Popover position="bottom-start" shadow="md" width={320} trapFocus returnFocus>
      <Popover.Target>
        <ActionIcon
          className="terms-mark"
          variant="subtle"
          color="var(--quiet)"
          size="var(--tap)"
          aria-label={t('keys.termsHere')}
        >
          <IconHelpCircle size={18} aria-hidden />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown aria-label={t('keys.termsHere')}>
        <Suspense fallback={null}>
          <Sentences of={of} />
        </Suspense>
      </Popover.Dropdown>
    </Popover>
  )
}

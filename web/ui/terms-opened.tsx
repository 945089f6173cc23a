import { Popover } from '@mantine/core'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { Sentences } from './term-sentences.tsx'

/** The sentences of some terms, beside the mark that opened them. */
export function TermsOpened({ of, mark, onClose }: { of: readonly string[]; mark: ReactElement; onClose(): void }) {
  const { t } = useTranslation()
  return (
    <Popover opened onDismiss={onClose} position="bottom-start" shadow="md" width={320} trapFocus>
      <Popover.Target>{mark}</Popover.Target>
      <Popover.Dropdown aria-label={t('keys.termsHere')}>
        <Sentences of={of} />
      </Popover.Dropdown>
    </Popover>
  )
}

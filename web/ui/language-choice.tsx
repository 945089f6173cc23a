import { SegmentedControl } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Language } from '../base/i18n.ts'

/** Chooses between the two languages, each named in itself. */
export function LanguageChoice({ value, onChange }: { value: Language; onChange(language: Language): void }) {
  const { t } = useTranslation()
  return (
    <SegmentedControl
      fullWidth
      aria-label={t('setup.language')}
      value={value}
      onChange={(next) => onChange(next === 'en' ? 'en' : 'id')}
      data={[
        { value: 'id', label: t('language.id') },
        { value: 'en', label: t('language.en') },
      ]}
    />
  )
}

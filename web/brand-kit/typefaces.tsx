import { NativeSelect } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { type TypefaceId, typefaceNames } from '../../src/core/typefaces.ts'
import type { BrandKit } from '../../src/http/api.ts'

type Fonts = Pick<BrandKit, 'displayFont' | 'textFont'>

/** Chooses the fonts of the blog: the theme's, or others that the program has. */
export function Typefaces({ kit, onChange }: { kit: Fonts; onChange(change: Partial<Fonts>): void }) {
  const { t } = useTranslation()
  const choices = [
    { value: '', label: t('typefaces.asTheme') },
    ...Object.entries(typefaceNames).map(([value, label]) => ({ value, label })),
  ]
  const select = (label: string, field: keyof Fonts) => (
    <NativeSelect
      style={{ flex: '1 1 12rem' }}
      label={label}
      value={kit[field] ?? ''}
      data={choices}
      onChange={(event) => onChange({ [field]: event.currentTarget.value as TypefaceId | '' })}
    />
  )
  return (
    <div className="row">
      {select(t('typefaces.display'), 'displayFont')}
      {select(t('typefaces.text'), 'textFont')}
    </div>
  )
}

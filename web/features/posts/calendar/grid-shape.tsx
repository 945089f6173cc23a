import { useTranslation } from 'react-i18next'

/** The shape of a month that is on its way. */
export function GridShape() {
  const { t } = useTranslation()
  return (
    <div className="grid-shape" role="status">
      <span className="hidden-but-read">{t('common.loading')}</span>
      {Array.from({ length: 35 }, (_, day) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the days are all alike and never move
        <div key={day} className="shape" />
      ))}
    </div>
  )
}

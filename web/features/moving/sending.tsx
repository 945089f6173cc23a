import { Progress } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'

/** The button, and, once files are on their way, how far they are. @param share from 0 to 1; missing: none is */
export function Sending({ share, button }: { share: number | undefined; button: ReactNode }) {
  const { t } = useTranslation()
  if (share === undefined) return button
  return (
    <div className="moving-upload" role="status">
      <Progress.Root size="lg">
        <Progress.Section value={100 * share} aria-label={t('moving.uploading')} />
      </Progress.Root>
      <p className="small quiet">{t('moving.uploading')}</p>
    </div>
  )
}

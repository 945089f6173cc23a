import { IconWifiOff } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useLine } from '../base/line.ts'
import { useTimes } from '../base/session.tsx'

/** Says that the server can't be reached, what still works, and how old is what is shown. Draws nothing otherwise. */
export function OffLine() {
  const { t } = useTranslation()
  const { there, keptAt } = useLine()
  const times = useTimes()
  return (
    <div role="status">
      {!there && (
        <p className="notice waiting off-line">
          <IconWifiOff size={18} aria-hidden />
          <span>
            {t('shell.offline')} {keptAt && t('shell.offlineSince', { time: times.time(keptAt) })}
          </span>
        </p>
      )}
    </div>
  )
}

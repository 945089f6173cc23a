import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useTimes } from '../../../base/session.tsx'

/** A move that the arrow keys propose; Enter does it, Escape forgets it. */
export interface PendingMove {
  id: string
  days: number
  /** The instant that it would have. */
  at: string
}

/** The line that asks before the keyboard moves a post. Read aloud each time it changes. */
export function PendingMoveLine({
  pending,
  onMove,
  onCancel,
}: {
  pending: PendingMove | undefined
  onMove(): void
  onCancel(): void
}) {
  const { t } = useTranslation()
  const times = useTimes()
  return (
    <div className={pending ? 'pending-move' : undefined} role="status">
      {pending && (
        <>
          <span>{t('calendar.pendingMove', { time: times.exactly(pending.at) })}</span>
          <Button size="xs" tabIndex={-1} onClick={onMove}>
            {t('calendar.moveNow')}
          </Button>
          <Button size="xs" tabIndex={-1} variant="default" onClick={onCancel}>
            {t('common.cancel')}
          </Button>
        </>
      )}
    </div>
  )
}

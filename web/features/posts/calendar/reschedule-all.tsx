import { Button } from '@mantine/core'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Delivery } from '../../../../src/http/api.ts'
import { type Entry, isMovable, togetherIds } from './days.ts'

const RescheduleAllForm = lazy(() =>
  import('./reschedule-all-form.tsx').then((part) => ({ default: part.RescheduleAllForm })),
)

/** What the one press moves: an article, or all deliveries that can be; nothing where a single one has its own button. */
function useLabel(entry: Entry): string | undefined {
  const { t } = useTranslation()
  if (entry.kind === 'article' && isMovable(entry)) return t('calendar.timeOfArticle')
  const count = togetherIds(entry).length
  return count > 1 ? t('calendar.timeOfAll', { count }) : undefined
}

/** One press that gives a whole entry another time, whatever the number of its channels; nothing where it can’t be moved as one. */
export function RescheduleAll({
  entry,
  deliveries,
  onMove,
}: {
  entry: Entry
  /** Its deliveries: the field of a time shows what their channels hold. */
  deliveries: readonly Delivery[]
  /** @param at an instant */
  onMove(entry: Entry, at: string): void
}) {
  const [asking, setAsking] = useState(false)
  const label = useLabel(entry)
  if (!label) return null
  return (
    <div className="stack reschedule-all">
      <div>
        <Button variant="default" aria-expanded={asking} onClick={() => setAsking(!asking)}>
          {label}
        </Button>
      </div>
      <Suspense fallback={null}>
        {asking && (
          <RescheduleAllForm
            label={label}
            channelIds={[...new Set(deliveries.map(({ channel }) => channel.id))]}
            onMove={(at) => onMove(entry, at)}
          />
        )}
      </Suspense>
    </div>
  )
}

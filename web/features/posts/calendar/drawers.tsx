import { Drawer } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { deliveryQuery } from '../../../base/queries.ts'
import { DeliveryRow } from '../../../deliveries/delivery-row.tsx'
import { ListShape, ProblemNotice } from '../../../ui/parts.tsx'
import type { Entry } from './days.ts'
import type { Channels } from './entry-label.tsx'
import type { EntryActions } from './entry-line.tsx'
import { EntryList } from './entry-list.tsx'

/** One post with everything that can be done about it. */
export function PostDrawer({ id, onClose }: { id: string; onClose(): void }) {
  const { t } = useTranslation()
  const delivery = useQuery(deliveryQuery(id))
  return (
    <Drawer
      opened
      position="right"
      size="lg"
      onClose={onClose}
      title={t('calendar.details')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <ProblemNotice error={delivery.error} onRetry={() => void delivery.refetch()} />
      {delivery.isPending && <ListShape rows={2} />}
      {delivery.data && (
        <ul className="list">
          <DeliveryRow delivery={delivery.data} />
        </ul>
      )}
    </Drawer>
  )
}

/** All that stands on one day, however much it is. */
export function DayDrawer({
  day,
  title,
  entries,
  channels,
  selecting,
  selected,
  actions,
  onClose,
}: {
  day: string
  title: string
  entries: readonly Entry[]
  channels: Channels
  selecting: boolean
  selected: ReadonlySet<string>
  actions: EntryActions
  onClose(): void
}) {
  const { t } = useTranslation()
  return (
    <Drawer
      opened
      position="right"
      size="lg"
      onClose={onClose}
      title={title}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      {entries.length === 0 && <p className="quiet">{t('calendar.nothingThatDay')}</p>}
      <EntryList groups={[{ day, entries }]} {...{ channels, selecting, selected, actions }} />
    </Drawer>
  )
}

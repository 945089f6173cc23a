import { Drawer } from '@mantine/core'
import { useQueries } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { deliveryQuery } from '../../../base/queries.ts'
import { DeliveryRow } from '../../../deliveries/delivery-row.tsx'
import { ListShape, ProblemNotice } from '../../../ui/parts.tsx'
import type { Entry } from './days.ts'
import type { EntryProps } from './entry-card.tsx'
import { EntryList } from './entry-list.tsx'
import { RescheduleAll } from './reschedule-all.tsx'

function Side({ title, onClose, children }: { title: string; onClose(): void; children: ReactNode }) {
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
      {children}
    </Drawer>
  )
}

/** A message with each of its channels, and everything that can be done about it; an article leads to its editor. */
export function EntryDrawer({
  entry,
  onMove,
  onClose,
}: {
  entry: Extract<Entry, { kind: 'post' | 'article' }>
  /** Gives all of it another time. @param at an instant */
  onMove(entry: Entry, at: string): void
  onClose(): void
}) {
  const { t } = useTranslation()
  const all = useQueries({ queries: entry.posts.map(({ id }) => deliveryQuery(id)) })
  const failed = all.find(({ error }) => error)
  return (
    <Side title={t('calendar.details')} onClose={onClose}>
      {entry.kind === 'article' && (
        <p className="drawer-article">
          <Link to="/writing/$articleId" params={{ articleId: entry.id }}>
            {entry.article.title || t('calendar.untitled')}
          </Link>
        </p>
      )}
      <ProblemNotice error={failed?.error} onRetry={() => void failed?.refetch()} />
      {all.some(({ isPending }) => isPending) && <ListShape rows={2} />}
      <RescheduleAll entry={entry} deliveries={all.flatMap(({ data }) => data ?? [])} onMove={onMove} />
      <ul className="list">{all.map(({ data }) => data && <DeliveryRow key={data.id} delivery={data} />)}</ul>
    </Side>
  )
}

/** All that stands on one day, however much it is. */
export function DayDrawer({
  day,
  title,
  entries,
  onClose,
  ...shared
}: EntryProps & { day: string; title: string; entries: readonly Entry[]; onClose(): void }) {
  const { t } = useTranslation()
  return (
    <Side title={title} onClose={onClose}>
      {entries.length === 0 && <p className="quiet">{t('calendar.nothingThatDay')}</p>}
      <EntryList groups={[{ day, entries }]} {...shared} />
    </Side>
  )
}

import { useQuery } from '@tanstack/react-query'
import { Link, useSearch } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { viewCountsQuery } from '../../base/queries.ts'

/** What the inbox can show, in the order of the work: who waits, whose it is, what rests, what is done. */
export const inboxViews = ['waiting', 'mine', 'unassigned', 'open', 'snoozed', 'done', 'all'] as const
/** One of {@link inboxViews}. */
export type InboxView = (typeof inboxViews)[number]

/** The view that the address names; without one, who waits. */
export function useInboxView(): InboxView {
  const { state } = useSearch({ from: '/conversations' })
  return inboxViews.find((view) => view === state) ?? 'waiting'
}

/** How many stand in a view; `undefined` where nobody counts them, or until it is known. */
export function useViewCount(view: InboxView): number | undefined {
  const counts = useQuery(viewCountsQuery).data
  return view === 'done' || view === 'all' ? undefined : counts?.[view]
}

function ViewChip({ view }: { view: InboxView }) {
  const { t } = useTranslation()
  const current = useInboxView()
  const count = useViewCount(view)
  const counted = view !== 'done' && view !== 'all'
  const chip = useRef<HTMLAnchorElement>(null)
  const chosen = view === current
  // The chosen one may stand beyond the edge.
  useEffect(() => {
    if (chosen) chip.current?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  }, [chosen])
  return (
    <Link
      ref={chip}
      to="/conversations"
      search={{ state: view === 'waiting' ? undefined : view }}
      activeOptions={{ exact: true, includeSearch: true, explicitUndefined: true }}
      aria-current={chosen ? 'page' : undefined}
    >
      {t(`inbox.${view}`)}
      {counted && <span className="quiet">{count || ''}</span>}
    </Link>
  )
}

/** The views in a row, where there is no rail to hold them. */
export function InboxViews() {
  const { t } = useTranslation()
  return (
    <nav className="inbox-views only-phone" aria-label={t('conversations.views')}>
      {inboxViews.map((view) => (
        <ViewChip key={view} view={view} />
      ))}
    </nav>
  )
}

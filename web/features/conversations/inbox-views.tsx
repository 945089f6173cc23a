import { Link, useSearch } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'

/** What the inbox can show, in the order of the work: who waits, all that is open, what is done. */
export const inboxViews = ['waiting', 'open', 'done', 'all'] as const
/** One of {@link inboxViews}. */
export type InboxView = (typeof inboxViews)[number]

/** The view that the address names; without one, who waits. */
export function useInboxView(): InboxView {
  const { state } = useSearch({ from: '/conversations' })
  return inboxViews.find((view) => view === state) ?? 'waiting'
}

/** The views in a row, where there is no rail to hold them. */
export function InboxViews() {
  const { t } = useTranslation()
  const current = useInboxView()
  return (
    <nav className="inbox-views only-phone" aria-label={t('conversations.views')}>
      {inboxViews.map((view) => (
        <Link
          key={view}
          to="/conversations"
          search={{ state: view === 'waiting' ? undefined : view }}
          aria-current={view === current ? 'page' : undefined}
        >
          {t(`conversations.view.${view}`)}
        </Link>
      ))}
    </nav>
  )
}

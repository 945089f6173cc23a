import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'

/** The two ways to look at what leaves: as a list and as a calendar. */
export function PostsTabs() {
  const { t } = useTranslation()
  return (
    <nav className="tabs" aria-label={t('calendar.tabs')}>
      <Link to="/posts" activeOptions={{ exact: true, includeSearch: false }}>
        {t('calendar.asList')}
      </Link>
      <Link to="/posts/calendar" activeOptions={{ includeSearch: false }}>
        {t('calendar.title')}
      </Link>
    </nav>
  )
}

import './team.css'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useActiveInSight } from '../../../base/active-in-sight.ts'

/** The four sides of a team: who, what they may do, what they did, and how one comes in oneself. */
export function TeamTabs() {
  const { t } = useTranslation()
  const row = useActiveInSight()
  return (
    <nav className="tabs team-tabs" ref={row} aria-label={t('team.tabs')}>
      <Link to="/settings/team" activeOptions={{ exact: true }}>
        {t('team.members')}
      </Link>
      <Link to="/settings/team/permissions">{t('team.permissions')}</Link>
      <Link to="/settings/team/activity" activeOptions={{ includeSearch: false }}>
        {t('team.activity')}
      </Link>
      <Link to="/settings/team/sign-in">{t('team.signIn')}</Link>
    </nav>
  )
}

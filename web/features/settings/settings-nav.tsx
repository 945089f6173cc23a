import './settings-nav.css'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useActiveInSight } from '../../base/active-in-sight.ts'
import { useMay } from '../../base/session.tsx'

/** Between the pages of the settings. */
export function SettingsNav() {
  const { t } = useTranslation()
  const may = useMay()
  const row = useActiveInSight()
  return (
    <nav className="settings-nav" ref={row} aria-label={t('shell.settings')}>
      <Link className="room" to="/settings" activeOptions={{ exact: true }}>
        {t('settings.profile')}
      </Link>
      <Link className="room" to="/settings/team">
        {t('settings.team')}
      </Link>
      <Link className="room" to="/settings/channels">
        {t('settings.channels')}
      </Link>
      {may('brand') && (
        <Link className="room" to="/settings/authors">
          {t('authors.title')}
        </Link>
      )}
      {may('brand') && (
        <Link className="room" to="/settings/design">
          {t('design.title')}
        </Link>
      )}
      {may('write') && (
        <Link className="room" to="/settings/editors">
          {t('editors.title')}
        </Link>
      )}
      {may('plan') && (
        <Link className="room" to="/settings/files">
          {t('settings.files')}
        </Link>
      )}
      {may('move') && (
        <Link className="room" to="/writing/export">
          {t('moving.leavePage')}
        </Link>
      )}
    </nav>
  )
}

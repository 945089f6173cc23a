import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { Today } from '../../../src/http/api.ts'
import { readKept } from '../../base/kept.ts'
import { Notice } from '../../ui/parts.tsx'

/** Tells of a year whose holidays are expected days only, and what to do. Nothing for who chose to see none on this device. */
export function Undecreed({ undecreed }: { undecreed: Today['undecreed'] }) {
  const { t } = useTranslation()
  if (!undecreed || readKept<string>('holidays') === 'none') return null
  const year = String(undecreed.year)
  return (
    <Notice tone="waiting">
      <p className="strong">{t('today.undecreed.title', { year })}</p>
      <p className="medium">{t('today.undecreed.why', { year })}</p>
      <Link to="/posts/calendar" search={{ view: 'list', date: `${year}-01-01` }}>
        {t('today.undecreed.look', { year })}
      </Link>
    </Notice>
  )
}

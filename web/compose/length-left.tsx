import { useTranslation } from 'react-i18next'
import type { Limits } from '../../src/http/api.ts'

const ROUND = 2 * Math.PI * 9

/** How much room is left, as a number in the network's unit and as a ring. */
export function LengthLeft({ length, limits }: { length: number; limits: Limits }) {
  const { t } = useTranslation()
  if (limits.length === null) return <span className="small quiet">{t('posts.length.none', { count: length })}</span>
  const left = limits.length - length
  const share = Math.min(1, length / limits.length)
  const colour = left < 0 ? 'var(--failed)' : left < limits.length * 0.1 ? 'var(--waiting)' : 'var(--accent)'
  const words = left < 0 ? t('posts.length.over', { count: -left }) : t('posts.length.left', { count: left })
  return (
    <span
      className="row tight small"
      style={{ color: left < 0 ? 'var(--failed)' : 'var(--quiet)', flexWrap: 'nowrap' }}
    >
      <svg width="22" height="22" viewBox="0 0 22 22" aria-hidden="true">
        <circle cx="11" cy="11" r="9" fill="none" stroke="var(--line)" strokeWidth="3" />
        <circle
          cx="11"
          cy="11"
          r="9"
          fill="none"
          stroke={colour}
          strokeWidth="3"
          strokeDasharray={`${share * ROUND} ${ROUND}`}
          transform="rotate(-90 11 11)"
        />
      </svg>
      <span className={left < 0 ? 'strong' : undefined}>{words}</span>
    </span>
  )
}

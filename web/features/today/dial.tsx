import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'

const R = 33
const ROUND = 2 * Math.PI * R
/** Three quarters of a circle, open below. */
const ARC = ROUND * 0.75

/** What a dial measures: how much of how much; nothing measured yet draws an empty arc without a figure. */
export interface Measured {
  value: number
  of: number
  /** What is written in the middle, and below it. */
  figure: string
  unit: string
}

/** One of the three measures: its arc, its name, its reason, and the way to what mends it. */
export function Dial({
  to,
  search = {},
  title,
  measured,
  needs,
  short,
  children,
}: {
  to: string
  search?: Record<string, string>
  title: string
  measured: Measured | undefined
  /** Somebody should look. */
  needs: boolean
  /** The reason in two or three words, where there is little room. */
  short: string
  children: ReactNode
}) {
  const share = measured ? Math.min(1, measured.value / Math.max(1, measured.of)) : 0
  return (
    <Link className={needs ? 'dial needs' : 'dial'} to={to} search={search}>
      <span className="arc" aria-hidden={measured ? undefined : true}>
        <svg viewBox="0 0 76 76" aria-hidden="true">
          <circle cx="38" cy="38" r={R} strokeDasharray={`${ARC} ${ROUND}`} />
          {share > 0 && <circle cx="38" cy="38" r={R} strokeDasharray={`${ARC * share} ${ROUND}`} />}
        </svg>
        <span className="figure">
          <b>{measured?.figure ?? '–'}</b>
          {measured && <small>{measured.unit}</small>}
        </span>
      </span>
      <span className="dial-words">
        <span className="dial-title">{title}</span>
        <span className="small quiet only-phone">{short}</span>
        <span className="small quiet dial-reason">{children}</span>
      </span>
    </Link>
  )
}

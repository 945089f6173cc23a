import { Button } from '@mantine/core'
import {
  IconAlertTriangle,
  IconCircleCheck,
  IconCircleDashed,
  IconClock,
  IconInfoCircle,
  IconUserExclamation,
} from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { asProblem } from '../base/api.ts'
import { useSay } from '../base/i18n.ts'
import { useTimes } from '../base/session.tsx'

/** The four meanings, and none. */
export type Tone = 'fine' | 'waiting' | 'needs' | 'failed' | 'plain'

const toneIcons = {
  fine: IconCircleCheck,
  waiting: IconClock,
  needs: IconUserExclamation,
  failed: IconAlertTriangle,
  plain: IconCircleDashed,
}

/** A meaning as a picture; its word stands beside it. */
export function ToneIcon({ tone, size }: { tone: Tone; size: number }) {
  const Icon = toneIcons[tone]
  return <Icon size={size} aria-hidden />
}

/** A state: icon, word and colour together. */
export function Badge({ tone, children }: { tone: Tone; children: ReactNode }) {
  const Icon = toneIcons[tone]
  return (
    <span className={`badge ${tone}`}>
      <Icon size={15} aria-hidden />
      {children}
    </span>
  )
}

/** A few words that matter here. `failed` and `needs` are read out at once. */
export function Notice({ tone = 'plain', children }: { tone?: Tone; children: ReactNode }) {
  const Icon = tone === 'plain' ? IconInfoCircle : toneIcons[tone]
  return (
    <div className={`notice ${tone}`} role={tone === 'failed' ? 'alert' : undefined}>
      <Icon size={18} aria-hidden />
      <div className="grow">{children}</div>
    </div>
  )
}

/** What went wrong, in the person's language, with a way to try again. Draws nothing for no error. */
export function ProblemNotice({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const say = useSay()
  const { t } = useTranslation()
  if (!error) return null
  return (
    <Notice tone="failed">
      <div className="row apart">
        <span className="grow">{say(asProblem(error).words)}</span>
        {onRetry && (
          <Button size="xs" variant="default" onClick={onRetry}>
            {t('common.retry')}
          </Button>
        )}
      </div>
    </Notice>
  )
}

/** An empty screen that teaches: a picture made of type, a sentence, a button. */
export function Empty({ type, children, action }: { type: string; children: ReactNode; action?: ReactNode }) {
  return (
    <div className="empty">
      <div className="type" data-type={type} aria-hidden="true" />
      <p className="quiet">{children}</p>
      {action}
    </div>
  )
}

/** The shape of a list that is on its way. */
export function ListShape({ rows = 4 }: { rows?: number }) {
  const { t } = useTranslation()
  return (
    <div className="stack" role="status">
      <span className="hidden-but-read">{t('common.loading')}</span>
      {Array.from({ length: rows }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the rows are all alike and never move
        <div className="stack tight" key={row} style={{ padding: '10px 0' }}>
          <div className="shape" style={{ height: 18, width: `${70 - row * 9}%` }} />
          <div className="shape" style={{ height: 13, width: `${45 - row * 5}%` }} />
        </div>
      ))}
    </div>
  )
}

/** A moment in words, the exact one on hover and for whoever reads the markup. */
export function Instant({ at, ago }: { at: string; ago?: boolean }) {
  const times = useTimes()
  return (
    <time dateTime={at} title={times.exactly(at)}>
      {ago ? times.ago(at) : times.time(at)}
    </time>
  )
}

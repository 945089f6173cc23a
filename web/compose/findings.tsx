import './compose.css'
import { Button } from '@mantine/core'
import { IconAlertTriangle, IconBulb, IconHandStop } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Finding } from '../../src/http/api.ts'
import { useSay } from '../base/i18n.ts'

const icons = { error: IconHandStop, warning: IconAlertTriangle, hint: IconBulb }

/** What the checks say, each with the way to mend it where there is one. Hovering points at the words. */
export function Findings({
  findings,
  onMend,
  onPoint,
}: {
  findings: readonly Finding[]
  onMend(text: string): void
  onPoint(finding: Finding | undefined): void
}) {
  const { t } = useTranslation()
  const say = useSay()
  return (
    <ul className="plain" aria-label={t('posts.findings')}>
      {findings.map((finding) => {
        const Icon = icons[finding.severity]
        const { mend } = finding
        return (
          <li
            key={`${finding.check} ${finding.place} ${finding.start} ${finding.end}`}
            className={`finding ${finding.severity}`}
            onPointerEnter={() => onPoint(finding)}
            onPointerLeave={() => onPoint(undefined)}
          >
            <Icon size={17} aria-hidden />
            <div className="grow">
              <span className="strong">{t(`posts.severity.${finding.severity}`)}: </span>
              {say(finding.message)}
            </div>
            {mend !== undefined && (
              <Button size="xs" variant="default" onClick={() => onMend(mend)}>
                {t('posts.mend')}
              </Button>
            )}
          </li>
        )
      })}
    </ul>
  )
}

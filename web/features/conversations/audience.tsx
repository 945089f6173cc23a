import { IconEyeOff, IconLock, IconUsers } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Response } from '../../../src/http/api.ts'

const icons = { unlisted: IconEyeOff, followers: IconUsers, direct: IconLock }

/** Who may see what somebody said, where that is not everybody. */
export function AudienceBadge({ audience }: Pick<Response, 'audience'>) {
  const { t } = useTranslation()
  if (audience === 'public') return null
  const Icon = icons[audience]
  return (
    <span className="badge plain">
      <Icon size={15} aria-hidden />
      {t(`conversations.audience.${audience}`)}
    </span>
  )
}

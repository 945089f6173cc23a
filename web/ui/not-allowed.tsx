import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useSay } from '../base/i18n.ts'
import { permissionsQuery } from '../base/queries.ts'
import { useMay, useMe } from '../base/session.tsx'
import { Page } from './page.tsx'
import { Notice } from './parts.tsx'

/** Why something can't be done here: the person's role, and whose it would take. */
export function RoleNotice({ needs }: { needs: string }) {
  return (
    <Notice>
      <RoleWords needs={needs} />
    </Notice>
  )
}

/** In words: one’s role, and the roles that may. */
function RoleWords({ needs }: { needs: string }) {
  const { t } = useTranslation()
  const say = useSay()
  const { workspace } = useMe()
  const table = useQuery(permissionsQuery).data
  const row = table?.groups.flatMap(({ rows }) => rows).find(({ permission }) => permission === needs)
  const who = table?.roles.filter((_, at) => row?.may[at] === true).map(({ name }) => say(name).toLowerCase())
  return (
    <>
      {t('team.notAllowed', { role: say(workspace?.roleName) })}
      {who && who.length > 0 && ` ${t('team.whoMay', { who: who.join(', ') })}`}
    </>
  )
}

/** A page for those who may; for others, what it is and who may. */
export function Allowed({ needs, children }: { needs: string; children: ReactNode }) {
  const { t } = useTranslation()
  if (useMay()(needs)) return children
  return (
    <Page title={t('team.notYours')}>
      <RoleNotice needs={needs} />
    </Page>
  )
}

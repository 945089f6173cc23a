import './team.css'
import { Button } from '@mantine/core'
import { IconUserPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { teamQuery } from '../../../base/queries.ts'
import { useMay } from '../../../base/session.tsx'
import { Page } from '../../../ui/page.tsx'
import { ListShape, ProblemNotice } from '../../../ui/parts.tsx'
import { SettingsNav } from '../settings-nav.tsx'
import { Invitations } from './invitations.tsx'
import { InviteDialog } from './invite-dialog.tsx'
import { Members } from './members.tsx'
import { TeamTabs } from './team-tabs.tsx'

/** Who works here, who is asked to, and how somebody leaves. */
export function TeamPage() {
  const { t } = useTranslation()
  const manages = useMay()('manage')
  const { data, error, refetch } = useQuery(teamQuery)
  const [inviting, setInviting] = useState(false)
  return (
    <Page
      terms={['workspace', 'role']}
      title={t('team.title')}
      actions={
        manages && (
          <Button leftSection={<IconUserPlus size={18} aria-hidden />} onClick={() => setInviting(true)}>
            {t('team.invite')}
          </Button>
        )
      }
    >
      <SettingsNav />
      <TeamTabs />
      <ProblemNotice error={error} onRetry={() => void refetch()} />
      {data ? (
        <div className="stack" style={{ gap: 32 }}>
          <Members members={data} />
          {manages && <Invitations />}
          <p className="small quiet team-note">{manages ? t('team.removeNote') : t('team.ownersNote')}</p>
        </div>
      ) : (
        !error && <ListShape />
      )}
      {inviting && <InviteDialog onClose={() => setInviting(false)} />}
    </Page>
  )
}

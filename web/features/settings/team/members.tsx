import { ActionIcon, Menu } from '@mantine/core'
import { IconDots, IconLogout, IconUserMinus } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Team, TeamMember } from '../../../../src/http/api.ts'
import { ask } from '../../../base/api.ts'
import { meQuery, queryClient, teamQuery } from '../../../base/queries.ts'
import { useMay } from '../../../base/session.tsx'
import { Face } from '../../../ui/face.tsx'
import { Instant, ProblemNotice } from '../../../ui/parts.tsx'
import { toast } from '../../../ui/toasts.tsx'
import { RemoveDialog } from './remove-dialog.tsx'
import { type Role, RoleMenu } from './role-menu.tsx'

/** So recently that one may be there still, in milliseconds: the server notes it every five minutes. */
const JUST_HERE = 6 * 60_000

/** Everybody, with their role in the row. */
export function Members({ members }: { members: readonly TeamMember[] }) {
  const { t } = useTranslation()
  const manages = useMay()('manage')
  const [leaving, setLeaving] = useState<TeamMember>()
  const change = useMutation({
    mutationFn: ({ id, role }: { id: string; role: Role }) =>
      ask<Team>(`/api/team/${id}`, { method: 'PATCH', body: { role } }),
    onSuccess: async ({ members: all }, { id, role }) => {
      queryClient.setQueryData(teamQuery.queryKey, all)
      const name = all.find((one) => one.id === id)?.name ?? ''
      toast(t('team.roleChanged', { name, role: t(`team.role.${role}`) }))
      await queryClient.invalidateQueries({ queryKey: meQuery.queryKey })
    },
  })
  return (
    <section aria-labelledby="members" className="stack tight">
      <h2 id="members" className="hidden-but-read">
        {t('team.members')}
      </h2>
      <ProblemNotice error={change.error} />
      <div className="people-head small quiet" aria-hidden="true">
        <span>{t('team.roleHead')}</span>
        <span>{t('team.seenHead')}</span>
      </div>
      <ul className="people">
        {members.map((member) => (
          <li key={member.id} className="person">
            <Face name={member.name} src={null} />
            <div className="who">
              <span>
                <span className="strong">{member.name}</span>{' '}
                {member.you && <span className="quiet">({t('team.you')})</span>}
              </span>
              <span className="small quiet">{member.email}</span>
            </div>
            <div className="role">
              <RoleMenu
                name={member.name}
                role={member.role}
                onChange={manages ? (role) => change.mutate({ id: member.id, role }) : undefined}
              />
            </div>
            <span className="seen small quiet">
              <Seen member={member} />
            </span>
            <div className="act">
              {(manages || member.you) && members.length > 1 && <More member={member} onLeave={setLeaving} />}
            </div>
          </li>
        ))}
      </ul>
      {leaving && <RemoveDialog member={leaving} members={members} onClose={() => setLeaving(undefined)} />}
    </section>
  )
}

function Seen({ member: { you, seenAt } }: { member: TeamMember }) {
  const { t } = useTranslation()
  if (you || (seenAt && Date.now() - Date.parse(seenAt) < JUST_HERE)) return t('team.now')
  return seenAt ? <Instant at={seenAt} ago /> : t('team.never')
}

function More({ member, onLeave }: { member: TeamMember; onLeave(member: TeamMember): void }) {
  const { t } = useTranslation()
  const Icon = member.you ? IconLogout : IconUserMinus
  return (
    <Menu position="bottom-end" width={240}>
      <Menu.Target>
        <ActionIcon
          size={44}
          variant="subtle"
          color="var(--ink)"
          aria-label={t('team.moreAbout', { name: member.name })}
        >
          <IconDots size={20} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<Icon size={18} aria-hidden />} onClick={() => onLeave(member)}>
          {member.you ? t('team.leave') : t('team.remove')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}

import { ActionIcon, Button, Menu } from '@mantine/core'
import { IconDots, IconLink, IconMail, IconRefresh } from '@tabler/icons-react'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Invitation, InvitationMade } from '../../../../src/http/api.ts'
import { ask } from '../../../base/api.ts'
import { useSay } from '../../../base/i18n.ts'
import { invitationsQuery, queryClient, refreshTopic } from '../../../base/queries.ts'
import { useTimes } from '../../../base/session.tsx'
import { ListShape, ProblemNotice } from '../../../ui/parts.tsx'
import { toast } from '../../../ui/toasts.tsx'
import { LinkDialog } from './link-dialog.tsx'
import { type Role, RoleMenu } from './role-menu.tsx'

type Answer = { invitations: Invitation[] }

const keep = ({ invitations }: Answer) => queryClient.setQueryData(invitationsQuery.queryKey, invitations)

/** Who is asked to come, as what, until when. */
export function Invitations() {
  const { t } = useTranslation()
  const { data, error, refetch } = useQuery(invitationsQuery)
  const [link, setLink] = useState<string>()
  const change = useMutation({
    mutationFn: ({ id, role }: { id: string; role: Role }) =>
      ask<Answer>(`/api/invitations/${id}`, { method: 'PATCH', body: { role } }),
    onSuccess: keep,
  })
  const withdraw = useMutation({
    mutationFn: ({ id }: Invitation) => ask<Answer>(`/api/invitations/${id}`, { method: 'DELETE' }),
    onSuccess: (answer) => {
      keep(answer)
      toast(t('team.withdrawn'))
    },
  })
  const renew = useMutation({
    mutationFn: ({ id }: Invitation) => ask<InvitationMade>(`/api/invitations/${id}/renew`, { method: 'POST' }),
    onSuccess: async (made) => {
      if (made.link) setLink(made.link)
      else toast(t('team.sentAgain', { email: made.invitation.email ?? '' }))
      await refreshTopic('team')
    },
  })
  if (!data) return error ? <ProblemNotice error={error} onRetry={() => void refetch()} /> : <ListShape rows={1} />
  return (
    <section className="stack tight" aria-labelledby="invitations">
      <h2 id="invitations">
        {t('team.invitations')} <span className="small quiet">{data.length || ''}</span>
      </h2>
      <ProblemNotice error={change.error ?? withdraw.error ?? renew.error} />
      {data.length === 0 ? (
        <p className="quiet">{t('team.invitationsNone')}</p>
      ) : (
        <ul className="people">
          {data.map((one) => (
            <Row
              key={one.id}
              invitation={one}
              busy={renew.isPending || withdraw.isPending}
              onRole={(role) => change.mutate({ id: one.id, role })}
              onRenew={() => renew.mutate(one)}
              onWithdraw={() => withdraw.mutate(one)}
            />
          ))}
        </ul>
      )}
      {link && <LinkDialog link={link} onClose={() => setLink(undefined)} />}
    </section>
  )
}

interface RowProps {
  invitation: Invitation
  busy: boolean
  onRole(role: Role): void
  onRenew(): void
  onWithdraw(): void
}

function Row({ invitation, busy, onRole, onRenew, onWithdraw }: RowProps) {
  const { t } = useTranslation()
  const say = useSay()
  const { email, role, problem } = invitation
  const name = email ?? t('team.byLink')
  const Icon = email ? IconMail : IconLink
  return (
    <li className="person invited">
      <span className="face" style={{ width: 40, height: 40 }} aria-hidden="true">
        <Icon size={18} />
      </span>
      <div className="who">
        <span className="strong">{name}</span>
        <Until invitation={invitation} />
        {problem && <span className="small failed-words">{say(problem)}</span>}
      </div>
      <div className="role">
        <RoleMenu name={name} role={role} onChange={onRole} />
      </div>
      <span className="seen" />
      <div className="act">
        <Menu position="bottom-end" width={260}>
          <Menu.Target>
            <ActionIcon size={44} variant="subtle" color="var(--ink)" aria-label={t('team.moreAbout', { name })}>
              <IconDots size={20} aria-hidden />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item leftSection={<IconRefresh size={18} aria-hidden />} disabled={busy} onClick={onRenew}>
              {email ? t('team.sendAgain') : t('team.newLink')}
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
        <Button variant="subtle" size="compact-sm" disabled={busy} onClick={onWithdraw}>
          {t('team.withdraw')}
          <span className="hidden-but-read">: {name}</span>
        </Button>
      </div>
    </li>
  )
}

/** Since when and until when, in words. */
function Until({ invitation: { email, takenBy, sentAt, expiresAt, over } }: { invitation: Invitation }) {
  const { t } = useTranslation()
  const times = useTimes()
  if (over) return <span className="small needs-words">{t('team.over', { time: times.time(expiresAt) })}</span>
  const until = { sent: times.ago(sentAt), until: times.time(expiresAt) }
  return (
    <span className="small quiet">
      {email ? t('team.sentUntil', until) : t('team.linkUntil', until)}
      {takenBy && ` ${t('team.takenBy', { email: takenBy })}`}
    </span>
  )
}

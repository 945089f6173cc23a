import { Button, NativeSelect, SegmentedControl, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { InvitationMade } from '../../../../src/http/api.ts'
import { ask, asProblem } from '../../../base/api.ts'
import { seemsEmail } from '../../../base/email.ts'
import { useSay } from '../../../base/i18n.ts'
import { refreshTopic } from '../../../base/queries.ts'
import { useMe } from '../../../base/session.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { ProblemNotice } from '../../../ui/parts.tsx'
import { toast } from '../../../ui/toasts.tsx'
import { LinkBox } from './link-dialog.tsx'
import { type Role, roles } from './role-menu.tsx'

/** By letter to an address, or by a link for one person; as what. */
export function InviteDialog({ onClose }: { onClose(): void }) {
  const { t } = useTranslation()
  const [link, setLink] = useState<string>()
  return (
    <Dialog onClose={onClose} title={link ? t('team.linkTitle') : t('team.inviteTitle')}>
      {link ? (
        <div className="stack">
          <LinkBox link={link} />
          <div>
            <Button variant="default" onClick={onClose}>
              {t('common.close')}
            </Button>
          </div>
        </div>
      ) : (
        <InviteForm onClose={onClose} onLink={setLink} />
      )}
    </Dialog>
  )
}

/** Invites; a link is handed on, a letter is on its way. */
function useInvite({ onClose, onLink }: FormProps) {
  const { t } = useTranslation()
  return useMutation({
    mutationFn: (body: { email: string | null; role: Role }) =>
      ask<InvitationMade>('/api/invitations', { method: 'POST', body }),
    onSuccess: async ({ invitation, link }) => {
      await refreshTopic('team')
      if (link) return onLink(link)
      toast(t('team.sent', { email: invitation.email ?? '' }))
      onClose()
    },
  })
}

function WayChoice({ value, onChange }: { value: string; onChange(way: string): void }) {
  const { t } = useTranslation()
  const { canMail } = useMe()
  return (
    <>
      <SegmentedControl
        aria-label={t('team.way')}
        value={value}
        onChange={onChange}
        data={[
          { value: 'letter', label: t('team.byLetter'), disabled: !canMail },
          { value: 'link', label: t('team.byLink') },
        ]}
      />
      {!canMail && <p className="small quiet">{t('team.noMail')}</p>}
    </>
  )
}

function RoleChoice({ value, onChange }: { value: Role; onChange(role: Role): void }) {
  const { t } = useTranslation()
  return (
    <NativeSelect
      label={t('team.roleHead')}
      description={t(`team.roleMeans.${value}`)}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value as Role)}
      data={roles.map((one) => ({ value: one, label: t(`team.role.${one}`) }))}
    />
  )
}

interface FormProps {
  onClose(): void
  onLink(link: string): void
}

function InviteForm(props: FormProps) {
  const { t } = useTranslation()
  const say = useSay()
  const { canMail } = useMe()
  const [way, setWay] = useState(canMail ? 'letter' : 'link')
  const [email, setEmail] = useState('')
  const [role, setRole] = useState<Role>('author')
  const [checked, setChecked] = useState(false)
  const byLetter = way === 'letter'
  const wrong = byLetter && !seemsEmail(email)
  const invite = useInvite(props)
  const problem = invite.error ? asProblem(invite.error) : undefined
  const served = problem?.field === 'email' ? say(problem.words) : null
  return (
    <form
      className="fields"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        setChecked(true)
        if (wrong) event.currentTarget.querySelector<HTMLInputElement>('[name=email]')?.focus()
        else invite.mutate({ email: byLetter ? email.trim() : null, role })
      }}
    >
      <WayChoice value={way} onChange={setWay} />
      {byLetter ? (
        <TextInput
          name="email"
          type="email"
          label={t('setup.email')}
          description={t('team.letterHint')}
          autoComplete="off"
          required
          withAsterisk={false}
          value={email}
          error={(checked && wrong && t('setup.emailWrong')) || served}
          onChange={(event) => setEmail(event.currentTarget.value)}
        />
      ) : (
        <p>{t('team.linkHint')}</p>
      )}
      <RoleChoice value={role} onChange={setRole} />
      {!served && <ProblemNotice error={invite.error} />}
      <div className="row">
        <Button type="submit" loading={invite.isPending}>
          {byLetter ? t('team.send') : t('team.makeLink')}
        </Button>
        <Button variant="default" onClick={props.onClose}>
          {t('common.cancel')}
        </Button>
      </div>
    </form>
  )
}

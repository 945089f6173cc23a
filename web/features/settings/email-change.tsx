import { Button, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Security } from '../../../src/http/api.ts'
import { ask, asProblem } from '../../base/api.ts'
import { seemsEmail } from '../../base/email.ts'
import { useSay } from '../../base/i18n.ts'
import { queryClient, securityQuery } from '../../base/queries.ts'
import { useMe } from '../../base/session.tsx'
import { Instant, Notice, ProblemNotice } from '../../ui/parts.tsx'
import { PasswordField } from '../../ui/password-field.tsx'
import { toast } from '../../ui/toasts.tsx'

/** Another address to sign in with: asked for here, confirmed from its mailbox. */
export function EmailChange({ email, change }: { email: string; change: Security['emailChange'] }) {
  const { t } = useTranslation()
  const { canMail } = useMe()
  const [open, setOpen] = useState(false)
  return (
    <section className="fields" aria-labelledby="email-change">
      <div className="stack tight">
        <h2 id="email-change">{t('setup.email')}</h2>
        <p className="small quiet" style={{ overflowWrap: 'anywhere' }}>
          {t('security.emailNow', { email })} {canMail ? t('security.emailLead') : t('security.emailNoMail')}
        </p>
      </div>
      {change && <Waiting change={change} />}
      {canMail &&
        (open ? (
          <AskFor onClose={() => setOpen(false)} />
        ) : (
          <div>
            <Button variant="default" onClick={() => setOpen(true)}>
              {t('security.emailChange')}
            </Button>
          </div>
        ))}
    </section>
  )
}

function Waiting({ change }: { change: NonNullable<Security['emailChange']> }) {
  const { t } = useTranslation()
  const keep = useMutation({
    mutationFn: () => ask<Security>('/api/security/email', { method: 'DELETE' }),
    onSuccess: (security) => {
      queryClient.setQueryData(securityQuery.queryKey, security)
      toast(t('security.emailKept'))
    },
  })
  return (
    <Notice tone="waiting">
      <div className="stack" style={{ gap: 10, overflowWrap: 'anywhere' }}>
        <span>
          {t('security.emailWaits', { email: change.email })} <Instant at={change.until} />.
        </span>
        <ProblemNotice error={keep.error} />
        <div>
          <Button size="compact-sm" variant="default" loading={keep.isPending} onClick={() => keep.mutate()}>
            {t('security.emailKeep')}
          </Button>
        </div>
      </div>
    </Notice>
  )
}

const nothing = { email: '', current: '' }

function useEmailChange(onDone: () => void) {
  const { t } = useTranslation()
  return useMutation({
    mutationFn: ({ email, current }: typeof nothing) =>
      ask<Security>('/api/security/email', { method: 'POST', body: { email: email.trim(), current } }),
    onSuccess: (security) => {
      queryClient.setQueryData(securityQuery.queryKey, security)
      onDone()
      toast(t('security.emailAsked'))
    },
  })
}

function AskFor({ onClose }: { onClose(): void }) {
  const { t } = useTranslation()
  const say = useSay()
  const [typed, setTyped] = useState(nothing)
  const [checked, setChecked] = useState(false)
  const save = useEmailChange(onClose)
  const problem = save.error ? asProblem(save.error) : undefined
  const served = (field: string) => (problem?.field === field ? say(problem.words) : null)
  const wrong = {
    email: seemsEmail(typed.email) ? null : t('setup.emailWrong'),
    current: typed.current ? null : t('security.currentMissing'),
  }
  return (
    <form
      className="fields"
      noValidate
      aria-label={t('setup.email')}
      onSubmit={(event) => {
        event.preventDefault()
        setChecked(true)
        if (!wrong.email && !wrong.current) save.mutate(typed)
      }}
    >
      <TextInput
        name="email"
        type="email"
        label={t('security.emailNext')}
        autoComplete="email"
        autoFocus
        value={typed.email}
        error={(checked && wrong.email) || served('email')}
        onChange={(event) => setTyped({ ...typed, email: event.currentTarget.value })}
      />
      <PasswordField
        name="current"
        label={t('security.current')}
        autoComplete="current-password"
        value={typed.current}
        error={(checked && wrong.current) || served('current')}
        onChange={(event) => setTyped({ ...typed, current: event.currentTarget.value })}
      />
      {problem && !['email', 'current'].includes(problem.field ?? '') && <ProblemNotice error={problem} />}
      <div className="row">
        <Button type="submit" loading={save.isPending}>
          {t('security.emailSave')}
        </Button>
        <Button variant="subtle" onClick={onClose}>
          {t('common.cancel')}
        </Button>
      </div>
    </form>
  )
}

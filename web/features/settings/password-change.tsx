import { Button } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Security } from '../../../src/http/api.ts'
import { ask, asProblem } from '../../base/api.ts'
import { useSay } from '../../base/i18n.ts'
import { queryClient, securityQuery } from '../../base/queries.ts'
import { useMe } from '../../base/session.tsx'
import { ProblemNotice } from '../../ui/parts.tsx'
import { PasswordField } from '../../ui/password-field.tsx'
import { toast } from '../../ui/toasts.tsx'

const nothing = { current: '', next: '' }

/** A new password while one is signed in. */
export function PasswordChange() {
  const { t } = useTranslation()
  const say = useSay()
  const { user } = useMe()
  const [typed, setTyped] = useState(nothing)
  const [checked, setChecked] = useState(false)
  const short = typed.next.length < 10 ? t('setup.passwordShort', { count: typed.next.length }) : null
  const save = useMutation({
    mutationFn: () => ask<Security>('/api/security/password', { method: 'POST', body: typed }),
    onSuccess: (security) => {
      queryClient.setQueryData(securityQuery.queryKey, security)
      setTyped(nothing)
      setChecked(false)
      toast(t('security.passwordChanged'))
    },
  })
  const problem = save.error ? asProblem(save.error) : undefined
  const wrongCurrent = problem?.field === 'current'
  return (
    <form
      className="fields"
      noValidate
      aria-label={t('security.password')}
      onSubmit={(event) => {
        event.preventDefault()
        setChecked(true)
        if (!short && typed.current) save.mutate()
      }}
    >
      <div className="stack tight">
        <h2>{t('security.password')}</h2>
        <p className="small quiet">{t('security.passwordLead')}</p>
      </div>
      <input type="email" autoComplete="username" value={user?.email ?? ''} readOnly hidden />
      <PasswordField
        name="current"
        label={t('security.current')}
        autoComplete="current-password"
        value={typed.current}
        error={wrongCurrent ? say(problem.words) : checked && !typed.current ? t('security.currentMissing') : null}
        onChange={(event) => setTyped({ ...typed, current: event.currentTarget.value })}
      />
      <PasswordField
        name="next"
        label={t('security.next')}
        description={t('setup.passwordHint')}
        autoComplete="new-password"
        value={typed.next}
        error={checked ? short : null}
        onChange={(event) => setTyped({ ...typed, next: event.currentTarget.value })}
      />
      {problem && !wrongCurrent && <ProblemNotice error={problem} />}
      <div>
        <Button type="submit" loading={save.isPending}>
          {t('security.passwordSave')}
        </Button>
      </div>
    </form>
  )
}

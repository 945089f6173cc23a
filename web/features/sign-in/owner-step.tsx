import { Button, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ask, asProblem } from '../../base/api.ts'
import { looksLikeEmail } from '../../base/email.ts'
import { setLanguage, useLanguage, useSay } from '../../base/i18n.ts'
import { meQuery, queryClient } from '../../base/queries.ts'
import { LanguageChoice } from '../../ui/language-choice.tsx'
import { ProblemNotice } from '../../ui/parts.tsx'
import { PasswordField } from '../../ui/password-field.tsx'

/** From the address that the start printed: `#setup=…`. Browsers send what stands behind `#` to no server. */
function setUpToken(): { token?: string } {
  const token = new URLSearchParams(window.location.hash.slice(1)).get('setup')
  return token ? { token } : {}
}

/** Creates the owner's account. */
export function OwnerStep() {
  const { t } = useTranslation()
  const say = useSay()
  const language = useLanguage()
  const [form, setForm] = useState({ name: '', email: '', password: '' })
  const [checked, setChecked] = useState(false)
  const create = useMutation({
    mutationFn: () =>
      ask('/api/setup', {
        method: 'POST',
        body: {
          ...form,
          email: form.email.trim(),
          language,
          timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
          ...setUpToken(),
        },
      }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: meQuery.queryKey }),
  })
  const problem = create.error ? asProblem(create.error) : undefined
  const served = (field: string) => (problem?.field === field ? say(problem.words) : null)
  const wrong = {
    name: form.name.trim() ? null : t('setup.nameMissing'),
    email: looksLikeEmail(form.email) ? null : t('setup.emailWrong'),
    password: form.password.length < 10 ? t('setup.passwordShort', { count: form.password.length }) : null,
  }
  const errors = (field: keyof typeof wrong) => (checked && wrong[field]) || served(field)
  const set = (field: keyof typeof form) => (event: { currentTarget: { value: string } }) => {
    const { value } = event.currentTarget
    setForm((before) => ({ ...before, [field]: value }))
  }
  return (
    <form
      className="fields"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        setChecked(true)
        const first = (Object.keys(wrong) as (keyof typeof wrong)[]).find((field) => wrong[field])
        if (first) event.currentTarget.querySelector<HTMLInputElement>(`[name=${first}]`)?.focus()
        else create.mutate()
      }}
    >
      <LanguageChoice value={language} onChange={setLanguage} />
      <TextInput
        name="name"
        label={t('setup.name')}
        autoComplete="name"
        required
        value={form.name}
        error={errors('name')}
        onChange={set('name')}
      />
      <TextInput
        name="email"
        type="email"
        label={t('setup.email')}
        autoComplete="email"
        required
        value={form.email}
        error={errors('email')}
        onChange={set('email')}
      />
      <PasswordField
        name="password"
        label={t('setup.password')}
        description={t('setup.passwordHint')}
        autoComplete="new-password"
        required
        value={form.password}
        error={errors('password')}
        onChange={set('password')}
      />
      {problem && !['name', 'email', 'password'].includes(problem.field ?? '') && <ProblemNotice error={problem} />}
      <div>
        <Button type="submit" loading={create.isPending}>
          {t('setup.ownerNext')}
        </Button>
      </div>
    </form>
  )
}

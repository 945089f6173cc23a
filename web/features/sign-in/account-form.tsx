import { TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ApiProblem } from '../../base/api.ts'
import { seemsEmail } from '../../base/email.ts'
import { useSay } from '../../base/i18n.ts'
import { useKept } from '../../base/kept.ts'
import { PasswordField } from '../../ui/password-field.tsx'

/** What somebody types to have an account. */
export interface Account {
  name: string
  email: string
  password: string
}

const names = ['name', 'email', 'password'] as const

/** Whether a field of the account says what the server answered. */
export const saidByField = (problem: ApiProblem | undefined): boolean => names.some((name) => name === problem?.field)

/**
 * What is typed for a new account, and what is wrong with it, as soon as somebody wants to go on.
 * @param problem what the server answered last
 * @param onReady everything that is needed is there
 */
export function useAccountForm(email: string, problem: ApiProblem | undefined, onReady: (account: Account) => void) {
  const { t } = useTranslation()
  const say = useSay()
  // A reload loses no name and no address; a password is kept nowhere.
  const [typed, keep, forget] = useKept(`account:${email}`, { name: '', email })
  const [password, setPassword] = useState('')
  const account: Account = { ...typed, password }
  const [checked, setChecked] = useState(false)
  const wrong = {
    name: account.name.trim() ? null : t('setup.nameMissing'),
    email: seemsEmail(account.email) ? null : t('setup.emailWrong'),
    password: account.password.length < 10 ? t('setup.passwordShort', { count: account.password.length }) : null,
  }
  const served = (name: keyof Account) => (problem?.field === name ? say(problem.words) : null)
  return {
    /** The account is made: what was typed is kept no longer. */
    forget,
    onSubmit: (event: FormEvent<HTMLFormElement>) => {
      event.preventDefault()
      setChecked(true)
      const first = names.find((name) => wrong[name])
      if (first) event.currentTarget.querySelector<HTMLInputElement>(`[name=${first}]`)?.focus()
      else onReady({ ...account, email: account.email.trim() })
    },
    /** What every field needs, whatever it is. */
    field: (name: keyof Account) => ({
      name,
      required: true,
      value: account[name],
      error: (checked && wrong[name]) || served(name),
      onChange: ({ currentTarget: { value } }: { currentTarget: { value: string } }) =>
        name === 'password' ? setPassword(value) : keep({ ...typed, [name]: value }),
    }),
  }
}

/** Name, address and password. */
export function AccountFields({
  field,
  invited,
  fixedEmail,
}: Pick<ReturnType<typeof useAccountForm>, 'field'> & {
  /** For somebody who was invited: no stars, and the address is what one signs in with. */
  invited?: boolean
  /** The address is the one that the invitation went to. */
  fixedEmail?: boolean
}) {
  const { t } = useTranslation()
  const look = invited ? { withAsterisk: false } : {}
  return (
    <>
      <TextInput {...field('name')} {...look} label={t('setup.name')} autoComplete="name" />
      <TextInput
        {...field('email')}
        {...look}
        type="email"
        label={t('setup.email')}
        description={fixedEmail ? t('invitation.fixedEmail') : null}
        autoComplete={invited ? 'username' : 'email'}
        readOnly={fixedEmail}
      />
      <PasswordField
        {...field('password')}
        {...look}
        label={t('setup.password')}
        description={t('setup.passwordHint')}
        autoComplete="new-password"
      />
    </>
  )
}

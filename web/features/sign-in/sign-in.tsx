import { Button, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiProblem, ask, asProblem } from '../../base/api.ts'
import { seemsEmail } from '../../base/email.ts'
import { chooseLanguage, useLanguage } from '../../base/i18n.ts'
import { enterWithPasskey, knowsPasskeys } from '../../base/passkeys.ts'
import { plainWords } from '../../base/plain-words.ts'
import { queryClient } from '../../base/queries.ts'
import { useMe } from '../../base/session.tsx'
import { LanguageChoice } from '../../ui/language-choice.tsx'
import { useTitle } from '../../ui/page.tsx'
import { ProblemNotice } from '../../ui/parts.tsx'
import { PasswordField } from '../../ui/password-field.tsx'
import { CodeStep } from './code-step.tsx'

/** @returns whether a code of an app is asked for besides @throws ApiProblem `unauthorized` for the wrong pair */
export async function signIn(email: string, password: string): Promise<boolean> {
  try {
    const answer = await ask<{ twoFactorRedirect?: boolean }>('/api/auth/sign-in/email', {
      method: 'POST',
      body: { email: email.trim(), password },
    })
    return answer.twoFactorRedirect === true
  } catch (error) {
    const problem = asProblem(error)
    // The sign-in answers in its own, English shape: 400 for an address that is none, 401 for the wrong pair.
    const wrongPair = problem.status === 401 || problem.status === 400
    throw wrongPair ? new ApiProblem('unauthorized', plainWords.wrongPassword, { status: problem.status }) : problem
  }
}

/** The way to a new password: by mail where the server can, else from the shell of whoever runs it. */
function Forgotten({ email }: { email: string }) {
  const { t } = useTranslation()
  const { canMail } = useMe()
  const request = useMutation({
    mutationFn: () => ask('/api/auth/request-password-reset', { method: 'POST', body: { email: email.trim() } }),
  })
  if (!canMail) return <p className="small quiet">{t('signIn.forgotShell')}</p>
  if (request.isSuccess)
    return (
      <p className="small" role="status">
        {t('signIn.mailed', { email: email.trim() })}
      </p>
    )
  return (
    <div className="stack tight">
      <ProblemNotice error={request.error} />
      <div>
        <Button
          variant="subtle"
          size="compact-sm"
          disabled={!seemsEmail(email)}
          loading={request.isPending}
          onClick={() => request.mutate()}
        >
          {t('signIn.forgot')}
        </Button>
      </div>
      {!seemsEmail(email) && <p className="small quiet">{t('signIn.forgotHint')}</p>}
    </div>
  )
}

/** Without a password: the device asks for a finger, a face or a PIN. */
function ByPasskey() {
  const { t } = useTranslation()
  const enter = useMutation({ mutationFn: enterWithPasskey, onSuccess: () => queryClient.invalidateQueries() })
  return (
    <>
      <Button variant="default" loading={enter.isPending} onClick={() => enter.mutate()}>
        {t('signIn.passkey')}
      </Button>
      <ProblemNotice error={enter.error} />
    </>
  )
}

/** For whoever comes back. It stands at the address that was asked for, which opens once they are in. */
export function SignIn() {
  const { t } = useTranslation()
  const language = useLanguage()
  const { home, homeName } = useMe()
  useTitle(t('signIn.title'))
  return (
    <div className="centre">
      <main className="fields">
        <SignInForm lead={homeName ?? home.replace(/^https?:\/\//, '')} title={t('signIn.title')} />
        <LanguageChoice value={language} onChange={chooseLanguage} />
      </main>
    </div>
  )
}

/** E-mail and password, a passkey, and the code of an app where one is asked for. @param email that stands there already */
export function SignInForm({ email: first = '', title, lead }: { email?: string; title: string; lead?: string }) {
  const { t } = useTranslation()
  const [email, setEmail] = useState(first)
  const [password, setPassword] = useState('')
  const enter = useMutation({
    mutationFn: () => signIn(email, password),
    onSuccess: (codeToo) => (codeToo ? undefined : queryClient.invalidateQueries()),
  })
  if (enter.data) return <CodeStep onBack={() => enter.reset()} />
  return (
    <form
      className="fields"
      onSubmit={(event) => {
        event.preventDefault()
        enter.mutate()
      }}
    >
      <header className="stack tight">
        {lead && <p className="small quiet">{lead}</p>}
        {lead ? <h1>{title}</h1> : <h2>{title}</h2>}
      </header>
      <TextInput
        name="email"
        type="email"
        label={t('setup.email')}
        autoComplete="username"
        required
        withAsterisk={false}
        value={email}
        onChange={(event) => setEmail(event.currentTarget.value)}
      />
      <PasswordField
        name="password"
        label={t('setup.password')}
        autoComplete="current-password"
        required
        withAsterisk={false}
        value={password}
        onChange={(event) => setPassword(event.currentTarget.value)}
      />
      <ProblemNotice error={enter.error} />
      <Button type="submit" loading={enter.isPending}>
        {t('signIn.submit')}
      </Button>
      {knowsPasskeys() && <ByPasskey />}
      <Forgotten email={email} />
    </form>
  )
}

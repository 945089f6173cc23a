import { Button } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiProblem, ask, asProblem } from '../../base/api.ts'
import { chooseLanguage, useLanguage } from '../../base/i18n.ts'
import { plainWords } from '../../base/plain-words.ts'
import { queryClient } from '../../base/queries.ts'
import { useMe } from '../../base/session.tsx'
import { LanguageChoice } from '../../ui/language-choice.tsx'
import { useTitle } from '../../ui/page.tsx'
import { ProblemNotice } from '../../ui/parts.tsx'
import { PasswordField } from '../../ui/password-field.tsx'

/** @throws ApiProblem: a used or old link in our words, since the sign-in answers in its own */
async function setPassword(token: string, newPassword: string): Promise<void> {
  try {
    await ask('/api/auth/reset-password', { method: 'POST', body: { token, newPassword } })
  } catch (error) {
    const problem = asProblem(error)
    throw problem.status === 400 ? new ApiProblem('gone', plainWords.linkOver, { status: 400 }) : problem
  }
}

/** Where the letter about a forgotten password leads. The token stands behind `#`: no server sees it in an address. */
export function NewPassword() {
  const { t } = useTranslation()
  const language = useLanguage()
  const navigate = useNavigate()
  const { home, homeName } = useMe()
  const [password, setTyped] = useState('')
  const [checked, setChecked] = useState(false)
  const short = password.length < 10 ? t('setup.passwordShort', { count: password.length }) : null
  useTitle(t('signIn.newTitle'))
  const save = useMutation({ mutationFn: () => setPassword(window.location.hash.slice(1), password) })
  const toSignIn = async () => {
    await navigate({ to: '/' })
    await queryClient.invalidateQueries()
  }
  return (
    <div className="centre">
      <main>
        <form
          className="fields"
          noValidate
          onSubmit={(event) => {
            event.preventDefault()
            setChecked(true)
            if (!short) save.mutate()
          }}
        >
          <header className="stack tight">
            <p className="small quiet">{homeName ?? home.replace(/^https?:\/\//, '')}</p>
            <h1>{t('signIn.newTitle')}</h1>
            {!save.isSuccess && <p className="quiet">{t('signIn.newLead')}</p>}
          </header>
          {save.isSuccess ? (
            <p role="status">{t('signIn.newDone')}</p>
          ) : (
            <PasswordField
              name="password"
              label={t('setup.password')}
              description={t('setup.passwordHint')}
              autoComplete="new-password"
              required
              withAsterisk={false}
              value={password}
              error={checked ? short : null}
              onChange={(event) => setTyped(event.currentTarget.value)}
            />
          )}
          <ProblemNotice error={save.error} />
          {save.isSuccess || save.error?.message === plainWords.linkOver.en ? (
            <Button onClick={() => void toSignIn()}>{t('signIn.newToSignIn')}</Button>
          ) : (
            <Button type="submit" loading={save.isPending}>
              {t('signIn.newSave')}
            </Button>
          )}
          <LanguageChoice value={language} onChange={chooseLanguage} />
        </form>
      </main>
    </div>
  )
}

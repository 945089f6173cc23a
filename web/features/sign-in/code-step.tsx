import { Button, Checkbox, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiProblem, ask, asProblem } from '../../base/api.ts'
import { plainWords } from '../../base/plain-words.ts'
import { queryClient } from '../../base/queries.ts'
import { ProblemNotice } from '../../ui/parts.tsx'

/** @throws ApiProblem in our words, since the sign-in answers in its own */
async function give(code: string, lost: boolean, trustDevice: boolean): Promise<void> {
  const way = lost ? 'verify-backup-code' : 'verify-totp'
  try {
    await ask(`/api/auth/two-factor/${way}`, { method: 'POST', body: { code: code.trim(), trustDevice } })
  } catch (error) {
    const problem = asProblem(error)
    const wrong = problem.status === 401 || problem.status === 400
    throw wrong ? new ApiProblem('unauthorized', plainWords.wrongCode, { status: problem.status }) : problem
  }
}

/** The password was right; the app's code is still to come. */
export function CodeStep({ onBack }: { onBack(): void }) {
  const { t } = useTranslation()
  const [code, setCode] = useState('')
  const [lost, setLost] = useState(false)
  const [trusted, setTrusted] = useState(false)
  const enter = useMutation({
    mutationFn: () => give(code, lost, trusted),
    onSuccess: () => queryClient.invalidateQueries(),
  })
  return (
    <form
      className="fields"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        if (code.trim()) enter.mutate()
      }}
    >
      <header className="stack tight">
        <h1>{t('signIn.codeTitle')}</h1>
        <p className="quiet">{lost ? t('signIn.recoveryLead') : t('signIn.codeLead')}</p>
      </header>
      <TextInput
        name="code"
        label={lost ? t('signIn.recoveryCode') : t('security.code')}
        inputMode={lost ? 'text' : 'numeric'}
        autoComplete={lost ? 'off' : 'one-time-code'}
        autoFocus
        maxLength={40}
        value={code}
        onChange={(event) => setCode(event.currentTarget.value)}
      />
      <Checkbox
        label={t('signIn.trust')}
        checked={trusted}
        onChange={(event) => setTrusted(event.currentTarget.checked)}
      />
      <ProblemNotice error={enter.error} />
      <Button type="submit" loading={enter.isPending}>
        {t('signIn.submit')}
      </Button>
      <div className="row">
        <Button variant="subtle" size="compact-sm" onClick={() => setLost(!lost)}>
          {lost ? t('signIn.useApp') : t('signIn.useRecovery')}
        </Button>
        <Button variant="subtle" size="compact-sm" onClick={onBack}>
          {t('signIn.back')}
        </Button>
      </div>
    </form>
  )
}

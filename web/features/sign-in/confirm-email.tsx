import { Button } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { ask } from '../../base/api.ts'
import { chooseLanguage, useLanguage } from '../../base/i18n.ts'
import { queryClient } from '../../base/queries.ts'
import { useMe } from '../../base/session.tsx'
import { LanguageChoice } from '../../ui/language-choice.tsx'
import { useTitle } from '../../ui/page.tsx'
import { ProblemNotice } from '../../ui/parts.tsx'

/**
 * Where the letter to another address leads. It asks once more: what looks through letters opens links too. The token stands behind
 * `#`: no server sees it in an address.
 */
export function ConfirmEmail() {
  const { t } = useTranslation()
  const language = useLanguage()
  const navigate = useNavigate()
  const { home, homeName } = useMe()
  useTitle(t('signIn.emailTitle'))
  const confirm = useMutation({
    mutationFn: () =>
      ask<{ email: string }>('/api/email', { method: 'POST', body: { token: window.location.hash.slice(1) } }),
  })
  const goOn = async () => {
    await navigate({ to: '/' })
    await queryClient.invalidateQueries()
  }
  return (
    <div className="centre">
      <main className="fields">
        <header className="stack tight">
          <p className="small quiet">{homeName ?? home.replace(/^https?:\/\//, '')}</p>
          <h1>{t('signIn.emailTitle')}</h1>
          {!confirm.isSuccess && <p className="quiet">{t('signIn.emailLead')}</p>}
        </header>
        {confirm.isSuccess && (
          <p role="status" style={{ overflowWrap: 'anywhere' }}>
            {t('signIn.emailDone', { email: confirm.data.email })}
          </p>
        )}
        <ProblemNotice error={confirm.error} />
        {confirm.isSuccess || confirm.error ? (
          <Button onClick={() => void goOn()}>{t('signIn.emailGoOn')}</Button>
        ) : (
          <Button loading={confirm.isPending} onClick={() => confirm.mutate()}>
            {t('signIn.emailConfirm')}
          </Button>
        )}
        <LanguageChoice value={language} onChange={chooseLanguage} />
      </main>
    </div>
  )
}

import { Button } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { ask, asProblem } from '../../base/api.ts'
import { setLanguage, useLanguage } from '../../base/i18n.ts'
import { meQuery, queryClient } from '../../base/queries.ts'
import { LanguageChoice } from '../../ui/language-choice.tsx'
import { ProblemNotice } from '../../ui/parts.tsx'
import { type Account, AccountFields, saidByField, useAccountForm } from './account-form.tsx'

/** From the address that the start printed: `#setup=…`. Browsers send what stands behind `#` to no server. */
function setUpToken(): { token?: string } {
  const token = new URLSearchParams(window.location.hash.slice(1)).get('setup')
  return token ? { token } : {}
}

/** Creates the owner's account. */
export function OwnerStep() {
  const { t } = useTranslation()
  const language = useLanguage()
  const create = useMutation({
    mutationFn: (account: Account) => {
      const { timeZone } = Intl.DateTimeFormat().resolvedOptions()
      return ask('/api/setup', { method: 'POST', body: { ...account, language, timeZone, ...setUpToken() } })
    },
    onSuccess: () => queryClient.invalidateQueries({ queryKey: meQuery.queryKey }),
  })
  const problem = create.error ? asProblem(create.error) : undefined
  const form = useAccountForm('', problem, (account) => create.mutate(account, { onSuccess: () => form.forget() }))
  const { field, onSubmit } = form
  return (
    <form className="fields" noValidate onSubmit={onSubmit}>
      <LanguageChoice value={language} onChange={setLanguage} />
      <AccountFields field={field} />
      {!saidByField(problem) && <ProblemNotice error={problem} />}
      <div>
        <Button type="submit" loading={create.isPending}>
          {t('setup.ownerNext')}
        </Button>
      </div>
    </form>
  )
}

import { Button } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useNavigate, useParams } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { InvitationSeen, WorkspaceEntered } from '../../../src/http/api.ts'
import { signOut } from '../../base/actions.ts'
import { type ApiProblem, ask, asProblem } from '../../base/api.ts'
import { chooseLanguage, useLanguage, useSay } from '../../base/i18n.ts'
import { meQuery, queryClient } from '../../base/queries.ts'
import { useMe, useTimes } from '../../base/session.tsx'
import { enterWorkspace } from '../../base/workspace.ts'
import { LanguageChoice } from '../../ui/language-choice.tsx'
import { useTitle } from '../../ui/page.tsx'
import { ListShape, ProblemNotice } from '../../ui/parts.tsx'
import { type Account, AccountFields, saidByField, useAccountForm } from './account-form.tsx'
import { SignInForm, signIn } from './sign-in.tsx'

/** Where an invitation leads: what it says, and the way in, with the account that one has or with a new one. */
export function InvitationPage() {
  const { t } = useTranslation()
  const language = useLanguage()
  const navigate = useNavigate()
  const token = useParams({ strict: false }).token ?? ''
  const { user } = useMe()
  const seen = useQuery({
    queryKey: ['invitation', token],
    queryFn: () => ask<InvitationSeen>('/api/invitation', { method: 'POST', body: { token } }),
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
  })
  useTitle(t('invitation.title'))
  return (
    <div className="centre">
      <main className="fields">
        <Head seen={seen.data} />
        {!seen.data && !seen.error && <ListShape rows={2} />}
        <ProblemNotice error={seen.error} />
        {seen.error && <Button onClick={() => void navigate({ to: '/' })}>{t('invitation.toPanel')}</Button>}
        {seen.data &&
          (user ? <AsMyself seen={seen.data} token={token} /> : <AsNobody seen={seen.data} token={token} />)}
        <LanguageChoice value={language} onChange={chooseLanguage} />
      </main>
    </div>
  )
}

function Head({ seen }: { seen: InvitationSeen | undefined }) {
  const { t } = useTranslation()
  const say = useSay()
  const times = useTimes()
  return (
    <header className="stack tight">
      <p className="small quiet">{t('invitation.lead')}</p>
      <h1>{seen ? t('invitation.to', { workspace: seen.workspace }) : t('invitation.title')}</h1>
      {seen && (
        <p className="quiet">
          {t('invitation.by', {
            by: seen.invitedBy,
            role: say(seen.roleName).toLowerCase(),
            until: times.time(seen.expiresAt),
          })}
        </p>
      )}
    </header>
  )
}

interface Given {
  seen: InvitationSeen
  token: string
}

async function accept(token: string): Promise<void> {
  const { workspace } = await ask<WorkspaceEntered>('/api/invitation/accept', { method: 'POST', body: { token } })
  const { user } = await ask<{ user: { id: string } }>('/api/me')
  enterWorkspace(workspace.id, user.id)
}

/** Somebody is signed in: with one press they are in, or they see whose invitation it is. */
function AsMyself({ seen, token }: Given) {
  const { t } = useTranslation()
  const { user } = useMe()
  const join = useMutation({ mutationFn: () => accept(token) })
  const leave = useMutation({ mutationFn: signOut })
  const email = user?.email ?? ''
  const others = seen.email !== null && seen.email !== email
  return (
    <div className="stack">
      <p>{others ? t('invitation.others', { email, invited: seen.email }) : t('invitation.signedIn', { email })}</p>
      <ProblemNotice error={join.error ?? leave.error} />
      <div className="row">
        {!others && (
          <Button loading={join.isPending} onClick={() => join.mutate()}>
            {t('invitation.join')}
          </Button>
        )}
        <Button variant={others ? 'filled' : 'default'} loading={leave.isPending} onClick={() => leave.mutate()}>
          {t('invitation.otherAccount')}
        </Button>
      </div>
    </div>
  )
}

/** Nobody is signed in: a new account first, or one's own. */
function AsNobody({ seen, token }: Given) {
  const { t } = useTranslation()
  const [known, setKnown] = useState(false)
  return (
    <div className="stack">
      {known ? (
        <SignInForm email={seen.email ?? ''} title={t('invitation.withAccount')} />
      ) : (
        <NewAccount seen={seen} token={token} onKnown={() => setKnown(true)} />
      )}
      <div>
        <Button variant="subtle" size="compact-sm" onClick={() => setKnown(!known)}>
          {known ? t('invitation.makeOne') : t('invitation.haveOne')}
        </Button>
      </div>
    </div>
  )
}

/** @throws ApiProblem also where the address had an account with another password: then one signs in with that */
async function comeIn(token: string, form: Account, more: object) {
  await ask('/api/invitation/join', { method: 'POST', body: { token, ...form, ...more } })
  const codeToo = await signIn(form.email, form.password)
  if (codeToo) return queryClient.invalidateQueries({ queryKey: meQuery.queryKey })
  await accept(token)
}

function NewAccount({ seen, token, onKnown }: Given & { onKnown(): void }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions()
  const make = useMutation({ mutationFn: (account: Account) => comeIn(token, account, { language, timeZone }) })
  const problem = make.error ? asProblem(make.error) : undefined
  const form = useAccountForm(seen.email ?? '', problem, (account) =>
    make.mutate(account, { onSuccess: () => form.forget() }),
  )
  const { field, onSubmit } = form
  return (
    <form className="fields" noValidate onSubmit={onSubmit}>
      <h2>{t('invitation.newAccount')}</h2>
      <AccountFields field={field} invited fixedEmail={seen.email !== null} />
      <Trouble problem={problem} onKnown={onKnown} />
      <div>
        <Button type="submit" loading={make.isPending}>
          {t('invitation.join')}
        </Button>
      </div>
    </form>
  )
}

/** What went wrong, unless a field says it. */
function Trouble({ problem, onKnown }: { problem: ApiProblem | undefined; onKnown(): void }): ReactNode {
  const { t } = useTranslation()
  if (problem?.kind === 'unauthorized')
    return (
      <div className="stack tight" role="alert">
        <p>{t('invitation.wrongPair')}</p>
        <div>
          <Button variant="default" onClick={onKnown}>
            {t('invitation.haveOne')}
          </Button>
        </div>
      </div>
    )
  if (!problem || saidByField(problem)) return null
  return <ProblemNotice error={problem} />
}

import { Button } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { signOut, switchTo } from '../../base/actions.ts'
import { setLanguage, useLanguage, useSay } from '../../base/i18n.ts'
import { workspacesQuery } from '../../base/queries.ts'
import { useMe } from '../../base/session.tsx'
import { workspaceHere } from '../../base/workspace.ts'
import { LanguageChoice } from '../../ui/language-choice.tsx'
import { useTitle } from '../../ui/page.tsx'
import { ListShape, ProblemNotice } from '../../ui/parts.tsx'

/** For somebody who is signed in and belongs nowhere, or no longer to the workspace that this window is in. */
export function NoWorkspace() {
  const { t } = useTranslation()
  const say = useSay()
  const language = useLanguage()
  const { user } = useMe()
  const { data, error, refetch } = useQuery(workspacesQuery)
  const enter = useMutation({ mutationFn: switchTo })
  const leave = useMutation({ mutationFn: signOut })
  const title = workspaceHere() ? t('invitation.outTitle') : t('invitation.nowhereTitle')
  useTitle(title)
  const others = data?.workspaces ?? []
  return (
    <div className="centre">
      <main className="fields">
        <header className="stack tight">
          <p className="small quiet">{user?.email}</p>
          <h1>{title}</h1>
          <p className="quiet">{others.length ? t('invitation.outLead') : t('invitation.nowhereLead')}</p>
        </header>
        <ProblemNotice error={error} onRetry={() => void refetch()} />
        <ProblemNotice error={enter.error ?? leave.error} />
        {!data && !error && <ListShape rows={2} />}
        <ul className="plain stack tight">
          {others.map(({ id, name, roleName }) => (
            <li key={id}>
              <Button variant="default" fullWidth justify="flex-start" onClick={() => enter.mutate(id)}>
                {name} · {say(roleName)}
              </Button>
            </li>
          ))}
        </ul>
        <div>
          <Button variant={others.length ? 'subtle' : 'filled'} onClick={() => leave.mutate()}>
            {t('shell.signOut')}
          </Button>
        </div>
        <LanguageChoice value={language} onChange={setLanguage} />
      </main>
    </div>
  )
}

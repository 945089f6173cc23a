import { useQuery } from '@tanstack/react-query'
import { useLocation } from '@tanstack/react-router'
import { lazy, type ReactNode, Suspense, useEffect } from 'react'
import { onSignedOut } from '../base/api.ts'
import { meQuery, queryClient } from '../base/queries.ts'
import { ClockProvider, settingUp } from '../base/session.tsx'
import { useStore } from '../base/store.ts'
import { ListShape, ProblemNotice } from '../ui/parts.tsx'
import { Toasts } from '../ui/toasts.tsx'
import { pages } from './pages.ts'
import { Shell } from './shell.tsx'

const Setup = lazy(() => pages.setup().then((page) => ({ default: page.Setup })))
const SignIn = lazy(() => pages.signIn().then((page) => ({ default: page.SignIn })))
const NewPassword = lazy(() => pages.newPassword().then((page) => ({ default: page.NewPassword })))
const ConfirmEmail = lazy(() => pages.confirmEmail().then((page) => ({ default: page.ConfirmEmail })))
const Invitation = lazy(() => pages.invitation().then((page) => ({ default: page.InvitationPage })))
const Authorize = lazy(() => pages.authorize().then((page) => ({ default: page.AuthorizePage })))
const NoWorkspace = lazy(() => pages.noWorkspace().then((page) => ({ default: page.NoWorkspace })))

/** Where letters lead: drawn whoever is signed in. */
const letterPages: Readonly<Record<string, ReactNode>> = {
  password: <NewPassword />,
  email: <ConfirmEmail />,
  invitation: <Invitation />,
}

/** Shows the setup, the sign-in page or the panel, as the server says. */
export function Gate() {
  const me = useQuery(meQuery)
  const busy = useStore(settingUp)
  const fromLetter = useLocation({ select: ({ pathname }) => letterPages[pathname.split('/')[1] ?? ''] })
  const asked = useLocation({ select: ({ pathname }) => pathname === '/authorize' })
  useEffect(() => onSignedOut(() => void queryClient.invalidateQueries({ queryKey: meQuery.queryKey })), [])
  if (!me.data) {
    return (
      <div className="centre">
        <main>
          {me.error ? <ProblemNotice error={me.error} onRetry={() => void me.refetch()} /> : <ListShape rows={3} />}
        </main>
      </div>
    )
  }
  const { installed, user, workspace, branded } = me.data
  const nameless = workspace?.may.includes('brand') && !branded
  const setup = busy || !installed || (nameless && !fromLetter)
  const inside = asked ? <Authorize /> : <Shell />
  return (
    <ClockProvider>
      <Suspense fallback={null}>
        {setup ? <Setup /> : (fromLetter ?? (user ? workspace ? inside : <NoWorkspace /> : <SignIn />))}
      </Suspense>
      <Toasts />
    </ClockProvider>
  )
}

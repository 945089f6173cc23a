import { useQuery } from '@tanstack/react-query'
import { useLocation } from '@tanstack/react-router'
import { lazy, type ReactNode, Suspense, useEffect } from 'react'
import { ListShape, ProblemNotice } from '../ui/parts.tsx'
import { onSignedOut } from './api.ts'
import { meQuery, queryClient } from './queries.ts'
import { ClockProvider } from './session.tsx'
import { Shell } from './shell.tsx'
import { createStore, useStore } from './store.ts'
import { Toasts } from './toasts.tsx'

const Setup = lazy(() => import('../features/setup/setup.tsx').then((room) => ({ default: room.Setup })))
const SignIn = lazy(() => import('../features/setup/sign-in.tsx').then((room) => ({ default: room.SignIn })))
const NewPassword = lazy(() =>
  import('../features/setup/new-password.tsx').then((room) => ({ default: room.NewPassword })),
)

const ConfirmEmail = lazy(() =>
  import('../features/setup/confirm-email.tsx').then((room) => ({ default: room.ConfirmEmail })),
)

const Invitation = lazy(() =>
  import('../features/team/invitation-page.tsx').then((room) => ({ default: room.InvitationPage })),
)
const NoWorkspace = lazy(() =>
  import('../features/team/no-workspace.tsx').then((room) => ({ default: room.NoWorkspace })),
)

/** Where letters lead: drawn whoever is signed in. */
const letterPages: Readonly<Record<string, ReactNode>> = {
  password: <NewPassword />,
  email: <ConfirmEmail />,
  invitation: <Invitation />,
}

/** The setup is on the screen, and stays until its last step is left (the server calls it done earlier). */
export const settingUp = createStore(false)

/** Shows the setup, the sign-in page or the panel, as the server says. */
export function Gate() {
  const me = useQuery(meQuery)
  const busy = useStore(settingUp)
  const fromLetter = useLocation({ select: ({ pathname }) => letterPages[pathname.split('/')[1] ?? ''] })
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
  return (
    <ClockProvider>
      <Suspense fallback={null}>
        {setup ? <Setup /> : (fromLetter ?? (user ? workspace ? <Shell /> : <NoWorkspace /> : <SignIn />))}
      </Suspense>
      <Toasts />
    </ClockProvider>
  )
}

import type { Context } from '../../context.ts'
import { Problem } from '../../core/problem.ts'
import {
  type Auth,
  accountOf,
  askEmailChange,
  changePassword,
  checkPassword,
  confirmEmailChange,
  dropEmailChange,
  emailChangeOf,
  endOtherSignIns,
  endSignIn,
  type Member,
  noteSecurity,
  passkeysOf,
  securityEvents,
  signInsOf,
} from '../../team/index.ts'
import type * as api from '../api.ts'
import {
  emailAsk,
  emailConfirm,
  emailConfirmed,
  passwordChange,
  security,
  signInId,
  twoFactorBegin,
  twoFactorBegun,
  twoFactorConfirm,
  twoFactorOff,
} from '../api.ts'
import { type App, operation } from '../operation.ts'
import { visitorOfRequest } from '../visitor.ts'

/** One's own account: sign-ins, password, second factor, and what happened. */
export function securityRoutes(app: App, context: Context, auth: Auth): void {
  signInRoutes(app, context)
  emailRoutes(app, context)
  twoFactorRoutes(app, context, auth)
}

function signInRoutes(app: App, context: Context): void {
  operation(
    app,
    {
      method: 'get',
      path: '/security',
      needs: 'self',
      summary: 'Where I am signed in, and what happened',
      answer: security,
    },
    (c) => viewSecurity(context, c.member, c.sessionId),
  )
  operation(
    app,
    {
      method: 'delete',
      path: '/security/sign-ins/{id}',
      needs: 'self',
      summary: 'End one of my sign-ins',
      params: signInId,
      answer: security,
    },
    async (c) => {
      await endSignIn(context, c.actor, c.params.id, visitorOfRequest(c.headers))
      return viewSecurity(context, c.member, c.sessionId)
    },
  )
  operation(
    app,
    {
      method: 'delete',
      path: '/security/sign-ins',
      needs: 'self',
      summary: 'End all my sign-ins but this one',
      answer: security,
    },
    async (c) => {
      await endOtherSignIns(context, c.actor, c.sessionId, visitorOfRequest(c.headers))
      return viewSecurity(context, c.member, c.sessionId)
    },
  )
  operation(
    app,
    {
      method: 'post',
      path: '/security/password',
      needs: 'self',
      summary: 'Change my password; all other sign-ins end',
      body: passwordChange,
      answer: security,
    },
    async (c) => {
      const { actor, member, sessionId, body, headers } = c
      await changePassword(context, actor, member.email, sessionId, body, visitorOfRequest(headers))
      return viewSecurity(context, member, sessionId)
    },
  )
}

function emailRoutes(app: App, context: Context): void {
  operation(
    app,
    {
      method: 'post',
      path: '/security/email',
      needs: 'self',
      summary: 'Ask for another email address; it is confirmed from its mailbox',
      body: emailAsk,
      answer: security,
    },
    async (c) => {
      await askEmailChange(context, c.actor, c.member.email, c.body, visitorOfRequest(c.headers))
      return viewSecurity(context, c.member, c.sessionId)
    },
  )
  operation(
    app,
    {
      method: 'delete',
      path: '/security/email',
      needs: 'self',
      summary: 'Keep my email address after all',
      answer: security,
    },
    async (c) => {
      await dropEmailChange(context, c.actor, visitorOfRequest(c.headers))
      return viewSecurity(context, c.member, c.sessionId)
    },
  )
  operation(
    app,
    {
      method: 'post',
      path: '/email',
      needs: 'open',
      summary: 'Confirm another email address with the token of its letter',
      body: emailConfirm,
      answer: emailConfirmed,
    },
    (c) => confirmEmailChange(context, c.body.token, visitorOfRequest(c.headers)),
  )
}

function twoFactorRoutes(app: App, context: Context, auth: Auth): void {
  operation(
    app,
    {
      method: 'post',
      path: '/security/two-factor',
      needs: 'self',
      summary: 'Begin with codes of an app besides the password',
      body: twoFactorBegin,
      answer: twoFactorBegun,
      once: true,
    },
    async (c) => {
      await checkPassword(context, c.actor.userId, c.member.email, c.body.current, visitorOfRequest(c.headers))
      const body = { password: c.body.current, method: 'totp' as const }
      const begun = await auth.api.enableTwoFactor({ body, headers: c.headers }).catch(alreadyOn)
      if (begun.method !== 'totp') throw onAlready()
      const secret = new URL(begun.totpURI).searchParams.get('secret') ?? ''
      return { address: begun.totpURI, secret, recoveryCodes: begun.backupCodes }
    },
  )
  operation(
    app,
    {
      method: 'put',
      path: '/security/two-factor',
      needs: 'self',
      summary: 'Turn codes of an app on, with the first of them',
      body: twoFactorConfirm,
      answer: security,
    },
    async (c) => {
      const answer = await auth.api.verifyTOTP({ body: c.body, headers: c.headers, asResponse: true })
      if (!answer.ok) throw wrongCode()
      await noteSecurity(context, c.actor.userId, 'two-factor-on', visitorOfRequest(c.headers))
      return viewSecurity(context, c.member, passOn(answer, c))
    },
  )
  operation(
    app,
    {
      method: 'post',
      path: '/security/two-factor/off',
      needs: 'self',
      summary: 'Do without codes of an app',
      body: twoFactorOff,
      answer: security,
    },
    async (c) => {
      await checkPassword(context, c.actor.userId, c.member.email, c.body.current, visitorOfRequest(c.headers))
      const body = { password: c.body.current }
      const answer = await auth.api.disableTwoFactor({ body, headers: c.headers, asResponse: true })
      await noteSecurity(context, c.actor.userId, 'two-factor-off', visitorOfRequest(c.headers))
      return viewSecurity(context, c.member, passOn(answer, c))
    },
  )
}

/** better-auth begins a new sign-in in place of this one. @returns '' since its id is not told */
function passOn(answer: Response, c: { header(name: string, value: string): void }): string {
  for (const cookie of answer.headers.getSetCookie()) c.header('set-cookie', cookie)
  return ''
}

/** What a person sees of their own account. */
export async function viewSecurity(context: Context, member: Member, sessionId: string): Promise<api.Security> {
  const [signIns, events, change, passkeys, user] = await Promise.all([
    signInsOf(context, member.userId),
    securityEvents(context, member.userId),
    emailChangeOf(context, member.userId),
    passkeysOf(context, member.userId),
    accountOf(context.db, member.userId),
  ])
  return {
    signIns: signIns.map((one) => ({
      ...one,
      since: one.since.toISOString(),
      seen: one.seen.toISOString(),
      here: one.id === sessionId,
    })),
    events: events.map((one) => ({ ...one, at: one.at.toISOString() })),
    twoFactor: user.twoFactorEnabled,
    email: user.email,
    passkeys: passkeys.map(({ id, name, since }) => ({ id, name, since: since?.toISOString() ?? null })),
    emailChange: change ? { email: change.email, until: change.until.toISOString() } : null,
  }
}

function alreadyOn(error: unknown): never {
  if ((error as { status?: unknown }).status === 'BAD_REQUEST') throw onAlready()
  throw error
}

function onAlready(): Problem {
  return new Problem('conflict', {
    id: 'Kode dari aplikasi sudah dipakai di akun ini. Matikan dahulu bila ingin mengganti aplikasinya.',
    en: 'Codes of an app are already on for this account. Turn them off first to change the app.',
  })
}

function wrongCode(): Problem {
  return new Problem(
    'wrong-input',
    {
      id: 'Kode itu tidak cocok. Ketik kode yang sedang tampil di aplikasi; periksa juga jam ponsel Anda.',
      en: 'That code does not fit. Type the one that the app shows just now; see whether your phone’s clock is right.',
    },
    { field: 'code' },
  )
}

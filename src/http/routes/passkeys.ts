import type { Context } from '../../context.ts'
import { Problem } from '../../core/problem.ts'
import {
  type Auth,
  checkPassword,
  noteSecurity,
  refuseManyPasskeys,
  removePasskey,
  renamePasskey,
} from '../../team/index.ts'
import { passkeyAdd, passkeyAsk, passkeyBegin, passkeyId, passkeyRename, security } from '../api.ts'
import { type App, operation } from '../operation.ts'
import { visitorOfRequest } from '../visitor.ts'
import { viewSecurity } from './security.ts'

/** One's own passkeys. Coming in with one is a door of the sign-in (http/auth.ts). */
export function passkeyRoutes(app: App, context: Context, auth: Auth): void {
  operation(
    app,
    {
      method: 'post',
      path: '/security/passkeys/options',
      needs: 'self',
      summary: 'Begin with a new passkey: what the browser is to ask the device',
      body: passkeyBegin,
      answer: passkeyAsk,
    },
    async (c) => {
      await checkPassword(context, c.actor.userId, c.member.email, c.body.current, visitorOfRequest(c.headers))
      await refuseManyPasskeys(context, c.actor.userId)
      const answer = await auth.api.generatePasskeyRegistrationOptions({ headers: c.headers, asResponse: true })
      for (const cookie of answer.headers.getSetCookie()) c.header('set-cookie', cookie)
      return passkeyAsk.parse(await answer.json())
    },
  )
  operation(
    app,
    {
      method: 'post',
      path: '/security/passkeys',
      needs: 'self',
      summary: 'Add a passkey that a device has made',
      body: passkeyAdd,
      answer: security,
    },
    async (c) => {
      const answer = await auth.api.verifyPasskeyRegistration({ body: c.body, headers: c.headers, asResponse: true })
      if (!answer.ok) throw notTaken()
      await noteSecurity(context, c.actor.userId, 'passkey-added', visitorOfRequest(c.headers))
      return viewSecurity(context, c.member, c.sessionId)
    },
  )
  operation(
    app,
    {
      method: 'patch',
      path: '/security/passkeys/{id}',
      needs: 'self',
      summary: 'Call one of my passkeys something else',
      params: passkeyId,
      body: passkeyRename,
      answer: security,
    },
    async (c) => {
      await renamePasskey(context, c.actor, c.params.id, c.body.name)
      return viewSecurity(context, c.member, c.sessionId)
    },
  )
  operation(
    app,
    {
      method: 'delete',
      path: '/security/passkeys/{id}',
      needs: 'self',
      summary: 'Remove one of my passkeys: it opens nothing any more',
      params: passkeyId,
      answer: security,
    },
    async (c) => {
      await removePasskey(context, c.actor, c.params.id, visitorOfRequest(c.headers))
      return viewSecurity(context, c.member, c.sessionId)
    },
  )
}

function notTaken(): Problem {
  return new Problem('wrong-input', {
    id: 'Kunci sandi ini tidak dapat ditambahkan: perangkatnya tidak meminta sidik jari, wajah, atau PIN, atau waktunya sudah lewat. Mulai lagi.',
    en: 'This passkey can’t be added: its device did not ask for a finger, a face or a PIN, or its time is over. Begin again.',
  })
}

import { createHmac } from 'node:crypto'
import { passkey } from '@better-auth/passkey'
import { betterAuth } from 'better-auth'
import { organization, twoFactor } from 'better-auth/plugins'
import type { Context } from '../context.ts'
import { asSystem } from '../db/client.ts'
import { canMail } from '../mail/index.ts'
import { mailNewPassword } from './mail-password.ts'
import { passkeyOptions } from './passkeys.ts'
import { noteSecurity } from './security-log.ts'
import { endResetLinks, tellSignInsEnded } from './sign-ins.ts'

/**
 * People sign in with e-mail and password; a workspace is an organization with roles. Sign-up is closed: the first
 * person comes through `setUp`, others through an invitation. Table columns: migrations/0001_house.ts.
 */
export function openAuth(context: Context) {
  const { config } = context
  return betterAuth({
    appName: 'Percakapan',
    baseURL: config.baseUrl,
    basePath: '/api/auth',
    secret: createHmac('sha256', config.secretKey).update('sessions').digest('hex'),
    database: context.database.pool,
    trustedOrigins: [config.baseUrl],
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: 10,
      maxPasswordLength: 128,
      resetPasswordTokenExpiresIn: 60 * 60,
      revokeSessionsOnPasswordReset: true,
      // The other letters that were asked for meanwhile open nothing any more.
      onPasswordReset: async ({ user }, request) => {
        await asSystem(context.db, (tx) => endResetLinks(tx, user.id))
        await noteSecurity(context, user.id, 'password-reset', visitorOf(request))
        tellSignInsEnded(context, user.id)
      },
      // Without a mail server the request is refused, and the sign-in page names the shell's command instead.
      ...(canMail(context) ? { sendResetPassword: ({ user, token }) => mailNewPassword(context, user.id, token) } : {}),
    },
    // No cached sessions: who has been signed out is out at once.
    // What matters asks for the password again (checkPassword), however fresh a sign-in is.
    session: { expiresIn: 60 * 60 * 24 * 30, updateAge: 60 * 60 * 24, freshAge: 0 },
    // A link of a letter opens nothing for somebody who reads the table.
    verification: { storeIdentifier: 'hashed' },
    user: {
      additionalFields: {
        language: { type: 'string', required: false, input: false },
        timeZone: { type: 'string', required: false, input: false },
        scheme: { type: 'string', required: false, input: false },
      },
    },
    // Counted by address: five letters in ten minutes. Wrong passwords are counted for all processes together (brake.ts).
    rateLimit: {
      enabled: true,
      window: 60,
      max: 300,
      customRules: {
        '/sign-in/email': { window: 60, max: 300 },
        '/two-factor/verify-totp': { window: 60, max: 10 },
        '/two-factor/verify-backup-code': { window: 60, max: 10 },
        '/request-password-reset': { window: 600, max: 5 },
        '/reset-password': { window: 60, max: 10 },
        '/passkey/generate-authenticate-options': { window: 60, max: 30 },
        '/passkey/verify-authentication': { window: 60, max: 30 },
      },
    },
    advanced: {
      cookiePrefix: 'percakapan',
      useSecureCookies: config.baseUrl.startsWith('https:'),
      // Written by the server itself (http/visitor.ts).
      ipAddress: { ipAddressHeaders: ['x-percakapan-visitor'] },
    },
    logger: {
      disabled: config.logLevel === 'silent',
      log: (level, message, ...more) =>
        context.log[level === 'info' ? 'debug' : level]({ more }, `sign-in: ${message}`),
    },
    plugins: [
      organization({ allowUserToCreateOrganization: false }),
      // Whoever tries codes has given the right password: this lock is none that a stranger can cause.
      twoFactor({ issuer: new URL(config.baseUrl).host, trustDeviceMaxAge: 60 * 60 * 24 * 30 }),
      passkey(passkeyOptions(config.baseUrl)),
    ],
    telemetry: { enabled: false },
  })
}

/** better-auth as this program configures it. */
export type Auth = ReturnType<typeof openAuth>

/** As the server itself wrote it down (http/visitor.ts). */
function visitorOf(request: Request | undefined) {
  return {
    address: request?.headers.get('x-percakapan-visitor') ?? '',
    agent: request?.headers.get('user-agent') ?? '',
  }
}

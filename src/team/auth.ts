import { createHmac } from 'node:crypto'
import { betterAuth } from 'better-auth'
import { organization } from 'better-auth/plugins'
import type pg from 'pg'
import type { Config } from '../config.ts'

/**
 * People sign in with e-mail and password; a workspace is an organization with roles. Sign-up is closed: the first
 * person comes through `setUp`, others through an invitation. Table columns: migrations/0001_house.ts.
 */
export function openAuth(config: Config, pool: pg.Pool) {
  return betterAuth({
    appName: 'Percakapan',
    baseURL: config.baseUrl,
    basePath: '/api/auth',
    secret: createHmac('sha256', config.secretKey).update('sessions').digest('hex'),
    database: pool,
    trustedOrigins: [config.baseUrl],
    emailAndPassword: { enabled: true, disableSignUp: true, minPasswordLength: 10, maxPasswordLength: 128 },
    session: { expiresIn: 60 * 60 * 24 * 30, updateAge: 60 * 60 * 24, cookieCache: { enabled: true, maxAge: 60 } },
    user: {
      additionalFields: {
        language: { type: 'string', required: false, input: false },
        timeZone: { type: 'string', required: false, input: false },
        scheme: { type: 'string', required: false, input: false },
      },
    },
    // Ten wrong passwords a minute from one address, then wait.
    rateLimit: { enabled: true, window: 60, max: 300, customRules: { '/sign-in/email': { window: 60, max: 10 } } },
    advanced: {
      cookiePrefix: 'percakapan',
      useSecureCookies: config.baseUrl.startsWith('https:'),
      ipAddress: { ipAddressHeaders: config.trustedProxy ? ['x-forwarded-for'] : ['x-percakapan-peer'] },
    },
    plugins: [organization({ allowUserToCreateOrganization: false })],
    telemetry: { enabled: false },
  })
}

export type Auth = ReturnType<typeof openAuth>

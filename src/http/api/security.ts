/** One's own account: where one is signed in, what happened at its door, its password and second factor. */
import { z } from '@hono/zod-openapi'
import { longestInput } from '../../core/input-limits.ts'
import { instant } from './shared.ts'

const visitor = {
  address: z.string().nullable(),
  /** What the browser says of itself. */
  agent: z.string().nullable(),
}

/** `GET /api/security` */
export const security = z.object({
  signIns: z.array(
    z.object({
      id: z.string(),
      since: instant,
      seen: instant,
      ...visitor,
      /** The one that asks. */
      here: z.boolean(),
    }),
  ),
  /** Newest first. */
  events: z.array(z.object({ kind: z.string(), at: instant, ...visitor })),
  /** A code of an app is asked for besides the password. */
  twoFactor: z.boolean(),
  email: z.string(),
  passkeys: z.array(z.object({ id: z.string(), name: z.string(), since: instant.nullable() })),
  /** Another address that was asked for, and waits to be confirmed from its mailbox. */
  emailChange: z.object({ email: z.string(), until: instant }).nullable(),
})

/** `{id}` of a sign-in, in the shape that better-auth gives it. */
export const signInId = z.object({ id: z.string().regex(/^[\w-]{1,64}$/) })

const secret = z.string().min(1).max(128)

/** `POST /api/security/password` → security: all other sign-ins end. */
export const passwordChange = z.object({ current: secret, next: z.string().min(10).max(128) })

/** `POST /api/security/email` → security: both addresses get a letter. `DELETE /api/security/email` withdraws the request. */
export const emailAsk = z.object({ email: z.email().max(longestInput.email), current: secret })
/** `POST /api/email` `{token}` of the letter, whoever is signed in → the address that the account has now */
export const emailConfirm = z.object({ token: z.string().regex(/^[\w-]{1,100}$/) })
/** The address that one signs in with from now on. */
export const emailConfirmed = z.object({ email: z.string() })

/** `POST /api/security/two-factor` → what the app scans, and codes for when the app is lost; nothing is asked for yet. */
export const twoFactorBegin = z.object({ current: secret })
/** `POST /api/security/two-factor` → the secret of the app, told this once. */
export const twoFactorBegun = z.object({
  /** `otpauth://…`, for a QR code or a link. */
  address: z.string(),
  /** The same, to be typed. */
  secret: z.string(),
  recoveryCodes: z.array(z.string()),
})
/** `PUT /api/security/two-factor` → security: the app's first code turns it on. */
export const twoFactorConfirm = z.object({ code: z.string().trim().min(6).max(10) })
/** `POST /api/security/two-factor/off` → security */
export const twoFactorOff = z.object({ current: secret })

export type Security = z.infer<typeof security>
export type TwoFactorBegun = z.infer<typeof twoFactorBegun>

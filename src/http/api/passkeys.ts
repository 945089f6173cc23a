/** What a browser and a passkey say to each other, as far as it passes through here: https://www.w3.org/TR/webauthn-3/#sctn-parseCreationOptionsFromJSON */
import { z } from '@hono/zod-openapi'

const short = z.string().max(2000)
const long = z.string().max(12_000)

const credential = {
  id: short,
  rawId: short,
  type: z.literal('public-key'),
  authenticatorAttachment: z.string().max(40).optional(),
  clientExtensionResults: z.object({}).default({}),
}

/** A new passkey's answer. */
export const registration = z.object({
  ...credential,
  response: z.object({
    clientDataJSON: long,
    attestationObject: long,
    transports: z.array(z.string().max(40)).max(10).optional(),
  }),
})

/** What a passkey signed, to come in. */
export const assertion = z.object({
  ...credential,
  response: z.object({
    clientDataJSON: long,
    authenticatorData: long,
    signature: long,
    userHandle: short.optional(),
  }),
})

const name = z.string().trim().min(1).max(80)

/** `POST /api/security/passkeys/options` → what the browser is asked for, for some minutes */
export const passkeyBegin = z.object({ current: z.string().min(1).max(128) })
/** The question that the browser’s authenticator answers (WebAuthn’s options, passed through). */
export const passkeyAsk = z.looseObject({ challenge: z.string() })
/** `POST /api/security/passkeys` → security. `PATCH` and `DELETE /api/security/passkeys/:id` rename and remove one. */
export const passkeyAdd = z.object({ name, response: registration })
/** `PATCH /api/security/passkeys/:id` */
export const passkeyRename = z.object({ name })
/** `{id}` of a passkey, in the shape that better-auth gives it. */
export const passkeyId = z.object({ id: z.string().regex(/^[\w-]{1,64}$/) })

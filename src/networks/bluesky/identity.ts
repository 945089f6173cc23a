import { z } from 'zod'
import { Problem } from '../../core/problem.ts'
import { HttpProblem, request, typedServer } from '../http.ts'
import type { Tools } from '../network.ts'
import { callServer, service } from './xrpc.ts'

/** Whose account it is, and where it lives. */
export interface Identity {
  did: string
  handle: string
  /** The account's own server, without a slash at its end. */
  pds: string
}

/** The panel sends a person's browser there: nothing but the web. */
const web = z.url({ protocol: /^https?$/ })

/** What an authorization server says of itself: https://atproto.com/specs/oauth#authorization-servers */
export const Issuer = z
  .object({
    issuer: web,
    authorization_endpoint: web,
    token_endpoint: web,
    pushed_authorization_request_endpoint: web,
    revocation_endpoint: web.optional(),
    // What our proofs are signed with (dpop.ts).
    dpop_signing_alg_values_supported: z.array(z.string()).refine((all) => all.includes('ES256')),
  })
  // Codes and tokens go there: never in the open where the server itself is not.
  .refine(
    ({ issuer, dpop_signing_alg_values_supported: _, ...places }) =>
      !issuer.startsWith('https:') || Object.values(places).every(isEncrypted),
  )
export type Issuer = z.infer<typeof Issuer>

function isEncrypted(address: string): boolean {
  return new URL(address).protocol === 'https:'
}

const DidDocument = z.object({
  id: z.string(),
  alsoKnownAs: z.array(z.string()).optional(),
  service: z.array(z.object({ id: z.string(), serviceEndpoint: z.unknown() })).optional(),
})

/**
 * Finds an account by its handle or DID. The handle is believed only where the DID's own document names it too.
 * https://atproto.com/specs/handle, https://atproto.com/specs/did
 * @param resolver a server that knows handles
 * @throws Problem `wrong-input` at `handle` where there is no such account
 */
export async function identify(typed: string, resolver: string, tools: Tools): Promise<Identity> {
  const handle = typed.trim().replace(/^@/, '').toLowerCase()
  const did = handle.startsWith('did:') ? handle : await didOf(handle, resolver, tools)
  const document = await documentOf(did, tools)
  const known = document.alsoKnownAs?.find((name) => name.startsWith('at://'))?.slice('at://'.length)
  const pds = endpointOf(document)
  if (document.id !== did || !pds || (handle !== did && known?.toLowerCase() !== handle)) throw noSuchAccount()
  return { did, handle: known ?? did, pds }
}

async function didOf(handle: string, resolver: string, tools: Tools): Promise<string> {
  if (!/^[a-z0-9-]+(?:\.[a-z0-9-]+)+$/.test(handle)) throw noSuchAccount()
  const method = `com.atproto.identity.resolveHandle?handle=${encodeURIComponent(handle)}`
  try {
    return (await callServer(resolver, method, {}, z.object({ did: z.string() }), tools, [])).did
  } catch (error) {
    throw error instanceof HttpProblem && error.status === 400 ? noSuchAccount(error) : error
  }
}

/** The two kinds of DID that accounts have: https://atproto.com/specs/did#blessed-did-methods */
async function documentOf(did: string, tools: Tools): Promise<z.infer<typeof DidDocument>> {
  const [, kind, name = ''] = did.split(':')
  const plc = kind === 'plc' && /^[a-z2-7]{24}$/.test(name)
  const web = kind === 'web' && /^[a-z0-9-]+(?:\.[a-z0-9-]+)+$/.test(name)
  if (!plc && !web) throw noSuchAccount()
  const address = plc ? `https://plc.directory/${did}` : `https://${name}/.well-known/did.json`
  try {
    return (await request(service([]), tools, address, {}, DidDocument)).value
  } catch (error) {
    throw error instanceof HttpProblem && error.status === 404 ? noSuchAccount(error) : error
  }
}

/** The account's own server, from its DID document: https://atproto.com/specs/did#did-documents */
export function endpointOf(document: unknown): string | undefined {
  const services = DidDocument.partial().safeParse(document).data?.service ?? []
  const found = services.find(({ id }) => id.endsWith('#atproto_pds'))?.serviceEndpoint
  return typeof found === 'string' && /^https?:\/\//.test(found) ? found.replace(/\/+$/, '') : undefined
}

/**
 * Who gives permission for accounts on a server. It must call itself by the very address that it was found at.
 * https://www.rfc-editor.org/rfc/rfc9728, https://www.rfc-editor.org/rfc/rfc8414#section-3.3
 * @throws Problem `rejected` where the server knows no OAuth
 */
export async function issuerOf(pds: string, allTools: Tools): Promise<Issuer> {
  const tools = withoutRedirects(allTools)
  const Resource = z.object({ authorization_servers: z.array(z.url()).length(1) })
  try {
    const { value } = await request(service([]), tools, `${pds}/.well-known/oauth-protected-resource`, {}, Resource)
    const address = typedServer(value.authorization_servers[0] as string, 'handle')
    const issuer = await request(service([]), tools, `${address}/.well-known/oauth-authorization-server`, {}, Issuer)
    if (issuer.value.issuer.replace(/\/$/, '') !== address) throw noOAuth()
    return issuer.value
  } catch (error) {
    const absent =
      error instanceof HttpProblem && (error.reason === 'shape' || error.reason === 'not-json' || error.status === 404)
    throw absent ? noOAuth(error) : error
  }
}

/** What a server says of itself counts only where it says it. */
function withoutRedirects(tools: Tools): Tools {
  return { ...tools, fetch: (input, init) => tools.fetch(input, { ...init, redirect: 'manual' }) }
}

function noSuchAccount(cause?: unknown): Problem {
  return new Problem(
    'wrong-input',
    {
      id: 'Akun itu tidak ditemukan. Tulis nama akunnya lengkap seperti di profil, misalnya namaanda.bsky.social.',
      en: 'There is no such account. Write the whole handle as on the profile, like yourname.bsky.social.',
    },
    { field: 'handle', cause },
  )
}

function noOAuth(cause?: unknown): Problem {
  return new Problem(
    'rejected',
    {
      id: 'Server akun ini belum mengenal cara masuk di situsnya. Pakai sandi aplikasi.',
      en: 'This account’s server does not know signing in on its own page yet. Use an app password.',
    },
    { cause },
  )
}

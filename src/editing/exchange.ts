/** What an editor gets for its code, and what it may ask about a token: https://indieauth.spec.indieweb.org */
import type { Context } from '../context.ts'
import { inWorkspace, type Tx } from '../db/client.ts'
import { homeAddressOf, memberOf } from '../team/index.ts'
import { issuerOf } from './authorize.ts'
import { type CodeRow, exchangeCode, noteExchanged } from './codes.ts'
import { invalid, Refused } from './refused.ts'
import { type Scope, scopes } from './scopes.ts'
import { accessBy, keepToken } from './tokens.ts'

/** A form's fields by their names. */
export type Fields = Readonly<Record<string, string | undefined>>

/** What an editor is told of its person. */
interface Identity {
  /** The blog's own address, with its slash. */
  me: string
  profile?: { name: string; url: string }
}

/** A token, as it is handed over once. */
export interface Granted extends Identity {
  access_token: string
  token_type: 'Bearer'
  scope: string
}

/**
 * A code for a token.
 * @throws Refused `invalid_grant` also for a code that was granted no scope: it says only who somebody is
 */
export function grantToken(context: Context, fields: Fields): Promise<Granted> {
  return exchangeCode(context, readExchange(fields), async (tx, row) => {
    if (row.scopes.length === 0) throw new Refused('invalid_grant', nothingGranted)
    const granted = scopes.filter((scope) => row.scopes.includes(scope))
    const actor = { userId: row.user_id, workspaceId: row.workspace_id }
    const { id, token } = await keepToken(context, tx, actor, {
      ...{ name: row.name, clientId: row.client_id, scopes: granted },
    })
    await noteExchanged(tx, row.hash, id)
    return {
      access_token: token,
      token_type: 'Bearer' as const,
      scope: granted.join(' '),
      ...(await identity(context, tx, row)),
    }
  })
}

/** A code for who somebody is, and no token. @throws Refused `invalid_grant` */
export function tellIdentity(context: Context, fields: Fields): Promise<Identity> {
  return exchangeCode(context, readExchange(fields), (tx, row) => identity(context, tx, row))
}

function readExchange(fields: Fields) {
  if ((fields.grant_type ?? 'authorization_code') !== 'authorization_code')
    throw new Refused('unsupported_grant_type', otherGrant)
  const need = (name: string) => {
    const value = fields[name]
    if (!value) throw missing(name)
    return value
  }
  return {
    code: need('code'),
    clientId: need('client_id'),
    redirectUri: need('redirect_uri'),
    verifier: need('code_verifier'),
  }
}

const missing = (name: string) =>
  invalid('Permintaan ini tidak menyebut “{name}”.', 'This request does not say “{name}”.', { name })

/** @throws Refused `invalid_grant` for somebody who has left meanwhile */
async function identity(context: Context, tx: Tx, row: CodeRow): Promise<Identity> {
  const member = await memberOf({ ...context, db: tx }, row.user_id, { named: row.workspace_id })
  if (!member) throw new Refused('invalid_grant', left)
  const me = `${await homeAddressOf(context.config, tx, row.workspace_id)}/`
  return row.scopes.includes('profile') ? { me, profile: { name: member.name, url: me } } : { me }
}

/** What is said of a token: https://www.rfc-editor.org/rfc/rfc7662#section-2.2 */
export type Introspected =
  | { active: false }
  | { active: true; me: string; scope: string; client_id?: string; iat: number; exp?: number; iss: string }

/**
 * Whether a token opens something.
 * @param asker the token by which it is asked: of the same workspace
 */
export async function introspect(context: Context, asker: string, token: string): Promise<Introspected> {
  const by = await accessBy(context, asker)
  if (!by) throw new Refused('unauthorized', whoAsks)
  const about = asker === token ? by : await accessBy(context, token)
  if (!about || about.actor.workspaceId !== by.actor.workspaceId) return { active: false }
  const me = await inWorkspace(context.db, about.actor.workspaceId, (tx) =>
    homeAddressOf(context.config, tx, about.actor.workspaceId),
  )
  const secondsOf = (at: Date) => Math.floor(at.getTime() / 1000)
  return {
    ...{ active: true as const, me: `${me}/`, scope: scopeOf(about.scopes), iss: issuerOf(context.config) },
    iat: secondsOf(about.createdAt),
    ...(about.clientId === null ? {} : { client_id: about.clientId }),
    ...(about.expiresAt === null ? {} : { exp: secondsOf(about.expiresAt) }),
  }
}

const scopeOf = (granted: ReadonlySet<Scope>): string => scopes.filter((scope) => granted.has(scope)).join(' ')

/** What a server and its editors must know of how one is let in. */
export function serverMetadata(context: Pick<Context, 'config'>): Record<string, unknown> {
  const at = (path: string) => `${context.config.baseUrl}/indieauth/${path}`
  return {
    issuer: issuerOf(context.config),
    authorization_endpoint: at('authorize'),
    token_endpoint: at('token'),
    introspection_endpoint: at('introspect'),
    revocation_endpoint: at('revoke'),
    revocation_endpoint_auth_methods_supported: ['none'],
    scopes_supported: [...scopes],
    response_types_supported: ['code'],
    grant_types_supported: ['authorization_code'],
    code_challenge_methods_supported: ['S256'],
    authorization_response_iss_parameter_supported: true,
  }
}

const otherGrant = {
  id: 'Token hanya diberikan untuk sebuah kode (grant_type=authorization_code).',
  en: 'A token is given for a code only (grant_type=authorization_code).',
}
const nothingGranted = {
  id: 'Kode ini tidak memberi izin apa pun; ia hanya menyebut siapa orangnya, di alamat tempat kode diminta.',
  en: 'This code grants nothing; it only says who somebody is, at the authorization endpoint.',
}
const left = {
  id: 'Orang yang mengizinkan editor ini tidak lagi bekerja di ruang kerja itu.',
  en: 'Whoever allowed this editor does not work in that workspace any more.',
}
const whoAsks = {
  id: 'Sertakan token dari ruang kerja yang sama di kepala Authorization.',
  en: 'Send a token of the same workspace in the Authorization header.',
}

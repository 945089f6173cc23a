/** An editor asks for a person's permission (IndieAuth): what the person is shown, and what comes of their word. */
import type { Config } from '../config.ts'
import type { Context } from '../context.ts'
import { Problem } from '../core/problem.ts'
import type { Words } from '../core/words.ts'
import { asSystem, inWorkspace } from '../db/client.ts'
import { blogAddressOf, hostOf, may, memberOf, ownerOfHost, type Role, record, workspacesOf } from '../team/index.ts'
import { type Client, lookAtClient } from './client.ts'
import { keepCode } from './codes.ts'
import { mayGrant, readScopes, type Scope } from './scopes.ts'
import { refuseBeyond } from './tokens.ts'

/** What an editor's request says, as it came: https://indieauth.spec.indieweb.org/#authorization-request */
export interface AskedFor {
  response_type?: string | undefined
  client_id?: string | undefined
  redirect_uri?: string | undefined
  state?: string | undefined
  code_challenge?: string | undefined
  code_challenge_method?: string | undefined
  scope?: string | undefined
  me?: string | undefined
}

/** A blog that the person may let the editor write on. */
export interface BlogToChoose {
  workspaceId: string
  name: string
  /** With its slash: what the editor calls the person. */
  me: string
  /** Of what is asked for, what the person's role includes. */
  scopes: Scope[]
}

/** Who asks, for what, and of which blogs. */
export interface Asking {
  client: Client
  scopes: Scope[]
  /** The one that the editor means first. */
  blogs: BlogToChoose[]
  /** Where one goes who refuses. */
  refusal: string
}

/** Who this server is among those that let editors in: https://indieauth.spec.indieweb.org/#indieauth-server-metadata */
export function issuerOf({ baseUrl }: Pick<Config, 'baseUrl'>): string {
  return `${baseUrl}/`
}

/**
 * Looks at a request before a person does.
 * @throws Problem `wrong-input` for one that can't be granted, with `data.back` where the editor can be told; `forbidden` for whoever
 * may write nowhere
 */
export async function lookAtRequest(context: Context, userId: string, asked: AskedFor): Promise<Asking> {
  const client = await lookAtClient(context, asked.client_id ?? '', asked.redirect_uri ?? '')
  refuseUnsafe(context, asked)
  const scopes = readScopes(asked.scope ?? '')
  const blogs = await blogsOf(context, userId, scopes, asked.me)
  if (blogs.length === 0)
    throw new Problem('forbidden', noBlog, { data: { back: backWith(context, asked, 'access_denied') } })
  return { client, scopes, blogs, refusal: backWith(context, asked, 'access_denied') }
}

/** @throws Problem `wrong-input` */
function refuseUnsafe(context: Context, asked: AskedFor): void {
  // `id` is what older editors say that only ask who one is.
  const known = ['code', 'id', undefined].includes(asked.response_type)
  if (!known) throw unsafe(noCode, backWith(context, asked, 'unsupported_response_type'))
  const safe = asked.code_challenge_method === 'S256' && /^[\w-]{43}$/.test(asked.code_challenge ?? '')
  if (!safe) throw unsafe(noChallenge, backWith(context, asked, 'invalid_request'))
}

function unsafe(words: Words, back: string): Problem {
  return new Problem('wrong-input', words, { data: { back } })
}

/** Where the editor is answered: https://indieauth.spec.indieweb.org/#authorization-response */
function backWith(context: Context, { redirect_uri = '', state }: AskedFor, error: string): string {
  return withQuery(redirect_uri, { error, state, iss: issuerOf(context.config) })
}

function withQuery(address: string, values: Record<string, string | undefined>): string {
  const url = new URL(address)
  for (const [name, value] of Object.entries(values)) if (value !== undefined) url.searchParams.set(name, value)
  return url.href
}

/** Blogs that somebody writes on, the one that is meant first. */
async function blogsOf(
  context: Context,
  userId: string,
  scopes: readonly Scope[],
  me: string | undefined,
): Promise<BlogToChoose[]> {
  const mine = (await workspacesOf(context, userId)).filter(({ role }) => may(role, 'write') !== false)
  return asSystem(context.db, async (tx) => {
    const meant = me && URL.canParse(me) ? await ownerOfHost(context.config, tx, hostOf(new URL(me).host)) : undefined
    const blogs: BlogToChoose[] = []
    for (const { id, name, role } of mine) {
      const address = await blogAddressOf(context.config, tx, id)
      if (address === undefined) continue
      blogs.push({ workspaceId: id, name, me: `${address}/`, scopes: grantable(role, scopes) })
    }
    return blogs.toSorted(
      (a, b) => Number(b.workspaceId === meant?.workspaceId) - Number(a.workspaceId === meant?.workspaceId),
    )
  })
}

const grantable = (role: Role, wanted: readonly Scope[]): Scope[] => wanted.filter((scope) => mayGrant(role, scope))

/**
 * The person allows it.
 * @param granted what of it: never more than was asked for
 * @returns where the editor is answered, with its code
 * @throws Problem as {@link lookAtRequest}; `forbidden` for a workspace that is not theirs, or scopes beyond their role
 */
export async function allowEditor(
  context: Context,
  userId: string,
  asked: AskedFor,
  { workspaceId, scopes }: { workspaceId: string; scopes: readonly Scope[] },
): Promise<string> {
  const asking = await lookAtRequest(context, userId, asked)
  const member = await memberOf(context, userId, { named: workspaceId })
  if (!member || !asking.blogs.some((blog) => blog.workspaceId === workspaceId)) throw new Problem('forbidden', noBlog)
  const granted = asking.scopes.filter((scope) => scopes.includes(scope))
  refuseBeyond(member.role, granted)
  const { id: clientId, name } = asking.client
  const actor = { userId, workspaceId }
  const code = await inWorkspace(context.db, workspaceId, async (tx) => {
    await record(tx, actor, 'editor.allow', clientId, { name })
    const challenge = asked.code_challenge ?? ''
    return keepCode(context, tx, actor, {
      ...{ name, clientId, challenge, scopes: granted },
      redirectUri: asked.redirect_uri ?? '',
    })
  })
  return withQuery(asked.redirect_uri ?? '', { code, state: asked.state, iss: issuerOf(context.config) })
}

const noCode: Words = {
  id: 'Aplikasi ini meminta masuk dengan cara yang tidak dikenal di sini. Perbarui aplikasinya, atau buat token di Pengaturan → Editor.',
  en: 'This app asks to sign in by a way that is not known here. Update the app, or make a token in Settings → Editors.',
}
const noChallenge: Words = {
  id: 'Aplikasi ini tidak melindungi proses masuknya (PKCE), jadi kodenya dapat dicuri di jalan. Perbarui aplikasinya, atau buat token di Pengaturan → Editor lalu tempelkan di sana.',
  en: 'This app does not protect its sign-in (PKCE), so its code could be stolen on the way. Update the app, or make a token in Settings → Editors and paste it there.',
}
const noBlog: Words = {
  id: 'Anda belum boleh menulis di blog mana pun di server ini, jadi tidak ada yang dapat Anda izinkan. Minta pemiliknya mengganti peran Anda, atau beri ruang kerja Anda alamat blog di Pengaturan.',
  en: 'You may not write on any blog of this server yet, so there is nothing to allow. Ask its owner for another role, or give your workspace a blog address in Settings.',
}

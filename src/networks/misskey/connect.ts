import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { Problem } from '../../core/problem.ts'
import { atTypedServer, request, typedServer } from '../http.ts'
import type {
  Account,
  Connect,
  Connected,
  ConnectTerms,
  Credentials,
  Form,
  OAuthStart,
  Session,
  Tools,
} from '../network.ts'
import { createClient, label, profileUrl, service, User } from './api.ts'

/** The least that posting and reading what comes back need: https://misskey-hub.net/en/docs/for-developers/api/permission/ */
const permissions = 'read:account,write:notes,write:drive'
const example = 'misskey.id'

/** The form and the steps that lead to its credentials, as data. */
export const connect: Connect = {
  kind: 'oauth',
  fields: [
    {
      name: 'server',
      type: 'url',
      label: { id: 'Alamat server', en: 'Server address' },
      hint: {
        id: 'Server tempat akun Anda terdaftar: Misskey, Sharkey, CherryPick, dan sejenisnya.',
        en: 'The server where your account lives: Misskey, Sharkey, CherryPick and their kin.',
      },
      placeholder: example,
      required: true,
    },
  ],
  steps: [
    {
      id: 'Tuliskan alamat server tempat akun Anda terdaftar.',
      en: 'Write the address of the server where your account lives.',
    },
    {
      id: 'Anda dibawa ke server itu. Masuklah di sana, baca apa yang diizinkan, lalu izinkan.',
      en: 'You are taken to that server. Sign in there, read what is allowed, and allow it.',
    },
    {
      id: 'Anda kembali ke sini dengan sendirinya. Sandi Anda tidak pernah kami lihat.',
      en: 'You are then brought back here. We never see your password.',
    },
  ],
}

const Started = z.object({ server: z.string(), session: z.string(), state: z.string() })
const Meta = z.object({ maxNoteTextLength: z.number().positive().optional().catch(undefined), version: z.string() })

/** Makes the address of the page that asks the person: https://misskey-hub.net/en/docs/for-developers/api/token/miauth/ */
export async function begin(form: Form, terms: ConnectTerms, tools: Tools): Promise<OAuthStart> {
  const server = serverOf(form.server ?? '')
  await atTypedServer({ field: 'server', server, label, example }, () => readMeta(server, tools))
  const session = randomUUID()
  // The page knows no state: it comes back within the address that the person returns to.
  const callback = new URL(terms.redirectUri)
  callback.searchParams.set('state', terms.state)
  const url = new URL(`${server}/miauth/${session}`)
  url.search = new URLSearchParams({ name: terms.name, callback: callback.href, permission: permissions }).toString()
  return { url: url.href, pending: { server, session, state: terms.state } }
}

/** People type a server's name, its address, or their whole handle. */
function serverOf(typed: string): string {
  const handle = /^@?[^@/\s]+@([^@/\s]+)$/.exec(typed.trim())
  return new URL(typedServer(handle?.[1] ?? typed, 'server')).origin
}

const Checked = z.object({ ok: z.boolean(), token: z.string().min(1).optional() })

/** The session that the person allowed gives its token once. */
export async function finish(answer: URLSearchParams, start: OAuthStart['pending'], tools: Tools): Promise<Connected> {
  const { server, session, state } = Started.parse(start)
  if (answer.get('state') !== state || answer.get('session') !== session) throw refused('another session came back')
  const address = `${server}/api/miauth/${encodeURIComponent(session)}/check`
  const call = { method: 'POST', json: {}, repeatable: true } as const
  const { ok, token } = (await request(service([session]), tools, address, call, Checked)).value
  if (!ok || !token) throw refused('the session was not allowed, or was used before')
  const credentials: Credentials = { token }
  return { account: await readAccount({ ...tools, credentials }, server), credentials }
}

function refused(detail: string): Problem {
  return new Problem(
    'unauthorized',
    {
      id: 'Server belum memberi izin. Ulangi dari awal: tuliskan alamat servernya, masuk, lalu izinkan.',
      en: 'The server did not give its permission. Please start again: write the server’s address, sign in, and allow it.',
    },
    { detail },
  )
}

/** Whether the account can still be used, with what its server tells of itself today. */
export async function probe(session: Session): Promise<Account> {
  return await readAccount(session, session.account.server)
}

const Me = User.extend({
  description: z.string().nullish(),
  fields: z.array(z.object({ value: z.string() })).nullish(),
  policies: z.object({ maxFileSizeMb: z.number().positive().optional().catch(undefined) }).nullish(),
})

/** https://misskey.io/api-doc#tag/account/operation/i */
async function readAccount(tools: Tools & Pick<Session, 'credentials'>, server: string): Promise<Account> {
  const me = await createClient(tools, server).read('i', {}, Me)
  const { maxNoteTextLength: length } = await readMeta(server, tools)
  const megabytes = me.policies?.maxFileSizeMb
  const links = (me.fields ?? []).flatMap(({ value }) => /https?:\/\/[^\s"'<>]+/.exec(value)?.[0] ?? [])
  return {
    remoteId: me.id,
    server,
    handle: `${me.username}@${new URL(server).host}`,
    name: me.name || me.username,
    url: profileUrl(me, server),
    ...(me.avatarUrl ? { avatar: me.avatarUrl } : {}),
    ...(me.description ? { bio: me.description } : {}),
    links,
    facts: { ...(length ? { length } : {}), ...(megabytes ? { fileBytes: megabytes * 1024 * 1024 } : {}) },
  }
}

/** https://misskey.io/api-doc#tag/meta/operation/meta */
async function readMeta(server: string, tools: Tools): Promise<z.infer<typeof Meta>> {
  const call = { method: 'POST', json: { detail: false }, repeatable: true } as const
  return (await request(service([]), tools, `${server}/api/meta`, call, Meta)).value
}

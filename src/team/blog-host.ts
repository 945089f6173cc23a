/** At which address each workspace's blog is read. The first workspace's is at BASE_URL; others have a host of their own. */
import { sql } from 'kysely'
import type { Config } from '../config.ts'
import { Problem } from '../core/problem.ts'
import type { Words } from '../core/words.ts'
import type { Tx } from '../db/client.ts'
import { homeWorkspace } from './people.ts'

type Home = Pick<Config, 'baseUrl'>

/** Whose blog a host shows. */
export interface HostOwner {
  workspaceId: string
  /** Scheme and host at which it is read now, without a slash at its end. */
  address: string
  /** The blog had this host before, and is read at `address` now. */
  moved: boolean
}

/** Where a workspace's blog is read, without a slash at its end; `undefined`: it has none on this server. */
export async function blogAddressOf({ baseUrl }: Home, tx: Tx, workspaceId: string): Promise<string | undefined> {
  const first = await homeWorkspace(tx)
  // Before the set-up there is no other place.
  if (first === undefined || first === workspaceId) return baseUrl
  const own = await tx
    .selectFrom('blog_host')
    .select('address')
    .where('workspace_id', '=', workspaceId)
    .where('current', '=', true)
    .executeTakeFirst()
  return own?.address
}

/**
 * Where a workspace's articles are, or would be: without a blog of its own here, their addresses are shown as the server's.
 * @returns without a slash at its end
 */
export async function homeAddressOf(config: Home, tx: Tx, workspaceId: string): Promise<string> {
  return (await blogAddressOf(config, tx, workspaceId)) ?? config.baseUrl
}

/** {@link homeAddressOf} for the workspace that a transaction is in. */
export async function homeAddressHere(config: Home, tx: Tx): Promise<string> {
  const { rows } = await sql<{
    here: string | null
  }>`select current_setting('percakapan.workspace', true) as here`.execute(tx)
  return homeAddressOf(config, tx, rows[0]?.here ?? '')
}

/** Each workspace that has a blog here, with its address; only in the program's own scope. */
export async function allBlogs({ baseUrl }: Home, tx: Tx): Promise<{ workspaceId: string; address: string }[]> {
  const home = await homeWorkspace(tx)
  const rows = await tx
    .selectFrom('blog_host')
    .select(['workspace_id as workspaceId', 'address'])
    .where('current', '=', true)
    .execute()
  return [...(home ? [{ workspaceId: home, address: baseUrl }] : []), ...rows]
}

/**
 * Whose blog a host shows; only in the program's own scope.
 * @param host as {@link hostOf} gives it; `undefined`: a request that names none, which means the first
 * @returns `undefined` where it is nobody's, or nobody has set the program up
 */
export async function ownerOfHost(config: Home, tx: Tx, host: string | undefined): Promise<HostOwner | undefined> {
  if (isHome(config, host)) {
    const workspaceId = await homeWorkspace(tx)
    return workspaceId ? { workspaceId, address: config.baseUrl, moved: false } : undefined
  }
  const row = await tx
    .selectFrom('blog_host')
    .innerJoin('blog_host as now', (on) =>
      on.onRef('now.workspace_id', '=', 'blog_host.workspace_id').on('now.current', '=', true),
    )
    .select(['now.workspace_id as workspaceId', 'now.address', 'blog_host.current'])
    .where('blog_host.host', '=', host as string)
    .executeTakeFirst()
  return row && { workspaceId: row.workspaceId, address: row.address, moved: !row.current }
}

/** Whether a host is the server's own: BASE_URL's, none at all, or this machine's, by which only it and a proxy on it come. */
export function isHome({ baseUrl }: Home, host: string | undefined): boolean {
  return host === undefined || host === hostOf(new URL(baseUrl).host) || loopback.test(host)
}

const loopback = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])(?::\d{1,5})?$/

/** Names of hosts, with a port: https://www.rfc-editor.org/rfc/rfc9110#section-7.2 */
const hostShape = /^(?:[a-z0-9_.-]{1,253}|\[[0-9a-f:.]{2,45}\])(?::\d{1,5})?$/

/**
 * A request's host as it is compared: in small letters, without a dot at its end and without the port that its scheme has anyway.
 * `''` for what is no host.
 */
export function hostOf(said: string | undefined): string | undefined {
  if (said === undefined) return undefined
  const host = said.toLowerCase().replace(/\.(?=:\d+$|$)/, '')
  return hostShape.test(host) ? host.replace(/:(?:80|443)$/, '') : ''
}

/**
 * Gives a workspace's blog a host; those that it had lead on to it. Only in the program's own scope, which sees all hosts.
 * @param address what somebody typed
 * @returns where it is read now, and the workspaces whose pages are other ones from now on
 * @throws Problem `wrong-input` for what is no address of a whole host, or one that is taken
 */
export async function takeBlogHost(
  config: Home,
  tx: Tx,
  { workspaceId, address, at }: { workspaceId: string; address: string; at: Date },
): Promise<{ address: string; touched: string[] }> {
  if ((await homeWorkspace(tx)) === workspaceId) throw firstBlog(config)
  const taken = readBlogAddress(address)
  const host = hostOf(new URL(taken).host) as string
  if (isHome(config, host)) throw refused(takenByServer, host)
  const before = await tx.selectFrom('blog_host').selectAll().where('host', '=', host).forUpdate().executeTakeFirst()
  if (before?.current && before.workspace_id !== workspaceId) throw refused(takenByOther, host)
  await leaveBlogHost(tx, workspaceId)
  await tx
    .insertInto('blog_host')
    .values({ host, workspace_id: workspaceId, address: taken, current: true, since: at })
    .onConflict((on) =>
      // Between the look above and now, somebody may have taken it.
      on
        .column('host')
        .doUpdateSet({ workspace_id: workspaceId, address: taken, current: true, since: at })
        .where((where) =>
          where.or([where('blog_host.current', '=', false), where('blog_host.workspace_id', '=', workspaceId)]),
        ),
    )
    .execute()
  const now = await tx.selectFrom('blog_host').select('workspace_id').where('host', '=', host).executeTakeFirst()
  if (now?.workspace_id !== workspaceId) throw refused(takenByOther, host)
  return { address: taken, touched: [workspaceId, ...(before ? [before.workspace_id] : [])] }
}

/** A workspace's blog has no host any more: the one that it had leads on once it has another. */
export async function leaveBlogHost(tx: Tx, workspaceId: string): Promise<void> {
  await tx
    .updateTable('blog_host')
    .set({ current: false })
    .where('workspace_id', '=', workspaceId)
    .where('current', '=', true)
    .execute()
}

/** @throws Problem `wrong-input` */
function readBlogAddress(typed: string): string {
  const trimmed = typed.trim()
  const whole = /^[a-z][a-z0-9+.-]*:\/\//i.test(trimmed) ? trimmed : `https://${trimmed}`
  if (!URL.canParse(whole)) throw refused(noAddress, trimmed)
  const url = new URL(whole)
  const bare = url.pathname === '/' && !url.search && !url.hash && !url.username && !url.password
  if (!/^https?:$/.test(url.protocol) || !bare || hostOf(url.host) === '') throw refused(noAddress, trimmed)
  return url.origin
}

function refused(words: Words, host: string): Problem {
  return new Problem('wrong-input', words, { field: 'address', values: { host: host.slice(0, 300) } })
}

function firstBlog({ baseUrl }: Home): Problem {
  return new Problem(
    'rejected',
    {
      id: 'Blog ruang kerja pertama selalu ada di {home}. Untuk memindahkannya, ubah BASE_URL lalu mulai ulang.',
      en: 'The first workspace’s blog is always at {home}. To move it, change BASE_URL and restart.',
    },
    { values: { home: baseUrl } },
  )
}

const noAddress: Words = {
  id: '“{host}” bukan alamat untuk sebuah blog. Isi nama host saja, seperti https://blog.contoh.id, tanpa apa pun di belakangnya.',
  en: '“{host}” is no address for a blog. Give the host alone, like https://blog.example.com, with nothing behind it.',
}
const takenByServer: Words = {
  id: '{host} adalah alamat server ini sendiri. Pilih nama host lain yang juga mengarah ke server ini.',
  en: '{host} is this server’s own address. Choose another host name that leads to this server as well.',
}
const takenByOther: Words = {
  id: '{host} sudah dipakai blog ruang kerja lain di server ini. Pilih nama host lain, atau hapus dahulu alamat itu di sana.',
  en: '{host} is already the blog of another workspace on this server. Choose another host name, or give it up there first.',
}

import { sql } from 'kysely'
import {
  fediverseToken,
  needPeer,
  type PeerName,
  signInByForm,
  startBluesky,
  startFediverse,
  startWordPress,
} from '../../../peers/index.ts'
import { comeBack, connectChannel } from '../../channels/index.ts'
import type { Actor, Context } from '../../context.ts'
import { inWorkspace } from '../../db/client.ts'
import { fetchOnce } from '../../networks/testing/session.ts'
import { connectByForm, type Site } from './site.ts'

const open: Partial<Record<PeerName, () => Promise<Site>>> = {
  bluesky: openBluesky,
  fediverse: openSnac,
  wordpress: openWordPress,
}

/** The real servers that can be had here; for the others the reason is printed. */
export async function openRealSites(): Promise<Site[]> {
  const sites: Site[] = []
  for (const [name, start] of Object.entries(open)) if (await needPeer(name as PeerName)) sites.push(await start())
  return sites
}

async function json<T>(url: string, headers: Record<string, string> = {}): Promise<T> {
  const answer = await fetchOnce(url, { headers })
  if (!answer.ok) throw new Error(`${url}: ${answer.status} ${(await answer.text()).slice(0, 200)}`)
  return (await answer.json()) as T
}

/** Reads page after page, until one is empty. @param page the texts of one page, and where the next one begins */
async function allPages(page: (from: string) => Promise<{ texts: string[]; next: string }>): Promise<string[]> {
  const all: string[] = []
  for (let from = ''; ; ) {
    const { texts, next } = await page(from)
    all.push(...texts)
    if (!next || !texts.length) return all
    from = next
  }
}

/** The key is the record's own name there: https://atproto.com/specs/record-key */
async function openBluesky(): Promise<Site> {
  const peer = await startBluesky()
  const [sari] = peer.accounts
  interface Records {
    records: { value: { text: string } }[]
    cursor?: string
  }
  const list = `${peer.pdsUrl}/xrpc/com.atproto.repo.listRecords?repo=${sari.did}&collection=app.bsky.feed.post&limit=100`
  return {
    name: 'bluesky',
    origin: new URL(peer.pdsUrl).origin,
    keys: true,
    find: true,
    threads: true,
    writes: /^POST \S*repo\.createRecord/,
    lookups: /^GET \S*repo\.getRecord/,
    connect: (context, actor) =>
      connectByForm(context, actor, 'bluesky', {
        handle: sari.handle,
        password: sari.appPassword,
        server: peer.pdsUrl,
      }),
    texts: () =>
      allPages(async (from) => {
        const { records, cursor = '' } = await json<Records>(`${list}${from && `&cursor=${encodeURIComponent(from)}`}`)
        return { texts: records.map(({ value }) => value.text), next: cursor }
      }),
    close: peer.stop,
  }
}

/** snac2 speaks Mastodon's API without its keys, and without pages: it shows the newest statuses only. */
async function openSnac(): Promise<Site> {
  const peer = await startFediverse()
  const [server] = peer.servers
  const [sari] = server.accounts
  const headers = { authorization: `Bearer ${await fediverseToken(server, sari)}` }
  const { id } = await json<{ id: string }>(`${server.url}/api/v1/accounts/verify_credentials`, headers)
  const list = `${server.url}/api/v1/accounts/${id}/statuses?limit=40`
  const seen = new Map<string, string>()
  async function note(): Promise<void> {
    const newest = await json<{ id: string; content: string }[]>(list, headers)
    for (const status of newest) seen.set(status.id, status.content)
  }
  async function connect(context: Context, actor: Actor): Promise<string> {
    const begun = await connectChannel(context, actor, 'mastodon', { server: server.url })
    if (!('redirect' in begun)) throw new Error('no OAuth')
    const back = await signInByForm(begun.redirect, sari.username, sari.password)
    const done = await comeBack(context, actor, back.searchParams)
    if (!('channel' in done)) throw new Error('no channel')
    const { channel } = done
    // snac2 takes 100,000 letters; a limit like other servers' makes threads.
    await inWorkspace(context.db, actor.workspaceId, (tx) =>
      sql`update channel set account = jsonb_set(account, '{facts,length}', '300') where id = ${channel.id}`.execute(
        tx,
      ),
    )
    return channel.id
  }
  return {
    name: 'mastodon',
    origin: server.url,
    keys: false,
    find: true,
    threads: true,
    writes: /^POST \/api\/v1\/statuses/,
    lookups: /^GET \/api\/v1\/accounts\/\S*\/statuses\?/,
    connect,
    note,
    texts: async () => {
      await note()
      return [...seen.values()]
    },
    close: peer.stop,
  }
}

async function openWordPress(): Promise<Site> {
  const peer = await startWordPress()
  const login = Buffer.from(`${peer.username}:${peer.applicationPassword}`).toString('base64')
  const list = `${peer.url}/wp-json/wp/v2/posts?context=edit&per_page=100&status=publish,future,draft,pending,private,trash`
  return {
    name: 'wordpress',
    origin: peer.url,
    keys: false,
    find: true,
    threads: false,
    writes: /^POST \S*wp\/v2\/posts/,
    lookups: /^GET \S*wp\/v2\/posts\?/,
    connect: (context, actor) =>
      connectByForm(context, actor, 'wordpress', {
        server: peer.url,
        username: peer.username,
        password: peer.applicationPassword,
      }),
    texts: () =>
      allPages(async (from) => {
        const posts = await json<{ content: { raw: string } }[]>(`${list}&offset=${from || 0}`, {
          authorization: `Basic ${login}`,
        })
        return { texts: posts.map(({ content }) => content.raw), next: String(Number(from || 0) + posts.length) }
      }),
    close: peer.stop,
  }
}

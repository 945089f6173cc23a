/** The house whose deliveries are sent in the benchmark of publishing, and rows as scheduling writes them. */
import { randomBytes, randomUUIDv7 } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { connectChannel } from '../src/channels/index.ts'
import { readConfig } from '../src/config.ts'
import type { Actor, Context } from '../src/context.ts'
import { asSystem } from '../src/db/client.ts'
import { openLog } from '../src/log.ts'
import type { Network, SendingFacet } from '../src/networks/network.ts'
import { type Opened, openContext } from '../src/program.ts'
import { makeWorkspace } from '../src/testing/context.ts'
import { fakeNetwork } from '../src/testing/fake-network.ts'

/** How many channels the deliveries go to, in turns. */
const channels = 250
/** How long the network takes to answer. */
export const answerMilliseconds = 5

/** Where it is, for another process. */
export interface Place {
  folder: string
  secretKey: string
  /** Whether each channel has a rate; one that is never reached. */
  rated: boolean
}

/** One brand with channels of a network that takes everything. */
export interface House {
  place: Place
  context: Context
  actor: Actor
  channelIds: string[]
  /** When the network was called, by text; of this process. */
  sent: Map<string, number>
  close(): Promise<void>
}

/** @param sent is told when the network is called, by text */
export function openPlace({ folder, secretKey, rated }: Place, sent: Map<string, number>): Promise<Opened> {
  const config = readConfig({ DATA_DIR: folder, SECRET_KEY: secretKey, LOG_LEVEL: 'silent' })
  return openContext(config, undefined, openLog('silent'), 'worker', { networks: [answering(sent, rated)] })
}

/** A house in a folder of its own. */
export async function openHouse(): Promise<House> {
  const folder = mkdtempSync(join(tmpdir(), 'percakapan-bench-'))
  const place = { folder, secretKey: randomBytes(32).toString('hex'), rated: false }
  const sent = new Map<string, number>()
  const { context, close } = await openPlace(place, sent)
  const actor = await makeWorkspace(context)
  const channelIds: string[] = []
  for (let at = 0; at < channels; at++) {
    const done = await connectChannel(context, actor, 'fake', { handle: `saluran${at}`, password: 'right' })
    if ('channel' in done) channelIds.push(done.channel.id)
  }
  return {
    place,
    context,
    actor,
    channelIds,
    sent,
    close: async () => {
      await close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** The same house, whose network names a rate for each channel. */
export function withRates(house: House): House {
  const network = answering(house.sent, true)
  return {
    ...house,
    place: { ...house.place, rated: true },
    context: { ...house.context, networks: { fake: network } },
  }
}

function answering(sent: Map<string, number>, rated: boolean): Network {
  const { network } = fakeNetwork()
  const publish: SendingFacet['publish'] = async (part) => {
    sent.set(part.text, Date.now())
    await sleep(answerMilliseconds)
    return { state: 'published', remoteId: part.text, permalink: `https://fake.example/${part.text}` }
  }
  const rates = rated ? { rates: [{ per: 'channel' as const, calls: 1_000_000, seconds: 1, source: 'this file' }] } : {}
  return { ...network, sending: { ...network.sending, publish, ...rates } }
}

/** Rows as scheduling writes them. @param due an instant in SQL, in which `n` is the row's number */
export async function insert(
  { context, actor, channelIds }: House,
  count: number,
  due: string,
  text: string,
): Promise<void> {
  const ids = () => Array.from({ length: count }, () => randomUUIDv7())
  await asSystem(context.db, async (tx) => {
    await sql`
      with numbers as (
        select n, post, id from unnest(${ids()}::uuid[], ${ids()}::uuid[]) with ordinality as made (post, id, n)),
      posts as (insert into post (id, workspace_id, created_by) select post, ${actor.workspaceId}, ${actor.userId} from numbers)
      insert into delivery (id, workspace_id, post_id, channel_id, text, parts, due_at, time_zone)
      select id, ${actor.workspaceId}, post, (${channelIds}::uuid[])[1 + n::int % ${sql.lit(channelIds.length)}], ${text} || n,
        jsonb_build_array(jsonb_build_object('text', ${text} || n, 'entities', '[]'::jsonb, 'length', 20, 'pictures', '[]'::jsonb)),
        ${sql.raw(due)}, 'Asia/Jakarta' from numbers`.execute(tx)
  })
}

/** What is to be cleaned up of a fill is so before anything is measured, and not meanwhile. */
export async function settle({ context }: House): Promise<void> {
  for (const table of ['post', 'delivery', 'delivery_words', 'rate_bucket'])
    await sql`vacuum analyze ${sql.table(table)}`.execute(context.db)
}

/** Others that wait for another day. */
export async function insertOthers(house: House, count: number, far: string): Promise<void> {
  for (let at = 0; at < count; at += 100_000)
    await insert(
      house,
      Math.min(100_000, count - at),
      `now() + interval '${far}' + random() * interval '300 days'`,
      `w${at}-`,
    )
  await settle(house)
}

/** Whether something is due and not out. */
export async function isLeft(context: Context): Promise<boolean> {
  const { rows } = await asSystem(context.db, (tx) =>
    sql<{
      left: number
    }>`select count(*) as left from (select 1 from delivery where wake_at <= now() limit 1) due`.execute(tx),
  )
  return (rows[0]?.left ?? 0) > 0
}

/** What is out goes, so that every round begins alike. */
export async function clear(house: House): Promise<void> {
  await asSystem(house.context.db, (tx) => sql`delete from delivery where state = 'published'`.execute(tx))
  await settle(house)
}

/** Subscribers of other programs, kept for the newsletter. Nobody is written to, and nobody who left is brought back. */
import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { Actor, Context } from '../../context.ts'
import { threaded } from '../../core/thread/pool.ts'
import type { Words } from '../../core/words.ts'
import { inWorkspace, type Tx } from '../../db/client.ts'
import { record } from '../../team/index.ts'
import { storable, storableText } from '../runs/pieces.ts'
import { openSource, type SourcePath } from '../source/open.ts'
import { sourceProblem } from '../source/source.ts'
import { textOf } from '../source/text.ts'
import type * as Read from './read.ts'
import type { FoundSubscriber, SubscriberFault } from './read.ts'
import { beginSubscribers, keepListed, type Listed } from './runs.ts'

/** What an import of subscribers brings, or would bring. */
export interface SubscribersImported {
  /** Whose exports they are. */
  labels: string[]
  counts: Record<FoundSubscriber['state'], number>
  /** Of them those that are here already. */
  known: number
  faults: (SubscriberFault & { file: string })[]
  /** By which it can be taken back; `null` for a trial, and where nobody came. */
  importId: string | null
}

const together = 1000

/** In a thread: a list of a million takes seconds. */
const readSubscribers = threaded<typeof Read.readSubscribers>(
  new URL('./read.ts', import.meta.url),
  'readSubscribers',
  'file',
)

/**
 * Reads lists, and keeps them where `write` is set. Whoever left, there or here, stays away; whoever is here already is not asked again.
 * @param paths CSV files, or an archive or folder with some
 * @throws Problem `wrong-input` for files that hold no list
 */
export async function importSubscribers(
  context: Context,
  actor: Actor,
  paths: readonly SourcePath[],
  { write }: { write: boolean },
): Promise<SubscribersImported> {
  const { labels, found, faults } = await readAll(paths)
  const { known, importId } = await inWorkspace(context.db, actor.workspaceId, async (tx) => {
    let before = 0
    const runId = write && found.length > 0 ? await beginSubscribers(context, tx, actor, labels) : null
    for (let at = 0; at < found.length; at += together) {
      const some = found.slice(at, at + together)
      const there = await knownOf(tx, some)
      before += there.size
      if (runId) await keepListed(tx, actor, runId, await keepSome(tx, actor, some, there))
    }
    if (write) await record(tx, actor, 'subscribers.import', actor.workspaceId, { count: found.length })
    return { known: before, importId: runId }
  })
  const counts = { active: 0, unconfirmed: 0, left: 0, bounced: 0 }
  for (const { state } of found) counts[state] += 1
  return { labels, counts, known, faults, importId }
}

/** Those of them who are here already, as they are, by their addresses. */
async function knownOf(tx: Tx, some: readonly FoundSubscriber[]): Promise<Map<string, Listed['previous']>> {
  const rows = await tx
    .selectFrom('subscriber')
    .select(['email', 'state', 'name', 'left_at'])
    .where('email', '=', sql<string>`any(${some.map(({ email }) => email)}::text[])`)
    .execute()
  return new Map(
    rows.map(({ email, left_at, ...row }) => [email, { ...row, left_at: left_at?.toISOString() ?? null }] as const),
  )
}

async function readAll(paths: readonly SourcePath[]) {
  const source = await openSource(paths)
  try {
    const lists = source.files.filter(({ path }) => /\.(?:csv|tsv|txt)$/i.test(path))
    if (lists.length === 0) throw sourceProblem(noList)
    const found = new Map<string, FoundSubscriber>()
    const labels = new Set<string>()
    const faults: SubscribersImported['faults'] = []
    for (const file of lists) {
      const list = await readSubscribers(await textOf(file), file.path)
      labels.add(list.label)
      faults.push(...list.faults.map((fault) => ({ ...fault, file: file.path })))
      for (const one of list.found) {
        const before = found.get(one.email)
        const gone = before && (before.state === 'left' || before.state === 'bounced')
        if (!gone) found.set(one.email, one)
      }
    }
    return { labels: [...labels], found: [...found.values()], faults }
  } finally {
    await source.close()
  }
}

const noList: Words = {
  id: 'Tidak ada berkas CSV di dalamnya. Ekspor pelanggan dari buletin lama sebagai CSV.',
  en: 'There is no CSV file in it. Export your subscribers from the old newsletter as CSV.',
}

async function keepSome(
  tx: Tx,
  actor: Actor,
  some: readonly FoundSubscriber[],
  there: ReadonlyMap<string, Listed['previous']>,
): Promise<Listed[]> {
  const rows = await tx
    .insertInto('subscriber')
    .values(
      some.map((one) => ({
        id: randomUUID(),
        workspace_id: actor.workspaceId,
        email: storableText(one.email),
        name: storableText(one.name),
        state: one.state,
        labels: one.labels.map(storableText),
        joined_at: one.joinedAt,
        left_at: one.leftAt,
        source: one.proof.source ?? '',
        proof: storable(one.proof),
      })),
    )
    .onConflict((conflict) =>
      conflict.columns(['workspace_id', 'email']).doUpdateSet({
        // Who left or could not be reached stays so; who left elsewhere has left here too; who is active stays active.
        state: sql`case when subscriber.state in ('left', 'bounced') then subscriber.state
          when excluded.state in ('left', 'bounced', 'active') then excluded.state else subscriber.state end`,
        left_at: sql`coalesce(subscriber.left_at, excluded.left_at)`,
        name: sql`case when subscriber.name = '' then excluded.name else subscriber.name end`,
      }),
    )
    .returning(['id', 'email'])
    .execute()
  return rows.map(({ id, email }) => ({ id, previous: there.get(email) ?? null }))
}

import type { Words } from '../core/words.ts'
import { type Attempted, attempt } from '../db/attempt.ts'
import type { Tx } from '../db/client.ts'

/** Where something came from: a network, through a channel, or a feed. */
export type Source = { channelId: string } | { feedId: string }

/** Something that came in and could not be kept. */
export interface SetAside {
  /** Its id or address there. */
  what: string
  reason: Words
  seenAt: Date
}

/** The summary of a source's rejected items: their number, and the newest ones. */
export interface SetAsideSummary {
  count: number
  newest: SetAside[]
}

/** The most rejected items that are kept of a source. */
const mostKept = 100
const mostShown = 5

/** Why something could not be kept, for people: its detail goes to the log. */
export const unreadable: Words = {
  id: 'Isinya tidak seperti yang dijanjikan jejaring atau feed itu, jadi tidak dapat dibaca. Lihatlah langsung di sana; yang lain tetap masuk.',
  en: 'It is not made as that network or feed promises, so it could not be read. Look at it over there; everything else still comes in.',
}

/** Writes down that something could not be kept. Once each, however often it comes. */
export async function setAside(
  tx: Tx,
  workspaceId: string,
  source: Source,
  what: string,
  reason: Words,
  now: Date,
): Promise<void> {
  const row = { workspace_id: workspaceId, ...columnsOf(source), what, reason: JSON.stringify(reason), seen_at: now }
  await tx
    .insertInto('set_aside')
    .values(row)
    .onConflict((on) => on.columns(['channel_id', 'feed_id', 'what']).doUpdateSet({ seen_at: now }))
    .execute()
  const kept = ofSource(tx, source).select('what').orderBy('seen_at', 'desc').orderBy('what').limit(mostKept)
  const [column, id] =
    'channelId' in source ? (['channel_id', source.channelId] as const) : (['feed_id', source.feedId] as const)
  await tx.deleteFrom('set_aside').where(column, '=', id).where('what', 'not in', kept).execute()
}

/**
 * Keeps each of `items`, and sets aside what can't be kept: it is undone alone, and holds none of the others back.
 * @param what an item's id or address there
 * @param failed is told what went wrong, for the log
 * @returns what `keep` answered for those that were kept
 * @throws what is no fault of an item
 */
export async function keepEach<Item, Kept>(
  tx: Tx,
  { workspaceId, source, now }: { workspaceId: string; source: Source; now: Date },
  items: readonly Item[],
  what: (item: Item) => string,
  keep: (item: Item) => Promise<Kept>,
  failed: (item: Item, error: unknown) => void,
): Promise<Kept[]> {
  const kept: Kept[] = []
  for (const item of items) {
    const tried: Attempted<Kept> = await attempt(tx, () => keep(item))
    if ('value' in tried) kept.push(tried.value)
    else {
      failed(item, tried.failed)
      await setAside(tx, workspaceId, source, what(item), unreadable, now)
    }
  }
  return kept
}

/** What could not be kept, by the source's id. */
export async function setAsideBySource(tx: Tx): Promise<ReadonlyMap<string, SetAsideSummary>> {
  const rows = await tx.selectFrom('set_aside').selectAll().orderBy('seen_at', 'desc').orderBy('what').execute()
  const found = new Map<string, SetAsideSummary>()
  for (const { channel_id, feed_id, what, reason, seen_at: seenAt } of rows) {
    const id = (channel_id ?? feed_id) as string
    const summary = found.get(id) ?? { count: 0, newest: [] }
    summary.count++
    if (summary.newest.length < mostShown) summary.newest.push({ what, reason, seenAt })
    found.set(id, summary)
  }
  return found
}

function columnsOf(source: Source) {
  return 'channelId' in source
    ? { channel_id: source.channelId, feed_id: null }
    : { channel_id: null, feed_id: source.feedId }
}

function ofSource(tx: Tx, source: Source) {
  const query = tx.selectFrom('set_aside')
  return 'channelId' in source
    ? query.where('channel_id', '=', source.channelId)
    : query.where('feed_id', '=', source.feedId)
}

import { sql } from 'kysely'
import type { Tx } from '../db/client.ts'
import { here } from '../db/page.ts'
import { bodySays, indexSays, said } from '../db/search.ts'
import type { PersonView } from './inbox.ts'

/** Somebody who wrote to us, where, and the conversation in which they did so last. */
export interface FoundPerson extends PersonView {
  network: string
  conversationId: string
}

/** So many of the newest responses are looked through before the index of words is asked: enough for names that are frequent. */
const newest = 2000

/**
 * People by name or handle, who wrote last first. Without words: nobody.
 *
 * The index of words answers with everybody who is called so, however many, and knows no order: it is asked for rare names only.
 */
export async function peopleSaying(tx: Tx, words: string, limit: number): Promise<FoundPerson[]> {
  if (!words) return []
  const lately = await wroteLast(tx, responses(tx).orderBy('response.written_at', 'desc').limit(newest), limit, words)
  if (lately.length >= limit) return lately
  const found = tx.selectFrom('searchable_person').select('id').where(indexSays('words', words))
  return wroteLast(tx, responses(tx).where(sql<boolean>`response.person_id = any(array(${found}))`), limit)
}

function responses(tx: Tx) {
  return tx
    .selectFrom('response')
    .select(['response.person_id', 'response.conversation_id', 'response.written_at'])
    .where(here('response.workspace_id'))
}

/** Who wrote these responses, each where they did so last. @param words only who is called so */
function wroteLast(tx: Tx, among: ReturnType<typeof responses>, limit: number, words?: string): Promise<FoundPerson[]> {
  const last = tx
    .selectFrom(among.as('one'))
    .distinctOn('one.person_id')
    .selectAll('one')
    .orderBy('one.person_id')
    .orderBy('one.written_at', 'desc')
  const people = tx
    .selectFrom(last.as('last'))
    .innerJoin('person', 'person.id', 'last.person_id')
    .select(['person.id', 'person.name', 'person.handle', 'person.url', 'person.avatar', 'person.network'])
    .select('last.conversation_id as conversationId')
    .orderBy('last.written_at', 'desc')
    .limit(limit)
  if (words === undefined) return people.execute()
  return people.where((where) => where.or([said('person.name', words), said('person.handle', words)])).execute()
}

/** The conversation in which a response of this address at its network stands; the newest where several do. */
export async function conversationAt(tx: Tx, permalink: string): Promise<string | undefined> {
  const row = await tx
    .selectFrom('response')
    .select('conversation_id')
    .where(here('workspace_id'))
    .where('permalink', '=', permalink)
    .orderBy('written_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.conversation_id
}

/** Of these conversations, what was said last with these words in it; nothing of one that was found by a name. */
export async function textsSaying(tx: Tx, ids: readonly string[], words: string): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const rows = await tx
    .selectFrom('response')
    .innerJoin('searchable_response as kept', 'kept.id', 'response.id')
    .distinctOn('response.conversation_id')
    .select(['response.conversation_id', 'response.text'])
    .where('response.conversation_id', 'in', [...ids])
    .where(bodySays('kept.body', words))
    .orderBy('response.conversation_id')
    .orderBy('response.written_at', 'desc')
    .execute()
  return new Map(rows.map((row) => [row.conversation_id, row.text]))
}

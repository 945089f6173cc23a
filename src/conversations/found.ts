import { sql } from 'kysely'
import type { Tx } from '../db/client.ts'
import { here } from '../db/page.ts'
import { indexSays, said } from '../db/search.ts'
import type { PersonView } from './inbox.ts'

/** Somebody who wrote to us, where, and the conversation in which they did so last. */
export interface FoundPerson extends PersonView {
  network: string
  conversationId: string
}

/** People by name or handle, who wrote last first. Without words: nobody. */
export async function peopleSaying(tx: Tx, words: string, limit: number): Promise<FoundPerson[]> {
  if (!words) return []
  const found = tx.selectFrom('searchable_person').select('id').where(indexSays('words', words)).limit(200)
  const last = tx
    .selectFrom('response')
    .distinctOn('response.person_id')
    .select(['response.person_id', 'response.conversation_id', 'response.written_at'])
    .where(here('response.workspace_id'))
    .where(sql<boolean>`response.person_id = any(array(${found}))`)
    .orderBy('response.person_id')
    .orderBy('response.written_at', 'desc')
  return tx
    .selectFrom(last.as('last'))
    .innerJoin('person', 'person.id', 'last.person_id')
    .select(['person.id', 'person.name', 'person.handle', 'person.url', 'person.avatar', 'person.network'])
    .select('last.conversation_id as conversationId')
    .orderBy('last.written_at', 'desc')
    .limit(limit)
    .execute()
}

/** Of these conversations, what was said last with these words in it; nothing of one that was found by a name. */
export async function textsSaying(tx: Tx, ids: readonly string[], words: string): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const rows = await tx
    .selectFrom('response')
    .distinctOn('conversation_id')
    .select(['conversation_id', 'text'])
    .where('conversation_id', 'in', [...ids])
    .where(said('response.text', words))
    .orderBy('conversation_id')
    .orderBy('written_at', 'desc')
    .execute()
  return new Map(rows.map((row) => [row.conversation_id, row.text]))
}

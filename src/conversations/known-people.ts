import { sql } from 'kysely'
import type { Tx } from '../db/client.ts'
import { here } from '../db/page.ts'
import { indexSays } from '../db/search.ts'
import type { PersonView } from './inbox.ts'

/** Somebody who can be mentioned, and where. */
export type MentionPerson = PersonView & { network: string }

/** So many are shown to choose from. */
const most = 8
/** Shorter words are in too many names to be looked for inside of them. */
const inside = 3

const columns = ['id', 'name', 'handle', 'url', 'avatar', 'network'] as const

/** Those whose handle begins so. */
function called(tx: Tx, start: string) {
  const handle = sql<string>`lower(ltrim(handle, '@'))`
  return tx
    .selectFrom('person')
    .select(columns)
    .where(here('workspace_id'))
    .where(handle, '>=', start)
    .where(handle, '<', `${start}\u{10fffd}`)
    .orderBy(handle)
    .limit(most)
    .execute()
}

/** Those whose name or handle has it inside. */
function named(tx: Tx, words: string) {
  const found = tx.selectFrom('searchable_person').select('id').where(indexSays('words', words))
  return tx
    .selectFrom('person')
    .select(columns)
    .where('id', 'in', found)
    .orderBy('name')
    .orderBy('id')
    .limit(most)
    .execute()
}

/**
 * People who wrote to us, to be mentioned: by the beginning of their handle first, then by anything in handle or name.
 * @param typed what stands behind the `@`
 */
export async function peopleToMention(tx: Tx, typed: string): Promise<MentionPerson[]> {
  const words = typed.replace(/^@+/, '').toLowerCase()
  if (!words) return []
  const rows = [...(await called(tx, words)), ...(words.length < inside ? [] : await named(tx, words))]
  return [...new Map(rows.map((row) => [row.id, row])).values()].slice(0, most)
}

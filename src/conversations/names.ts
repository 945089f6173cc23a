import type { Tx } from '../db/client.ts'

/** Who said responses, by their ids. */
export async function nameResponses(tx: Tx, ids: readonly string[]): Promise<Map<string, string>> {
  const rows = await tx
    .selectFrom('response')
    .innerJoin('person', 'person.id', 'response.person_id')
    .select(['response.id', 'person.name', 'person.handle'])
    .where('response.id', 'in', ids)
    .execute()
  return new Map(rows.map(({ id, name, handle }) => [id, name || handle]))
}

/** The names of conversations, by id: the person who wrote last. */
export async function nameConversations(tx: Tx, ids: readonly string[]): Promise<Map<string, string>> {
  const rows = await tx
    .selectFrom('conversation')
    .innerJoin('response', 'response.id', 'conversation.last_response')
    .innerJoin('person', 'person.id', 'response.person_id')
    .select(['conversation.id', 'person.name', 'person.handle'])
    .where('conversation.id', 'in', ids)
    .execute()
  return new Map(rows.map(({ id, name, handle }) => [id, name || handle]))
}

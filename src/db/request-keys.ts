/** Requests that are done once, under a key that their sender chose, with what they were answered. */
import type { Tx } from './client.ts'

/** Whose key it is. */
export interface RequestKey {
  /** Named in each statement: what goes alongside may be saved for the program itself, which sees all workspaces. */
  workspaceId: string
  userId: string
  key: string
}

/** What stands under a key. */
export interface KeptRequest {
  /** Of address and body: a hash. */
  request: string
  /** Empty while it is being answered. */
  status: number | null
  /** Empty too where it was a secret. */
  answer: string | null
}

/** Takes the key; those that were taken before `old` are free again. @returns what stands under it already */
export async function takeRequestKey(
  tx: Tx,
  { workspaceId, userId, key }: RequestKey,
  { request, now, old }: { request: string; now: Date; old: Date },
): Promise<KeptRequest | undefined> {
  await tx.deleteFrom('request_key').where('created_at', '<', old).execute()
  const taken = await tx
    .insertInto('request_key')
    .values({ workspace_id: workspaceId, user_id: userId, key, request, status: null, answer: null, created_at: now })
    .onConflict((on) => on.doNothing())
    .returning('key')
    .executeTakeFirst()
  if (taken) return undefined
  return tx
    .selectFrom('request_key')
    .select(['request', 'status', 'answer'])
    .where('workspace_id', '=', workspaceId)
    .where('user_id', '=', userId)
    .where('key', '=', key)
    .executeTakeFirstOrThrow()
}

/** What was asked for is saved, in this transaction; with the answer, where it is known. */
export async function markRequestSaved(
  tx: Tx,
  { workspaceId, userId, key }: RequestKey,
  answer: { status: number; text: string } | undefined,
): Promise<void> {
  await tx
    .updateTable('request_key')
    .set({ saved: true, ...(answer ? { status: answer.status, answer: answer.text } : {}) })
    .where('workspace_id', '=', workspaceId)
    .where('user_id', '=', userId)
    .where('key', '=', key)
    .execute()
}

/** Keeps the answer; of one that is a secret (`text` is `null`), that it was given. */
export async function keepRequestAnswer(
  tx: Tx,
  { workspaceId, userId, key }: RequestKey,
  answer: { status: number; text: string | null },
): Promise<void> {
  await tx
    .updateTable('request_key')
    .set({ status: answer.status, answer: answer.text })
    .where('workspace_id', '=', workspaceId)
    .where('user_id', '=', userId)
    .where('key', '=', key)
    .execute()
}

/** Frees the key, unless something was saved under it. */
export async function freeRequestKey(tx: Tx, { workspaceId, userId, key }: RequestKey): Promise<void> {
  await tx
    .deleteFrom('request_key')
    .where('workspace_id', '=', workspaceId)
    .where('user_id', '=', userId)
    .where('key', '=', key)
    .where('saved', '=', false)
    .execute()
}

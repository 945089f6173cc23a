/** A code is what an editor exchanges for its token, or for its person's address: once, and within minutes. */
import { createHash, timingSafeEqual } from 'node:crypto'
import type { Selectable } from 'kysely'
import type { Actor, Context } from '../context.ts'
import { asSystem, inWorkspace, type Tx } from '../db/client.ts'
import type { Tables } from '../db/tables.ts'
import { Refused } from './refused.ts'
import { freshSecret, hashOf } from './tokens.ts'

/** A code as it is stored. */
export type CodeRow = Selectable<Tables['editor_code']>

/** https://indieauth.spec.indieweb.org/#authorization-response: ten minutes at most. */
const codeMinutes = 10

/** What a code stands for. */
export interface NewCode {
  name: string
  clientId: string
  redirectUri: string
  /** Of PKCE, by S256: https://www.rfc-editor.org/rfc/rfc7636#section-4.2 */
  challenge: string
  scopes: readonly string[]
}

/** Keeps a code for an editor, in the caller's transaction. */
export async function keepCode(
  context: Pick<Context, 'clock'>,
  tx: Tx,
  { userId, workspaceId }: Actor,
  { name, clientId, redirectUri, challenge, scopes }: NewCode,
): Promise<string> {
  const now = context.clock.now()
  await tx
    .deleteFrom('editor_code')
    .where('expires_at', '<=', new Date(now.getTime() - 86_400_000))
    .execute()
  const code = freshSecret()
  await tx
    .insertInto('editor_code')
    .values({
      ...{ hash: hashOf(code), workspace_id: workspaceId, user_id: userId, name, client_id: clientId },
      ...{ redirect_uri: redirectUri, challenge, scopes: [...scopes] },
      expires_at: new Date(now.getTime() + codeMinutes * 60_000),
    })
    .execute()
  return code
}

/** What an editor sends to exchange its code. */
export interface Exchange {
  code: string
  clientId: string
  redirectUri: string
  verifier: string
}

/**
 * Exchanges a code: whatever comes of it, it opens nothing a second time. One that comes again takes away what it was exchanged for.
 * @param give makes what it is exchanged for, in the same transaction
 * @throws Refused `invalid_grant`
 */
export async function exchangeCode<T>(
  context: Context,
  asked: Exchange,
  give: (tx: Tx, row: CodeRow) => Promise<T>,
): Promise<T> {
  const now = context.clock.now()
  const hash = hashOf(asked.code)
  const known = await asSystem(context.db, (tx) =>
    tx.selectFrom('editor_code').select('workspace_id').where('hash', '=', hash).executeTakeFirst(),
  )
  const taken =
    known &&
    (await inWorkspace(context.db, known.workspace_id, async (tx) => {
      const row = await takeOnce(tx, hash, now)
      return row && isRight(row, asked, now) ? { given: await give(tx, row) } : undefined
    }))
  if (!taken) throw new Refused('invalid_grant', notGood)
  return taken.given
}

function isRight(row: CodeRow, { clientId, redirectUri, verifier }: Exchange, now: Date): boolean {
  const meant = row.client_id === clientId && row.redirect_uri === redirectUri
  return meant && row.expires_at > now && isSame(row.challenge, challengeOf(verifier))
}

async function takeOnce(tx: Tx, hash: string, now: Date): Promise<CodeRow | undefined> {
  const taken = await tx
    .updateTable('editor_code')
    .set({ used_at: now })
    .where('hash', '=', hash)
    .where('used_at', 'is', null)
    .returningAll()
    .executeTakeFirst()
  if (taken) return taken
  // Somebody else has it too: neither keeps what it gave.
  const made = tx.selectFrom('editor_code').select('token_id').where('hash', '=', hash)
  await tx.deleteFrom('editor_token').where('id', 'in', made).execute()
  return undefined
}

/** Remembers what a code was exchanged for. */
export async function noteExchanged(tx: Tx, hash: string, tokenId: string): Promise<void> {
  await tx.updateTable('editor_code').set({ token_id: tokenId }).where('hash', '=', hash).execute()
}

/** https://www.rfc-editor.org/rfc/rfc7636#section-4.6 */
function challengeOf(verifier: string): string {
  return createHash('sha256').update(verifier).digest('base64url')
}

function isSame(said: string, right: string): boolean {
  const [a, b] = [Buffer.from(said), Buffer.from(right)]
  return a.length === b.length && timingSafeEqual(a, b)
}

const notGood = {
  id: 'Kode ini sudah dipakai, sudah lewat waktunya, atau bukan untuk editor ini. Mulai lagi dari editornya.',
  en: 'This code was used before, its time is over, or it is not for this editor. Begin again from the editor.',
}

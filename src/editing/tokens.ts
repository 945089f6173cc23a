/** What lets an editor in: a token that acts as its person, with the role that they have at that time. Only hashes are kept. */
import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { type Selectable, sql } from 'kysely'
import type { Actor, Context } from '../context.ts'
import { Problem } from '../core/problem.ts'
import { asSystem, inWorkspace, type Tx } from '../db/client.ts'
import { here } from '../db/page.ts'
import type { Tables } from '../db/tables.ts'
import { type Member, may, memberOf, namesOf, record } from '../team/index.ts'
import { Refused } from './refused.ts'
import { mayGrant, type Scope, scopes } from './scopes.ts'

type Row = Selectable<Tables['editor_token']>

/** An editor that is let in, as a list shows it. */
export interface Editor {
  id: string
  name: string
  /** Its own address; `null`: its token was made by hand. */
  address: string | null
  scopes: Scope[]
  /** For whom it writes; `null`: somebody who is here no more. */
  by: string | null
  mine: boolean
  createdAt: Date
  usedAt: Date | null
  expiresAt: Date | null
}

/** What a request of an editor may do, and for whom. */
export interface Access {
  tokenId: string
  clientId: string | null
  member: Member
  actor: Actor
  scopes: ReadonlySet<Scope>
  createdAt: Date
  expiresAt: Date | null
}

/** Editors of a workspace, all people together. */
export const mostEditors = 100
/** So long after it was withdrawn, a permission can be given back. */
const restorableMinutes = 10
/** The last use is known to a minute: not every request writes it down. */
const usedMinutes = 1
const dayMs = 86_400_000

/** What the database keeps of a secret. */
export function hashOf(secret: string): string {
  return createHash('sha256').update(secret).digest('hex')
}

/** 256 bits that nobody guesses. */
export function freshSecret(): string {
  return randomBytes(32).toString('base64url')
}

/** Who may use an editor, what it is called, and what it may do. */
export interface NewEditor {
  name: string
  clientId: string | null
  scopes: readonly Scope[]
  /** Missing: until it is withdrawn. */
  days?: number | undefined
}

/**
 * Lets an editor in, in the caller's transaction.
 * @returns its token, which nobody can tell again
 * @throws Problem `rejected` where there are too many
 */
export async function keepToken(
  context: Pick<Context, 'clock'>,
  tx: Tx,
  { userId, workspaceId }: Actor,
  editor: NewEditor,
): Promise<{ id: string; token: string }> {
  // Two at once would both find the last place free.
  await sql`select pg_advisory_xact_lock(hashtextextended(${`editors ${workspaceId}`}, 0))`.execute(tx)
  const now = context.clock.now()
  await tx
    .deleteFrom('editor_token')
    .where((where) => where.or([where('expires_at', '<=', now), where('restorable_until', '<=', now)]))
    .where(here('workspace_id'))
    .execute()
  const { n } = await living(tx)
    .select(({ fn }) => fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow()
  if (Number(n) >= mostEditors) throw new Problem('rejected', tooMany, { values: { most: mostEditors } })
  const [id, token] = [randomUUID(), freshSecret()]
  await tx
    .insertInto('editor_token')
    .values({
      ...{ id, workspace_id: workspaceId, user_id: userId, hash: hashOf(token), name: editor.name },
      ...{ client_id: editor.clientId, scopes: [...editor.scopes], created_at: now },
      expires_at: editor.days === undefined ? null : new Date(now.getTime() + editor.days * dayMs),
    })
    .execute()
  return { id, token }
}

function living(tx: Tx) {
  return tx.selectFrom('editor_token').where(here('workspace_id')).where('revoked_at', 'is', null)
}

/**
 * A token for an editor that takes one by hand.
 * @throws Problem `forbidden` for scopes beyond the person's role; as {@link keepToken}
 */
export async function makeToken(
  context: Context,
  actor: Actor,
  role: Member['role'],
  wanted: { name: string; scopes: readonly Scope[]; days?: number | undefined },
): Promise<{ id: string; token: string }> {
  refuseBeyond(role, wanted.scopes)
  const made = await inWorkspace(context.db, actor.workspaceId, async (tx) => {
    const kept = await keepToken(context, tx, actor, { ...wanted, clientId: null })
    await record(tx, actor, 'editor.make', kept.id, { name: wanted.name })
    return kept
  })
  context.bus.tell(actor.workspaceId, 'editors')
  return made
}

/** @throws Problem `forbidden` */
export function refuseBeyond(role: Member['role'], wanted: readonly Scope[]): void {
  if (wanted.every((scope) => mayGrant(role, scope))) return
  throw new Problem('forbidden', beyondRole, { field: 'scopes' })
}

/** Who asks by this token. @returns `undefined` for one that is unknown, over or withdrawn, or whose person has left */
export async function accessBy(context: Context, token: string): Promise<Access | undefined> {
  const now = context.clock.now()
  const row = await asSystem(context.db, (tx) =>
    tx.selectFrom('editor_token').selectAll().where('hash', '=', hashOf(token)).executeTakeFirst(),
  )
  if (!row || row.revoked_at || (row.expires_at && row.expires_at <= now)) return undefined
  const member = await memberOf(context, row.user_id, { named: row.workspace_id })
  if (!member) return undefined
  await noteUse(context, row, now)
  return {
    ...{ tokenId: row.id, clientId: row.client_id, member },
    actor: { userId: member.userId, workspaceId: member.workspaceId, editor: row.name },
    scopes: new Set(knownScopes(row)),
    createdAt: row.created_at,
    expiresAt: row.expires_at,
  }
}

async function noteUse(context: Context, { id, workspace_id, used_at }: Row, now: Date): Promise<void> {
  if (used_at && now.getTime() - used_at.getTime() < usedMinutes * 60_000) return
  await inWorkspace(context.db, workspace_id, (tx) =>
    tx.updateTable('editor_token').set({ used_at: now }).where('id', '=', id).execute(),
  )
}

const knownScopes = (row: Pick<Row, 'scopes'>): Scope[] => scopes.filter((scope) => row.scopes.includes(scope))

/** One's own, and for whoever manages the workspace those of all: the newest first, {@link mostEditors} at most. */
export function editorsOf(context: Context, actor: Actor, role: Member['role']): Promise<Editor[]> {
  return inWorkspace(context.db, actor.workspaceId, async (tx) => {
    let query = living(tx).selectAll().orderBy('created_at', 'desc').orderBy('id', 'desc')
    if (may(role, 'manage') !== true) query = query.where('user_id', '=', actor.userId)
    const now = context.clock.now()
    const rows = (await query.execute()).filter((row) => !row.expires_at || row.expires_at > now)
    const names = await namesOf(
      tx,
      rows.map((row) => row.user_id),
    )
    return rows.map((row) => ({
      ...{ id: row.id, name: row.name, address: row.client_id, scopes: knownScopes(row) },
      ...{ by: names.get(row.user_id) ?? null, mine: row.user_id === actor.userId },
      ...{ createdAt: row.created_at, usedAt: row.used_at, expiresAt: row.expires_at },
    }))
  })
}

/** Withdraws what lets an editor in. @throws Problem `gone`: also for one of somebody else, where one doesn't manage the workspace */
export function revokeEditor(context: Context, actor: Actor, role: Member['role'], id: string): Promise<void> {
  const now = context.clock.now()
  const until = new Date(now.getTime() + restorableMinutes * 60_000)
  return changeEditor(context, actor, role, id, 'editor.revoke', (row) =>
    row.revoked_at ? undefined : { revoked_at: now, restorable_until: until },
  )
}

/** Takes {@link revokeEditor} back, for a few minutes. @throws Problem `gone` */
export function restoreEditor(context: Context, actor: Actor, role: Member['role'], id: string): Promise<void> {
  const now = context.clock.now()
  return changeEditor(context, actor, role, id, 'editor.restore', (row) =>
    row.restorable_until && row.restorable_until > now ? { revoked_at: null, restorable_until: null } : undefined,
  )
}

async function changeEditor(
  context: Context,
  actor: Actor,
  role: Member['role'],
  id: string,
  act: 'editor.revoke' | 'editor.restore',
  change: (row: Row) => Partial<Row> | undefined,
): Promise<void> {
  await inWorkspace(context.db, actor.workspaceId, async (tx) => {
    const row = await tx
      .selectFrom('editor_token')
      .selectAll()
      .where(here('workspace_id'))
      .where('id', '=', id)
      .forUpdate()
      .executeTakeFirst()
    const theirs = row && (row.user_id === actor.userId || may(role, 'manage') === true)
    const set = theirs ? change(row) : undefined
    if (!row || !set) throw new Problem('gone', noEditor)
    await tx.updateTable('editor_token').set(set).where('id', '=', id).execute()
    await record(tx, actor, act, id, { name: row.name })
  })
  context.bus.tell(actor.workspaceId, 'editors')
}

/** An editor gives its token back itself: nobody brings it back. Of an unknown one nothing is said. */
export async function giveBack(context: Context, token: string): Promise<void> {
  const row = await asSystem(context.db, (tx) =>
    tx.deleteFrom('editor_token').where('hash', '=', hashOf(token)).returning('workspace_id').executeTakeFirst(),
  )
  if (row) context.bus.tell(row.workspace_id, 'editors')
}

/** Whoever leaves a workspace leaves no editor in it. */
export async function dropEditors(tx: Tx, userId: string): Promise<void> {
  await tx.deleteFrom('editor_code').where(here('workspace_id')).where('user_id', '=', userId).execute()
  await tx.deleteFrom('editor_token').where(here('workspace_id')).where('user_id', '=', userId).execute()
}

/** Nobody, or nobody any more, is known by this token. */
export function unknownToken(): Refused {
  return new Refused('unauthorized', {
    id: 'Editor ini tidak (lagi) diizinkan menulis di blog ini. Masuk lagi dari editornya, atau buat token baru di Pengaturan → Editor.',
    en: 'This editor is not (or no longer) allowed to write on this blog. Sign in again from the editor, or make a new token in Settings → Editors.',
  })
}

const tooMany = {
  id: 'Sudah ada {most} editor di ruang kerja ini. Cabut yang tidak dipakai lagi.',
  en: 'This workspace has {most} {most|editor|editors} already. Withdraw those that nobody uses.',
}
const beyondRole = {
  id: 'Peran Anda di ruang kerja ini tidak mencakup semua izin yang dipilih.',
  en: 'Your role in this workspace does not include all of the chosen permissions.',
}
const noEditor = {
  id: 'Izin editor itu tidak ada lagi.',
  en: 'That editor’s permission is no longer there.',
}

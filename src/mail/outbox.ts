/**
 * Letters wait in rows, as deliveries do: asked for in the transaction that makes them necessary, sent by a worker, tried
 * again where the server says "later". A letter may arrive twice (a worker dies after the server took it), under one
 * Message-ID; it is never lost silently, and nothing waits for it.
 */
import { randomUUID } from 'node:crypto'
import { type Selectable, sql } from 'kysely'
import { everywhere } from '../bus.ts'
import type { Context } from '../context.ts'
import { Problem } from '../core/problem.ts'
import type { Language, Words } from '../core/words.ts'
import { asSystem, type Tx } from '../db/client.ts'
import type { Tables } from '../db/tables.ts'
import { open, seal } from '../db/vault.ts'
import { isFree, type RowOf, settleLease, takeLease, waitAfter } from '../work/index.ts'
import { type Letter, type WrittenLetter, writeLetter } from './letter.ts'
import type { MailKind } from './letters.ts'
import { post, type Recipient } from './transport.ts'

const leasing = { table: 'mail', seconds: 150 } as const
/** Greylisting servers want to be asked again after some minutes. */
const again = { first: 60, most: 3600 }
/** A letter is given up after this time: a reminder is then useless, and a link has expired. */
const lifetimeHours: Record<MailKind, number> = {
  reminder: 24,
  reconnect: 24,
  gap: 24,
  password: 1,
  email: 24,
  invitation: 24,
}
const keptDays = 90

/** A person as a letter needs them. */
export interface Addressee extends Recipient {
  userId: string
  language: Language
  /** Where this letter goes, if not to the address that the person has when it leaves. */
  address?: string
}

/** What a letter is about: the same letter about the same thing goes to a person once. */
export interface Occasion {
  kind: MailKind
  about: string
  workspaceId: string | null
}

/** Whether letters can be sent at all. */
export function canMail(context: Pick<Context, 'config'>): boolean {
  return context.config.smtpUrl !== undefined
}

/** Puts a letter into the outbox, once a person, inside the transaction that makes it necessary. Without `SMTP_URL`: nothing. */
export async function queueLetter(
  context: Context,
  tx: Tx,
  occasion: Occasion,
  letter: Letter,
  to: readonly Addressee[],
): Promise<void> {
  if (!canMail(context)) return
  const now = context.clock.now()
  await tx
    .deleteFrom('mail')
    .where('settled_at', '<', new Date(now.getTime() - keptDays * 86_400_000))
    .execute()
  for (const { userId, language, address = null } of to) {
    const id = randomUUID()
    const row = await tx
      .insertInto('mail')
      .values({
        id,
        workspace_id: occasion.workspaceId,
        user_id: userId,
        address,
        kind: occasion.kind,
        about: occasion.about,
        letter: seal(context.config.secretKey, id, writeLetter(letter, language)),
        next_try_at: now,
        expires_at: new Date(now.getTime() + lifetimeHours[occasion.kind] * 3_600_000),
        created_at: now,
      })
      .onConflict((on) => on.columns(['kind', 'about', 'user_id']).doNothing())
      .returning('id')
      .executeTakeFirst()
    if (row) await context.bus.tellWith(tx, occasion.workspaceId ?? everywhere, 'mail')
  }
}

/** Letters that say what is true no more: those that did not leave yet never do. What is on its way arrives. */
export async function dropLetters(context: Context, tx: Tx, abouts: readonly string[]): Promise<void> {
  if (abouts.length === 0) return
  await tx
    .deleteFrom('mail')
    .where('about', 'in', abouts)
    .where('state', '=', 'waiting')
    .where(isFree(leasing, context.clock.now()))
    .execute()
}

/** Letters whose time has come. */
export async function dueLetters(context: Context, most = 100): Promise<RowOf[]> {
  if (!canMail(context)) return []
  const now = context.clock.now()
  const rows = await asSystem(context.db, (tx) =>
    tx
      .selectFrom('mail')
      .select(['id', 'workspace_id'])
      .where('state', '=', 'waiting')
      .where('next_try_at', '<=', now)
      .where(isFree(leasing, now))
      .orderBy('next_try_at')
      .limit(most)
      .execute(),
  )
  return rows.map((row) => ({ id: row.id, workspaceId: row.workspace_id ?? '' }))
}

/** When the next letter is due, of those without a lease. In the past: one is due. */
export async function nextLetter(context: Context): Promise<Date | undefined> {
  if (!canMail(context)) return undefined
  const row = await asSystem(context.db, (tx) =>
    tx
      .selectFrom('mail')
      .select(({ fn }) => fn.min('next_try_at').as('at'))
      .where('state', '=', 'waiting')
      .where(isFree(leasing, context.clock.now()))
      .executeTakeFirst(),
  )
  return row?.at ?? undefined
}

/** Sends one due letter that no other worker has. An error is written into its row. */
export async function sendLetter(context: Context, { id }: RowOf): Promise<void> {
  if (!canMail(context)) return
  const claimed = await claim(context, id)
  if (!claimed) return
  if (claimed.expiresAt < context.clock.now()) return settle(context, claimed, 'failed', tooLate)
  try {
    const letter = open<WrittenLetter>(context.config.secretKey, id, claimed.letter)
    await post(context.config, id, claimed.to, letter)
    await settle(context, claimed, 'sent', null)
  } catch (error) {
    await failed(context, claimed, error)
  }
}

const tooLate: Words = {
  id: 'Surel ini tidak sempat dikirim selagi masih berguna: pekerja (worker) tidak berjalan.',
  en: 'This email could not be sent while it was still useful: no worker was running.',
}

interface Claimed {
  id: string
  token: string
  kind: MailKind
  letter: Buffer
  attempts: number
  expiresAt: Date
  to: Recipient
}

async function claim(context: Context, id: string): Promise<Claimed | undefined> {
  const now = context.clock.now()
  const token = randomUUID()
  return asSystem(context.db, async (tx) => {
    const row = await takeLease<Selectable<Tables['mail']>>(tx, leasing, {
      token,
      now,
      where: sql`id = ${id} and state = 'waiting' and next_try_at <= ${now}`,
      set: { attempts: sql`attempts + 1` },
    })
    if (!row?.letter) return undefined
    const to = await tx
      .selectFrom('recipient')
      .select(['name', 'email'])
      .where('id', '=', row.user_id)
      .executeTakeFirstOrThrow()
    const { kind, letter, attempts, expires_at: expiresAt, address } = row
    // The person of an invitation's row is who invites.
    const name = kind === 'invitation' ? '' : to.name
    return { id, token, kind, letter, attempts, expiresAt, to: { name, email: address ?? to.email } }
  })
}

/** Emptied when it is over: what it said is no business of the database any more. */
async function settle(
  context: Context,
  { id, token }: Claimed,
  state: 'sent' | 'failed',
  problem: Words | null,
): Promise<void> {
  await write(context, id, token, {
    state,
    letter: null,
    problem: problem && JSON.stringify(problem),
    settled_at: context.clock.now(),
  })
}

async function write(context: Context, id: string, token: string, set: Record<string, unknown>): Promise<void> {
  await asSystem(context.db, (tx) => settleLease(tx, leasing, { id, token }, set))
}

async function failed(context: Context, letter: Claimed, error: unknown): Promise<void> {
  const problem = error instanceof Problem ? error : new Problem('unavailable', unforeseen, { cause: error })
  const at = waitAfter(letter.attempts, again, context.clock.now())
  const over = problem.kind === 'rejected' || problem.kind === 'unauthorized' || at > letter.expiresAt
  context.log.warn({ mail: letter.id, kind: letter.kind, attempt: letter.attempts, over, error }, 'letter not sent')
  if (over) return settle(context, letter, 'failed', problem.words)
  await write(context, letter.id, letter.token, { next_try_at: at, problem: JSON.stringify(problem.words) })
}

const unforeseen: Words = {
  id: 'Ada galat yang tidak terduga saat mengirim surel; rinciannya ada di log server.',
  en: 'Something went wrong unexpectedly while sending the email; the server’s log has the details.',
}

/** How many letters of the last day came to nothing: for `/readyz`. */
export async function countFailedLetters(context: Context): Promise<number> {
  const since = new Date(context.clock.now().getTime() - 86_400_000)
  const row = await asSystem(context.db, (tx) =>
    tx
      .selectFrom('mail')
      .select(({ fn }) => fn.countAll<number>().as('n'))
      .where('state', '=', 'failed')
      .where('settled_at', '>', since)
      .executeTakeFirstOrThrow(),
  )
  return Number(row.n)
}

/** Why the newest letter to a person did not arrive; `null` when it did, or is still fresh. */
export async function mailProblemOf(context: Context, userId: string): Promise<Words | null> {
  const row = await asSystem(context.db, (tx) =>
    tx
      .selectFrom('mail')
      .select('problem')
      .where('user_id', '=', userId)
      // Those go to others.
      .where('kind', '<>', 'invitation')
      .orderBy('created_at', 'desc')
      .executeTakeFirst(),
  )
  return row?.problem ?? null
}

/** Why letters did not arrive, by what they were about ({@link Occasion}). Those that did are not in it. */
export async function letterProblem(tx: Tx, abouts: readonly string[]): Promise<Map<string, Words>> {
  if (abouts.length === 0) return new Map()
  const rows = await tx.selectFrom('mail').select(['about', 'problem']).where('about', 'in', abouts).execute()
  return new Map(rows.flatMap(({ about, problem }) => (problem ? [[about, problem] as const] : [])))
}

/** How many letters of a kind were asked for a person since then. */
export async function countLetters(tx: Tx, userId: string, kind: MailKind, since: Date): Promise<number> {
  const row = await tx
    .selectFrom('mail')
    .select(({ fn }) => fn.countAll<number>().as('n'))
    .where('user_id', '=', userId)
    .where('kind', '=', kind)
    .where('created_at', '>', since)
    .executeTakeFirstOrThrow()
  return Number(row.n)
}

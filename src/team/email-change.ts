/** Another e-mail address for one's account: asked for with the password, confirmed from its mailbox. */
import { createHash, randomBytes, randomUUID } from 'node:crypto'
import type { Actor, Context } from '../context.ts'
import { Problem } from '../core/problem.ts'
import { asSystem, type Tx } from '../db/client.ts'
import {
  type Addressee,
  canMail,
  countLetters,
  emailChangedLetter,
  emailConfirmLetter,
  emailToldLetter,
  queueLetter,
} from '../mail/index.ts'
import { noteSecurity, type Visitor } from './security-log.ts'
import { checkPassword, endResetLinks } from './sign-ins.ts'

/** So long the link works. */
const hours = 24
/** The most letters an hour that somebody can have sent to strangers' addresses. */
const mostAnHour = 4

/** What waits to be confirmed. */
export interface EmailChange {
  email: string
  until: Date
}

/** What a person asked for and has not confirmed. */
export async function emailChangeOf(context: Context, userId: string): Promise<EmailChange | undefined> {
  return asSystem(context.db, (tx) =>
    tx
      .selectFrom('email_change')
      .select(['email', 'expires_at as until'])
      .where('user_id', '=', userId)
      .where('expires_at', '>', context.clock.now())
      .executeTakeFirst(),
  )
}

/**
 * Asks for another address. Both get a letter: the new one with the link, the present one to know of it. Nothing changes before the link
 * is opened, and whether somebody else has that address already is told to nobody.
 * @throws Problem `wrong-input` for a wrong password or the same address; `unavailable` without a mail server; `rate-limited`
 */
export async function askEmailChange(
  context: Context,
  actor: Actor,
  present: string,
  asked: { email: string; current: string },
  visitor: Visitor,
): Promise<void> {
  if (!canMail(context)) throw new Problem('unavailable', noMail)
  const email = asked.email.trim().toLowerCase()
  if (email === present.toLowerCase()) throw new Problem('wrong-input', same, { field: 'email' })
  await checkPassword(context, actor.userId, present, asked.current, visitor)
  const token = randomBytes(24).toString('base64url')
  await asSystem(context.db, async (tx) => {
    await refuseTooMany(context, tx, actor.userId)
    await keep(context, tx, actor.userId, email, token)
    await mailBoth(context, tx, actor.userId, email, token)
  })
  await noteSecurity(context, actor.userId, 'email-asked', visitor)
}

async function refuseTooMany(context: Context, tx: Tx, userId: string): Promise<void> {
  const now = context.clock.now().getTime()
  // Two at once would both find the last one free.
  await tx.selectFrom('user').select('id').where('id', '=', userId).forUpdate().execute()
  if ((await countLetters(tx, userId, 'email', new Date(now - 3_600_000))) < 2 * mostAnHour) return
  throw new Problem('rate-limited', tooMany, { retryAt: new Date(now + 3_600_000) })
}

async function keep(context: Context, tx: Tx, userId: string, email: string, token: string): Promise<void> {
  const asked_at = context.clock.now()
  const values = {
    email,
    token_hash: hashOf(token),
    asked_at,
    expires_at: new Date(asked_at.getTime() + hours * 3_600_000),
  }
  await tx
    .insertInto('email_change')
    .values({ user_id: userId, ...values })
    .onConflict((on) => on.column('user_id').doUpdateSet(values))
    .execute()
}

function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}

async function mailBoth(context: Context, tx: Tx, userId: string, email: string, token: string): Promise<void> {
  const home = context.config.baseUrl
  const to = await addressee(tx, userId)
  const link = `${home}/panel/email#${token}`
  const occasion = () => ({ kind: 'email' as const, about: randomUUID(), workspaceId: null })
  const settings = `${home}/panel/settings/team/sign-in`
  await queueLetter(context, tx, occasion(), emailToldLetter({ home, email, settings }), [to])
  // Whoever has an account under that address learns nothing of this, and nobody learns that they have one.
  const taken = await tx.selectFrom('user').select('id').where('email', '=', email).executeTakeFirst()
  if (!taken)
    await queueLetter(context, tx, occasion(), emailConfirmLetter({ home, link }), [{ ...to, address: email }])
}

async function addressee(tx: Tx, userId: string): Promise<Addressee> {
  const { name, email, language } = await tx
    .selectFrom('user')
    .select(['name', 'email', 'language'])
    .where('id', '=', userId)
    .executeTakeFirstOrThrow()
  return { userId, name, email, language: language ?? 'id' }
}

/** Withdraws the request: its link opens nothing any more. */
export async function dropEmailChange(context: Context, actor: Actor, visitor: Visitor): Promise<void> {
  const { numDeletedRows } = await asSystem(context.db, (tx) =>
    tx.deleteFrom('email_change').where('user_id', '=', actor.userId).executeTakeFirst(),
  )
  if (numDeletedRows > 0n) await noteSecurity(context, actor.userId, 'email-dropped', visitor)
}

/**
 * The link was opened: from now on the person signs in with the new address. Sign-ins go on, and the old address is told.
 * @throws Problem `gone` for a link that was used, is over, or leads to an address that somebody has by now
 */
export async function confirmEmailChange(
  context: Context,
  token: string,
  visitor: Visitor,
): Promise<{ email: string }> {
  const changed = await asSystem(context.db, async (tx) => {
    const request = await tx
      .deleteFrom('email_change')
      .where('token_hash', '=', hashOf(token))
      .returning(['user_id', 'email', 'expires_at'])
      .executeTakeFirst()
    if (!request || request.expires_at < context.clock.now()) return undefined
    const old = await addressee(tx, request.user_id)
    const { numUpdatedRows } = await tx
      .updateTable('user')
      .set({ email: request.email, emailVerified: true, updatedAt: context.clock.now() })
      .where('id', '=', request.user_id)
      .where(({ not, exists, selectFrom }) =>
        not(exists(selectFrom('user as other').select('other.id').where('other.email', '=', request.email))),
      )
      .executeTakeFirst()
    if (numUpdatedRows === 0n) return undefined
    await endResetLinks(tx, request.user_id)
    const { baseUrl: home } = context.config
    const occasion = { kind: 'email' as const, about: randomUUID(), workspaceId: null }
    const letter = emailChangedLetter({ home, email: request.email })
    await queueLetter(context, tx, occasion, letter, [{ ...old, address: old.email }])
    return request
  })
  if (!changed) throw new Problem('gone', linkOver)
  await noteSecurity(context, changed.user_id, 'email-changed', visitor)
  return { email: changed.email }
}

const noMail = {
  id: 'Surel tidak dapat diganti di sini, karena server ini belum dapat mengirim surel. Yang menjalankan server mengaturnya dengan SMTP_URL.',
  en: 'The email address can’t be changed here, because this server can’t send email yet. Whoever runs it sets that up with SMTP_URL.',
}
const same = {
  id: 'Itu sudah menjadi surel Anda. Tulis alamat yang baru.',
  en: 'That is your email address already. Write the new one.',
}
const tooMany = {
  id: 'Sudah terlalu banyak surel yang diminta untuk mengganti alamat. Tunggu satu jam, lalu coba lagi.',
  en: 'Too many emails were requested to change the address. Wait an hour, then try again.',
}
const linkOver = {
  id: 'Tautan ini sudah dipakai, sudah lewat satu hari, atau alamatnya sudah dipakai akun lain. Masuklah, lalu mintalah lagi di Pengaturan → Tim → Masuk.',
  en: 'This link has been used, is more than a day old, or its address belongs to another account by now. Sign in, and ask again in Settings → Team → Sign-in.',
}

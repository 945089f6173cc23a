/** Invitations: who is asked to work in a workspace, as what, until when. Their tokens are known by hashes only. */
import { createHash, randomBytes, randomUUID } from 'node:crypto'
import type { Actor, Context } from '../context.ts'
import { Problem } from '../core/problem.ts'
import type { Words } from '../core/words.ts'
import { inWorkspace, type Tx } from '../db/client.ts'
import { canMail, countLetters, dropLetters, invitationLetter, letterProblem, queueLetter } from '../mail/index.ts'
import { record } from './audit.ts'
import { lockManager } from './managing.ts'
import { type Role, roleNames, roleOf } from './roles.ts'

/** So long an invitation may be taken, from its letter or its newest link on. */
export const invitationDays = 7
/** The most letters an hour that somebody can have sent to strangers. */
const mostAnHour = 20
/** People and open invitations of a workspace together. */
export const mostPeople = 200

/** An open invitation, as the team page lists it. */
export interface Invitation {
  id: string
  /** Whom it is for; `null`: whoever has its link. */
  email: string | null
  role: Role
  /** Whose it is by now, where somebody began to use its link. */
  takenBy: string | null
  invitedBy: string
  sentAt: Date
  expiresAt: Date
  /** Why its letter did not arrive. */
  problem: Words | null
}

/** An invitation with its token: what its link is made of, once. */
export interface FreshInvitation {
  invitation: Invitation
  /** `https://…/panel/invitation/TOKEN`. Nobody can tell it again. */
  link: string
}

/** What the database keeps of a token. */
export function hashOfToken(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}

/** Open ones and those that are over, the oldest first: {@link mostPeople} at most. */
export async function invitationsOf(context: Context, actor: Actor): Promise<Invitation[]> {
  return inWorkspace(context.db, actor.workspaceId, (tx) => readInvitations(tx))
}

async function readInvitations(tx: Tx, id?: string): Promise<Invitation[]> {
  let rows = tx
    .selectFrom('team_invitation')
    .innerJoin('user', 'user.id', 'team_invitation.invited_by')
    .select(['team_invitation.id', 'team_invitation.email', 'team_invitation.role', 'taken_by as takenBy', 'letter'])
    .select(['user.name as invitedBy', 'sent_at as sentAt', 'expires_at as expiresAt'])
    .orderBy('team_invitation.created_at')
    .orderBy('team_invitation.id')
  if (id !== undefined) rows = rows.where('team_invitation.id', '=', id)
  const found = await rows.execute()
  const problems = await letterProblem(
    tx,
    found.flatMap(({ letter }) => (letter ? [letter] : [])),
  )
  return found.map(({ letter, role, ...rest }) => ({
    ...rest,
    role: roleOf(role),
    problem: problems.get(letter ?? '') ?? null,
  }))
}

/**
 * Asks somebody to work here: by a letter to an address, or by a link for whoever gets it. Whether the address has an account
 * here already is told to nobody.
 * @throws Problem `conflict` for an address that is a member, or invited already; `unavailable` for a letter without a mail
 * server; `rate-limited`; `rejected` where there are too many people; `forbidden` for whoever manages no more
 */
export async function invite(
  context: Context,
  actor: Actor,
  wanted: { email: string | null; role: Role },
): Promise<FreshInvitation> {
  const email = wanted.email?.trim().toLowerCase() ?? null
  if (email !== null && !canMail(context)) throw new Problem('unavailable', noMail, { field: 'email' })
  const id = randomUUID()
  const now = context.clock.now()
  const made = await inWorkspace(context.db, actor.workspaceId, async (tx) => {
    await lockManager(tx, actor)
    await refuseMembers(tx, actor, email)
    await refuseTooManyPeople(tx, actor)
    const dates = { created_at: now, sent_at: now, expires_at: now }
    const row = await tx
      .insertInto('team_invitation')
      .values({
        id,
        workspace_id: actor.workspaceId,
        email,
        role: wanted.role,
        token_hash: id,
        invited_by: actor.userId,
        ...dates,
      })
      .onConflict((on) => on.columns(['workspace_id', 'email']).doNothing())
      .returning('id')
      .executeTakeFirst()
    if (!row) throw new Problem('conflict', invitedAlready, { field: 'email', values: { email: email ?? '' } })
    await record(tx, actor, 'invitation.make', id, { role: wanted.role, ...(email ? { email } : {}) })
    return freshen(context, tx, actor, id)
  })
  context.bus.tell(actor.workspaceId, 'team')
  return made
}

async function refuseMembers(tx: Tx, actor: Actor, email: string | null): Promise<void> {
  if (email === null) return
  const member = await tx
    .selectFrom('member')
    .innerJoin('user', 'user.id', 'member.userId')
    .select('user.id')
    .where('user.email', '=', email)
    .where('member.organizationId', '=', actor.workspaceId)
    .executeTakeFirst()
  if (member) throw new Problem('conflict', memberAlready, { field: 'email', values: { email } })
}

async function refuseTooManyPeople(tx: Tx, actor: Actor): Promise<void> {
  // Two at once would both find the last place free.
  await tx.selectFrom('organization').select('id').where('id', '=', actor.workspaceId).forNoKeyUpdate().execute()
  const count = ({ n }: { n: number }) => Number(n)
  const members = await tx
    .selectFrom('member')
    .select(({ fn }) => fn.countAll<number>().as('n'))
    .where('organizationId', '=', actor.workspaceId)
    .executeTakeFirstOrThrow()
  const invited = await tx
    .selectFrom('team_invitation')
    .select(({ fn }) => fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow()
  if (count(members) + count(invited) >= mostPeople)
    throw new Problem('rejected', tooManyPeople, { values: { most: mostPeople } })
}

/** Gives it another token and its whole time, and sends the letter where it has an address. The token before opens nothing now. */
async function freshen(context: Context, tx: Tx, actor: Actor, id: string): Promise<FreshInvitation> {
  const token = randomBytes(24).toString('base64url')
  const now = context.clock.now()
  const letter = randomUUID()
  const row = await tx
    .updateTable('team_invitation')
    .set({
      token_hash: hashOfToken(token),
      taken_by: null,
      sent_at: now,
      expires_at: new Date(now.getTime() + invitationDays * 86_400_000),
      letter,
    })
    .where('id', '=', id)
    .returning(['email', 'role'])
    .executeTakeFirst()
  if (!row) throw noSuchInvitation()
  const link = `${context.config.baseUrl}/panel/invitation/${token}`
  if (row.email !== null) await mail(context, tx, actor, { email: row.email, role: roleOf(row.role), letter, link })
  const [invitation] = await readInvitations(tx, id)
  if (!invitation) throw noSuchInvitation()
  return { invitation, link }
}

async function mail(
  context: Context,
  tx: Tx,
  actor: Actor,
  about: { email: string; role: Role; letter: string; link: string },
): Promise<void> {
  const { baseUrl: home } = context.config
  const now = context.clock.now()
  const sender = await tx
    .selectFrom('user')
    .select(['name', 'language'])
    .where('id', '=', actor.userId)
    // Two letters at once would both find the last one free.
    .forUpdate()
    .executeTakeFirstOrThrow()
  const sent = await countLetters(tx, actor.userId, 'invitation', new Date(now.getTime() - 3_600_000))
  if (sent >= mostAnHour)
    throw new Problem('rate-limited', tooManyLetters, { retryAt: new Date(now.getTime() + 3_600_000) })
  const { name: workspace } = await tx
    .selectFrom('organization')
    .select('name')
    .where('id', '=', actor.workspaceId)
    .executeTakeFirstOrThrow()
  const words = {
    home,
    workspace,
    by: sender.name,
    role: roleNames[about.role],
    days: invitationDays,
    link: about.link,
  }
  const occasion = { kind: 'invitation' as const, about: about.letter, workspaceId: actor.workspaceId }
  const to = { userId: actor.userId, name: '', email: about.email, address: about.email }
  await queueLetter(context, tx, occasion, invitationLetter(words), [{ ...to, language: sender.language ?? 'id' }])
}

/** Sends the letter once more, or makes another link: with another token, and the whole time again. @throws as {@link invite} */
export async function renewInvitation(context: Context, actor: Actor, id: string): Promise<FreshInvitation> {
  const made = await inWorkspace(context.db, actor.workspaceId, async (tx) => {
    await lockManager(tx, actor)
    const row = await tx
      .selectFrom('team_invitation')
      .select(['email', 'letter'])
      .where('id', '=', id)
      .executeTakeFirst()
    if (!row) throw noSuchInvitation()
    if (row.email !== null && !canMail(context)) throw new Problem('unavailable', noMail)
    await dropLettersOf(context, tx, [row])
    await tx.updateTable('team_invitation').set({ invited_by: actor.userId }).where('id', '=', id).execute()
    await record(tx, actor, 'invitation.renew', id, row.email ? { email: row.email } : {})
    return freshen(context, tx, actor, id)
  })
  context.bus.tell(actor.workspaceId, 'team')
  return made
}

/** Asks them to come as something else. @throws Problem `gone`; `forbidden` */
export async function changeInvitation(context: Context, actor: Actor, id: string, role: Role): Promise<void> {
  await inWorkspace(context.db, actor.workspaceId, async (tx) => {
    await lockManager(tx, actor)
    const row = await tx.selectFrom('team_invitation').select(['role', 'email']).where('id', '=', id).executeTakeFirst()
    if (!row) throw noSuchInvitation()
    await tx.updateTable('team_invitation').set({ role }).where('id', '=', id).execute()
    const of = row.email ? { email: row.email } : {}
    await record(tx, actor, 'invitation.change', id, { from: row.role, to: role, ...of })
  })
  context.bus.tell(actor.workspaceId, 'team')
}

/** Its link opens nothing any more. @throws Problem `gone`; `forbidden` */
export async function withdrawInvitation(context: Context, actor: Actor, id: string): Promise<void> {
  await inWorkspace(context.db, actor.workspaceId, async (tx) => {
    await lockManager(tx, actor)
    const row = await tx
      .deleteFrom('team_invitation')
      .where('id', '=', id)
      .returning(['email', 'letter'])
      .executeTakeFirst()
    if (!row) throw noSuchInvitation()
    await dropLettersOf(context, tx, [row])
    await record(tx, actor, 'invitation.withdraw', id, row.email ? { email: row.email } : {})
  })
  context.bus.tell(actor.workspaceId, 'team')
}

/** Whoever may invite nobody any more has no invitations out: they may have kept a link. */
export async function withdrawInvitationsOf(context: Context, tx: Tx, userId: string): Promise<void> {
  const gone = await tx.deleteFrom('team_invitation').where('invited_by', '=', userId).returning('letter').execute()
  await dropLettersOf(context, tx, gone)
}

function dropLettersOf(context: Context, tx: Tx, invitations: readonly { letter: string | null }[]): Promise<void> {
  const letters = invitations.flatMap(({ letter }) => letter ?? [])
  return dropLetters(context, tx, letters)
}

function noSuchInvitation(): Problem {
  return new Problem('gone', {
    id: 'Undangan itu sudah dipakai atau dicabut.',
    en: 'That invitation has been used or withdrawn.',
  })
}

const noMail = {
  id: 'Server ini belum dapat mengirim surel, jadi undangan lewat surel tidak akan sampai. Undang lewat tautan, atau minta yang menjalankan server mengisi SMTP_URL.',
  en: 'This server can’t send email yet, so an invitation by email would not arrive. Invite by link, or ask whoever runs the server to set SMTP_URL.',
}
const memberAlready = {
  id: '{email} sudah menjadi anggota ruang kerja ini. Perannya dapat diganti di daftar anggota.',
  en: '{email} is a member of this workspace already. The list of members is where their role changes.',
}
const invitedAlready = {
  id: '{email} sudah diundang. Kirim lagi undangannya, atau cabut dulu.',
  en: '{email} has been invited already. Send that invitation again, or withdraw it first.',
}
const tooManyPeople = {
  id: 'Ruang kerja ini sudah penuh: paling banyak {most} anggota dan undangan. Cabut undangan yang tidak dipakai.',
  en: 'This workspace is full: {most} {most|member or invitation|members and invitations} at most. Withdraw invitations that nobody uses.',
}
const tooManyLetters = {
  id: 'Sudah terlalu banyak undangan yang Anda kirim dalam satu jam. Tunggu satu jam, atau undang lewat tautan.',
  en: 'You have sent too many invitations within an hour. Wait an hour, or invite by link.',
}

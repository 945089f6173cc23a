/**
 * Coming in by an invitation. First an account, where there is none: sign-up is closed otherwise, and the invitation opens it for
 * one address. Then, signed in with that address, the invitation is taken: once, whoever tries at the same moment.
 */
import { hashPassword } from 'better-auth/crypto'
import { type Kysely, sql } from 'kysely'
import type { Context } from '../context.ts'
import { Problem } from '../core/problem.ts'
import type { Language } from '../core/words.ts'
import { asSystem, type Tx } from '../db/client.ts'
import type { Tables } from '../db/tables.ts'
import { record } from './audit.ts'
import { takeTry } from './brake.ts'
import { hashOfToken } from './invitations.ts'
import { addMember, makeAccount } from './make.ts'
import { checkTimeZone } from './member.ts'
import { takeEverythingBack } from './reset-password.ts'
import { type Role, roleOf } from './roles.ts'
import { noteSecurity, type Visitor } from './security-log.ts'
import { tellSignInsEnded } from './sign-ins.ts'

/** What the invitation's page says, to whoever holds its token. Nothing in it depends on who has an account. */
export interface InvitationSeen {
  workspaceId: string
  workspace: string
  invitedBy: string
  role: Role
  /** Whom it is for; `null`: whoever has the link. */
  email: string | null
  expiresAt: Date
}

/** Somebody who comes in. */
export interface NewPerson {
  name: string
  email: string
  password: string
  language: Language
  timeZone: string
}

/**
 * What an invitation says.
 * @throws Problem `gone` for one that is over, used or withdrawn, or never was; `rate-limited` after too many of those
 */
export async function lookAtInvitation(context: Context, token: string, visitor: Visitor): Promise<InvitationSeen> {
  return braked(context, token, visitor, async () => {
    const row = await asSystem(context.db, (tx) => stillOpen(context, tx, token))
    if (!row) throw linkOver()
    const { email, taken_by, ...seen } = row
    return { ...seen, role: roleOf(row.role), email: email ?? taken_by }
  })
}

function stillOpen(context: Context, db: Kysely<Tables>, token: string) {
  return db
    .selectFrom('team_invitation')
    .innerJoin('organization', 'organization.id', 'team_invitation.workspace_id')
    .innerJoin('user', 'user.id', 'team_invitation.invited_by')
    .select(['organization.id as workspaceId', 'organization.name as workspace', 'user.name as invitedBy'])
    .select([
      'team_invitation.role',
      'team_invitation.email',
      'team_invitation.taken_by',
      'team_invitation.expires_at as expiresAt',
    ])
    .where('team_invitation.token_hash', '=', hashOfToken(token))
    .where('team_invitation.expires_at', '>', context.clock.now())
    .executeTakeFirst()
}

/**
 * Makes an account for the address that the invitation is for. A link is that address' from then on. The answer is the same whether
 * the address had an account before: whoever has one signs in with it, and takes the same invitation.
 * @throws Problem `wrong-input` for another address than the invitation's; `gone`; `rate-limited`
 */
export async function joinByInvitation(
  context: Context,
  token: string,
  person: NewPerson,
  visitor: Visitor,
): Promise<void> {
  checkTimeZone(person.timeZone)
  const email = person.email.trim().toLowerCase()
  await braked(context, token, visitor, async () => {
    const seen = await asSystem(context.db, (tx) => stillOpen(context, tx, token))
    if (!seen) throw linkOver()
    refuseOtherAddress(seen.email ?? seen.taken_by, email)
    // In either case: the answer's time must not tell whether there is an account.
    const passwordHash = await hashPassword(person.password)
    const verified = seen.email !== null
    const others = await asSystem(context.db, async (tx) => {
      const row = await claimFor(context, tx, token, email)
      if (!row) throw linkOver()
      const made = await makeAccount(tx, context.clock.now(), { ...person, email, passwordHash, verified })
      return made || !verified ? undefined : takeUnproven(context, tx, { ...person, email }, passwordHash)
    })
    if (others === undefined) return
    await noteSecurity(context, others, 'password-reset', visitor)
    tellSignInsEnded(context, others)
  })
}

/**
 * Whoever came by a link may have said anybody's address. A letter is read by whom the address belongs to: an account that never
 * proved its address is theirs from then on, and whoever made it has no way in. The first owner's was made by whoever runs the server.
 * @returns the account's id; `undefined` where nothing was taken
 */
async function takeUnproven(
  context: Context,
  tx: Tx,
  { email, name, language, timeZone }: NewPerson,
  passwordHash: string,
): Promise<string | undefined> {
  const now = context.clock.now()
  const row = await tx
    .updateTable('user')
    .set({ name, language, timeZone, emailVerified: true, updatedAt: now })
    .where('email', '=', email)
    .where('emailVerified', '=', false)
    .where((where) =>
      where.not(where.exists(where.selectFrom('installation').select('owner_id').whereRef('owner_id', '=', 'user.id'))),
    )
    .returning('id')
    .executeTakeFirst()
  if (row) await takeEverythingBack(tx, now, row.id, passwordHash)
  return row?.id
}

/** A link belongs to one address from now on; of two that come at once, the second finds it taken. */
function claimFor(context: Context, tx: Tx, token: string, email: string) {
  return tx
    .updateTable('team_invitation')
    .set({ taken_by: email })
    .where('token_hash', '=', hashOfToken(token))
    .where('expires_at', '>', context.clock.now())
    .where(sql<string>`coalesce(email, taken_by, ${email})`, '=', email)
    .returning('id')
    .executeTakeFirst()
}

/**
 * Takes the invitation: the person is a member from now on, and it opens nothing any more. Whoever is a member already keeps their
 * role, and the invitation stays as it is.
 * @returns the workspace
 * @throws Problem `forbidden` for one that is somebody else's; `conflict` for a member; `gone`; `rate-limited`
 */
export async function acceptInvitation(
  context: Context,
  userId: string,
  token: string,
  visitor: Visitor,
): Promise<string> {
  const workspaceId = await braked(context, token, visitor, () =>
    asSystem(context.db, async (tx) => {
      const { email } = await tx.selectFrom('user').select('email').where('id', '=', userId).executeTakeFirstOrThrow()
      const row = await tx
        .deleteFrom('team_invitation')
        .where('token_hash', '=', hashOfToken(token))
        .where('expires_at', '>', context.clock.now())
        .returning(['id', 'workspace_id', 'role', 'email', 'taken_by'])
        .executeTakeFirst()
      if (!row) throw linkOver()
      if ((row.email ?? row.taken_by ?? email) !== email) throw somebodyElses()
      if (!(await addMember(tx, context.clock.now(), row.workspace_id, userId, row.role))) throw memberAlready()
      await record(tx, { userId, workspaceId: row.workspace_id }, 'invitation.accept', row.id, { role: row.role })
      return row.workspace_id
    }),
  )
  context.bus.tell(workspaceId, 'team')
  return workspaceId
}

/** Tokens that are none count as wrong tries of whoever sends them, as wrong passwords do. */
async function braked<T>(context: Context, token: string, { address }: Visitor, work: () => Promise<T>): Promise<T> {
  const settle = await takeTry(context, `invitation ${token}`, { address })
  try {
    const done = await work()
    await settle(true)
    return done
  } catch (error) {
    const wrongToken = error instanceof Problem && error.kind === 'gone'
    await settle(!wrongToken)
    throw error
  }
}

function refuseOtherAddress(right: string | null, said: string): void {
  if (right === null || right === said) return
  throw new Problem(
    'wrong-input',
    {
      id: 'Undangan ini untuk alamat surel lain. Pakai alamat yang diundang, atau minta undangan untuk alamat Anda.',
      en: 'This invitation is for another email address. Use the one that was invited, or ask for an invitation for yours.',
    },
    { field: 'email' },
  )
}

function somebodyElses(): Problem {
  return new Problem('forbidden', {
    id: 'Undangan ini untuk alamat surel lain, bukan untuk akun yang sedang masuk. Keluar, lalu masuk dengan alamat yang diundang.',
    en: 'This invitation is for another email address than the account that is signed in. Sign out, and sign in with the one that was invited.',
  })
}

function memberAlready(): Problem {
  return new Problem('conflict', {
    id: 'Anda sudah bergabung di ruang kerja ini. Undangannya tetap berlaku untuk orang lain.',
    en: 'You are in this workspace already. The invitation is still good for somebody else.',
  })
}

function linkOver(): Problem {
  return new Problem('gone', {
    id: 'Undangan ini sudah dipakai, dicabut, atau lewat masa berlakunya. Minta undangan baru kepada yang mengundang Anda.',
    en: 'This invitation has been used, withdrawn, or is past its time. Ask whoever invited you for a new one.',
  })
}

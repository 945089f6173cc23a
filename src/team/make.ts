/** A person's account, and a workspace with its first owner: the rows that both are made of. */
import { randomUUID } from 'node:crypto'
import type { Language } from '../core/words.ts'
import type { Tx } from '../db/client.ts'

/** What an account begins with. */
export interface NewAccount {
  name: string
  email: string
  /** As better-auth hashes it. */
  passwordHash: string
  /** Whether they have shown that mail to the address reaches them. */
  verified: boolean
  language: Language
  timeZone: string
}

/** Makes an account that signs in with e-mail and password. @returns the person's id; `undefined` where the address has one */
export async function makeAccount(tx: Tx, now: Date, given: NewAccount): Promise<string | undefined> {
  const id = randomUUID()
  const { name, email, passwordHash: password, verified: emailVerified, language, timeZone } = given
  const dates = { createdAt: now, updatedAt: now }
  const person = { id, name, email: email.toLowerCase(), emailVerified, image: null, language, timeZone }
  const made = await tx
    .insertInto('user')
    .values({ ...person, scheme: 'auto', ...dates })
    .onConflict((on) => on.column('email').doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!made) return undefined
  await tx
    .insertInto('account')
    .values({ id: randomUUID(), accountId: id, providerId: 'credential', userId: id, password, ...dates })
    .execute()
  return id
}

/** Makes a workspace with its first owner. @param slug of all workspaces' the only one @returns the workspace's id */
export async function makeWorkspaceRows(tx: Tx, now: Date, userId: string, name: string, slug?: string) {
  const id = randomUUID()
  await tx
    .insertInto('organization')
    .values({ id, name, slug: slug ?? id, logo: null, createdAt: now, metadata: null })
    .execute()
  await addMember(tx, now, id, userId, 'owner')
  return id
}

/** Lets somebody into a workspace. Whoever is in already keeps their role. @returns whether they were not */
export async function addMember(
  tx: Tx,
  now: Date,
  workspaceId: string,
  userId: string,
  role: string,
): Promise<boolean> {
  const added = await tx
    .insertInto('member')
    .values({ id: randomUUID(), organizationId: workspaceId, userId, role, createdAt: now })
    .onConflict((on) => on.columns(['organizationId', 'userId']).doNothing())
    .returning('id')
    .executeTakeFirst()
  return added !== undefined
}

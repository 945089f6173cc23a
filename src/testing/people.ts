import { randomUUID } from 'node:crypto'
import { hashPassword } from 'better-auth/crypto'
import { expect } from 'vitest'
import { asSystem } from '../db/client.ts'
import type { Role } from '../team/index.ts'
import type { TestContext } from './context.ts'
import type { Person, TestWeb } from './web.ts'

/** Everybody's, in tests. */
export const password = 'kata-sandi-panjang'

/** Who sets a test's program up. */
export const rina = {
  name: 'Rina',
  email: 'rina@contoh.id',
  password,
  language: 'id' as const,
  timeZone: 'Asia/Jakarta',
}

/** Makes an account. @returns its id */
export async function makePerson(context: TestContext, name: string, email = `${name}@contoh.id`): Promise<string> {
  const [id, now] = [randomUUID(), context.clock.now()]
  const hash = await hashPassword(password)
  await asSystem(context.db, async (tx) => {
    const user = { id, name, email, emailVerified: true, image: null, createdAt: now, updatedAt: now }
    await tx.insertInto('user').values(user).execute()
    const account = { id: randomUUID(), accountId: id, providerId: 'credential', userId: id }
    await tx
      .insertInto('account')
      .values({ ...account, password: hash, createdAt: now, updatedAt: now })
      .execute()
  })
  return id
}

/** Lets an account into a workspace. */
export async function putInto(context: TestContext, userId: string, workspaceId: string, role: Role): Promise<void> {
  const row = { id: randomUUID(), organizationId: workspaceId, userId, role, createdAt: context.clock.now() }
  await asSystem(context.db, (tx) => tx.insertInto('member').values(row).execute())
}

/** Signs in, with a browser of its own. */
export async function signedIn(web: TestWeb, email: string): Promise<Person> {
  const person = web.person()
  expect((await person.post('/auth/sign-in/email', { email, password })).status).toBe(200)
  return person
}

/** A member of a workspace, signed in. */
export async function newMember(
  context: TestContext,
  web: TestWeb,
  { name, role, workspaceId }: { name: string; role: Role; workspaceId: string },
): Promise<{ id: string; person: Person }> {
  const id = await makePerson(context, name)
  await putInto(context, id, workspaceId, role)
  return { id, person: await signedIn(web, `${name}@contoh.id`) }
}

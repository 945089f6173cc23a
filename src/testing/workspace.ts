import { randomUUID } from 'node:crypto'
import type { Actor, Context } from '../context.ts'
import { asSystem } from '../db/client.ts'

/** A brand with its owner. */
export async function makeWorkspace(context: Context): Promise<Actor> {
  const userId = randomUUID()
  const workspaceId = randomUUID()
  const now = context.clock.now()
  await asSystem(context.db, async (tx) => {
    await tx
      .insertInto('user')
      .values({
        id: userId,
        name: 'Rina',
        email: `${userId}@contoh.id`,
        emailVerified: false,
        image: null,
        createdAt: now,
        updatedAt: now,
        language: 'id',
        timeZone: 'Asia/Jakarta',
        scheme: 'auto',
      })
      .execute()
    await tx
      .insertInto('organization')
      .values({ id: workspaceId, name: 'Rina', slug: workspaceId, logo: null, createdAt: now, metadata: null })
      .execute()
    await tx
      .insertInto('member')
      .values({ id: randomUUID(), organizationId: workspaceId, userId, role: 'owner', createdAt: now })
      .execute()
  })
  return { userId, workspaceId }
}

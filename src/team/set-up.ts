import { randomUUID } from 'node:crypto'
import type { Context } from '../context.ts'
import { siteNeed } from '../core/page-needs.ts'
import { Problem } from '../core/problem.ts'
import type { Language } from '../core/words.ts'
import { asSystem } from '../db/client.ts'
import type { Auth } from './auth.ts'

export interface Owner {
  name: string
  email: string
  password: string
  language: Language
  timeZone: string
}

/** Whether somebody has set the program up. */
export async function isInstalled(context: Context): Promise<boolean> {
  const row = await context.db.selectFrom('installation').select('owner_id').executeTakeFirst()
  return row !== undefined
}

/**
 * Makes the first person the owner of the first workspace. Of two who try at once, the installation row's key lets one through.
 * @throws Problem `forbidden` when there is an owner already
 */
export async function setUp(
  context: Context,
  auth: Auth,
  owner: Owner,
): Promise<{ userId: string; workspaceId: string }> {
  const userId = randomUUID()
  const workspaceId = randomUUID()
  const password = await (await auth.$context).password.hash(owner.password)
  const now = context.clock.now()
  const email = owner.email.toLowerCase()
  await asSystem(context.db, async (tx) => {
    const first = await tx
      .insertInto('installation')
      .values({ owner_id: null, workspace_id: null })
      .onConflict((on) => on.doNothing())
      .returning('single')
      .executeTakeFirst()
    if (!first) throw alreadyOwned()
    await tx
      .insertInto('user')
      .values({
        id: userId,
        name: owner.name,
        email,
        emailVerified: false,
        image: null,
        createdAt: now,
        updatedAt: now,
        language: owner.language,
        timeZone: owner.timeZone,
        scheme: 'auto',
      })
      .execute()
    await tx
      .insertInto('account')
      .values({
        id: randomUUID(),
        accountId: userId,
        providerId: 'credential',
        userId,
        password,
        createdAt: now,
        updatedAt: now,
      })
      .execute()
    await tx
      .insertInto('organization')
      .values({ id: workspaceId, name: owner.name, slug: 'home', logo: null, createdAt: now, metadata: null })
      .execute()
    await tx
      .insertInto('member')
      .values({ id: randomUUID(), organizationId: workspaceId, userId, role: 'owner', createdAt: now })
      .execute()
    await tx.updateTable('installation').set({ owner_id: userId, workspace_id: workspaceId }).execute()
  })
  // What readers found until now was nobody's.
  context.bus.tell(workspaceId, 'pages', [siteNeed])
  return { userId, workspaceId }
}

function alreadyOwned(): Problem {
  return new Problem('forbidden', {
    id: 'Percakapan di sini sudah ada pemiliknya. Masuk dengan akun Anda, atau minta undangan kepada pemiliknya.',
    en: 'This Percakapan already has an owner. Sign in with your account, or ask the owner to invite you.',
  })
}

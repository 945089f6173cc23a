import type { Context } from '../context.ts'
import { siteNeed } from '../core/page-needs.ts'
import { Problem } from '../core/problem.ts'
import type { Language } from '../core/words.ts'
import { asSystem } from '../db/client.ts'
import { record } from './audit.ts'
import type { Auth } from './auth.ts'
import { makeAccount, makeWorkspaceRows } from './make.ts'

/** The first person of a server, as the set-up page asks for them. The password is plain here. */
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
  const passwordHash = await (await auth.$context).password.hash(owner.password)
  const now = context.clock.now()
  const made = await asSystem(context.db, async (tx) => {
    const first = await tx
      .insertInto('installation')
      .values({ owner_id: null, workspace_id: null })
      .onConflict((on) => on.doNothing())
      .returning('single')
      .executeTakeFirst()
    if (!first) throw alreadyOwned()
    const userId = await makeAccount(tx, now, { ...owner, passwordHash, verified: false })
    if (!userId) throw alreadyOwned()
    const workspaceId = await makeWorkspaceRows(tx, now, userId, owner.name, 'home')
    await tx.updateTable('installation').set({ owner_id: userId, workspace_id: workspaceId }).execute()
    await record(tx, { userId, workspaceId }, 'workspace.make', workspaceId)
    return { userId, workspaceId }
  })
  // What readers found until now was nobody's.
  context.bus.tell(made.workspaceId, 'pages', [siteNeed])
  return made
}

function alreadyOwned(): Problem {
  return new Problem('forbidden', {
    id: 'Percakapan di sini sudah ada pemiliknya. Masuk dengan akun Anda, atau minta undangan kepada pemiliknya.',
    en: 'This Percakapan already has an owner. Sign in with your account, or ask the owner to invite you.',
  })
}

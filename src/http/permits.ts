/** Each operation names what it needs; here it is held against who asks (team/roles.ts). */
import type { Context as HonoContext, MiddlewareHandler } from 'hono'
import { authorOfArticle } from '../blog/index.ts'
import type { Context } from '../context.ts'
import { isUuid } from '../core/uuid.ts'
import { inWorkspace, type Tx } from '../db/client.ts'
import { authorOfPost, authorOfSeries, authorsOfDeliveries } from '../publishing/index.ts'
import { type Member, may, notPermitted, type Permission } from '../team/index.ts'
import type { About, Needs, Variables } from './variables.ts'

/** A thing, as far as permission goes. */
interface Thing {
  by: string
  /** A reply: it needs another permission. */
  answer?: boolean
}

type Guard = MiddlewareHandler<{ Variables: Variables }>

const guards = new WeakMap<object, Needs>()

/** The guard of a route's handler; `undefined` where it has none. */
export function neededBy(handler: object): Needs | undefined {
  return guards.get(handler)
}

/**
 * Lets on only those who may.
 * @param about missing: whatever is made there is one's own
 */
export function needing(needs: Needs, about?: About): Guard {
  const guard: Guard = async (c, next) => {
    if (needs !== 'self' && needs !== 'open') await c.get('permit')(needs, about)
    await next()
  }
  guards.set(guard, needs)
  return guard
}

/** @throws Problem `forbidden` */
export async function refuseOthers(
  context: Context,
  c: HonoContext<{ Variables: Variables }>,
  permission: Permission,
  about: About | undefined,
): Promise<void> {
  const { role, userId, workspaceId } = c.get('member')
  if (may(role, permission) === true) return
  const things = about && (await inWorkspace(context.db, workspaceId, (tx) => thingsOf(tx, c, about)))
  if (!things?.length) {
    if (may(role, permission) === 'own') return
    throw notPermitted(role, permission)
  }
  for (const thing of things)
    if (!mayWith({ role, userId }, permission, thing)) throw notPermitted(role, thing.answer ? 'answer' : permission)
}

/** Whether the member may do this with this resource. */
export function mayWith(
  { role, userId }: Pick<Member, 'role' | 'userId'>,
  permission: Permission,
  { by, answer }: Thing,
): boolean {
  if (may(role, permission) === true) return true
  return answer ? may(role, 'answer') === true : may(role, permission) === 'own' && by === userId
}

/** Those that are there: for what is not, the operation itself has words. */
async function thingsOf(tx: Tx, c: HonoContext, about: About): Promise<Thing[]> {
  if (about === 'deliveries') return authorsOfDeliveries(tx, await idsOf(c))
  const id = c.req.param('id') ?? ''
  if (!isUuid(id)) return []
  if (about === 'delivery') return authorsOfDeliveries(tx, [id])
  if (about === 'post') return [await authorOfPost(tx, id)].filter((author) => author !== undefined)
  const by = await (about === 'article' ? authorOfArticle : authorOfSeries)(tx, id)
  return by === undefined ? [] : [{ by }]
}

/** Of a body that is not looked at yet. */
async function idsOf(c: HonoContext): Promise<string[]> {
  const { ids, moves } = ((await c.req.json().catch(() => null)) ?? {}) as { ids?: unknown; moves?: unknown }
  const named = Array.isArray(moves) ? moves.map((move: { id?: unknown } | null) => move?.id) : []
  return [...(Array.isArray(ids) ? ids : []), ...named].filter((id) => typeof id === 'string' && isUuid(id))
}

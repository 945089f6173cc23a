/** Where a workspace's own blog is read, as its people choose it. */
import type { Actor, Context } from '../context.ts'
import { asSystem } from '../db/client.ts'
import { blogAddressOf, leaveBlogHost, record, takeBlogHost } from '../team/index.ts'
import { renewPagesOf } from './kept-page.ts'

/**
 * Gives the workspace's blog an address of its own, or takes it away. The addresses that it had lead to the new one, and its pages
 * are laid out anew in the background, since links of its own are told apart by its address.
 * @param address what somebody typed; `null`: none any more, and nobody can read the blog
 * @returns the address now
 * @throws Problem `wrong-input` for what is no address of a whole host, or one that is taken; `rejected` for the first workspace
 */
export async function chooseBlogAddress(
  context: Context,
  actor: Actor,
  address: string | null,
): Promise<string | undefined> {
  const { workspaceId } = actor
  const at = context.clock.now()
  const { now, touched } = await asSystem(context.db, async (tx) => {
    const before = await blogAddressOf(context.config, tx, workspaceId)
    if (address === null) await leaveBlogHost(tx, workspaceId)
    const taken = address === null ? undefined : await takeBlogHost(context.config, tx, { workspaceId, address, at })
    if (taken?.address === before) return { now: before, touched: [] }
    await renewPagesOf(tx, workspaceId)
    await (taken
      ? record(tx, actor, 'blog.address', workspaceId, { name: taken.address })
      : record(tx, actor, 'blog.no-address', workspaceId))
    return { now: taken?.address, touched: taken?.touched ?? [workspaceId] }
  })
  for (const one of new Set(touched)) context.bus.tell(one, 'pages')
  context.bus.tell(workspaceId, 'articles')
  return now
}

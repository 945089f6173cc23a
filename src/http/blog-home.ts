import type { Actor, Context } from '../context.ts'
import { inWorkspace } from '../db/client.ts'
import { homeAddressOf } from '../team/index.ts'

/** Where the articles of the workspace that is acted in are read, without a slash at its end. */
export function blogHome(context: Context, { workspaceId }: Pick<Actor, 'workspaceId'>): Promise<string> {
  return inWorkspace(context.db, workspaceId, (tx) => homeAddressOf(context.config, tx, workspaceId))
}

import type { Actor } from '../context.ts'
import type { Access } from '../editing/index.ts'
import type { Member, Permission } from '../team/index.ts'

/** `self`: one's own account, whatever the role. `open`: before anybody is signed in. */
export type Needs = Permission | 'self' | 'open'

/** What an operation is about, where a role may act on its own things only: by the `id` in its address, or the `ids` of its body. */
export type About = 'article' | 'delivery' | 'deliveries' | 'post' | 'series'

/** Whose sign-in asks; `last`: the workspace that it was last in. */
export interface Account {
  userId: string
  sessionId: string
  last?: string | null | undefined
}

/** What a route can ask of its request: who is there. */
export interface Variables {
  member: Member
  actor: Actor
  account: Account
  /** The editor that asks, where its token is in the header (routes/editing.ts). */
  editor: Access | undefined
  /** Refuses who may not do that (permits.ts). */
  permit(permission: Permission, about: About | undefined): Promise<void>
  /** The answer holds a secret, and is not to be kept (operation.ts). */
  toldOnce: boolean
  /** The names of fields that held characters which were left out (input.ts). */
  cleaned: ReadonlySet<string>
}

import type { OrAbsent } from './absent.ts'
import type { Account, Credentials, OwnApp } from './account.ts'
import type { ConnectWay } from './connecting.ts'
import type { Session } from './tools.ts'

/** Who is connected, how one connects, and how a permission is given back. */
export interface IdentityFacet {
  /** In the order in which people are offered them; at least one. */
  readonly ways: readonly ConnectWay[]
  /** The person's own app that serves an account; missing: the network asks for no such app. Pure. */
  ownApp?(credentials: Credentials): OwnApp | undefined
  /** Whether the account can still be used, with its profile and facts as they are today. */
  probe: OrAbsent<(session: Session) => Promise<Account>>
  /**
   * Gives the permission back: what was kept opens nothing any more. Done twice is done. Absent where the network has no way to, or
   * it would take what other channels live from.
   */
  revoke: OrAbsent<(session: Session) => Promise<void>>
}

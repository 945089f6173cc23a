/**
 * Real servers for the tests, on loopback: each starts on free ports, keeps its data in a folder of its own, and ends with
 * the test process, however that ends.
 */
import { blueskyAvailable } from './bluesky/start.ts'
import { fediverseAvailable } from './fediverse/start.ts'
import { ghostAvailable } from './ghost/start.ts'
import { postgresAvailable } from './postgres.ts'
import { wordPressAvailable } from './wordpress/start.ts'

export { type BlueskyAccount, type BlueskyPeer, startBluesky } from './bluesky/start.ts'
export {
  type FediverseAccount,
  type FediversePeer,
  type FediverseServer,
  fediverseFollow,
  fediverseHome,
  fediverseToken,
  signInByForm,
  startFediverse,
} from './fediverse/start.ts'
export { type GhostPeer, ghostToken, publishOnGhost, startGhost } from './ghost/start.ts'
export { type PostgresPeer, startPostgres15 } from './postgres.ts'
export { findFpm } from './wordpress/fpm.ts'
export { publishOnWordPress, startWordPress, type WordPressPeer, wordPressImporter } from './wordpress/start.ts'

/** For each peer: `true`, or in words what is missing. */
export const available = {
  bluesky: blueskyAvailable,
  fediverse: fediverseAvailable,
  ghost: ghostAvailable,
  postgres15: postgresAvailable,
  wordpress: wordPressAvailable,
} as const

export type PeerName = keyof typeof available

/** Peers that take minutes to install: nobody has to have them, in CI neither. PEERS_GHOST=1 asks for Ghost. */
const optional: readonly PeerName[] = ['ghost']

/**
 * Whether the tests of a peer can run here: `describe.runIf(await needPeer('bluesky'))(…)`. Prints the reason where not.
 *
 * @throws Error where CI=true, since there nothing may be left out but what is {@link optional} and not asked for
 */
export async function needPeer(name: PeerName): Promise<boolean> {
  const there = await available[name]()
  if (there === true) return true
  const mayMiss = optional.includes(name) && process.env.PEERS_GHOST !== '1'
  if (process.env.CI === 'true' && !mayMiss) throw new Error(`the peer ${name} is needed in CI: ${there}`)
  console.log(`skipped, without the peer ${name}: ${there}`)
  return false
}

/**
 * A whole Bluesky network in one process: PLC directory, PDS, AppView. Run as a child by start.ts, so that the tests talk HTTP
 * with it and nothing else. Prints one line of JSON when it is ready: `{pdsUrl, appviewUrl, plcUrl}`.
 */
import { TestNetwork } from '@atproto/dev-env'

const network = await TestNetwork.create({ dbPostgresSchema: 'bluesky' })
console.log(
  `ready ${JSON.stringify({ pdsUrl: network.pds.url, appviewUrl: network.bsky.url, plcUrl: network.plc.url })}`,
)

/**
 * Uploads a video through an adapter, in a process of its own so that its memory is its own. Arguments: the server's
 * address, the network's name, the video's bytes. Prints one JSON object: megabytes idle and at the peak, seconds, turns.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import type { Part } from '../src/core/post.ts'
import { createGuardedFetch } from '../src/fetch/guarded.ts'
import { networkNamed } from '../src/networks/index.ts'
import { type Pending, type Published, present, type Session } from '../src/networks/network.ts'
import { openPeerSession } from '../src/testing/peer-session.ts'

const [server = '', name = '', size = ''] = process.argv.slice(2)
const bytes = Number(size)
const network = await networkNamed(name)
const sending = network && present(network.sending)
const resume = sending && present(sending.resume)
if (!resume) throw new Error(`${name} has no long uploads`)

// The way out that the program itself takes, led to the server here.
const guarded = createGuardedFetch({ allow: [new URL(server).host] })
const session: Session = {
  ...openPeerSession(
    {
      account: { remoteId: 'UC1', server: '', handle: 'sari', name: 'Sari', url: '' },
      credentials: { clientId: 'app', clientSecret: 'secret-of-the-app', accessToken: 'token-0001' },
    },
    { fetch: (input, init) => guarded(server + new URL(String(input)).pathname + new URL(String(input)).search, init) },
  ).session,
  // Made while it is read: no file, and no cache of one.
  video: async () => ({
    bytes,
    mime: 'video/mp4',
    read: async (start, end) => new Uint8Array(end - start).fill(start % 251),
  }),
}
const [words] = network.text.render({ text: 'Video', title: 'Video' }, network.text.limits())
const video = { id: 'v', mime: 'video/mp4', width: 1920, height: 1080, bytes, seconds: 600, alt: '' }
const part: Part = { ...(words as Part), video }

// A word with the server first, so that what is loaded once is not taken for what the upload needs.
await session.fetch(`${server}/`).then((answer) => answer.text())
await sleep(1000)
const idle = process.memoryUsage.rss()
const began = performance.now()
let sent: Published | Pending = await sending.publish(part, session, 'k')
let turns = 0
for (; sent.state === 'pending'; turns++) sent = await resume(sent.pending, session)
const seconds = (performance.now() - began) / 1000
// The system's own peak, not a sample of ours: in kilobytes.
const peak = process.resourceUsage().maxRSS * 1024
console.log(JSON.stringify({ idle: idle / 1e6, peak: peak / 1e6, seconds, turns, remoteId: sent.remoteId }))

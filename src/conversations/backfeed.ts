import { beginPolling, networkOf, setHealth, withSession } from '../channels/index.ts'
import type { Context } from '../context.ts'
import { Problem, StorageProblem } from '../core/problem.ts'
import type { Words } from '../core/words.ts'
import { inWorkspace, isDatabaseError } from '../db/client.ts'
import { gatherMisfits } from '../networks/misfits.ts'
import { present } from '../networks/network.ts'
import { latestSent } from '../publishing/index.ts'
import type { RowOf } from '../work/index.ts'
import { ingest } from './ingest.ts'

/** How many of our latest posts are handed to networks whose responses are read post by post. */
const watchedPosts = 40

/** Brings one channel's responses home, now. Each is kept once, by (channel, remote id), however often it comes. */
export function pollChannel(context: Context, data: RowOf): Promise<number> {
  return poll(context, data, false)
}

/** The same where it is the channel's turn: of several workers that found it due, one asks. */
export function pollDueChannel(context: Context, data: RowOf, signal?: AbortSignal): Promise<number> {
  return poll(context, data, true, signal)
}

async function poll(context: Context, data: RowOf, onlyDue: boolean, signal?: AbortSignal): Promise<number> {
  const { id: channelId, workspaceId } = data
  const before = await inWorkspace(context.db, workspaceId, async (tx) => {
    const channel = await beginPolling(context, tx, channelId, onlyDue)
    if (!channel) return undefined
    const published = await latestSent(tx, channelId, watchedPosts)
    return { cursor: channel.cursor, network: networkOf(context, channel), published }
  })
  const responses = before?.network && present(before.network.responses)
  if (!before?.network || !responses) return 0
  const { network, cursor, published } = before
  const came = await tellingHealth(context, data, () =>
    gatherMisfits(() =>
      withSession(context, workspaceId, channelId, (session) => responses.fetch(cursor, session, published), signal),
    ),
  )
  if (!came) return 0
  return await ingest(context, { workspaceId, channelId, network: network.name }, came.value, came.misfits)
}

/** Fetches a channel's responses. A failure is stored at the channel, since no person waits for the answer. */
async function tellingHealth<T>(context: Context, { id, workspaceId }: RowOf, ask: () => Promise<T>) {
  try {
    return await ask()
  } catch (error) {
    // Our own storage is no fault of the channel's.
    if (error instanceof StorageProblem || isDatabaseError(error)) throw error
    context.log.warn({ channelId: id, error }, 'responses could not be fetched')
    const words = whyNot(error)
    if (words) await setHealth(context, workspaceId, id, 'unreachable', words)
    return undefined
  }
}

/** What the channel's health says: nothing where the network answered, and only said no. */
function whyNot(error: unknown): Words | undefined {
  if (!(error instanceof Problem)) return strangeAnswer
  return error.kind === 'unavailable' ? error.words : undefined
}

const strangeAnswer: Words = {
  id: 'Jawaban jejaring ini tidak seperti biasanya, jadi tanggapan tidak dapat diambil. Nanti dicoba lagi otomatis; bila tetap begini, periksa pembaruan Percakapan.',
  en: 'This network’s answer is not as usual, so responses could not be fetched. It will be tried again automatically; if it stays so, look for an update of Percakapan.',
}

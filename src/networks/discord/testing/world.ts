import { fakeNow } from '../../testing/fake.ts'
import { basic, bot, channel, described, guild, reaction, read, type Stored, webhook } from './shapes.ts'

/** What the network keeps, in memory. */
export function createWorld() {
  const world = {
    manage: true,
    count: 1_000_000_000_000_000_000n,
  }

  const messages: Stored[] = []
  const calls: string[] = []
  const nonces = new Map<string, string>()

  const keep = (one: Partial<Stored> & Pick<Stored, 'content' | 'author'>, at: Date): Stored => {
    const plain = { parent: undefined, files: [], nonce: undefined, sent: {} }
    const stored = { ...plain, ...one, id: String(++world.count), at: at.toISOString() }
    messages.push(stored)
    return stored
  }
  const shown = (one: Stored) => {
    const parent = messages.find(({ id }) => id === one.parent)
    return {
      ...basic(one),
      type: one.parent ? 19 : 0,
      reactions: [reaction('❤️', 1), reaction('👍', 1)],
      ...(one.parent
        ? { message_reference: { type: 0, channel_id: channel, message_id: one.parent, guild_id: guild } }
        : {}),
      ...(parent ? { referenced_message: basic(parent) } : {}),
      ...(one.nonce ? { nonce: one.nonce } : {}),
    }
  }
  const say = (path: string, method: string, body: unknown, status = 200) => {
    described.answer(path, method, status, body)
    return Response.json(body, { status })
  }
  const refuse = (path: string, method: string, status: number, code: number, message: string) =>
    say(path, method, { message, code }, status)

  const take = async (request: Request, path: string, byWebhook: boolean): Promise<Stored | Response> => {
    const { json, files } = await read(request)
    described.request(path, 'post', json, { query: new URL(request.url).searchParams })
    const content = String(json.content ?? '')
    if (content === '' && files.length === 0) return refuse(path, 'post', 400, 50_006, 'Cannot send an empty message')
    if (content.length > 2000) return refuse(path, 'post', 400, 50_035, 'Invalid Form Body')
    if (files.reduce((sum, { bytes }) => sum + bytes.byteLength, 0) > 25 * 1024 * 1024)
      return refuse(path, 'post', 413, 40_005, 'Request entity too large')
    const reference = json.message_reference as { message_id: string } | undefined
    if (reference && !messages.some(({ id }) => id === reference.message_id))
      return refuse(path, 'post', 400, 50_035, 'Invalid Form Body')
    const nonce = byWebhook || !json.enforce_nonce ? undefined : String(json.nonce)
    const known = messages.find(({ id }) => id === nonces.get(nonce ?? ''))
    if (known) return known
    const author = byWebhook ? webhook : bot
    const stored = keep({ content, author, parent: reference?.message_id, files, nonce, sent: json }, fakeNow)
    if (nonce) nonces.set(nonce, stored.id)
    return stored
  }
  const list = '/channels/{channel_id}/messages'
  return Object.assign(world, { messages, calls, nonces, keep, shown, say, refuse, take, list })
}
/** The same, as the endpoints take it. */
export type World = ReturnType<typeof createWorld>

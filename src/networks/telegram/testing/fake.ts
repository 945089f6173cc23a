import { Hono } from 'hono'
import { connectFirst } from '../../testing/connecting.ts'
import { type Fake, fetchOf } from '../../testing/fake.ts'
import { describedBy } from './description.ts'
import { failures } from './failures.ts'
import { messagesAt } from './messages.ts'
import { methodsAt } from './methods.ts'
import { channel, read, type Stored, token, type usual } from './shapes.ts'
import { createWorld } from './world.ts'

/** And what only this network's tests look at. */
export interface TelegramFake extends Fake {
  calls(): string[]
  /** What stands in the channel and its group. */
  messages(): readonly Stored[]
  /** What the bot may do, and what else is so, from now on. */
  set(state: Partial<typeof usual>): void
  /** Somebody writes in the group, of nothing of ours. */
  addChatter(text: string, at: Date): void
}

/** The Bot API as its description has it (10.1), which checks every call and every answer. */
export function createFake(): TelegramFake {
  const world = createWorld()
  const { refuse, messages, post, find, keep, group, tell, state } = world
  const calls: string[] = []
  const app = new Hono()
  const { methods } = methodsAt(world, messagesAt(world))
  app.all('*', async (c) => {
    const [, bearer = '', method = ''] = new URL(c.req.url).pathname.split('/')
    calls.push(method)
    if (bearer !== `bot${token}`) return refuse(401, 'Unauthorized')
    const handler = methods[method]
    if (!handler) return refuse(404, 'Not Found')
    const params = await read(c.req.raw, method)
    const { files: _files, ...plain } = params
    describedBy.request(method, plain)
    const result = handler(params)
    if (result instanceof Response) return result
    describedBy.answer(method, result)
    return c.json({ ok: true, result })
  })
  const handle = fetchOf((request) => app.fetch(request))
  return {
    fetch: handle,
    connect: (network) => connectFirst(network, { fetch: handle, form: { token, channel: '@kopisenja' } }),
    posts: () =>
      messages
        .filter(({ chat, answers, album, text }) => (chat === channel || answers) && !(album && text === ''))
        .filter(({ author }) => author !== 'budi')
        .map(({ text }) => text),
    isPublish: (method, url) => method === 'POST' && /\/send\w+$/.test(url.pathname),
    addPost: (text, at) => void post({ text, at: at.getTime() / 1000, media: 'text' }),
    addResponse: (to, text, at) => {
      const [id, chat] = to.split('_').toReversed()
      const target = chat ? find(Number(chat), Number(id)) : messages.find((one) => one.post === Number(id))
      const stored = keep({
        chat: group(),
        at: Math.floor(at.getTime() / 1000),
        text,
        media: 'text',
        author: 'budi',
        answers: target?.id,
      })
      tell(stored)
      return `${group()}_${stored.id}`
    },
    addChatter: (text, at) =>
      tell(keep({ chat: group(), at: at.getTime() / 1000, text, media: 'text', author: 'budi' })),
    isShown: (response) => {
      const [id, chat] = response.split('_').toReversed()
      return find(Number(chat), Number(id)) !== undefined
    },
    calls: () => calls,
    messages: () => messages,
    set: (more) => void Object.assign(state, more),
    failures,
    secrets: () => [token, token.slice(token.indexOf(':') + 1)],
  }
}

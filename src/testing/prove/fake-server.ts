import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'

/** A post as a fake server keeps it. */
interface Kept {
  id: string
  key?: string | undefined
  text: string
  parent?: string | undefined
  /** It is there, and still being worked on: so often one must ask until it is done. */
  asks: number
}

/** What a fake server works on for a while begins with this word. */
export const slowWork = 'video'
const asksUntilDone = 2

type Given = Pick<Kept, 'key' | 'text' | 'parent'>

/** A fake network's server. Its posts lie in the parent's memory, and so outlive every worker. */
export interface FakeServer {
  origin: string
  posts: readonly Kept[]
  close(): Promise<void>
}

/** How long it works on either side of the storing: long enough to be killed in, and not the same on all fakes at once. */
const workMilliseconds = (turn: number) => 1 + ((turn * 7) % 13)

/** @param options.keys the same key twice makes one post */
export async function openFakeServer({ keys }: { keys: boolean }): Promise<FakeServer> {
  const posts: Kept[] = []
  let made = 0
  let turn = keys ? 0 : 5

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://fake')
    const body = request.method === 'POST' ? await read(request) : ''
    await sleep(workMilliseconds(turn++))
    const said = done(request.method, url, body)
    await sleep(workMilliseconds(turn++))
    response.writeHead(said ? 200 : 404, { 'content-type': 'application/json' }).end(JSON.stringify(said ?? {}))
  }

  function done(method: string | undefined, url: URL, body: string): object | undefined {
    if (method === 'POST') return store(JSON.parse(body) as Given)
    const id = /^\/posts\/(\w+)$/.exec(url.pathname)?.[1]
    if (id === undefined) return { found: look(url) }
    return method === 'DELETE' ? remove(id) : ask(id)
  }

  /** In one turn of the event loop: of two requests with one key, one comes second. */
  function store(given: Given): Kept {
    const same = keys ? posts.find((post) => post.key === given.key) : undefined
    if (same) return same
    const asks = given.text.startsWith(slowWork) ? asksUntilDone : 0
    const post = { ...given, asks, id: `p${++made}` }
    posts.push(post)
    return post
  }

  function look({ searchParams: asked }: URL): Kept[] {
    const [key, text] = [asked.get('key'), asked.get('text')]
    return posts.filter((post) => (key === null ? post.text === text : post.key === key))
  }

  /** Each asking brings it on. */
  function ask(id: string): Kept | undefined {
    const post = posts.find((one) => one.id === id)
    if (post && post.asks > 0) post.asks--
    return post
  }

  function remove(id: string): object | undefined {
    const at = posts.findIndex((post) => post.id === id)
    return at < 0 ? undefined : posts.splice(at, 1)[0]
  }

  const server = createServer((request, response) => {
    answer(request, response).catch(() => response.destroy())
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    posts,
    close: async () => {
      server.closeAllConnections()
      await new Promise((done) => server.close(done))
    },
  }
}

async function read(request: IncomingMessage): Promise<string> {
  let body = ''
  for await (const chunk of request) body += chunk
  return body
}

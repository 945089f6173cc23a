import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'

/** A post as a fake server keeps it. */
interface Kept {
  id: string
  key?: string
  text: string
  parent?: string
}

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
  let turn = keys ? 0 : 5

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://fake')
    const body = request.method === 'POST' ? await read(request) : ''
    await sleep(workMilliseconds(turn++))
    const said = request.method === 'POST' ? store(JSON.parse(body) as Omit<Kept, 'id'>) : { found: look(url) }
    await sleep(workMilliseconds(turn++))
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(said))
  }

  /** In one turn of the event loop: of two requests with one key, one comes second. */
  function store(given: Omit<Kept, 'id'>): Kept {
    const same = keys ? posts.find((post) => post.key === given.key) : undefined
    if (same) return same
    const post = { ...given, id: `p${posts.length + 1}` }
    posts.push(post)
    return post
  }

  function look({ searchParams: asked }: URL): Kept | null {
    const [key, text] = [asked.get('key'), asked.get('text')]
    return posts.find((post) => (key === null ? post.text === text : post.key === key)) ?? null
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

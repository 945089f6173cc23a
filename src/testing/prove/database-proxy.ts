/**
 * A proxy between a worker and PostgreSQL. It reads what the worker says (https://www.postgresql.org/docs/current/protocol.html),
 * so that a connection can be cut right before a certain COMMIT has reached the server, or right after the server has taken it.
 */
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import { lookupsIn, type Statement, stepsOf, type Written } from './statements.ts'

/** Where a connection breaks: the COMMIT never arrives, or its answer does not. */
export type Cut = 'before' | 'after'

/** A cut that is still to come: it happens once. */
export interface CutAt {
  cut: Cut
  fits(written: Written): boolean
  /** The COMMIT was held back, or has been taken; the connection breaks when this is over. */
  done(): Promise<void> | void
}

export interface DatabaseProxy {
  port: number
  next: CutAt | undefined
  close(): Promise<void>
}

/** @param server the folder of its socket and the port, or a host and a port */
export async function openDatabaseProxy(server: { host: string; port: number }): Promise<DatabaseProxy> {
  const open = new Set<Socket>()
  const dial = () =>
    server.host.startsWith('/') ? connect(`${server.host}/.s.PGSQL.${server.port}`) : connect(server.port, server.host)
  const listener = createServer((client) => {
    const upstream = dial()
    for (const socket of [client, upstream]) {
      open.add(socket)
      socket.on('error', () => socket.destroy()).on('close', () => open.delete(socket))
    }
    pass(proxy, client, upstream)
  })
  await new Promise<void>((done) => listener.listen(0, '127.0.0.1', done))
  const proxy: DatabaseProxy = {
    port: (listener.address() as AddressInfo).port,
    next: undefined,
    close: async () => {
      for (const socket of open) socket.destroy()
      await new Promise((done) => listener.close(done))
    },
  }
  return proxy
}

function pass(proxy: DatabaseProxy, client: Socket, server: Socket): void {
  const reader = transactionReader()
  let taken: CutAt | undefined
  let broken = false
  const breakNow = async (cut: CutAt) => {
    if (broken) return
    broken = true
    await cut.done()
    client.destroy()
    server.destroy()
  }
  client.on('data', (chunk: Buffer) => {
    if (taken) return
    for (const { bytes, commits } of reader(chunk)) {
      const cut = commits.length && proxy.next && commits.some(proxy.next.fits) ? proxy.next : undefined
      if (cut) proxy.next = undefined
      if (cut) taken = cut
      if (cut?.cut === 'before') return void breakNow(cut)
      server.write(bytes)
      if (cut) return
    }
  })
  // The answer to the COMMIT that was picked is the next thing that the server says.
  server.on('data', (chunk: Buffer) => {
    if (taken) void breakNow(taken)
    else client.write(chunk)
  })
  client.on('close', () => server.destroy())
  server.on('close', () => {
    if (!taken) client.destroy()
  })
}

/** A message as it came, and the steps that it commits, or the look that it begins. */
interface Read {
  bytes: Buffer
  commits: readonly Written[]
}

/** Reads a connection's messages in their order. The first one has no letter; all others have one, and their length. */
function transactionReader(): (chunk: Buffer) => Read[] {
  let rest: Buffer = Buffer.alloc(0)
  let started = false
  let statement = ''
  let statements: Statement[] = []

  function read(bytes: Buffer): Read {
    const [letter, body] = [String.fromCharCode(bytes[0] ?? 0), bytes.subarray(5)]
    if (letter === 'P') statement = textsIn(body, 2)[1] ?? ''
    if (letter === 'B') {
      const bound = { text: statement, values: valuesIn(body) }
      statements.push(bound)
      return { bytes, commits: lookupsIn(bound) }
    }
    if (letter !== 'Q') return { bytes, commits: [] }
    const [text = ''] = textsIn(body, 1)
    const commits = text === 'commit' ? statements.flatMap(stepsOf) : []
    if (/^begin\b/.test(text) || text.startsWith('start transaction') || text === 'commit') statements = []
    return { bytes, commits }
  }

  return (chunk) => {
    rest = Buffer.concat([rest, chunk])
    const messages: Read[] = []
    for (;;) {
      const head = started ? 1 : 0
      if (rest.length < head + 4) return messages
      const length = head + rest.readUInt32BE(head)
      if (rest.length < length) return messages
      const bytes = rest.subarray(0, length)
      rest = rest.subarray(length)
      messages.push(started ? read(bytes) : { bytes, commits: [] })
      started = true
    }
  }
}

/** The first texts of a message: each ends with a zero. */
function textsIn(body: Buffer, many: number): string[] {
  const texts: string[] = []
  for (let at = 0; texts.length < many; ) {
    const end = body.indexOf(0, at)
    texts.push(body.toString('utf8', at, end))
    at = end + 1
  }
  return texts
}

/** The values of a Bind message: two names, the formats, then each with its length (-1: null). */
function valuesIn(body: Buffer): string[] {
  let at = body.indexOf(0, body.indexOf(0) + 1) + 1
  at += 2 + 2 * body.readUInt16BE(at)
  const many = body.readUInt16BE(at)
  at += 2
  return Array.from({ length: many }, () => {
    const length = body.readInt32BE(at)
    const value = length < 0 ? '' : body.toString('utf8', at + 4, at + 4 + length)
    at += 4 + Math.max(0, length)
    return value
  })
}

/**
 * A TCP proxy in front of a network. A request is one connection (the guarded client keeps none), so what happens to a
 * connection happens to a request. What has arrived whole goes on to the server even when the worker that sent it is dead:
 * packets don't die with their sender.
 */
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { type RequestFault, type Said, saidBy } from './request-faults.ts'
import { type RequestReader, requestReader } from './request-reader.ts'

/** A request fault that is still to come, to the next request whose first line fits. */
export interface Fault {
  requestFault: RequestFault
  to: RegExp
}

/** Waits for a request's answer, and keeps it back for ever. */
export interface PausedAnswer {
  to: RegExp
  /** So many fitting requests pass first. */
  pass: number
  /** The server has begun to answer, so it has done what was asked. */
  answered: () => void
}

export interface TcpProxy {
  origin: string
  /** Faults to come: each happens once, the first that fits first. They replace what was left of earlier ones. */
  faults: Fault[]
  pausedAnswer: PausedAnswer | undefined
  /** How many requests that make a post have come. */
  came(to: RegExp): number
  /** Waits until no server works on a request of ours. @throws Error after 15 seconds */
  settled(): Promise<void>
  /** Time goes on for what is late on its way: it arrives when its minute is over. */
  pass(milliseconds: number): Promise<void>
  close(): Promise<void>
}

const delayMilliseconds = 60
/** What takes a while takes this long: less than anybody waits. */
export const longMilliseconds = 1500
/** What is late is so late. */
const lateMilliseconds = 60_000
const timeoutSeconds = 15

/** @param upstream the server's origin: `http://host:port` */
export async function openProxy(upstream: string): Promise<TcpProxy> {
  const { hostname, port } = new URL(upstream)
  const underway = new Set<Socket>()
  const lines: string[] = []
  /** What is late, and how long it has to go. */
  let late: { reader: RequestReader; left: number }[] = []

  /** A connection to the server. It counts as under way until the server has ended it. */
  function dial(): Socket {
    const server = connect({ host: hostname, port: Number(port), autoSelectFamily: true })
    underway.add(server)
    server.on('close', () => underway.delete(server))
    server.on('error', () => server.destroy())
    return server
  }

  function serve(client: Socket): void {
    client.on('error', () => client.destroy())
    const reader = requestReader(client, (line) => {
      lines.push(line)
      const pausedAnswer = holds(proxy, line)
      const requestFault = pausedAnswer ? undefined : takeFault(proxy, line)
      if (requestFault === 'late') late.push({ reader, left: lateMilliseconds })
      void pass(client, reader, requestFault, pausedAnswer, dial)
    })
  }

  const listener = createServer(serve)
  await new Promise<void>((done) => listener.listen(0, '127.0.0.1', done))
  const proxy: TcpProxy = {
    origin: `http://127.0.0.1:${(listener.address() as AddressInfo).port}`,
    faults: [],
    pausedAnswer: undefined,
    came: (to) => lines.filter((line) => to.test(line)).length,
    pass: async (milliseconds) => {
      for (const one of late) one.left -= milliseconds
      for (const { reader } of late.filter(({ left }) => left <= 0)) reader.to(dial().resume())
      late = late.filter(({ left }) => left > 0)
      await proxy.settled()
    },
    settled: async () => {
      const end = Date.now() + timeoutSeconds * 1000
      while (underway.size) {
        if (Date.now() > end) throw new Error(`${upstream} did not end its answer within ${timeoutSeconds} s`)
        await sleep(5)
      }
    },
    close: async () => {
      for (const server of underway) server.destroy()
      await new Promise((done) => listener.close(done))
    },
  }
  return proxy
}

function holds(proxy: TcpProxy, line: string): PausedAnswer | undefined {
  const { pausedAnswer } = proxy
  if (!pausedAnswer?.to.test(line) || pausedAnswer.pass-- > 0) return undefined
  proxy.pausedAnswer = undefined
  return pausedAnswer
}

function takeFault(proxy: TcpProxy, line: string): RequestFault | undefined {
  const at = proxy.faults.findIndex((fault) => fault.to.test(line))
  return at < 0 ? undefined : proxy.faults.splice(at, 1)[0]?.requestFault
}

async function pass(
  client: Socket,
  reader: RequestReader,
  requestFault: RequestFault | undefined,
  pausedAnswer: PausedAnswer | undefined,
  dial: () => Socket,
): Promise<void> {
  const said = requestFault && saidBy(requestFault)
  if (requestFault === 'cut-before') return void client.resetAndDestroy()
  // The proxy has taken the whole request, and forwards it later.
  if (requestFault === 'late') return reader.whenWhole(() => client.resetAndDestroy())
  if (said && !said.kept) return reader.whenWhole(() => say(client, said))
  // From here on it counts as under way: a delayed packet must have arrived before time passes.
  const server = dial()
  if (requestFault === 'delay') await sleep(delayMilliseconds)
  if (requestFault === 'double') reader.to(dial().resume())
  reader.to(server)
  reader.whenCut(() => server.destroy())
  if (requestFault === 'long')
    setTimeout(() => answer(client, server, requestFault, pausedAnswer, said), longMilliseconds)
  else answer(client, server, requestFault, pausedAnswer, said)
}

/** Answers in the server's place. */
function say(client: Socket, { status, headers }: Said): void {
  const all = { ...headers, 'content-type': 'application/json', 'content-length': '2', connection: 'close' }
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`)
  client.end(`HTTP/1.1 ${status} Said\r\n${lines.join('')}\r\n{}`)
}

/** Brings the answer to the client, or less than that. Whatever becomes of the client, the server may finish. */
function answer(
  client: Socket,
  server: Socket,
  requestFault: RequestFault | undefined,
  pausedAnswer: PausedAnswer | undefined,
  said: Said | undefined,
): void {
  let first = true
  server.on('data', (bytes: Buffer) => {
    const begins = first
    first = false
    if (pausedAnswer) {
      if (begins) pausedAnswer.answered()
    } else if (requestFault === 'slow') return
    else if (said) {
      if (begins) say(client, said)
    } else if (requestFault === 'cut-after') {
      if (begins) client.resetAndDestroy()
    } else if (requestFault === 'cut-within') {
      if (begins) client.end(bytes.subarray(0, Math.ceil(bytes.length / 2)))
    } else if (client.writable) client.write(bytes)
  })
  server.on('close', () => {
    if (!pausedAnswer && requestFault !== 'slow') client.end()
  })
}

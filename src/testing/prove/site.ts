import { connectChannel } from '../../channels/index.ts'
import type { Actor, Context } from '../../context.ts'
import { type FakeKind, fakeKinds } from './fake-adapter.ts'
import { openFakeServer } from './fake-server.ts'

/** A network with its server, as the proof sees it. It outlives every worker. */
export interface Site {
  /** The network's name. */
  name: string
  /** `http://host:port` of the server itself. */
  origin: string
  /** The same key twice makes one post. */
  keys: boolean
  /** One can look for what an interrupted try has left. */
  find: boolean
  /** A long text becomes a thread there. */
  threads: boolean
  /** A server of ours, in this process. */
  fake?: boolean
  /** The first line of the request that makes a post. */
  writes: RegExp
  /** The first line of the request that looks for one. */
  lookups: RegExp
  /** Connects an account. @returns the channel's id */
  connect(context: Context, actor: Actor): Promise<string>
  /** The text of every post that is there, read from the server itself. */
  texts(): Promise<string[]>
  /** Called after every trial, where a server shows its newest posts only: keeps them for {@link texts}. */
  note?(): Promise<void>
  close(): Promise<void>
}

/** Connects by a form, as a person does. @returns the channel's id */
export async function connectByForm(
  context: Context,
  actor: Actor,
  network: string,
  form: Record<string, string>,
): Promise<string> {
  const done = await connectChannel(context, actor, network, form)
  if (!('channel' in done)) throw new Error(`${network} wants more than a form`)
  return done.channel.id
}

/** The fakes, each a server in this process. */
export function openFakes(): Promise<Site[]> {
  return Promise.all(fakeKinds.map(openFake))
}

async function openFake({ name, keys, find }: FakeKind): Promise<Site> {
  const server = await openFakeServer({ keys })
  return {
    name,
    origin: server.origin,
    keys,
    find,
    threads: true,
    fake: true,
    writes: /^POST \/posts /,
    lookups: /^GET \/posts\?/,
    connect: (context, actor) => connectByForm(context, actor, name, { handle: 'rina', server: server.origin }),
    texts: async () => server.posts.map((post) => post.text),
    close: server.close,
  }
}

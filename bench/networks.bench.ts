/**
 * The shelf of networks: how fast posts are cut and checked for all of them; what an adapter adds to the bare request that
 * it makes; and what a long upload needs of memory.
 */
import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { CheckDraft, Facts } from '../src/checks/check.ts'
import { runChecks } from '../src/checks/index.ts'
import type { Post } from '../src/core/post.ts'
import { type NetworkName, networkNamed, networkNames, textSideOf } from '../src/networks/index.ts'
import type { Sender, Session } from '../src/networks/network.ts'
import { type Fake, fakeNow } from '../src/networks/testing/fake.ts'
import { openPeerSession } from '../src/testing/peer-session.ts'
import { type Benchmark, type Figure, median, round } from './benchmark.ts'
import { makePosts } from './networks-posts.ts'
import type { Canned } from './networks-server.ts'

const postCount = 10_000
/** With an idempotency key, with OAuth, and with a bot's token. */
const adapters = ['mastodon', 'x', 'discord']
const rounds = 200
const perRound = 10
const uploader = 'youtube'
const videoBytes = 500_000_000

export const bench: Benchmark = async () => [...(await rendering()), ...(await overhead()), ...(await uploading())]

const brand: NonNullable<Facts['brand']> = {
  name: 'Kopi Rina',
  handles: ['@kopirina', '@kopirina@contoh.id'],
  homeLinks: ['https://contoh.id', 'https://kopirina.id'],
}

/** Everything that is pure on a post's way: cut, counted, looked over; for each network. */
async function rendering(): Promise<Figure[]> {
  const posts = makePosts(postCount)
  const earlier = posts.slice(0, 60).map(({ text }, day) => ({ text, channel: 'a', reply: false, at: new Date(day) }))
  const figures: Figure[] = []
  let all = 0
  for (const name of networkNames) {
    await renderAll(name, posts.slice(0, 500), { brand, earlier })
    const { seconds, parts, findings } = await renderAll(name, posts, { brand, earlier })
    if (parts < postCount || findings === 0) throw new Error(`${name}: ${parts} parts, ${findings} findings`)
    all += seconds
    const what = `${name}: posts cut and checked (${parts} parts)`
    figures.push({ key: `render_${name}`, what, value: Math.round(postCount / seconds), unit: 'posts/s' })
  }
  const value = Math.round((postCount * networkNames.length) / all)
  return [...figures, { key: 'render', what: 'all networks, one after the other', value, unit: 'posts/s' }]
}

async function renderAll(name: NetworkName, posts: readonly Post[], known: Facts) {
  const side = await textSideOf(name)
  const { length, tags, unit, altLength, bytes } = side.defaults
  let [parts, findings] = [0, 0]
  // The processor's time: all of this is pure, and the clock would count what else the machine does.
  const began = process.cpuUsage()
  for (const post of posts) {
    const cut = side.render(post, side.defaults)
    const measured = Math.max(...cut.map((part) => part.length))
    const more = bytes === undefined ? {} : { bytes }
    const limits = { length, tags, unit, altLength, measured, parts: cut.length, ...more }
    const link = post.link && { link: post.link.url, card: cut.some((part) => part.card !== undefined) }
    const draft: CheckDraft = { text: post.text, network: name, language: 'id', ...link }
    findings += runChecks(draft, { ...known, limits, now: fakeNow }).length
    parts += cut.length
  }
  const { user, system } = process.cpuUsage(began)
  return { seconds: (user + system) / 1e6, parts, findings }
}

/** One request that an adapter made of its fake, and what came back. */
interface Recorded {
  url: URL
  init: { method: string; headers: Record<string, string>; body?: Uint8Array<ArrayBuffer> }
  answer: Canned
}

interface Rivals {
  name: string
  adapter(): Promise<unknown>
  bare(): Promise<unknown>
  stop(): void
}

/** An adapter's whole `publish`, beside bare fetches of the same bytes whose answers are read as JSON, and no more. */
async function overhead(): Promise<Figure[]> {
  const figures: Figure[] = []
  for (const name of adapters) {
    const rivals = await rivalsOf(name)
    try {
      figures.push(...(await compare(rivals)))
    } finally {
      rivals.stop()
    }
  }
  return figures
}

async function rivalsOf(name: string): Promise<Rivals> {
  const network = (await networkNamed(name)) as Sender
  const { createFake } = (await import(`../src/networks/${name}/testing/fake.ts`)) as { createFake: () => Fake }
  const fake = createFake()
  const { session } = openPeerSession(await fake.connect(network), { now: () => fakeNow })
  const [part] = network.text.render(
    { text: 'Kabar pagi: https://contoh.id/a 🙂', language: 'id' },
    network.text.limits(),
  )
  if (!part) throw new Error(`${name} renders nothing`)
  const publish = (more: Partial<Session>) => network.sending.publish(part, { ...session, ...more }, 'kunci')
  const recorded: Recorded[] = []
  await publish({ fetch: recording(fake.fetch, recorded) })
  const server = await startServer(recorded)
  const here = (url: string) => server.url + url.slice(new URL(url).origin.length)
  const requests = recorded.map(({ url, init }) => ({ url: here(url.href), init }))
  const led: typeof fetch = (input, init) => fetch(here(String(input)), init)
  return {
    name,
    // Every delivery has a signal of its own.
    adapter: () => publish({ fetch: led, signal: new AbortController().signal }),
    bare: async () => {
      for (const { url, init } of requests) await (await fetch(url, init)).json()
    },
    stop: server.stop,
  }
}

function recording(real: typeof fetch, recorded: Recorded[]): typeof fetch {
  return async (input, init) => {
    const request = new Request(input, init)
    const body = new Uint8Array(await request.clone().arrayBuffer())
    const answer = await real(request)
    const { status, headers } = answer
    const canned = { status, headers: Object.fromEntries(headers), body: await answer.clone().text() }
    const sent = { method: request.method, headers: Object.fromEntries(request.headers) }
    const whole = body.byteLength > 0 ? { ...sent, body } : sent
    recorded.push({ url: new URL(request.url), init: whole, answer: canned })
    return answer
  }
}

async function startServer(recorded: readonly Recorded[]): Promise<{ url: string; stop(): void }> {
  const answers = recorded.map(({ url, init, answer }) => [`${init.method} ${url.pathname}${url.search}`, answer])
  const child = spawn(process.execPath, [join(import.meta.dirname, 'networks-server.ts')], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  child.stdin.end(JSON.stringify(Object.fromEntries(answers)))
  const [port] = (await once(child.stdout, 'data')) as [Buffer]
  return { url: `http://127.0.0.1:${String(port).trim()}`, stop: () => child.kill('SIGTERM') }
}

/** In turns, the first one changing, so that whatever else the machine does meets both. */
async function compare({ name, adapter, bare }: Rivals): Promise<Figure[]> {
  for (let warm = 0; warm < 500; warm++) {
    await adapter()
    await bare()
  }
  const taken = { adapter: [] as Cost[], bare: [] as Cost[] }
  for (let turn = 0; turn < rounds; turn++) {
    const order = turn % 2 === 0 ? (['adapter', 'bare'] as const) : (['bare', 'adapter'] as const)
    for (const who of order) taken[who].push(await costOf(who === 'adapter' ? adapter : bare))
  }
  const ratio = (of: keyof Cost) =>
    round(median(taken.adapter.map((cost, turn) => cost[of] / (taken.bare[turn]?.[of] ?? 0))))
  const micro = (costs: readonly Cost[]) => Math.round(median(costs.map(({ wall }) => wall)))
  const [wall, cpu] = [ratio('wall'), ratio('cpu')]
  const wanted = '≤ 1.3'
  return [
    { key: `bare_${name}`, what: `${name}: the bare fetch`, value: micro(taken.bare), unit: 'µs' },
    { key: `adapter_${name}`, what: `${name}: published by the adapter`, value: micro(taken.adapter), unit: 'µs' },
    { key: `time_${name}`, what: '  time, adapter to bare', value: wall, unit: '', wanted, fine: wall <= 1.3 },
    { key: `cpu_${name}`, what: '  processor, adapter to bare', value: cpu, unit: '', wanted, fine: cpu <= 1.3 },
  ]
}

/** Microseconds for one call: by the clock, and of the processor. */
interface Cost {
  wall: number
  cpu: number
}

async function costOf(call: () => Promise<unknown>): Promise<Cost> {
  const cpu = process.cpuUsage()
  const began = performance.now()
  for (let time = 0; time < perRound; time++) await call()
  const wall = (performance.now() - began) * 1000
  const { user, system } = process.cpuUsage(cpu)
  return { wall: wall / perRound, cpu: (user + system) / perRound }
}

/** A long video, read and sent in pieces, in a process of its own. */
async function uploading(): Promise<Figure[]> {
  const server = await startServer(uploadAnswers)
  try {
    const args = [join(import.meta.dirname, 'networks-upload.ts'), server.url, uploader, String(videoBytes)]
    const { stdout } = await promisify(execFile)(process.execPath, args)
    const { idle, peak, seconds, remoteId } = JSON.parse(stdout) as Record<'idle' | 'peak' | 'seconds', number> & {
      remoteId: string
    }
    if (remoteId !== 'video0001') throw new Error('the video is not there')
    const above = round(peak - idle, 0)
    return [
      { key: 'uploadMegabytes', what: `${uploader}: a video sent in pieces`, value: videoBytes / 1e6, unit: 'MB' },
      { key: 'uploadSeconds', what: '  taken for it', value: round(seconds, 1), unit: 's' },
      { key: 'uploadIdleMegabytes', what: '  memory before', value: round(idle, 0), unit: 'MB' },
      {
        key: 'uploadPeakMegabytes',
        what: '  peak of memory above that',
        value: above,
        unit: 'MB',
        wanted: '< 100',
        fine: above < 100,
      },
    ]
  } finally {
    server.stop()
  }
}

const begin = new URL('https://www.googleapis.com/upload/youtube/v3/videos')
begin.search = 'uploadType=resumable&part=snippet%2Cstatus&notifySubscribers=true'
const session = new URL('https://www.googleapis.com/upload/youtube/v3/videos?upload_id=u1')
const uploadAnswers: readonly Recorded[] = [
  {
    url: begin,
    init: { method: 'POST', headers: {} },
    answer: { status: 200, headers: { location: session.href }, body: '' },
  },
  {
    url: session,
    init: { method: 'PUT', headers: {} },
    answer: { status: 200, headers: { 'content-type': 'application/json' }, body: '{"id":"video0001"}' },
  },
]

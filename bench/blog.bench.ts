/**
 * An article's page and the feed beside the limit: nginx serving the same bytes as files, and a bare Node server answering them from
 * memory; and beside peers with the same article: Ghost (`bash peers/install.sh ghost`) and WordPress by php-fpm with opcache behind
 * nginx, where they are installed. Each server has one processor of its own (the other is wrk's), one after the other, in turns, with a
 * rest between them.
 */
import { execFileSync } from 'node:child_process'
import { type Benchmark, type Figure, median, round } from './benchmark.ts'
import { type BlogProgram, startBlog } from './blog-program.ts'
import { limits, type PageName, pages, peers, pin, type Rival } from './blog-rivals.ts'

const rounds = 3
const seconds = 4
const coldPages = 30

interface Load {
  /** Requests a second. */
  rate: number
  /** Milliseconds that 99 of 100 requests took at most. */
  p99: number
}

export const bench: Benchmark = async () => {
  const blog = await startBlog()
  const { url } = blog.program
  const addresses = { article: url + (await blog.publish(blog.article)), feed: `${url}/feed.xml` }
  const coldest = await cold(blog)
  pin(url)
  const bytes = { article: await body(addresses.article), feed: await body(addresses.feed) }
  const rivals: Rival[] = [
    { name: 'percakapan', addresses, stop: () => blog.program.end() },
    ...(await limits(bytes)),
    ...(await peers(blog.article)),
  ]
  try {
    const figures = pages.flatMap((name) => figuresOf(name, bytes[name].length, inTurns(rivals, name)))
    return [...figures, coldFigure(coldest)]
  } finally {
    for (const rival of rivals) await rival.stop()
  }
}

async function body(address: string): Promise<Buffer> {
  return Buffer.from(await (await fetch(address)).arrayBuffer())
}

/** How long a page takes that was published just now, and that nobody has asked for: in milliseconds, the slowest but one in twenty. */
async function cold({ program, article, publish }: BlogProgram): Promise<number> {
  const took: number[] = []
  for (let number = 0; number < coldPages; number++) {
    const path = await publish({ ...article, title: `${article.title} ${number}`, tags: ['kopi'] })
    const began = performance.now()
    await body(program.url + path)
    took.push(performance.now() - began)
  }
  return took.sort((a, b) => a - b)[Math.floor(coldPages * 0.95)] ?? Number.NaN
}

const coldFigure = (value: number): Figure => ({
  key: 'coldPage',
  what: 'a page that was published just now, first asked for (p95)',
  value: round(value, 1),
  unit: 'ms',
  wanted: '≤ 50',
  fine: value <= 50,
})

/** By rival: the median of its rounds. */
function inTurns(rivals: readonly Rival[], page: PageName): Map<string, Load> {
  const seen = new Map<string, Load[]>()
  for (const { addresses } of rivals) load(addresses[page], 2)
  for (let round = 0; round < rounds; round++) {
    for (const { name, addresses } of rivals)
      seen.set(name, [...(seen.get(name) ?? []), load(addresses[page], seconds)])
  }
  const middle = (loads: Load[], what: keyof Load) => median(loads.map((one) => one[what]))
  return new Map([...seen].map(([name, all]) => [name, { rate: middle(all, 'rate'), p99: middle(all, 'p99') }]))
}

const rivalWords: Readonly<Record<string, string>> = {
  percakapan: 'Percakapan',
  nginx: 'nginx, the same bytes from a file',
  node: 'bare Node, the same bytes from memory',
  ghost: 'Ghost, the same article',
  wordpress: 'WordPress by php-fpm with opcache, the same article',
}

/** What Percakapan has to be, beside each: so many times as many requests. */
const wantedRatios: Readonly<Record<string, number>> = { node: 0.8, ghost: 500, wordpress: 500 }

function figuresOf(page: PageName, bytes: number, loads: Map<string, Load>): Figure[] {
  const ours = loads.get('percakapan') as Load
  const rates = [...loads].map(([name, { rate }]) => ({
    key: `${page}.${name}`,
    what: `${page}: ${rivalWords[name]}`,
    value: round(rate, rate < 100 ? 1 : 0),
    unit: 'requests/s',
  }))
  const ratios = [...loads].flatMap(([name, { rate }]) => {
    const wanted = wantedRatios[name]
    if (wanted === undefined) return []
    const value = round(ours.rate / rate, wanted < 1 ? 2 : 0)
    const what = `${page}: Percakapan to ${name}`
    return [{ key: `${page}.to.${name}`, what, value, unit: '', wanted: `≥ ${wanted}`, fine: value >= wanted }]
  })
  const p99 = round(ours.p99 / (loads.get('nginx') as Load).p99)
  return [
    { key: `${page}.bytes`, what: `${page}: its size`, value: bytes, unit: 'bytes' },
    ...rates,
    ...ratios,
    { key: `${page}.p99`, what: `${page}: p99 to nginx's`, value: p99, unit: '', wanted: '≤ 3', fine: p99 <= 3 },
  ]
}

/** What a server is still at when nobody listens any more: a slow one answers a whole second's requests after its turn. */
const restSeconds = 2

function load(url: string, duration: number): Load {
  execFileSync('sleep', [String(restSeconds)])
  const wrk = ['-c', '1', 'wrk', '-t1', '-c32', '--latency', '--timeout', '30s', `-d${duration}s`, url]
  const printed = execFileSync('taskset', wrk, { encoding: 'utf8' })
  if (/Non-2xx/.test(printed)) throw new Error(`${url}\n${printed}`)
  const [, amount = '', unit = ''] = /99%\s+([\d.]+)(us|ms|s)/.exec(printed) ?? []
  const milliseconds = { us: 0.001, ms: 1, s: 1000 }[unit] ?? Number.NaN
  return { rate: Number(/Requests\/sec:\s+([\d.]+)/.exec(printed)?.[1]), p99: Number(amount) * milliseconds }
}

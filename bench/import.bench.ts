/**
 * How fast a blog moves in: 10,000 articles of 6 KB in one WordPress export, into the real program, which serves its readers meanwhile.
 * Beside it stand the same program's times for a reader's page while nothing is imported, and what it holds of memory for a hundredth.
 *
 * `npm run bench import 10` imports a tenth, for a quick look.
 */
import { createWriteStream, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { finished } from 'node:stream/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import type { ImportRun } from '../src/http/api.ts'
import { setUpProgram, startProgram } from '../src/testing/program.ts'
import { type Benchmark, type Figure, round } from './benchmark.ts'

const full = 10_000
const growth = 100
const pieceBytes = 8 * 1024 * 1024
const idleSamples = 300
const wantedRate = 100
const wantedSlower = 2
const wantedMemory = 1.5

const owner = {
  name: 'Rina',
  email: 'rina@contoh.id',
  password: 'kata-sandi-panjang',
  language: 'id',
  timeZone: 'Asia/Jakarta',
}

/** What an import took. */
interface Measured {
  trialSeconds: number
  runSeconds: number
  /** Of the program's process, in MB, at most while it ran. */
  memory: number
  /** Of a reader's page, in ms, one after the other. */
  idle: number[]
  meanwhile: number[]
}

export const bench: Benchmark = async () => {
  const articles = full / Math.max(1, Number(process.argv[3] ?? 1))
  const small = await importing(Math.max(20, articles / growth))
  const large = await importing(articles)
  const rate = articles / (large.trialSeconds + large.runSeconds)
  const [idle, meanwhile] = [p99(large.idle), p99(large.meanwhile)]
  const memory = large.memory / small.memory
  const seconds = (key: string, what: string, value: number): Figure => ({
    key,
    what,
    value: round(value, 1),
    unit: 's',
  })
  return [
    seconds('trial', `${articles} articles, read and tried`, large.trialSeconds),
    seconds('run', 'and brought in', large.runSeconds),
    {
      key: 'rate',
      what: 'both together',
      value: Math.round(rate),
      unit: 'articles/s',
      wanted: `≥ ${wantedRate}`,
      fine: rate >= wantedRate,
    },
    {
      key: 'idle',
      what: 'a reader’s page, nothing else to do, 99 of 100 are under',
      value: round(idle, 1),
      unit: 'ms',
    },
    { key: 'meanwhile', what: 'while the blog moves in', value: round(meanwhile, 1), unit: 'ms' },
    {
      key: 'slower',
      what: 'slower by',
      value: round(meanwhile / idle),
      unit: '×',
      wanted: `≤ ${wantedSlower}`,
      fine: meanwhile / idle <= wantedSlower,
    },
    { key: 'memory', what: 'the most memory', value: Math.round(large.memory), unit: 'MB' },
    {
      key: 'memoryGrowth',
      what: 'to that of a hundredth',
      value: round(memory),
      unit: '×',
      wanted: `≤ ${wantedMemory}`,
      fine: memory <= wantedMemory,
    },
  ]
}

const p99 = (values: readonly number[]) =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length * 0.99)] ?? Number.NaN

async function importing(articles: number): Promise<Measured> {
  const folder = mkdtempSync(join(tmpdir(), 'percakapan-import-'))
  const file = join(folder, 'blog.xml')
  await writeExport(file, articles)
  const program = await startProgram({}, join(folder, 'data'))
  try {
    let cookie = ''
    const ask = await setUpProgram(program, owner, (value) => {
      cookie = value
    })
    const { id: article } = (await ask('POST', '/articles', { title: 'Halo', markdown: words(0) })).body as {
      id: string
    }
    await ask('POST', `/articles/${article}/publish`, {})
    const page = () => timed(`${program.url}/halo`)
    for (let warm = 0; warm < 30; warm++) await page()
    const idle: number[] = []
    for (let n = 0; n < idleSamples; n++) idle.push(await page())
    const upload = await sent(program.url, file, ask, () => cookie)
    let memory = 0
    const meanwhile: number[] = []
    const until = async (id: string, state: ImportRun['state']) => {
      const began = performance.now()
      for (;;) {
        meanwhile.push(await page())
        memory = Math.max(memory, memoryOf(program.pid))
        if (meanwhile.length % 20 === 0) {
          const run = (await ask('GET', `/imports/${id}`)).body as ImportRun
          if (run.state === 'failed') throw new Error(run.reason?.en)
          if (run.state === state) return (performance.now() - began) / 1000
        }
        await sleep(10)
      }
    }
    const { id } = (await ask('POST', '/imports', { uploads: [upload] })).body as ImportRun
    const trialSeconds = await until(id, 'ready')
    await ask('POST', `/imports/${id}/start`)
    const runSeconds = await until(id, 'done')
    return { trialSeconds, runSeconds, memory, idle, meanwhile }
  } finally {
    await program.end()
    rmSync(folder, { recursive: true, force: true })
  }
}

async function timed(url: string): Promise<number> {
  const began = performance.now()
  await (await fetch(url)).arrayBuffer()
  return performance.now() - began
}

/** https://man7.org/linux/man-pages/man5/proc_pid_status.5.html: VmRSS */
function memoryOf(pid: number): number {
  return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024
}

type Ask = Awaited<ReturnType<typeof setUpProgram>>

async function sent(url: string, file: string, ask: Ask, cookie: () => string): Promise<string> {
  const bytes = readFileSync(file)
  const begin = { name: 'blog.xml', bytes: bytes.length, use: 'import' }
  const { id } = (await ask('POST', '/uploads', begin)).body as { id: string }
  for (let at = 0; at < bytes.length; at += pieceBytes)
    await fetch(`${url}/api/uploads/${id}?at=${at}`, {
      method: 'PUT',
      headers: { origin: url, cookie: cookie(), 'content-type': 'application/octet-stream' },
      body: bytes.subarray(at, at + pieceBytes),
    })
  return id
}

/** An export as WordPress writes it, each article with headings, links to others, a list, a quote and 900 words. */
async function writeExport(file: string, articles: number): Promise<void> {
  const out = createWriteStream(file)
  out.write(`<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/1.2/"><channel><title>Kebun</title><link>https://lama.invalid</link>
<wp:wxr_version>1.2</wp:wxr_version><wp:base_blog_url>https://lama.invalid</wp:base_blog_url>\n`)
  const begin = Date.UTC(2005, 0, 1)
  for (let n = 1; n <= articles; n++) {
    const at = new Date(begin + n * 3_600_000 * 12).toISOString().slice(0, 19).replace('T', ' ')
    const more =
      out.write(`<item><title>Artikel ${n}</title><link>https://lama.invalid/${at.slice(0, 4)}/artikel-${n}/</link><dc:creator>rina</dc:creator>
<guid isPermaLink="false">https://lama.invalid/?p=${n}</guid><content:encoded><![CDATA[${html(n, articles)}]]></content:encoded><wp:post_id>${n}</wp:post_id>
<wp:post_date_gmt>${at}</wp:post_date_gmt><wp:post_name>artikel-${n}</wp:post_name><wp:status>publish</wp:status><wp:post_type>post</wp:post_type>
<category domain="post_tag" nicename="t${n % 40}"><![CDATA[Label ${n % 40}]]></category></item>\n`)
    if (!more) await new Promise<void>((done) => out.once('drain', done))
  }
  out.end('</channel></rss>')
  await finished(out)
}

const stock =
  'kopi kebun lereng panen pagi air biji sangrai cangkir rasa manis asam tanah hujan petani pasar jalan rumah sore warung'.split(
    ' ',
  )

function words(seed: number, count = 60): string {
  return Array.from({ length: count }, (_, at) => stock[(seed * 7 + at * at + (at >> 2)) % stock.length]).join(' ')
}

function html(n: number, articles: number): string {
  const other = 1 + ((n * 31) % articles)
  const paragraphs = Array.from({ length: 12 }, (_, at) => `${words(n + at)}.`)
  return `<h2>Bagian satu</h2>\n\n${paragraphs.slice(0, 6).join('\n\n')}\n\n<ul><li>${words(n, 8)}</li><li>${words(n + 1, 8)}</li></ul>
<blockquote>${words(n + 2, 20)}</blockquote>\n\nBaca <a href="https://lama.invalid/?p=${other}">artikel ${other}</a> dan <em>${words(n, 4)}</em>.\n\n<h2>Bagian dua</h2>\n\n${paragraphs.slice(6).join('\n\n')}`
}

import { randomBytes, randomInt } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { readConfig } from '../config.ts'
import { asSystem } from '../db/client.ts'
import { openLog } from '../log.ts'
import type { Limits, Network } from '../networks/network.ts'
import { openContext, startWeb, startWorker } from '../program.ts'
import type { Running } from '../work/index.ts'
import { realClock } from './clock.ts'
import { type FakeNetwork, fakeNetwork } from './fake-network.ts'
import { type FullNetwork, fullNetwork } from './full-network.ts'

/** The whole program, really running, with one made-up network beside the real ones. For browsers to look at. */
export interface PanelFixture {
  /** `http://127.0.0.1:PORT` */
  url: string
  plain: FakeNetwork
  /** Has everything that a network can have. */
  full: FullNetwork
  /** The web part stops: nothing answers until {@link up}. The worker goes on. */
  down(): Promise<void>
  up(): Promise<void>
  /** What is sent in this work leaves at once: nobody waits until it can't be taken back any more. */
  atOnce<T>(work: () => Promise<T>): Promise<T>
  /** As if every picture had come so many days earlier. */
  agePictures(days: number): Promise<void>
  close(): Promise<void>
}

/** Asks the API as whoever is signed in. Answers the parsed body; throws on anything but 2xx. */
export type Ask = (method: string, path: string, body?: unknown) => Promise<unknown>

const roomy: Limits = {
  length: 300,
  unit: 'graphemes',
  pictures: 4,
  pictureBytes: 1_000_000,
  pictureTypes: ['image/jpeg', 'image/png'],
  altLength: 1000,
  tags: 3,
  threads: true,
  warnings: false,
}

/**
 * Below the ports that systems give out by themselves (RFC 6335 from 49152 on, Linux from 32768 on): until the program listens, seconds
 * later on a busy machine, no connection of somebody else is given it.
 */
const ports = { first: 20_000, count: 12_000 }

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const port = ports.first + randomInt(ports.count)
    const probe = createServer()
    probe.once('error', () => resolve(freePort()))
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(port)))
  })
}

/**
 * The database of a fixture: in tests a copy on the run's server, which is there at once and need not wait for the disk; elsewhere
 * (benches, screenshots) the embedded one of its data folder.
 */
async function databaseOf(): Promise<{ url: string; drop(): Promise<void> } | undefined> {
  if (!process.env.VITEST) return undefined
  const { testDatabaseUrl } = await import('./database.ts')
  return testDatabaseUrl()
}

/**
 * Starts web and worker on an empty data folder and a database of their own.
 * @param more networks beside the usual ones
 * @param host the name under which browsers come: some things need one that is no number
 */
export async function openPanelFixture(
  env: Record<string, string> = {},
  more: readonly Network[] = [],
  host = '127.0.0.1',
): Promise<PanelFixture> {
  const folder = await mkdtemp(join(tmpdir(), 'percakapan-panel-'))
  const port = await freePort()
  const url = `http://${host}:${port}`
  const database = await databaseOf()
  const config = readConfig({
    DATA_DIR: folder,
    SECRET_KEY: randomBytes(32).toString('hex'),
    PORT: String(port),
    HOST: '127.0.0.1',
    BASE_URL: url,
    LOG_LEVEL: 'silent',
    DATABASE_URL: database?.url,
    ...env,
  })
  const plain = fakeNetwork({ name: 'square' })
  plain.network = { ...plain.network, label: 'Alun-alun', text: { ...plain.network.text, limits: () => roomy } }
  const { context, close } = await openContext(config, () => undefined, openLog('silent'), 'all', {
    migrated: database !== undefined,
  })
  const full = fullNetwork(url)
  const networks: Record<string, Network> = {
    [plain.network.name]: plain.network,
    ...context.networks,
    [full.network.name]: full.network,
  }
  for (const network of more) networks[network.name] = network
  const staged = { ...context, networks }
  let web: Running | undefined = await startWeb(staged)
  const worker = await startWorker(staged)
  const down = async () => {
    await web?.stop()
    web = undefined
  }
  return {
    url,
    plain,
    full,
    down,
    up: async () => {
      web ??= await startWeb(staged)
    },
    atOnce: async (work) => {
      const usual = config.undoSeconds
      config.undoSeconds = 0
      try {
        return await work()
      } finally {
        config.undoSeconds = usual
      }
    },
    agePictures: async (days) => {
      await asSystem(staged.db, (tx) =>
        sql`update media set created_at = created_at - make_interval(days => ${days})`.execute(tx),
      )
    },
    close: async () => {
      await worker.stop()
      await down()
      await close()
      await database?.drop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

const owner = { name: 'Sari Wulandari', email: 'sari@kopisenja.example', password: 'kalimat panjang sekali' }

/** Creates the owner; afterwards whoever asked is signed in as her. */
export async function setUpOwner(ask: Ask, language: 'id' | 'en' = 'id'): Promise<typeof owner> {
  await ask('POST', '/api/setup', { ...owner, language, timeZone: 'Asia/Jakarta' })
  await ask('PUT', '/api/brand', {
    name: 'Warung Kopi Senja',
    handle: 'kopisenja',
    promise: 'Kopi petani kecil, diseduh dengan sabar.',
    productSite: 'https://kopisenja.example',
    language: 'id',
    accent: '#7a3e1d',
    paper: '#fbf6ee',
    logo: null,
  })
  return owner
}

const articles = [
  {
    title: 'Cara menyeduh kopi tubruk yang tidak pahit',
    summary: 'Air yang terlalu panas membuat kopi pahit. Tiga langkah kecil mengubahnya.',
    tags: ['kopi', 'tubruk'],
    markdown:
      'Kopi tubruk sering pahit karena **airnya terlalu panas**. Diamkan satu menit setelah mendidih, lalu tuang perlahan.\n\n## Takaran\n\n| Cangkir | Kopi | Air |\n| :-- | --: | --: |\n| Kecil | 10 g | 150 ml |\n| Besar | 15 g | 220 ml |\n\n## Langkah\n\n1. Giling agak kasar.\n2. Tuang separuh air, tunggu **30 detik**.\n3. Tuang sisanya, aduk sekali.\n\n> Sabar adalah bumbu yang paling murah.\n\nKopinya dari [petani kami](https://kopisenja.example/petani) di lereng Merbabu.',
  },
  {
    title: 'Mengapa kami menyebut nama petaninya',
    summary: 'Setiap bungkus menyebut siapa yang menanam kopinya, dan berapa ia dibayar.',
    tags: ['petani'],
    markdown: 'Di bungkus kami ada nama. Nama itu bukan hiasan: Pak Wagiman menanam, memetik, dan menjemurnya sendiri.',
  },
  {
    title: 'Catatan dari kebun, musim petik',
    summary: '',
    tags: [],
    markdown: 'Hujan datang dua minggu lebih awal tahun ini.',
  },
]

interface Made {
  id: string
  state: string
}

async function makeArticles(ask: Ask): Promise<string[]> {
  const ids: string[] = []
  for (const article of articles) {
    const { id } = (await ask('POST', '/api/articles', { ...article, language: 'id' })) as Made
    ids.push(id)
  }
  await ask('POST', `/api/articles/${ids[0]}/publish`, {})
  await ask('POST', `/api/articles/${ids[1]}/publish`, {
    at: new Date(realClock.now().getTime() + 3 * 3_600_000).toISOString(),
  })
  return ids
}

interface Way {
  kind: string
  fields: { name: string; required: boolean }[]
}

interface Connecting {
  networks: { name: string; ways: Way[] }[]
}

/** Connects the made-up network and, by hand, the first that takes a bare name. */
async function makeChannels(ask: Ask): Promise<string[]> {
  const form = { handle: 'kopisenja', password: 'right' }
  const made = (await ask('POST', '/api/channels', { network: 'square', form })) as { channel: Made }
  const { networks } = (await ask('GET', '/api/networks')) as Connecting
  for (const { name, ways } of networks) {
    const way = ways.find(({ kind }) => kind === 'assisted')
    if (!way) continue
    const filled = Object.fromEntries(way.fields.map((field) => [field.name, 'kopisenja']))
    const body = { network: name, form: filled, way: 'assisted' }
    const answer = await ask('POST', '/api/channels', body).catch(() => undefined)
    if (answer) return [made.channel.id, (answer as { channel: Made }).channel.id]
  }
  return [made.channel.id]
}

function someoneWrote(panel: PanelFixture, replyTo: string | undefined): void {
  const people = [
    ['bagus', 'Bagus Prasetyo', 'Kalau pakai kopi robusta, takarannya sama atau perlu dikurangi?'],
    ['rini', 'Rini Astuti', 'Sudah saya coba tadi pagi, memang tidak pahit lagi. Terima kasih!'],
    ['tomo', 'Tomo', 'Apakah bijinya bisa dikirim ke Makassar?'],
  ] as const
  people.forEach(([handle, name, text], index) => {
    panel.plain.responses.push({
      kind: replyTo && index < 2 ? 'reply' : 'mention',
      remoteId: `r${index}`,
      permalink: `https://fake.example/r${index}`,
      person: { remoteId: handle, name, handle: `@${handle}`, url: `https://fake.example/@${handle}` },
      text,
      writtenAt: new Date(realClock.now().getTime() - (index + 1) * 2_700_000),
      ...(replyTo && index < 2 ? { inReplyTo: replyTo, root: replyTo } : {}),
    })
  })
}

async function until<T>(look: () => Promise<T | undefined>, what: string): Promise<T> {
  const end = realClock.now().getTime() + 90_000
  for (;;) {
    const found = await look()
    if (found !== undefined) return found
    if (realClock.now().getTime() > end) throw new Error(`waited 90 s in vain for ${what}`)
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}

interface Listed {
  deliveries: { id: string; state: string }[]
}

/** Fills a running panel with a small brand's week: articles, channels, a sent post, a waiting one, people who wrote. */
export async function fill(panel: PanelFixture, ask: Ask): Promise<{ articleId: string; conversationId: string }> {
  const [articleId = ''] = await makeArticles(ask)
  const [channelId = '', byHand] = await makeChannels(ask)
  const text = 'Kopi tubruk tidak harus pahit. Tiga langkah kecil dari dapur kami:'
  await panel.atOnce(() =>
    ask('POST', '/api/posts', {
      articleId,
      texts: [
        { channelId, text },
        ...(byHand ? [{ channelId: byHand, text: 'Kopi tubruk tidak harus pahit. Ini caranya:' }] : []),
      ],
    }),
  )
  await ask('POST', '/api/posts', {
    texts: [
      {
        channelId,
        text: 'Sore ini kami panggang biji dari kebun Pak Wagiman. Warung Kopi Senja buka sampai pukul sembilan.',
      },
    ],
    at: new Date(realClock.now().getTime() + 2 * 3_600_000).toISOString(),
  })
  await until(async () => {
    const { deliveries } = (await ask('GET', `/api/deliveries?channelId=${channelId}&state=published`)) as Listed
    return deliveries[0]
  }, 'the first delivery')
  someoneWrote(panel, panel.plain.posts[0]?.id)
  const conversationId = await until(async () => {
    // Asked in the midst of a look that began before they wrote, it would be waited for until the next one, a minute later.
    await ask('POST', '/api/conversations/refresh')
    const { conversations } = (await ask('GET', '/api/conversations?state=open')) as { conversations: Made[] }
    return conversations[0]?.id
  }, 'the first conversation')
  return { articleId, conversationId }
}

/** Things as the server would answer them, made up: two channels on networks that do not exist, and what is said there. */
import type {
  BrandKit,
  Channel,
  Delivery,
  DeliveryState,
  Finding,
  KeptSet,
  Limits,
  Me,
  Media,
  NetworkMark,
  Part,
  PermissionTable,
  Preview,
  RhythmOfChannel,
  SetAside,
  Words,
} from '../../src/http/api.ts'

const hour = 3_600_000
/** @returns an instant so many hours from now */
export const inHours = (hours: number): string => new Date(Date.now() + hours * hour).toISOString()

const words = (id: string, en: string): Words => ({ id, en })

/** A picture without a file: one colour, as wide as it is high. */
const picture = (colour: string): string =>
  `data:image/svg+xml,${encodeURIComponent(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 3"><rect width="4" height="3" fill="${colour}"/></svg>`)}`

const short: Limits = {
  length: 300,
  unit: 'graphemes',
  pictures: 4,
  pictureBytes: 1_000_000,
  altLength: 2000,
  tags: 10,
  threads: true,
  warnings: true,
}
const long: Limits = { ...short, length: null, unit: 'characters', threads: false, warnings: false }

/** Two networks that do not exist: one with a drawing, one with its letters. */
export const marks: readonly NetworkMark[] = [
  { network: 'kopisenja', label: 'Alun-Alun', letters: 'Al', path: 'M4 3h16v18l-8-5-8 5z' },
  { network: 'penulis', label: 'Papan', letters: 'b.', path: null },
]

function channelOf(id: string, networkLabel: string, name: string, limits: Limits): Channel {
  return {
    id,
    network: id,
    networkLabel,
    kind: 'form',
    name,
    handle: `@${id}`,
    url: `https://example.com/${id}`,
    server: 'https://example.com',
    avatar: null,
    limits,
    health: 'fine',
    healthWords: null,
    checkedAt: inHours(-1),
    connectedAt: inHours(-900),
    removedAt: null,
    options: [],
    hasQuotas: false,
    rules: [],
    guest: false,
  }
}

/** One that takes little, with an option of its own and a price. */
export const microblog: Channel = {
  ...channelOf('kopisenja', 'Alun-Alun', 'Kopi Senja', short),
  options: [
    {
      name: 'seen',
      label: words('Siapa yang melihat', 'Who sees it'),
      kind: 'choice',
      choices: [
        { value: 'all', label: words('Semua orang', 'Everybody') },
        { value: 'known', label: words('Yang mengikuti', 'Followers') },
      ],
      required: true,
      initial: 'all',
    },
    { name: 'pin', label: words('Sematkan di profil', 'Pin to the profile'), kind: 'switch', choices: null },
  ],
}
/** One that takes whatever is written. */
export const board: Channel = channelOf('penulis', 'Papan', 'Catatan Penulis', long)

/** Both of them. */
export const channels: Channel[] = [microblog, board]

/** Somebody who may do everything here but invite. */
export const me: Me = {
  installed: true,
  user: {
    id: 'rina',
    name: 'Rina',
    email: 'rina@example.com',
    language: 'id',
    timeZone: 'Asia/Jakarta',
    scheme: 'auto',
    mail: { reminder: true, reconnect: true, gap: true },
    mailProblem: null,
  },
  workspace: {
    id: 'senja',
    name: 'Kopi Senja',
    role: 'owner',
    roleName: words('Pemilik', 'Owner'),
    may: ['send', 'plan', 'write', 'retract', 'answer', 'brand', 'publish', 'manage', 'hold', 'import'],
    own: [],
    blog: 'https://blog.example',
    first: true,
  },
  branded: true,
  undoSeconds: 10,
  hold: null,
  home: 'https://example.com',
  homeName: null,
  canMail: true,
  version: '0',
}

/** Who may invite: not they. */
export const permissions: PermissionTable = {
  roles: [
    { role: 'owner', name: words('Pemilik', 'Owner'), people: 1 },
    { role: 'viewer', name: words('Pengamat', 'Viewer'), people: 1 },
  ],
  groups: [
    {
      name: words('Tim', 'Team'),
      rows: [{ permission: 'invite', name: words('Mengundang', 'Invite'), may: [true, false] }],
    },
  ],
}

/** One of the channels has a weekly schedule. */
export const rhythms: RhythmOfChannel[] = [
  { channelId: microblog.id, timeZone: 'Asia/Jakarta', slots: [{ weekday: 2, time: '09:00' }], next: inHours(20) },
]

/** What came from the first and could not be kept. */
export const setAside: SetAside[] = [
  {
    id: microblog.id,
    count: 2,
    newest: [
      {
        what: 'https://example.com/1',
        reason: words('Tidak ada tanggalnya.', 'It has no date.'),
        seenAt: inHours(-3),
      },
    ],
  },
]

/** A group of channels, and a set of hashtags. */
export const sets: KeptSet[] = [
  { id: 'g', kind: 'channels', name: 'Kabar harian', items: ['kopisenja'] },
  { id: 'h', kind: 'hashtags', name: 'Kopi', items: ['kopi', 'ngopi', 'seduhmanual'] },
]

/** A brand. */
export const kit: BrandKit = {
  name: 'Kopi Senja',
  handle: 'kopisenja',
  promise: 'Kopi segar, disangrai tiap Jumat.',
  productSite: 'https://example.com',
  language: 'id',
  accent: '#0f5e5a',
  paper: '#faf7f1',
  logo: null,
  displayFont: '',
  textFont: '',
}

/** A picture that says what it shows, and one that does not. */
export const media: Media[] = [
  {
    id: 'a',
    url: picture('#c98f4b'),
    mime: 'image/svg+xml',
    width: 4,
    height: 3,
    bytes: 200,
    alt: 'Cangkir di meja kayu',
    seconds: null,
  },
  { id: 'b', url: picture('#4b7bc9'), mime: 'image/svg+xml', width: 4, height: 3, bytes: 200, alt: '', seconds: null },
]

/** Words with a link and a tag. */
export const text = 'Kebun baru di Temanggung sudah panen! Ceritanya di https://example.com/panen #kopi'

/** One of each severity about these words. */
export const findings: Finding[] = [
  {
    check: 'one',
    severity: 'error',
    pillar: 'limits',
    start: 0,
    end: 10,
    message: words('Terlalu panjang untuk jejaring ini.', 'Too long for this network.'),
  },
  {
    check: 'two',
    severity: 'warning',
    pillar: 'manners',
    start: 36,
    end: 37,
    message: words('Tanda seru membuatnya seperti iklan.', 'An exclamation mark makes it sound like an advertisement.'),
    mend: text.replace('!', '.'),
  },
  {
    check: 'three',
    severity: 'hint',
    pillar: 'home',
    start: 0,
    end: 0,
    message: words('Pertanyaan di akhir mengundang jawaban.', 'A question at the end invites an answer.'),
  },
]

const link = /https?:\/\/\S+/

const bytes = (words: string) => new TextEncoder().encode(words).length
/** Where something stands, in UTF-16 units and in bytes. */
function at(words: string, start: number, found: string) {
  const byteStart = bytes(words.slice(0, start))
  return { start, end: start + found.length, byteStart, byteEnd: byteStart + bytes(found) }
}

/** A text as one part, with its first link where the network would make one. */
export function partOf(words: string, more: Partial<Part> = {}): Part {
  const found = link.exec(words)
  const entities: Part['entities'] = found
    ? [{ type: 'link', ...at(words, found.index, found[0]), value: found[0] }]
    : []
  return { text: words, entities, length: [...words].length, pictures: [], ...more }
}

const label = {
  plain: words('Satu kiriman', 'One post'),
  withLink: words('Satu kiriman dengan tautan', 'One post with a link'),
}

/** What the server would make of a text. */
export function previewOf(channelId: string, words: string): Preview {
  const limits = channelId === board.id ? long : short
  const prices = [
    { label: words.match(link) ? label.withLink : label.plain, unit: 'micro-usd' as const, amount: 15_000 },
  ]
  return { channelId, parts: [partOf(words)], findings: findings.slice(1), limits, prices }
}

/** A delivery in one state, with what can be done about it there. */
export function deliveryOf(state: DeliveryState, more: Partial<Delivery> = {}): Delivery {
  return {
    id: `delivery-${state}`,
    postId: 'post',
    channel: microblog,
    article: null,
    responseId: null,
    by: 'rina',
    text,
    content: {},
    pictures: [],
    progress: null,
    parts: [partOf(text)],
    sentParts: 0,
    state,
    dueAt: inHours(20),
    timeZone: 'Asia/Jakarta',
    publishedAt: null,
    permalink: null,
    reason: null,
    nextTryAt: null,
    attempts: 0,
    composer: null,
    confirmExample: { id: 'https://lapak.example/@namaanda/1', en: 'https://lapak.example/@yourname/1' },
    actions: [],
    whyNoRetract: null,
    responses: 0,
    ...more,
  }
}

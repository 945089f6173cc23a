/** What a network is, in words and numbers for people: of its page in the documentation and of `percakapan networks`. */
import { type Language, say, type Words } from '../core/words.ts'
import {
  type Account,
  type Capability,
  capabilities,
  type Limits,
  type ModerationAct,
  type Network,
  type PostOption,
  type Price,
  present,
  type Quota,
  quotasOf,
  type SendingRate,
  sends,
  type Verification,
  whyNot,
} from '../networks/network.ts'

/** What a network may be able to do: `publish` by itself, `assisted` by a person's hand. */
export type Ability = Capability | 'publish' | 'assisted'

/** What a network can do, as the shell and the guide name it. */
export const abilityWords: Readonly<Record<Ability, Words>> = {
  publish: { id: 'mengirim', en: 'publish' },
  assisted: { id: 'mengirim manual', en: 'publish by hand' },
  find: { id: 'memastikan yang sudah terkirim', en: 'find what was sent' },
  resume: { id: 'melanjutkan unggahan', en: 'resume uploads' },
  retract: { id: 'menarik kembali', en: 'retract' },
  correct: { id: 'membetulkan kiriman yang sudah tayang', en: 'correct a post that is out' },
  fetchResponses: { id: 'mengambil tanggapan', en: 'fetch responses' },
  reply: { id: 'menjawab', en: 'reply' },
  moderate: { id: 'mengurus tanggapan', en: 'moderate responses' },
  webhook: { id: 'diberi tahu begitu ada tanggapan', en: 'be told at once of responses' },
  fetchMetrics: { id: 'mengambil angka', en: 'fetch figures' },
  fetchProfile: { id: 'membaca profil', en: 'read the profile' },
  fetchArticles: { id: 'membaca artikel', en: 'read articles' },
  revoke: { id: 'mengembalikan izin', en: 'give the permission back' },
}

/** How an adapter was tested, as the guide says it. */
export const verificationWords: Readonly<Record<Verification['by'], Words>> = {
  'real-server': { id: 'server sungguhan', en: 'a real server' },
  'official-description': { id: 'deskripsi resmi', en: 'the official description' },
  documentation: { id: 'dokumentasi resmi', en: 'the official documentation' },
}

/** What can be done about a response, as the guide says it. */
export const actWords: Readonly<Record<ModerationAct, Words>> = {
  approve: { id: 'menampilkan', en: 'show' },
  hold: { id: 'menyembunyikan', en: 'hide' },
  remove: { id: 'menghapus', en: 'remove' },
  spam: { id: 'melaporkan sebagai spam', en: 'report as spam' },
}

/** What a network can do, in the order in which people are shown it. */
export function abilities(network: Network): Ability[] {
  const byApi = sends(network) ? (['publish'] as const) : []
  const byHand = network.byHand ? (['assisted'] as const) : []
  return [...byApi, ...byHand, ...capabilities.filter((capability) => whyNot(network, capability) === undefined)]
}

/** How an ability is verified; `undefined` for posting by hand beside an API, which is nobody's but the person's. */
export function verificationOf(network: Network, ability: Ability): Verification | undefined {
  if (ability === 'assisted') return sends(network) ? undefined : network.verification
  return network.verifiedOtherwise?.[ability] ?? network.verification
}

/** An account that is posted to by hand: what the limits are then does not depend on whose it is. */
const somebody: Account = { remoteId: '', server: '', handle: '', name: '', url: '', byHand: true }

/** The limits of posting by hand; `undefined` where nobody can, or where they are those of the API. */
export function limitsByHand(network: Network): Limits | undefined {
  if (!network.byHand || !sends(network)) return undefined
  const limits = network.text.limits(somebody)
  return JSON.stringify(limits) === JSON.stringify(network.text.limits()) ? undefined : limits
}

/** What a post costs, without a link and with one; empty where sending uses nothing up. */
export function prices(network: Network): { withoutLink: readonly Price[]; withLink: readonly Price[] } {
  return { withoutLink: priceOf(network, false), withLink: priceOf(network, true) }
}

const link = { url: 'https://contoh.id/artikel', title: 'Artikel', description: '' }
const video = { id: 'v', mime: 'video/mp4', width: 640, height: 360, bytes: 1, seconds: 1, alt: 'Video' }

function priceOf(network: Network, linked: boolean): readonly Price[] {
  const limits = network.text.limits()
  const needed = limits.needs?.includes('video') ? { video } : {}
  const [part] = network.text.render({ text: 'Halo', title: 'Halo', ...(linked ? { link } : {}), ...needed }, limits)
  return (part && present(network.sending)?.price?.(part)) ?? []
}

const texts = {
  text: { id: 'Teks', en: 'Text' },
  none: { id: 'tanpa batas', en: 'no limit' },
  graphemes: {
    id: '{count} karakter (emoji dihitung satu)',
    en: '{count} {count|character|characters} (an emoji is one)',
  },
  weighted: {
    id: '{count} karakter berbobot (emoji dihitung dua)',
    en: '{count} weighted {count|character|characters} (an emoji is two)',
  },
  characters: { id: '{count} karakter', en: '{count} {count|character|characters}' },
  bytes: { id: 'Bita', en: 'Bytes' },
  link: { id: 'Setiap tautan dihitung', en: 'Every link counts' },
  title: { id: 'Judul', en: 'Title' },
  pictures: { id: 'Gambar', en: 'Pictures' },
  picture: { id: '{count}, masing-masing hingga {size} ({types})', en: '{count}, each up to {size} ({types})' },
  noPictures: { id: 'tidak ada', en: 'none' },
  alt: { id: 'Teks alternatif', en: 'Alt text' },
  video: { id: 'Video', en: 'Video' },
  oneVideo: { id: 'satu, hingga {size} dan {time} ({types})', en: 'one, up to {size} and {time} ({types})' },
  noVideo: { id: 'tidak ada', en: 'none' },
  needs: { id: 'Harus ada', en: 'Must have' },
  or: { id: ' atau ', en: ' or ' },
  needed: { id: 'tidak menerima kata-kata saja', en: 'words alone are not taken' },
  aPicture: { id: 'gambar', en: 'a picture' },
  aVideo: { id: 'video', en: 'a video' },
  tags: { id: 'Tagar yang masih sopan', en: 'Hashtags that are still polite' },
  threads: { id: 'Utas', en: 'Thread' },
  warnings: { id: 'Peringatan isi', en: 'Content warning' },
  apart: { id: 'terpisah dari teksnya', en: 'apart from the text' },
  before: { id: 'di depan teksnya', en: 'before the text' },
  yes: { id: 'ya', en: 'yes' },
  no: { id: 'tidak', en: 'no' },
  rate: { id: '{calls} kali per {time}, {per}', en: '{calls} {calls|call|calls} in {time}, {per}' },
  channel: { id: 'untuk tiap akun', en: 'for each account' },
  app: { id: 'untuk semua akun dari satu aplikasi', en: 'for all accounts of one app' },
  day: { id: 'per hari', en: 'a day' },
  month: { id: 'per bulan', en: 'a month' },
  budget: {
    id: 'anggaran awal {amount} {period}, dapat Anda ubah di panel; mulai lagi tengah malam menurut {zone}; {per}',
    en: 'a budget of {amount} {period} to begin with, yours to change in the panel; resets at midnight in {zone}; {per}',
  },
  quota: {
    id: '{amount} {period}; mulai lagi tengah malam menurut {zone}; {per}',
    en: '{amount} {period}; resets at midnight in {zone}; {per}',
  },
  units: { id: '{count} unit', en: '{count} {count|unit|units}' },
  free: { id: 'tidak ada', en: 'nothing' },
  asked: { id: 'pilihan diambil dari jejaringnya', en: 'the choices are asked for at the network' },
  switch: { id: 'ya atau tidak', en: 'yes or no' },
  anyText: { id: 'teks', en: 'text' },
  textUpTo: { id: 'teks hingga {count} karakter', en: 'text of up to {count} {count|character|characters}' },
  required: { id: 'harus dipilih', en: 'must be chosen' },
  initially: { id: 'bila tidak dipilih: {value}', en: 'when nothing is chosen: {value}' },
} satisfies Record<string, Words>

const number = (value: number, language: Language, digits = 0) =>
  new Intl.NumberFormat(language, { maximumFractionDigits: digits }).format(value)

/** Bytes as people say them: decimal, as networks count. */
export function sizeWords(bytes: number, language: Language): string {
  return bytes < 1e9 ? `${number(bytes / 1e6, language, 1)} MB` : `${number(bytes / 1e9, language, 1)} GB`
}

/** Seconds in the largest unit that divides them. */
export function timeWords(seconds: number, language: Language): string {
  const units = [
    ['hour', 3600],
    ['minute', 60],
    ['second', 1],
  ] as const
  const [unit, size] = units.find((one) => seconds >= one[1] && seconds % one[1] === 0) ?? units[2]
  const style = { style: 'unit', unit, unitDisplay: 'long' } as const
  return new Intl.NumberFormat(language, style).format(seconds / size)
}

/** Media types as people know them by the ends of files. */
const ends: Readonly<Record<string, string>> = { quicktime: 'MOV', 'x-matroska': 'MKV', 'x-msvideo': 'AVI' }

function typeWords(types: readonly string[]): string {
  return types
    .map((type) => type.slice(type.indexOf('/') + 1))
    .map((type) => ends[type] ?? type.toUpperCase())
    .join(', ')
}

/** Every limit with its name, those that do not exist left out. */
export function limitRows(limits: Limits, language: Language): [string, string][] {
  const count = (value: number | undefined) => value && number(value, language)
  const rows: [Words, string | number | undefined][] = [
    [texts.text, lengthWords(limits, language)],
    [texts.bytes, count(limits.bytes)],
    [texts.link, count(limits.linkLength)],
    [
      texts.title,
      limits.titleLength && say(texts.characters, language, { count: number(limits.titleLength, language) }),
    ],
    [texts.pictures, picturesWords(limits, language)],
    [texts.alt, limits.pictures > 0 ? number(limits.altLength, language) : undefined],
    [texts.video, videoWords(limits, language)],
    [texts.needs, needsWords(limits, language)],
    [texts.tags, String(limits.tags)],
    [texts.threads, texts[limits.threads ? 'yes' : 'no'][language]],
    [texts.warnings, texts[limits.warnings ? 'apart' : 'before'][language]],
  ]
  return rows.flatMap(([words, value]) => (value === undefined || value === '' ? [] : [[words[language], `${value}`]]))
}

/** The longest text, with what is counted. */
export function lengthWords({ length, unit }: Limits, language: Language): string {
  return Number.isFinite(length)
    ? say(texts[unit], language, { count: number(length, language) })
    : texts.none[language]
}

function picturesWords(limits: Limits, language: Language): string {
  if (limits.pictures === 0) return texts.noPictures[language]
  const size = sizeWords(limits.pictureBytes, language)
  return say(texts.picture, language, { count: limits.pictures, size, types: typeWords(limits.pictureTypes) })
}

function videoWords({ video: most }: Limits, language: Language): string {
  if (!most) return texts.noVideo[language]
  const [size, time] = [sizeWords(most.bytes, language), timeWords(most.seconds, language)]
  return say(texts.oneVideo, language, { size, time, types: typeWords(most.types) })
}

function needsWords({ needs = [] }: Limits, language: Language): string {
  const names = needs.map((need) => texts[need === 'video' ? 'aVideo' : 'aPicture'][language])
  return names.length === 0 ? '' : `${names.join(texts.or[language])} (${texts.needed[language]})`
}

/** A sending rate in a sentence: how many calls in how long, and for whom they count. */
export function rateWords({ per, calls, seconds }: SendingRate, language: Language): string {
  const values = { calls: number(calls, language), time: timeWords(seconds, language), per: texts[per][language] }
  return say(texts.rate, language, values)
}

/** An amount of a quota: money, or the network's own units. */
export function amountWords(amount: number, unit: Quota['unit'], language: Language): string {
  if (unit === 'units') return say(texts.units, language, { count: number(amount, language) })
  const money = { style: 'currency', currency: 'USD', minimumFractionDigits: 2, maximumFractionDigits: 6 } as const
  return new Intl.NumberFormat(language, money).format(amount / 1e6)
}

/** A quota in a sentence: its limit, its period and whose it is. */
export function quotaWords(quota: Quota, language: Language): string {
  return say(quota.budget ? texts.budget : texts.quota, language, {
    amount: amountWords(quota.limit, quota.unit, language),
    period: texts[quota.period][language],
    zone: quota.timeZone,
    per: texts[quota.per][language],
  })
}

/** What something uses up, in the words of its quotas. */
export function priceWords(price: readonly Price[], network: Network, language: Language): string {
  const amounts = price.map(({ quota: name, amount }) => {
    const quota = quotasOf(network).find((one) => one.name === name)
    if (!quota) return `${amount} ${name}`
    const words = amountWords(amount, quota.unit, language)
    return quota.unit === 'units' ? `${words} (${quota.label[language]})` : words
  })
  return amounts.join(', ') || texts.free[language]
}

/** What may be given for an option, and what holds where nothing was. */
export function optionWords(option: PostOption, language: Language): string {
  const { kind, choices, length, required, initial } = option
  const named = Array.isArray(choices) ? choices.map(({ label }) => label[language]).join(', ') : texts.asked[language]
  const text = length ? say(texts.textUpTo, language, { count: number(length, language) }) : texts.anyText[language]
  const may = { choice: named, switch: texts.switch[language], text }[kind]
  const value = initialWords(option, language)
  const holds = initial === undefined ? '' : `; ${say(texts.initially, language, { value })}`
  return `${may}${required ? `; ${texts.required[language]}` : ''}${holds}`
}

function initialWords({ kind, choices, initial = '' }: PostOption, language: Language): string {
  if (kind === 'switch') return texts[initial === 'yes' ? 'yes' : 'no'][language]
  const chosen = Array.isArray(choices) ? choices.find(({ value }) => value === initial) : undefined
  return chosen?.label[language] ?? initial
}

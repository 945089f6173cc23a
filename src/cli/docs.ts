/**
 * `npm run docs`: writes the pages of the guide that follow from the shelves (docs/guide/LANGUAGE/checks.md and
 * networks.md). docs.test.ts fails where they are stale.
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Check, Example } from '../checks/check.ts'
import { checks } from '../checks/index.ts'
import { type Language, languages, say, type Words } from '../core/words.ts'
import { allNetworks } from '../networks/index.ts'
import { capabilities, type Limits, type Network } from '../networks/network.ts'
import { shellPages } from './docs-shell.ts'
import { abilities, capabilityWords } from './networks.ts'

const root = join(import.meta.dirname, '..', '..')

const texts = {
  generated: {
    id: '<!-- Halaman ini disusun oleh `npm run docs`; jangan disunting langsung. -->',
    en: '<!-- This page is written by `npm run docs`; do not edit it by hand. -->',
  },
  checks: { id: 'Pemeriksaan', en: 'Checks' },
  checksAbout: {
    id: 'Sebelum sebuah kiriman atau jawaban berangkat, Percakapan memeriksanya. Temuan **harus diperbaiki** menahan kiriman; **perlu dilihat** meminta Anda memutuskan; **saran** sekadar nasihat.',
    en: 'Before a post or an answer leaves, Percakapan looks it over. A finding that **must be mended** holds the post; **please look** asks you to decide; **advice** is only that.',
  },
  good: { id: 'Baik', en: 'Good' },
  bad: { id: 'Ada temuan', en: 'Has a finding' },
  becomes: { id: 'menjadi', en: 'becomes' },
  reply: { id: 'jawaban', en: 'reply' },
  picture: { id: 'gambar', en: 'picture' },
  empty: { id: 'kosong', en: 'empty' },
  networks: { id: 'Jejaring', en: 'Networks' },
  networksAbout: {
    id: 'Apa yang dapat dilakukan setiap jejaring, batas-batasnya, dan cara kami mengujinya. Batas yang diberitahukan oleh server Anda lebih diutamakan daripada angka di sini.',
    en: 'What each network can do, its limits, and how we verify it. What your own server tells goes before the numbers here.',
  },
  connect: { id: 'Cara menghubungkan', en: 'How to connect' },
  can: { id: 'Bisa', en: 'Can' },
  cannot: { id: 'Belum bisa', en: 'Cannot' },
  limits: { id: 'Batas', en: 'Limits' },
  text: { id: 'Teks', en: 'Text' },
  none: { id: 'tanpa batas', en: 'no limit' },
  bytes: { id: 'Bita', en: 'Bytes' },
  link: { id: 'Setiap tautan dihitung', en: 'Every link counts' },
  title: { id: 'Judul', en: 'Title' },
  pictures: { id: 'Gambar', en: 'Pictures' },
  pictureSize: { id: 'Ukuran gambar', en: 'Picture size' },
  alt: { id: 'Teks alternatif', en: 'Alt text' },
  tags: { id: 'Tagar yang masih sopan', en: 'Hashtags that are still polite' },
  source: { id: 'Sumber', en: 'Source' },
  verified: { id: 'Diuji terhadap', en: 'Verified against' },
} satisfies Record<string, Words>

const pillarWords = {
  home: { id: 'blog adalah rumah', en: 'the blog is home' },
  brand: { id: 'satu merek', en: 'one brand' },
  manners: { id: 'sopan santun', en: 'manners' },
  limits: { id: 'batas jejaring', en: 'the network’s limits' },
}
const severityWords = {
  error: { id: 'harus diperbaiki', en: 'must be mended' },
  warning: { id: 'perlu dilihat', en: 'please look' },
  hint: { id: 'saran', en: 'advice' },
}
const unitWords = {
  graphemes: { id: 'karakter (emoji dihitung satu)', en: 'characters (an emoji is one)' },
  weighted: { id: 'karakter berbobot (emoji dihitung dua)', en: 'weighted characters (an emoji is two)' },
  characters: { id: 'karakter', en: 'characters' },
}
const verificationWords = {
  'real-server': { id: 'server sungguhan', en: 'a real server' },
  'official-description': { id: 'deskripsi resmi', en: 'the official description' },
  documentation: { id: 'dokumentasi resmi', en: 'the official documentation' },
}

/** Text as inline code that nothing in it can end. */
function code(text: string): string {
  const longest = Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length))
  const fence = '`'.repeat(longest + 1)
  // What looks like a key is not shown whole, or scanners take this page for a leak.
  const masked = text.replace(/[A-Za-z0-9_:-]{30,}/g, (key) => `${key.slice(0, 6)}…`)
  const shown = masked.length > 140 ? `${masked.slice(0, 139)}…` : masked
  return `${fence}${longest > 0 ? ' ' : ''}${shown.replace(/\s*\n\s*/g, ' ⏎ ')}${longest > 0 ? ' ' : ''}${fence}`
}

function example({ draft, mended }: Example, language: Language): string {
  const shown = draft.text.replace(/[\s\p{Cf}]/gu, '') === '' ? `*(${texts.empty[language]})*` : code(draft.text)
  const beside = [
    draft.reply && texts.reply[language],
    draft.title !== undefined && `${texts.title[language]}: ${code(draft.title)}`,
    draft.link !== undefined && code(draft.link),
    ...(draft.pictures ?? []).map(
      ({ alt }) => `${texts.picture[language]}: ${alt.trim() === '' ? texts.empty[language] : code(alt)}`,
    ),
  ].filter(Boolean)
  const mark = beside.length > 0 ? ` (${beside.join(', ')})` : ''
  return `- ${shown}${mark}${mended === undefined ? '' : ` → ${texts.becomes[language]} ${code(mended)}`}`
}

function checkSection(check: Check, language: Language): string {
  const { id, pillar, severity, title, why, good, bad } = check
  return [
    `## ${title[language]}`,
    '',
    `\`${id}\` · ${pillarWords[pillar][language]} · ${severityWords[severity][language]}`,
    '',
    why[language],
    '',
    `**${texts.bad[language]}:**`,
    '',
    ...new Set(bad.map((one) => example(one, language))),
    '',
    `**${texts.good[language]}:**`,
    '',
    ...new Set(good.map((one) => example(one, language))),
    '',
  ].join('\n')
}

function limitRows(limits: Limits, language: Language): [Words, string | number | undefined][] {
  const number = new Intl.NumberFormat(language)
  const megabytes = new Intl.NumberFormat(language, { maximumFractionDigits: 1 })
  const length = Number.isFinite(limits.length)
    ? `${number.format(limits.length)} ${unitWords[limits.unit][language]}`
    : texts.none[language]
  return [
    [texts.text, length],
    [texts.bytes, limits.bytes && number.format(limits.bytes)],
    [texts.link, limits.linkLength],
    [texts.title, limits.titleLength],
    [texts.pictures, limits.pictures],
    [texts.pictureSize, `${megabytes.format(limits.pictureBytes / 1_000_000)} MB`],
    [texts.alt, number.format(limits.altLength)],
    [texts.tags, limits.tags],
  ]
}

function networkSection(network: Network, language: Language): string {
  const missing = capabilities.filter((capability) => network[capability] === undefined)
  const rows = limitRows(network.limits(), language).filter(([, value]) => value !== undefined)
  const { by, source } = network.verification
  const steps = network.connect.steps.map((step, index) => `${index + 1}. ${step[language]}`)
  return [
    `## ${network.label}`,
    '',
    ...(steps.length > 0 ? [`**${texts.connect[language]}**`, '', ...steps, ''] : []),
    `**${texts.can[language]}:** ${abilities(network)
      .map((ability) => capabilityWords[ability][language])
      .join(', ')}.`,
    '',
    ...(missing.length > 0 ? [`**${texts.cannot[language]}:**`, ''] : []),
    ...missing.map((one) => `- ${capabilityWords[one][language]}: ${network.absent[one]?.[language] ?? ''}`),
    ...(missing.length > 0 ? [''] : []),
    `| ${texts.limits[language]} | |`,
    '|---|---|',
    ...rows.map(([words, value]) => `| ${words[language]} | ${value} |`),
    '',
    `${texts.source[language]}: ${network.source}`,
    '',
    `${texts.verified[language]}: ${verificationWords[by][language]}, ${source}`,
    '',
  ].join('\n')
}

/** Every generated page: its path from the project's root, and its content. */
export async function pages(): Promise<ReadonlyMap<string, string>> {
  const shell = await shellPages()
  const networks = await allNetworks()
  const made = new Map<string, string>()
  for (const language of languages) {
    const page = (title: Words, about: Words, sections: readonly string[]) =>
      `${say(texts.generated, language)}\n\n# ${title[language]}\n\n${about[language]}\n\n${sections.join('\n')}`
    made.set(
      `docs/guide/${language}/checks.md`,
      page(
        texts.checks,
        texts.checksAbout,
        checks.map((check) => checkSection(check, language)),
      ),
    )
    made.set(
      `docs/guide/${language}/networks.md`,
      page(
        texts.networks,
        texts.networksAbout,
        networks.map((network) => networkSection(network, language)),
      ),
    )
    for (const [path, content] of shell) {
      if (path.startsWith(`docs/guide/${language}/`)) made.set(path, `${say(texts.generated, language)}\n\n${content}`)
    }
  }
  return made
}

if (import.meta.main) {
  for (const [path, content] of await pages()) {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), content)
    console.log(path)
  }
}

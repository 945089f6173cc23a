/**
 * `npm run docs`: writes the pages that follow from the shelves: docs/guide/LANGUAGE/checks.md, docs/networks, and those
 * of docs-shell.ts and docs-glossary.ts. docs.test.ts fails where they are stale.
 */
import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { Readable } from 'node:stream'
import type { Check, Example } from '../checks/check.ts'
import { checks } from '../checks/index.ts'
import { type Language, languages, say, type Words } from '../core/words.ts'
import { glossaryPage } from './docs-glossary.ts'
import { housePage } from './docs-house.ts'
import { networkPages } from './docs-networks.ts'
import { shellPages } from './docs-shell.ts'
import { runCommand } from './index.ts'

const root = join(import.meta.dirname, '..', '..')

const texts = {
  generated: {
    id: '<!-- Halaman ini disusun oleh `npm run docs`; jangan disunting langsung. -->',
    en: '<!-- This page is written by `npm run docs`; do not edit it by hand. -->',
  },
  checks: { id: 'Pemeriksaan', en: 'Checks' },
  checksAbout: {
    id: 'Sebelum sebuah kiriman atau jawaban berangkat, Percakapan memeriksanya. Temuan **perlu diperbaiki** menahan kiriman; **perlu dilihat** meminta Anda memutuskan; **saran** sekadar nasihat.',
    en: 'Before a post or an answer goes out, Percakapan checks it. A finding that **needs fixing** holds the post; **worth a look** asks you to decide; **advice** is only that.',
  },
  good: { id: 'Baik', en: 'Good' },
  bad: { id: 'Ada temuan', en: 'Has a finding' },
  becomes: { id: 'menjadi', en: 'becomes' },
  reply: { id: 'jawaban', en: 'reply' },
  picture: { id: 'gambar', en: 'picture' },
  empty: { id: 'kosong', en: 'empty' },
  title: { id: 'Judul', en: 'Title' },
} satisfies Record<string, Words>

const pillarWords = {
  home: { id: 'blog adalah rumah', en: 'the blog is home' },
  brand: { id: 'satu merek', en: 'one brand' },
  manners: { id: 'sopan santun', en: 'manners' },
  limits: { id: 'batas jejaring', en: 'the network’s limits' },
}
const severityWords = {
  error: { id: 'perlu diperbaiki', en: 'needs fixing' },
  warning: { id: 'perlu dilihat', en: 'worth a look' },
  hint: { id: 'saran', en: 'advice' },
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

/** Where nothing stands but what is generated: a page of a network that is no longer on the shelf is taken away. */
export const wholeFolders: readonly string[] = languages.map((language) => `docs/networks/${language}`)

/** Every generated page: its path from the project's root, and its content. */
export async function pages(): Promise<ReadonlyMap<string, string>> {
  const shelves = new Map([...(await shellPages()), ...(await networkPages())])
  const made = new Map<string, string>()
  for (const language of languages) {
    const marked = (content: string) => `${say(texts.generated, language)}\n\n${content}`
    const sections = checks.map((check) => checkSection(check, language)).join('\n')
    const intro = `# ${texts.checks[language]}\n\n${texts.checksAbout[language]}`
    made.set(`docs/guide/${language}/checks.md`, marked(`${intro}\n\n${sections}`))
    made.set(`docs/guide/${language}/glossary.md`, marked(glossaryPage(language)))
    for (const [path, content] of shelves) if (path.split('/')[2] === language) made.set(path, marked(content))
  }
  made.set('docs/house.md', housePage())
  for (const language of languages) made.set(`bin/lib/help.${language}.txt`, await helpText(language))
  return made
}

/** What `--help` says, for the launcher: it tells it before anything is installed. */
async function helpText(language: Language): Promise<string> {
  let text = ''
  const out = (piece: string) => {
    text += piece
  }
  await runCommand(['--help'], { input: Readable.from([]), out, err: out, language })
  return text
}

/** Pages that stand in a generated folder, and are no longer made. */
export function leftOver(made: ReadonlyMap<string, string>): string[] {
  return wholeFolders
    .filter((folder) => existsSync(join(root, folder)))
    .flatMap((folder) => readdirSync(join(root, folder)).map((file) => `${folder}/${file}`))
    .filter((path) => !made.has(path))
}

// A Node that is new enough imports this file in place of starting it: it is then not what `import.meta.main` means.
if (process.argv[1] === import.meta.filename) {
  const made = await pages()
  for (const [path, content] of made) {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), content)
    console.log(path)
  }
  for (const path of leftOver(made)) rmSync(join(root, path))
}

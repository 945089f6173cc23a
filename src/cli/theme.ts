/** `percakapan theme …`: the blog's themes, those of one's own among them. */
import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { dirname, join, relative, resolve } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { ZipFile } from 'yazl'
import type { Actor, Context } from '../context.ts'
import { fill, type Language, say, type Words } from '../core/words.ts'
import { inWorkspace } from '../db/client.ts'
import type { ThemeFinding } from '../db/tables.ts'
import {
  type BroughtTheme,
  bringTheme,
  checkTheme,
  exampleTheme,
  headTagText,
  largestTheme,
  listThemes,
  readDesign,
  removeTheme,
  saveDesign,
  themes,
} from '../themes/index.ts'
import { type Command, type ExitCode, type Streams, WrongUse } from './command.ts'
import { actingAs, actingOptions, inHouse } from './house.ts'
import { oneLine } from './table.ts'

const texts = {
  inUse: { id: 'dipakai', en: 'in use' },
  own: {
    id: '{name} {version}, lisensi {licence}, oleh {author}',
    en: '{name} {version}, licence {licence}, by {author}',
  },
  brought: {
    id: 'Tema “{name}” {version} sudah masuk. Pakai dengan: percakapan theme use "{name}"',
    en: 'The theme “{name}” {version} is in. Use it with: percakapan theme use "{name}"',
  },
  replaced: { id: 'Tema “{name}” sekarang versi {version}.', en: 'The theme “{name}” is now version {version}.' },
  fine: { id: 'Tema “{name}” {version} bisa dipakai.', en: 'The theme “{name}” {version} can be used.' },
  refused: {
    id: 'Tema ini belum bisa dipakai. Perbaiki yang di atas.',
    en: 'This theme can’t be used yet. Fix what is listed above.',
  },
  chosen: { id: 'Blog sekarang memakai tema {name}.', en: 'The blog now uses the theme {name}.' },
  removed: { id: 'Tema “{name}” dihapus.', en: 'The theme “{name}” was removed.' },
  written: {
    id: 'Contoh tema ditulis di {folder}. Ubah sesukanya, lalu periksa dengan: percakapan theme check "{folder}"',
    en: 'An example theme was written to {folder}. Change it as you like, then check it with: percakapan theme check "{folder}"',
  },
  line: { id: 'baris {line}', en: 'line {line}' },
} satisfies Record<string, Words>

const file = {
  name: '<file>',
  about: { id: 'tema sebagai ZIP, atau foldernya', en: 'the theme as a ZIP, or its folder' },
} as const
const named = { name: '<name>', about: { id: 'nama tema', en: 'the theme’s name' } } as const
const json = {
  flags: '--json',
  about: { id: 'jawab sebagai satu objek JSON', en: 'answer as one JSON object' },
} as const

/** `percakapan theme list` */
export const list: Command = {
  options: [...actingOptions, json],
  examples: ['percakapan theme list'],
  run: async (_args, options, streams, open) =>
    inHouse<ExitCode>(open, streams, async (context) => {
      const { actor } = await actingAs(context, options, streams, ['read'])
      const { now, own } = await themesOf(context, actor)
      const all = [
        ...themes.map(({ id, name, about }) => ({ id, name, said: say(about, streams.language) })),
        ...own.map((one) => ({ id: one.id, name: one.name, said: say(texts.own, streams.language, placed(one)) })),
      ]
      if (options.json)
        await streams.out(`${JSON.stringify({ theme: now, themes: all.map(({ id, name }) => ({ id, name })) })}\n`)
      else
        for (const { id, name, said } of all)
          await streams.out(
            `${name}${id === now ? ` (${say(texts.inUse, streams.language)})` : ''}: ${oneLine(said)}\n`,
          )
      return 0
    }),
}

/** `percakapan theme check <file>`: needs no database. */
export const check: Command = {
  arguments: [file],
  options: [json],
  examples: ['percakapan theme check tema.zip', 'percakapan theme check tema-saya --json'],
  run: async ([path = ''], options, streams) => {
    const { parts, name, version, findings } = await checkTheme(await packed(path))
    const ok = parts !== undefined
    if (options.json) await streams.out(`${JSON.stringify({ ok, name, version, findings })}\n`)
    else {
      await tellFindings(findings, streams)
      await streams.out(`${say(ok ? texts.fine : texts.refused, streams.language, { name, version })}\n`)
    }
    return ok ? 0 : 1
  },
}

/** `percakapan theme add <file>` */
export const add: Command = {
  arguments: [file],
  options: [...actingOptions, json],
  examples: ['percakapan theme add tema.zip'],
  run: async ([path = ''], options, streams, open) =>
    inHouse<ExitCode>(open, streams, async (context) => {
      const { actor } = await actingAs(context, options, streams, ['brand'])
      const { theme, name, version, replaced, findings } = await bringTheme(context, actor, await packed(path))
      const words = theme ? (replaced ? texts.replaced : texts.brought) : texts.refused
      if (options.json)
        await streams.out(`${JSON.stringify({ ok: theme !== undefined, name, version, replaced, findings })}\n`)
      else {
        await tellFindings(findings, streams)
        await streams.out(`${say(words, streams.language, { name, version })}\n`)
      }
      return theme ? 0 : 1
    }),
}

/** `percakapan theme use <name>` */
export const use: Command = {
  arguments: [named],
  options: [...actingOptions],
  examples: ['percakapan theme use Magazine'],
  run: async ([name = ''], options, streams, open) =>
    inHouse<ExitCode>(open, streams, async (context) => {
      const { actor } = await actingAs(context, options, streams, ['brand'])
      const { design, own } = await themesOf(context, actor)
      const chosen = oneNamed([...themes, ...own], name)
      await saveDesign(context, actor, { ...design, theme: chosen.id, head: design.head.map(headTagText).join('\n') })
      await streams.out(`${say(texts.chosen, streams.language, { name: chosen.name })}\n`)
      return 0
    }),
}

/** `percakapan theme remove <name>` */
export const remove: Command = {
  arguments: [named],
  options: [...actingOptions],
  examples: ['percakapan theme remove "Plain page"'],
  run: async ([name = ''], options, streams, open) =>
    inHouse<ExitCode>(open, streams, async (context) => {
      const { actor } = await actingAs(context, options, streams, ['brand'])
      const one = oneNamed((await themesOf(context, actor)).own, name)
      await removeTheme(context, actor, one.id)
      await streams.out(`${say(texts.removed, streams.language, { name: one.name })}\n`)
      return 0
    }),
}

/** `percakapan theme example <folder>` */
export const example: Command = {
  arguments: [{ name: '<folder>', about: { id: 'folder baru atau kosong', en: 'a new or empty folder' } }],
  examples: ['percakapan theme example tema-saya'],
  run: async ([folder = ''], _options, streams) => {
    const there = await readdir(resolve(folder)).catch(() => [])
    if (there.length) throw new WrongUse(fill(notEmpty, { folder }))
    for (const [path, text] of Object.entries(exampleTheme)) {
      const target = join(resolve(folder), path)
      await mkdir(dirname(target), { recursive: true })
      await writeFile(target, text)
    }
    await streams.out(`${say(texts.written, streams.language, { folder })}\n`)
    return 0
  },
}

const notEmpty: Words = {
  id: 'Folder {folder} tidak kosong. Sebutkan folder yang baru.',
  en: 'The folder {folder} is not empty. Name a new one.',
}
const unknown: Words = {
  id: 'Tidak ada tema bernama “{name}”. Yang ada: {all}.',
  en: 'There is no theme called “{name}”. There are: {all}.',
}
const unreadable: Words = {
  id: 'Berkas {path} tidak bisa dibaca.',
  en: 'The file {path} can’t be read.',
}

async function themesOf(context: Context, { workspaceId }: Actor) {
  return inWorkspace(context.db, workspaceId, async (tx) => {
    const design = await readDesign(tx, workspaceId)
    return { design, now: design.theme, own: await listThemes(tx, workspaceId) }
  })
}

/** @throws WrongUse */
function oneNamed<One extends { name: string }>(all: readonly One[], name: string): One {
  const found = all.find((one) => one.name.toLowerCase() === name.trim().toLowerCase())
  if (found) return found
  throw new WrongUse(fill(unknown, { name, all: all.map((one) => one.name).join(', ') || '–' }))
}

/** @returns the bytes of a ZIP; a folder is packed as one. @throws WrongUse */
async function packed(path: string): Promise<Uint8Array> {
  try {
    const found = await stat(path)
    if (!found.isDirectory()) return found.size > largestTheme ? new Uint8Array(largestTheme + 1) : await readFile(path)
    const zip = new ZipFile()
    for (const entry of await readdir(path, { recursive: true, withFileTypes: true })) {
      const inside = join(entry.parentPath, entry.name)
      if (entry.isFile()) zip.addFile(inside, relative(path, inside).replaceAll('\\', '/'))
    }
    zip.end()
    return await buffer(zip.outputStream)
  } catch {
    throw new WrongUse(fill(unreadable, { path }))
  }
}

async function tellFindings(findings: readonly ThemeFinding[], { out, language }: Streams): Promise<void> {
  for (const one of findings) await out(`${findingLine(one, language)}\n`)
}

function findingLine({ level, file: at, line, words }: ThemeFinding, language: Language): string {
  const place = [at, line === null ? '' : say(texts.line, language, { line: String(line) })].filter(Boolean).join(', ')
  return oneLine(`${level === 'refused' ? '✗' : '·'} ${place ? `${place}: ` : ''}${words[language]}`)
}

const placed = ({ name, version, licence, author }: BroughtTheme) => ({ name, version, licence, author })

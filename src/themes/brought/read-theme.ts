/** Reads a theme that somebody brought, and tries it on a page of each kind. Runs in a thread that can be ended (try-theme.ts). */
import { createHash } from 'node:crypto'
import { themes } from '../register.ts'
import { readStyle } from './check-style.ts'
import { type Finding, finding } from './findings.ts'
import { type FindingAt, type Manifest, manifestOf } from './manifest.ts'
import { tryPages } from './try-pages.ts'
import { type UnpackedFile, unpack } from './unpack.ts'

/** A file of a theme that readers' browsers ask for. */
export interface ThemeFile {
  path: string
  /** Its name below `/theme/`, made of what is in it. */
  address: string
  type: string
  bytes: Uint8Array
}

/** A theme as it is kept. */
export interface ThemeParts extends Manifest {
  /** By their names, without their ending. */
  templates: Record<string, string>
  style: string
  files: ThemeFile[]
  /** Of all of it. */
  hash: string
}

/** What came of reading one. `parts` is missing where something is refused. */
export interface ReadTheme {
  /** What it calls itself, as far as that could be read. */
  name: string
  version: string
  parts?: ThemeParts
  findings: Finding[]
}

/** The kinds of files that browsers ask for, with what they begin with. */
const kinds: Readonly<Record<string, { type: string; begins: RegExp }>> = {
  woff2: { type: 'font/woff2', begins: /^wOF2/ },
  png: { type: 'image/png', begins: /^.PNG\r\n.\n/ },
  jpg: { type: 'image/jpeg', begins: /^\xff\xd8\xff/ },
  jpeg: { type: 'image/jpeg', begins: /^\xff\xd8\xff/ },
  gif: { type: 'image/gif', begins: /^GIF8[79]a/ },
  webp: { type: 'image/webp', begins: /^RIFF[\s\S]{4}WEBP/ },
  avif: { type: 'image/avif', begins: /^[\s\S]{4}ftyp(?:avif|avis|mif1)/ },
}
const mostFindings = 60

/** @param bytes a ZIP */
export async function readTheme(bytes: Uint8Array): Promise<ReadTheme> {
  const { files, findings } = await unpack(bytes)
  const reading = { files, findings }
  if (findings.length) return { name: '', version: '', findings }
  const manifest = manifestOf(textOf(reading, 'theme.json'))
  findings.push(...manifest.findings, ...takenName(manifest.manifest.name))
  const assets = assetsOf(reading)
  const templates = templatesOf(reading)
  const style = styleIn(reading, Object.fromEntries(assets.map(({ path, address }) => [path, address])))
  for (const template of ['home', 'article'])
    if (!Object.hasOwn(templates, template))
      findings.push(finding('noTemplate', at('', `templates/${template}.liquid`)))
  const { name, version } = manifest.manifest
  const parts = { ...manifest.manifest, templates, style, files: assets, hash: '' }
  parts.hash = hashOf(
    JSON.stringify([parts.tokens, templates, style, assets.map(({ path, address }) => [path, address])]),
  )
  if (!isRefused(findings)) findings.push(...tryPages(parts))
  const told = findings.slice(0, mostFindings)
  return isRefused(findings) ? { name, version, findings: told } : { name, version, parts, findings: told }
}

/** Whether something in it refuses the theme. */
export const isRefused = (findings: readonly Finding[]): boolean => findings.some(({ level }) => level === 'refused')

interface Reading {
  files: readonly UnpackedFile[]
  findings: Finding[]
}

const at = (file: string, detail = file): FindingAt => ({ file, line: null, detail })

function takenName(name: string): Finding[] {
  const taken = themes.some((theme) => theme.name.toLowerCase() === name.toLowerCase())
  return taken ? [finding('ownName', { file: 'theme.json', line: null, detail: name })] : []
}

function textOf({ files, findings }: Reading, path: string): string | undefined {
  const file = files.find((one) => one.path === path)
  if (!file) return undefined
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(file.bytes)
  } catch {
    findings.push(finding('text', at(path)))
    return undefined
  }
}

function assetsOf({ files, findings }: Reading): ThemeFile[] {
  return files.flatMap(({ path, bytes }) => {
    const ending = path.split('.').at(-1)?.toLowerCase() ?? ''
    if (path === 'theme.json' || /^templates\/.*\.liquid$/.test(path) || ending === 'css') return []
    const kind = Object.hasOwn(kinds, ending) ? kinds[ending] : undefined
    const begins = Buffer.from(bytes.subarray(0, 16)).toString('latin1')
    if (kind?.begins.test(begins))
      return [{ path, address: `/theme/${hashOf(bytes)}.${ending}`, type: kind.type, bytes }]
    findings.push(finding(kind ? 'content' : 'kind', at(path)))
    return []
  })
}

const hashOf = (content: string | Uint8Array) => createHash('sha256').update(content).digest('base64url').slice(0, 16)

/** By their names below `templates/`, without their ending. */
function templatesOf(reading: Reading): Record<string, string> {
  const found: Record<string, string> = {}
  for (const { path } of reading.files) {
    const [, name] = /^templates\/(.+)\.liquid$/.exec(path) ?? []
    const text = name === undefined ? undefined : textOf(reading, path)
    if (name !== undefined && text !== undefined) found[name] = text
  }
  return found
}

/** `style.css` first, the others behind it in the order of their names. */
function styleIn(reading: Reading, assets: Readonly<Record<string, string>>): string {
  const own = reading.files.map(({ path }) => path).filter((path) => /\.css$/i.test(path))
  if (!own.includes('style.css')) reading.findings.push(finding('noStyle', at('')))
  const order = own.sort((a, b) => Number(b === 'style.css') - Number(a === 'style.css') || (a < b ? -1 : 1))
  return order
    .map((path) => {
      const { style, findings } = readStyle(path, textOf(reading, path) ?? '', assets)
      reading.findings.push(...findings)
      return style
    })
    .join('\n')
}

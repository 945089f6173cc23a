import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import type { Definition, Html, Image, Root } from 'mdast'
import rehypeRaw from 'rehype-raw'
import remarkGfm from 'remark-gfm'
import remarkParse from 'remark-parse'
import remarkStringify from 'remark-stringify'
import { unified } from 'unified'
import { visit } from 'unist-util-visit'
import { WrongUse } from './command.ts'

/** A picture that a text names by a path beside it. */
export interface LocalPicture {
  /** As it is written, decoded. */
  path: string
  /** Absolute. */
  file: string
  alt: string
  bytes: Uint8Array
}

/**
 * Reads the pictures that a text names by relative paths.
 * @param folder where the paths begin
 * @throws WrongUse naming those that cannot be read: nothing has been changed then
 */
export async function localPictures(markdown: string, folder: string): Promise<LocalPicture[]> {
  const found = new Map<string, string>()
  for (const { url, alt } of namedPictures(markdown)) {
    const path = localPath(url)
    if (path !== undefined && !found.get(path)) found.set(path, alt)
  }
  const pictures: LocalPicture[] = []
  const missing: string[] = []
  for (const [path, alt] of found) {
    const file = resolve(folder, path)
    const bytes = await readFile(file).catch(() => undefined)
    if (bytes) pictures.push({ path, file, alt, bytes })
    else missing.push(path)
  }
  if (missing.length > 0) {
    const list = missing.join(', ')
    throw new WrongUse({
      id: `Gambar ini tidak dapat dibaca: ${list}. Letakkan di samping berkas artikelnya (${folder}), atau perbaiki jalurnya. Belum ada yang diubah.`,
      en: `These pictures cannot be read: ${list}. Put them beside the article’s file (${folder}), or fix the paths. Nothing was changed.`,
    })
  }
  return pictures
}

/** The text with its relative pictures' paths replaced, and everything else as it was. */
export function withAddresses(markdown: string, addresses: ReadonlyMap<string, string>): string {
  let text = markdown
  for (const { url, start, end, written } of namedPictures(markdown).reverse()) {
    const path = localPath(url)
    const address = path === undefined ? undefined : addresses.get(path)
    if (address !== undefined) text = text.slice(0, start) + written(address) + text.slice(end)
  }
  return text
}

/** A place in a text where a picture's address stands. */
interface NamedPicture {
  url: string
  alt: string
  /** What {@link NamedPicture.written} takes the place of: offsets in UTF-16 units. */
  start: number
  end: number
  written(address: string): string
}

const reader = unified().use(remarkParse).use(remarkGfm)
const writer = unified().use(remarkStringify)

/** Images, definitions that images refer to, and `<img>` written as HTML, in the order of the text. */
function namedPictures(markdown: string): NamedPicture[] {
  const tree = reader.parse(markdown)
  const alts = new Map<string, string>()
  visit(tree, 'imageReference', (node) => void alts.set(node.identifier, node.alt ?? ''))
  const pictures: NamedPicture[] = []
  visit(tree, (node) => {
    if (node.type === 'image') pictures.push(...inMarkdown(node, node.alt ?? ''))
    if (node.type === 'definition' && alts.has(node.identifier))
      pictures.push(...inMarkdown(node, alts.get(node.identifier) ?? ''))
    if (node.type === 'html') pictures.push(...inHtml(node, markdown))
  })
  return pictures
}

function inMarkdown(node: Image | Definition, alt: string): NamedPicture[] {
  const [start, end] = [node.position?.start.offset, node.position?.end.offset]
  if (start === undefined || end === undefined) return []
  const written = (url: string) => {
    const changed = { ...node, url }
    const root: Root = {
      type: 'root',
      children: [changed.type === 'image' ? { type: 'paragraph', children: [changed] } : changed],
    }
    return writer.stringify(root).trimEnd()
  }
  return [{ url: node.url, alt, start, end, written }]
}

/** Comments, which name no picture, and the tags that do. */
const commentOrImage = /<!--[\s\S]*?(?:-->|$)|<img\s(?:"[^"]*"|'[^']*'|[^"'>])*>/gi
/** Names and values as HTML has them: https://html.spec.whatwg.org/multipage/syntax.html#attributes-2 */
const attribute = /([^\s"'<>/=]+)(?:(\s*=\s*)("[^"]*"|'[^']*'|[^\s"'=<>`]+))?/g
const htmlReader = unified().use(rehypeRaw)

function inHtml(node: Html, markdown: string): NamedPicture[] {
  const pictures: NamedPicture[] = []
  for (const { 0: tag, index } of node.value.matchAll(commentOrImage)) {
    const source = tag.startsWith('<!--') ? undefined : sourceIn(tag)
    const start = source && offsetIn(markdown, node, index + source.start)
    if (source === undefined || start === undefined) continue
    pictures.push({ ...read(tag), start, end: start + source.length, written: (address) => `"${address}"` })
  }
  return pictures
}

/**
 * Where in the text a place of an HTML node's value stands. The value has lost what begins its lines in quotes and
 * lists: each of its lines is the end of a line of the text.
 */
function offsetIn(markdown: string, node: Html, at: number): number | undefined {
  const [from, to] = [node.position?.start.offset, node.position?.end.offset]
  const before = node.value.slice(0, at).split('\n')
  const line = node.value.split('\n')[before.length - 1] ?? ''
  const lines = markdown.slice(from, to).split('\n').slice(0, before.length)
  if (from === undefined || !lines.at(-1)?.endsWith(line)) return undefined
  return from + lines.join('\n').length - line.length + (before.at(-1)?.length ?? 0)
}

/** Where in a tag the value of its `src` stands, with its quotes. */
function sourceIn(tag: string): { start: number; length: number } | undefined {
  const offset = '<img'.length
  for (const { 0: all, 1: name, 3: value, index } of tag.slice(offset).matchAll(attribute)) {
    if (name?.toLowerCase() !== 'src' || value === undefined) continue
    return { start: offset + index + all.length - value.length, length: value.length }
  }
  return undefined
}

/** Address and alt text of an `<img>`, its character references resolved. */
function read(tag: string): { url: string; alt: string } {
  let found = { url: '', alt: '' }
  visit(htmlReader.runSync({ type: 'root', children: [{ type: 'raw', value: tag }] }), 'element', ({ properties }) => {
    found = { url: String(properties.src ?? ''), alt: String(properties.alt ?? '') }
  })
  return found
}

/** `undefined` for a web address, and for a path from the site's root (`/media/…`). */
function localPath(url: string): string | undefined {
  if (url === '' || /^(?:[a-z][a-z0-9+.-]*:|\/|\\|#|\?)/i.test(url)) return undefined
  const path = url.replace(/[?#].*$/, '')
  try {
    return decodeURIComponent(path)
  } catch {
    // A bare percent sign in a file's name: the path is meant as it stands.
    return path
  }
}

import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import type { Definition, Image, Root } from 'mdast'
import remarkGfm from 'remark-gfm'
import remarkParse from 'remark-parse'
import remarkStringify from 'remark-stringify'
import { unified } from 'unified'
import { visit } from 'unist-util-visit'
import { WrongUse } from './command.ts'

/** A picture that Markdown names by a path beside it. */
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
  for (const { url, alt } of pictureNodes(markdown)) {
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
      en: `These pictures cannot be read: ${list}. Put them beside the article’s file (${folder}), or mend the paths. Nothing was changed.`,
    })
  }
  return pictures
}

/** The text with its relative pictures' paths replaced, and everything else as it was. */
export function withAddresses(markdown: string, addresses: ReadonlyMap<string, string>): string {
  let text = markdown
  for (const { node, url } of pictureNodes(markdown).reverse()) {
    const path = localPath(url)
    const address = path === undefined ? undefined : addresses.get(path)
    const [start, end] = [node.position?.start.offset, node.position?.end.offset]
    if (address === undefined || start === undefined || end === undefined) continue
    text = text.slice(0, start) + written({ ...node, url: address }) + text.slice(end)
  }
  return text
}

const reader = unified().use(remarkParse).use(remarkGfm)
const writer = unified().use(remarkStringify)

function written(node: Image | Definition): string {
  const root: Root = {
    type: 'root',
    children: [node.type === 'image' ? { type: 'paragraph', children: [node] } : node],
  }
  return writer.stringify(root).trimEnd()
}

/** Images, and the definitions that images refer to, in the order of the text. */
function pictureNodes(markdown: string): { node: Image | Definition; url: string; alt: string }[] {
  const tree = reader.parse(markdown)
  const alts = new Map<string, string>()
  visit(tree, 'imageReference', (node) => void alts.set(node.identifier, node.alt ?? ''))
  const nodes: { node: Image | Definition; url: string; alt: string }[] = []
  visit(tree, (node) => {
    if (node.type === 'image') nodes.push({ node, url: node.url, alt: node.alt ?? '' })
    if (node.type === 'definition' && alts.has(node.identifier))
      nodes.push({ node, url: node.url, alt: alts.get(node.identifier) ?? '' })
  })
  return nodes
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

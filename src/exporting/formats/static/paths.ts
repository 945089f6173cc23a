/** Which file an address of the blog becomes, and how one file leads to another. */
import { createHash } from 'node:crypto'

/** Addresses that are files already; all others are pages, each a folder with an `index.html`. */
const files =
  /^\/(?:style-[\w-]{1,40}\.css|robots\.txt|favicon\.ico|sitemap\.xml|sitemap\/\d{1,7}\.xml|(?:fonts|media|card|theme)\/.+|(?:.+\/)?(?:feed\.xml|atom\.xml|feed\.json))$/

/** Whether an address is a page, with words and links. */
export function isPage(path: string): boolean {
  return !files.test(path)
}

/** Names of the same letters, large and small, are one file on some machines; longer ones than this are refused by most. */
const longest = 120

/** Hands out files, never one twice. */
export class FileNames {
  readonly #byPath = new Map<string, string>()
  readonly #taken = new Set<string>()

  /** @param path below home, in percent codes, with its slash, without query: `/tag/kebun%20raya` */
  of(path: string): string {
    const known = this.#byPath.get(path)
    if (known) return known
    const plain = path.replace(/^\/+|\/+$/g, '')
    const pieces = plain === '' ? [] : plain.split('/').map(nameOf)
    const whole = isPage(path) && !/\.html?$/i.test(path) ? [...pieces, 'index.html'] : pieces
    const file = this.#free(whole)
    this.#byPath.set(path, file)
    return file
  }

  has(path: string): boolean {
    return this.#byPath.has(path)
  }

  #free(pieces: readonly string[]): string {
    const folder = pieces.slice(0, -1)
    const last = pieces.at(-1) ?? 'index.html'
    for (let n = 1; ; n += 1) {
      const named = n === 1 ? folder : [...folder.slice(0, -1), `${folder.at(-1) ?? ''}~${n}`]
      const file = [...named, last].join('/')
      if (this.#taken.has(file.toLowerCase())) continue
      this.#taken.add(file.toLowerCase())
      return file
    }
  }
}

/** A piece of an address as a name that any file system and any server takes for what it is. */
function nameOf(piece: string): string {
  const plain = decoded(piece).normalize('NFC')
  const safe = plain
    .replace(/[^\p{L}\p{M}\p{N} ._~!,()+'@=-]/gu, (letter) => `~${letter.codePointAt(0)?.toString(16)}`)
    .replace(/^\.|[. ]$/g, (letter) => `~${letter.codePointAt(0)?.toString(16)}`)
  if (Buffer.byteLength(safe) <= longest) return safe
  const cut = Buffer.from(safe)
    .subarray(0, longest - 20)
    .toString('utf8')
    .replace(/\ufffd+$/, '')
  return `${cut}~${createHash('sha256').update(plain).digest('hex').slice(0, 12)}`
}

function decoded(piece: string): string {
  try {
    return decodeURIComponent(piece)
  } catch {
    return piece
  }
}

/** A link from one file to another, in percent codes. */
export function linkBetween(from: string, to: string): string {
  const [here, there] = [from.split('/').slice(0, -1), to.split('/')]
  let same = 0
  while (same < here.length && same < there.length - 1 && here[same] === there[same]) same += 1
  const up = here.slice(same).map(() => '..')
  return [...up, ...there.slice(same).map(encodeURIComponent)].join('/')
}

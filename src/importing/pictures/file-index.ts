/** Files of a source, found as articles name them: by path, by the end of a path, by name. */
import type { SourceFile } from '../source/source.ts'

/** How an article names a file. */
export interface Named {
  /** As it is written: a path, or a whole address. */
  address: string
  /** The blog's own address; `''`: not known. */
  site: string
  /** The path of the file that names it, where articles are files. */
  beside: string
  /** Files of another host may be in the source too, under their last name: Blogger's albums. */
  albums: boolean
}

/** A smaller copy's mark at the end of a name: `-300x200`. */
const sizeMark = /-\d{1,5}x\d{1,5}(?=\.\w{2,5}$)/

/** Finds files by what articles call them. */
export class FileIndex {
  readonly #byName = new Map<string, SourceFile[]>()

  constructor(files: readonly SourceFile[]) {
    for (const file of files) {
      const name = nameOf(file.path)
      this.#byName.set(name, [...(this.#byName.get(name) ?? []), file])
    }
  }

  /** `undefined`: it is not in the source. */
  find({ address, site, beside, albums }: Named): SourceFile | undefined {
    const whole = /^(?:[a-z][a-z0-9+.-]*:)?\/\//i.test(address)
    if (whole && !albums && !sameHost(address, site)) return undefined
    const path = pathOf(address, beside)
    const foreign = whole && !sameHost(address, site)
    return this.#best(path.replace(sizeMark, ''), foreign) ?? this.#best(path, foreign)
  }

  /** The file whose path ends most like the wanted one. Only by its name: where no other has that. */
  #best(path: string, foreign: boolean): SourceFile | undefined {
    const found = this.#byName.get(nameOf(path)) ?? []
    if (foreign) return found.length === 1 ? found[0] : undefined
    const ranked = found.map((file) => ({ file, alike: alike(file.path, path) })).toSorted((a, b) => b.alike - a.alike)
    const [first, second] = ranked
    if (!first || (second && second.alike === first.alike)) return undefined
    return first.file
  }
}

const nameOf = (path: string): string => (path.split('/').at(-1) ?? '').toLowerCase().normalize()

function sameHost(address: string, site: string): boolean {
  if (!URL.canParse(address, 'http://x.invalid') || !URL.canParse(site)) return false
  const bare = (host: string) => host.replace(/^www\./, '')
  return bare(new URL(address, 'http://x.invalid').host) === bare(new URL(site).host)
}

/** The path in the source that an address means, as far as it can be said. */
function pathOf(address: string, beside: string): string {
  const base = new URL(beside.split('/').map(encodeURIComponent).join('/'), 'http://x.invalid/')
  if (!URL.canParse(address, base)) return ''
  const { pathname } = new URL(address, base)
  try {
    return decodeURIComponent(pathname).slice(1)
  } catch {
    return pathname.slice(1)
  }
}

/** How many pieces two paths have in common, from their ends. */
function alike(a: string, b: string): number {
  const [one, other] = [a.split('/').reverse(), b.split('/').reverse()]
  const differs = one.findIndex((piece, at) => piece.toLowerCase() !== other[at]?.toLowerCase())
  return differs < 0 ? one.length : differs
}

/** Where the articles of a source were, and where they are now: links between them lead on. */
import { redirectPath } from '../../blog/index.ts'

/** An item as far as links need it. */
export interface Linked {
  key: string
  slug: string
  address: string
  earlier: readonly string[]
}

const nowhere = 'http://x.invalid'

/** Links of one source. */
export class LinkMap {
  readonly #slugs = new Map<string, string>()
  readonly #site: string

  /** @param site the blog's own address; `''`: not known @param paths keys are paths of files, and links may name those */
  constructor(site: string, items: readonly Linked[], paths: boolean) {
    this.#site = URL.canParse(site) ? site : nowhere
    for (const { key, slug, address, earlier } of items)
      for (const one of [address, ...earlier, ...(paths ? [`/${key}`, `/${key.replace(/\.\w+$/, '')}`] : [])]) {
        const path = this.#pathOf(one, this.#site)
        if (path.length > 1 && !this.#slugs.has(path)) this.#slugs.set(path, slug)
      }
  }

  /** The address here that a link means; `undefined`: it leads elsewhere. */
  find(url: string, { address, key }: Pick<Linked, 'address' | 'key'>): string | undefined {
    if (url.startsWith('#')) return undefined
    const inSite = URL.canParse(address, this.#site) ? new URL(address, this.#site).href : this.#site
    const inFolder = URL.canParse(`/${key}`, nowhere) ? new URL(`/${key}`, nowhere).href : nowhere
    for (const base of [inSite, inFolder]) {
      const slug = this.#slugs.get(this.#pathOf(url, base))
      if (slug !== undefined) return `/${encodeURIComponent(slug)}${/#.*$/s.exec(url)?.[0] ?? ''}`
    }
    return undefined
  }

  #pathOf(url: string, base: string): string {
    if (!URL.canParse(url, base)) return ''
    const whole = new URL(url, base)
    const own = [this.#site, nowhere].some((site) => bare(new URL(site).host) === bare(whole.host))
    return own ? redirectPath(whole.href) : ''
  }
}

const bare = (host: string) => host.replace(/^www\./, '')

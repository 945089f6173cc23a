import { bareHost } from './post-address.ts'

/** Something of another site, shown on a page of ours in a frame of that site's own. */
export interface Embed {
  /** Whole, https. Where the site has a player without cookies, or a way not to count, that is it. */
  frame: string
  shape: 'video' | 'audio' | 'post'
  /** What the site is called. */
  site: string
}

/** Knows the pages of a site that can be shown in a frame. `undefined` for all other addresses. */
export type EmbedReader = (address: URL) => Embed | undefined

/** One form of a site's addresses. */
export interface EmbedForm {
  /** Holds against path and query; its groups are what {@link frame} is made of. */
  path: RegExp
  /** Only on these hosts. */
  hosts?: readonly string[]
  shape: Embed['shape']
  frame(found: Readonly<Record<string, string>>, address: URL): string
}

/**
 * Reads addresses of a site that has hosts of its own, or of any server that runs a program.
 * @param hosts without `www.` and the like; empty: any host, which then is what the site is called
 */
export function embedsOn(site: string, hosts: readonly string[], forms: readonly EmbedForm[]): EmbedReader {
  return (address) => {
    const host = hosts.includes(address.hostname) ? address.hostname : bareHost(address)
    if (hosts.length > 0 ? !hosts.includes(host) || address.port : address.protocol !== 'https:') return undefined
    if (address.username) return undefined
    for (const { path, hosts: only, shape, frame } of forms) {
      const match = (only?.includes(host) ?? true) && path.exec(address.pathname + address.search)
      if (match) return { frame: frame(match.groups ?? {}, address), shape, site: site || address.host }
    }
    return undefined
  }
}

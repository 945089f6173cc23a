import { inBoth, type Words } from '../core/words.ts'
import type { PostAddressFacet, PostAt } from './facets/post-address.ts'
import { type Account, isAbsent, type Network } from './network.ts'

/** One form of a network's addresses. */
export interface PostForm {
  /** Holds against path and query (`/rina/status/20?s=20`); its groups are what {@link url} is made of, `by` whose it is. */
  path: RegExp
  /** Only on these hosts: on the others of the network the same path is another page. */
  hosts?: readonly string[]
  url(found: Readonly<Record<string, string>>): string
  /** Whether the account is meant by the ids in it, where more is known than a name; `undefined` where that can't be said. */
  own?(found: Readonly<Record<string, string>>, account: Account): boolean | undefined
}

/** Addresses of a network that has hosts of its own. `hosts` without `www.` and the like. */
export function postsOn(
  hosts: readonly string[],
  forms: readonly PostForm[],
  about: Pick<PostAddressFacet, 'source' | 'example'>,
): PostAddressFacet {
  return {
    ...about,
    read(address, account) {
      // `fb.watch` is a host by itself, and no country's.
      const host = hosts.includes(address.hostname) ? address.hostname : bareHost(address)
      if (address.port || address.username || !hosts.includes(host)) return undefined
      for (const { path, url, own, hosts: only } of forms) {
        const match = (only?.includes(host) ?? true) && path.exec(address.pathname + address.search)
        if (!match) continue
        const found = match.groups ?? {}
        const { by } = found
        return {
          url: url(found),
          ...(by && { by }),
          ...((by || own) && { own: own ? own(found, account) : isOf(by, account) }),
        }
      }
      return undefined
    },
  }
}

/** A host by its own name: sites show the same post under names for phones, for old browsers and for countries. */
export const bareHost = ({ hostname }: URL) =>
  hostname.replace(/^(?:www|m|mobile|old|new|web|touch|[a-z]{2}|[a-z]{2}-[a-z]{2})\./, '')

/** How servers that many people share name in an address who said it; `@name@server` is somebody of another server. */
const namedThere: readonly RegExp[] = [
  /^\/@(?<by>[^/]+)\/[^/]/,
  /^\/(?:users|u|profile|people|author)\/(?<by>[^/]+)\/[^/]/,
  /^\/p\/(?<by>[^/]+)\/[^/]/,
  /^\/(?<by>[^/]+)\/(?:p|posts|statuses)\/[^/]/,
]

/**
 * Where each account lives on a server of its own, or on one that it shares: any page of it but its front page.
 * @param site the whole server, or a folder of it, is the account's: a blog
 */
function onOwnServer(address: URL, account: Account, site: boolean): PostAt | undefined {
  const homes = [account.url, account.server].flatMap((home) => (URL.canParse(home) ? [new URL(home)] : []))
  const bare = bareHost(address) + (address.port && `:${address.port}`)
  const there = homes.filter(({ host }) => address.host === host || bare === host.replace(/^www\./, ''))
  if (address.username || !there.length) return undefined
  if (address.pathname === '/' && !/^\?p=\d+$/.test(address.search)) return undefined
  if (URL.canParse(account.url) && address.href === new URL(account.url).href) return undefined
  const url = withoutTracking(address)
  const within = there.some(({ pathname }) => isWithin(address.pathname, pathname))
  if (site) return within ? { url, own: true } : undefined
  const profile = new URL(account.url).pathname
  if (profile !== '/' && isWithin(address.pathname, profile)) return { url, own: true }
  const by = namedThere.flatMap((form) => form.exec(address.pathname)?.groups?.by ?? [])[0]
  return by ? { url, by, own: isOf(by, account) } : { url }
}

function isWithin(path: string, folder: string): boolean {
  return path.toLowerCase().startsWith(`${folder.replace(/\/$/, '').toLowerCase()}/`)
}

const tracking = /^(?:utm_\w+|fbclid|gclid|igsh|igshid|mc_[ce]id|ref_src|si)$/i

function withoutTracking(address: URL): string {
  const clean = new URL(address)
  for (const name of [...clean.searchParams.keys()]) if (tracking.test(name)) clean.searchParams.delete(name)
  return clean.href
}

/** Why an address is no post of a channel. */
export type NoPost =
  | { why: 'no-address' }
  /** Its host is another's, or nothing there looks like a post; `example` is a right one. */
  | { why: 'elsewhere'; example: Words }
  /** It names another profile or community. */
  | { why: 'of-another'; by: string; wanted: string }

/** A post's address in the one form in which it is kept. `unknown`: it names nobody, so that only a person can tell whose post it is. */
export interface PostOf {
  url: string
  whose: 'own' | 'unknown'
}

/** An address that was typed for a post of an account; or why it is none. */
export function readPostAddress(
  { postAddress, blog }: Pick<Network, 'postAddress' | 'blog'>,
  account: Account,
  typed: string,
): PostOf | NoPost {
  // As it is copied from an address bar that leaves the scheme out.
  const whole = /^https?:\/\//i.test(typed) ? typed : `https://${typed}`
  const address = /^https?:\/\/[^/\s]+\.[^/\s]+\/\S/i.test(whole) && URL.canParse(whole) ? new URL(whole) : undefined
  if (postAddress && isAbsent(postAddress)) return { why: 'no-address' }
  const found =
    address && (postAddress ? postAddress.read(address, account) : onOwnServer(address, account, !isAbsent(blog)))
  if (!found) return { why: 'elsewhere', example: inBoth(postAddress?.example ?? account.url) }
  if (found.own === false)
    return { why: 'of-another', by: found.by ?? new URL(found.url).pathname, wanted: wantedOf(account) }
  return { url: found.url, whose: found.own ? 'own' : 'unknown' }
}

const wantedOf = (account: Account) => account.community?.name ?? account.handle

/** Whether a name in an address is the account's or its community's. The account's own server may follow its handle. */
function isOf(by: string | undefined, account: Account): boolean | undefined {
  if (by === undefined) return undefined
  const names = [wantedOf(account), account.handle].map(plainName)
  return [...names, ...names.map((name) => name.replace(/@.*$/, ''))].includes(plainName(by))
}

const plainName = (name: string) =>
  name
    .trim()
    .replace(/^(?:@|\/?(?:r|u|user)\/)/i, '')
    .toLowerCase()

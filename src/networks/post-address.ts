import type { PostAddressFacet, PostAt } from './facets/post-address.ts'
import { type Account, isAbsent, type Network } from './network.ts'

/** One form of a network's addresses. */
export interface PostForm {
  /** Holds against path and query (`/rina/status/20?s=20`); its groups are what {@link url} is made of, `by` whose it is. */
  path: RegExp
  /** Only on these hosts: on the others of the network the same path is another page. */
  hosts?: readonly string[]
  url(found: Readonly<Record<string, string>>): string
}

/** Addresses of a network that has hosts of its own. `hosts` without `www.` and the like. */
export function postsOn(
  hosts: readonly string[],
  forms: readonly PostForm[],
  about: Pick<PostAddressFacet, 'source' | 'example'>,
): PostAddressFacet {
  return {
    ...about,
    read(address) {
      // `fb.watch` is a host by itself, and no country's.
      const host = hosts.includes(address.hostname) ? address.hostname : bareHost(address)
      if (address.port || address.username || !hosts.includes(host)) return undefined
      for (const { path, url, hosts: only } of forms) {
        const match = (only?.includes(host) ?? true) && path.exec(address.pathname + address.search)
        if (!match) continue
        const found = match.groups ?? {}
        return { url: url(found), ...(found.by && { by: found.by }) }
      }
      return undefined
    },
  }
}

/** Sites show the same post under names for phones, for old browsers and for countries. */
const bareHost = ({ hostname }: URL) =>
  hostname.replace(/^(?:www|m|mobile|old|new|web|touch|[a-z]{2}|[a-z]{2}-[a-z]{2})\./, '')

/** Where each account lives on a server of its own: any page of that server but its front page. */
function onOwnServer(address: URL, account: Account): PostAt | undefined {
  const homes = [account.url, account.server].flatMap((home) => (URL.canParse(home) ? [new URL(home)] : []))
  const bare = bareHost(address) + (address.port && `:${address.port}`)
  if (address.username || !homes.some(({ host }) => address.host === host || bare === host.replace(/^www\./, '')))
    return undefined
  if (address.pathname === '/' && !/^\?p=\d+$/.test(address.search)) return undefined
  if (URL.canParse(account.url) && address.href === new URL(account.url).href) return undefined
  return { url: withoutTracking(address) }
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
  | { why: 'elsewhere'; example: string }
  /** It names another profile or community. */
  | { why: 'of-another'; by: string; wanted: string }

/** An address that was typed for a post of an account, in the one form in which it is kept; or why it is none. */
export function readPostAddress(
  { postAddress }: Pick<Network, 'postAddress'>,
  account: Account,
  typed: string,
): { url: string } | NoPost {
  // As it is copied from an address bar that leaves the scheme out.
  const whole = /^https?:\/\//i.test(typed) ? typed : `https://${typed}`
  const address = /^https?:\/\/[^/\s]+\.[^/\s]+\/\S/i.test(whole) && URL.canParse(whole) ? new URL(whole) : undefined
  if (postAddress && isAbsent(postAddress)) return { why: 'no-address' }
  const found = address && (postAddress ? postAddress.read(address, account) : onOwnServer(address, account))
  if (!found) return { why: 'elsewhere', example: postAddress?.example ?? account.url }
  const wanted = account.community?.name ?? account.handle
  if (found.by && !sameName(found.by, wanted) && !sameName(found.by, account.handle))
    return { why: 'of-another', by: found.by, wanted }
  return { url: found.url }
}

const sameName = (one: string, other: string) => plainName(one) === plainName(other)
const plainName = (name: string) =>
  name
    .trim()
    .replace(/^(?:@|\/?(?:r|u|user)\/)/i, '')
    .toLowerCase()

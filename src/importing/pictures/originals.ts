/**
 * Where a picture lies in its full size. Blogs show smaller copies under addresses of their own; each rule names whose.
 */

type Rule = (address: URL) => string | undefined

/** WordPress: `name-300x200.jpg`, `?w=1024`, and its image proxy `i0.wp.com/host/path`. */
const wordpress: Rule = (address) => {
  const proxied = /^i\d\.wp\.com$/.test(address.host) ? `https:/${address.pathname}` : undefined
  const own = URL.canParse(proxied ?? '') ? new URL(proxied as string) : new URL(address)
  if (!/\/wp-content\/|\.files\.wordpress\.com|\.wp\.com/.test(`${address.host}${address.pathname}`)) return undefined
  own.pathname = own.pathname.replace(/-\d{1,5}x\d{1,5}(?=\.\w{2,5}$)/, '')
  own.search = ''
  return own.href
}

/** Blogger: `/s320/`, `/w320-h240/`, `=s1600`. `s0` is the original. */
const blogger: Rule = (address) => {
  if (!/(?:^|\.)(?:bp\.blogspot\.com|googleusercontent\.com)$/.test(address.host)) return undefined
  const own = new URL(address)
  own.pathname = own.pathname
    .replace(/\/(?:s\d{1,5}|w\d{1,5}-h\d{1,5})(?:-[\w-]{1,40})?\/(?=[^/]*$)/, '/s0/')
    .replace(/=(?:s\d{1,5}|w\d{1,5}(?:-h\d{1,5})?)(?:-[\w-]{1,40})?$/, '=s0')
  return own.href
}

/** Ghost: `/content/images/size/w600/format/webp/2024/x.jpg`. */
const ghost: Rule = (address) => {
  const plain = address.pathname.replace(/(\/content\/images)\/size\/w\d{1,5}(?:h\d{1,5})?(?:\/format\/\w+)?\//, '$1/')
  return plain === address.pathname ? undefined : new URL(plain, address).href
}

/** Medium: `/max/800/ID`, `/v2/resize:fit:1400/format:webp/ID`, `/fit/c/50/50/ID`. */
const medium: Rule = (address) => {
  if (!/^(?:cdn-images-\d|miro)\.medium\.com$/.test(address.host)) return undefined
  const name = address.pathname.split('/').at(-1)
  return name ? `https://miro.medium.com/${name}` : undefined
}

/** Substack: `https://substackcdn.com/image/fetch/OPTIONS/ESCAPED-ADDRESS`. */
const substack: Rule = (address) => {
  const found = /\/image\/fetch\/[^/]*\/(https?(?::|%3A).+)$/i.exec(address.pathname)
  if (!found || !/(?:^|\.)(?:substackcdn|substack)\.com$/.test(address.host)) return undefined
  const inner = decoded(found[1] as string)
  return URL.canParse(inner) ? inner : undefined
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

const rules: readonly Rule[] = [substack, blogger, medium, ghost, wordpress]

/** Addresses of a picture, the largest first; the one that was written is the last. Only whole addresses of the web. */
export function originalsOf(address: string): string[] {
  if (!/^https?:/i.test(address) || !URL.canParse(address)) return []
  const written = new URL(address)
  const best = rules.map((rule) => rule(written)).find((found) => found !== undefined)
  return best && /^https?:/i.test(best) && best !== written.href ? [best, written.href] : [written.href]
}

/** A page of the blog as a file: what leads to the blog leads to the file beside it. */

/** What a page's links are made of. */
export interface Links {
  /** Addresses of the blog, without a slash at their end: the one to come, and the one of now. */
  homes: readonly string[]
  /** The page's own path. */
  page: string
  /** A link to a path of the blog; what is asked for becomes a file. */
  to(path: string): string
}

/** Tags with their attributes, as the blog writes them: every value in double quotes. */
const tags = /<([a-z][a-z\d]*)\b((?:"[^"]*"|[^"<>])*)>/gi
const addresses = /(\s(?:src|href|poster|action)=")([^"]*)"/g
const sets = /(\s(?:srcset|imagesrcset)=")([^"]*)"/g
const shownElsewhere = /(?:^|\s)content="([^"]*\/(?:card|media)\/[^"]*)"/

/** Where editors are let in and write: a program, which a site of files has not. */
const forEditors = /\srel="(?:indieauth-metadata|authorization_endpoint|token_endpoint|micropub)"/

/** Rewrites every address of the blog in a page; those that say where the page will be (canonical, other languages, Open Graph) stay whole. */
export function withLinks(html: string, links: Links): string {
  return html.replace(tags, (tag, name: string, inside: string) => {
    const kind = name.toLowerCase()
    if (kind === 'meta') {
      const shown = shownElsewhere.exec(inside)?.[1]
      if (shown) linkOf(shown, links)
      return tag
    }
    if (kind === 'link' && /\srel="canonical"|\shreflang="/.test(inside)) return tag
    // Asked for before its style, a typeface is refused where the page was opened from a folder: such a page has no origin.
    if (kind === 'link' && /\srel="preload"/.test(inside) && /\sas="font"/.test(inside)) return ''
    if (kind === 'link' && forEditors.test(inside)) return ''
    return tag
      .replace(addresses, (_all, before: string, address: string) => `${before}${linkOf(address, links)}"`)
      .replace(sets, (_all, before: string, set: string) => `${before}${setOf(set, links)}"`)
  })
}

/** https://html.spec.whatwg.org/multipage/images.html#srcset-attributes; ours have no comma in an address. */
function setOf(set: string, links: Links): string {
  return set
    .split(',')
    .map((one) => {
      const [address = '', ...width] = one.trim().split(/\s+/)
      return [linkOf(address, links), ...width].join(' ')
    })
    .join(', ')
}

/** What is no part of the blog: the panel, the API, other sites, other kinds of address. */
function linkOf(said: string, { homes, page, to }: Links): string {
  const address = said
    .replace(/&(?:amp|#38|#x26);/gi, '&')
    .replace(/&(?:#39|#x27);/gi, "'")
    .replace(/&quot;/gi, '"')
  if (address === '' || address.startsWith('#') || /^(?:data|blob|mailto|tel|javascript):/i.test(address)) return said
  const home = homes[0] as string
  if (!URL.canParse(address, `${home}${page}`)) return said
  const url = new URL(address, `${home}${page}`)
  const ours = homes.some((one) => new URL(one).origin === url.origin)
  if (!ours || /^\/(?:panel|api)(?:\/|$)/.test(url.pathname)) return said
  return `${to(url.pathname)}${url.hash}`
}

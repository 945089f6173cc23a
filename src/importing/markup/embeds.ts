/** What stands in an article from elsewhere: videos, posts, players. Each becomes its address on a line of its own. */
import type { Element, Root, RootContent } from 'hast'
import type { Losses } from './losses.ts'
import { elementsIn, hasClass, isElement, make, replaceIn, said, textIn, words } from './tree.ts'

/** The page of what a frame shows, by the frame's address. */
const frames: readonly [RegExp, (match: RegExpExecArray) => string][] = [
  [
    /^https?:\/\/(?:www\.)?youtube(?:-nocookie)?\.com\/embed\/([\w-]{6,20})/i,
    ([, id]) => `https://www.youtube.com/watch?v=${id}`,
  ],
  [/^https?:\/\/player\.vimeo\.com\/video\/(\d{1,15})/i, ([, id]) => `https://vimeo.com/${id}`],
  [
    /^https?:\/\/(?:www\.)?dailymotion\.com\/embed\/video\/(\w{1,20})/i,
    ([, id]) => `https://www.dailymotion.com/video/${id}`,
  ],
  [/^https?:\/\/open\.spotify\.com\/embed\/(\w+\/\w{1,40})/i, ([, id]) => `https://open.spotify.com/${id}`],
  [
    /^https?:\/\/(?:www\.)?tiktok\.com\/embed\/(?:v2\/)?(\d{1,25})/i,
    ([, id]) => `https://www.tiktok.com/@/video/${id}`,
  ],
  [
    /^https?:\/\/(?:www\.)?instagram\.com\/(p|reel)\/([\w-]{1,30})/i,
    ([, kind, id]) => `https://www.instagram.com/${kind}/${id}/`,
  ],
  [
    /^https?:\/\/codepen\.io\/([\w-]{1,50})\/embed\/(?:preview\/)?(\w{1,20})/i,
    ([, user, id]) => `https://codepen.io/${user}/pen/${id}`,
  ],
  [/^https?:\/\/w\.soundcloud\.com\/player\/\?(?:.{0,500}&)?url=([^&]{1,500})/i, ([, url = '']) => decoded(url)],
]

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** Quotes that a script of their network turns into a post, and where each says its address. */
const posts = [
  'twitter-tweet',
  'twitter-video',
  'instagram-media',
  'tiktok-embed',
  'bluesky-embed',
  'mastodon-embed',
  'reddit-embed-bq',
]

/** Puts addresses in the place of frames, posts and players. @param base the article's own address */
export function findEmbeds(root: Root, base: string | undefined, losses: Losses): void {
  replaceIn(root, (node) => {
    if (isElement(node, 'iframe', 'embed', 'object')) return frame(node, base, losses)
    if (isElement(node, 'video', 'audio')) return player(node)
    if (isElement(node, 'blockquote') && hasClass(node, ...posts)) return post(node)
    if (isElement(node, 'figure', 'div') && hasClass(node, 'wp-block-embed', 'kg-embed-card')) return onlyAddress(node)
    return undefined
  })
}

/** A line that holds nothing but an address: the blog shows what is there, after a click. */
export function addressLine(address: string): Element {
  return make('p', {}, make('a', { href: address }, words(address)))
}

function frame(node: Element, base: string | undefined, losses: Losses): RootContent[] {
  const written = said(node, 'src') || said(node, 'data') || said(node, 'dataSrc')
  const address = URL.canParse(written, base ?? 'https://a.invalid')
    ? new URL(written, base ?? 'https://a.invalid').href
    : ''
  if (!/^https?:/.test(address) || address.includes('a.invalid')) {
    losses.add('frame', written || node.tagName, 'nothing')
    return []
  }
  for (const [pattern, page] of frames) {
    const match = pattern.exec(address)
    if (match) return [addressLine(page(match))]
  }
  losses.add('frame', address, 'link')
  const title = said(node, 'title').trim()
  return [make('p', {}, make('a', { href: address }, words(title || address)))]
}

/** Files that play are written like pictures; the blog shows a player. */
function player(node: Element): RootContent[] {
  const source = [...elementsIn(node)].find((one) => isElement(one, 'source') && said(one, 'src'))
  const src = said(node, 'src') || (source ? said(source, 'src') : '')
  return src ? [make('p', {}, make('img', { src, alt: said(node, 'title') || said(node, 'ariaLabel') }))] : []
}

function post(node: Element): RootContent[] {
  const own = said(node, 'cite') || said(node, 'dataInstgrmPermalink') || said(node, 'dataBlueskyUri')
  const links = [...elementsIn(node)].flatMap((one) => (one.tagName === 'a' ? [said(one, 'href')] : []))
  const address = [own, ...links.toReversed()].find((one) => /^https?:/.test(one))
  if (!address) return [make('blockquote', {}, ...node.children)]
  // Its words stay: the post may be gone from its network.
  const clean = address.replace(/[?#].*$/, '')
  return [make('blockquote', {}, ...node.children), addressLine(clean)]
}

/** An embed of the block editor holds its address as text, or a frame that was handled already. */
function onlyAddress(node: Element): RootContent[] | undefined {
  const text = textIn(node).trim()
  const [first] = text.split(/\s/)
  return first && /^https?:\/\/\S{1,2000}$/.test(first) && !firstLink(node) ? [addressLine(first)] : undefined
}

const firstLink = (node: Element) => [...elementsIn(node)].some((one) => one.tagName === 'a')

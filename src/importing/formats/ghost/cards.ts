/** Ghost's cards, which both of its editors' bodies hold, as HTML. */
import type { Losses } from '../../markup/losses.ts'

/** A card's settings, as Ghost stores them. */
export type Card = Readonly<Record<string, unknown>>

/** A text inside HTML, or inside quotes there. */
export const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

const said = (card: Card, ...names: string[]): string => {
  for (const name of names) if (typeof card[name] === 'string' && card[name]) return card[name]
  return ''
}

const link = (address: string, words: string) =>
  address ? `<p><a href="${escaped(address)}">${escaped(words || address)}</a></p>` : ''
const caption = (html: string) => (html ? `<figcaption>${html}</figcaption>` : '')
const below = (html: string) => (html ? `<p><em>${html}</em></p>` : '')

/** Markdown inside HTML, for to-markdown.ts, which takes it as it is. */
export const asMarkdown = (markdown: string): string => `<div data-markdown="${escaped(markdown)}"></div>`

/** One card; `undefined` for one that nobody knows. @param type as the newer editor calls it */
export function cardHtml(type: string, card: Card, losses: Losses): string | undefined {
  const make = cards[type]
  return make?.(card, losses)
}

const lost = (name: string) => (_card: Card, losses: Losses) => {
  losses.add('widget', name, 'nothing')
  return ''
}

const cards: Readonly<Record<string, (card: Card, losses: Losses) => string>> = {
  image: pictureHtml,
  gallery: (card) => {
    const images = Array.isArray(card.images) ? (card.images as Card[]) : []
    return `<figure>${images.map(imageTag).join('')}${caption(said(card, 'caption'))}</figure>`
  },
  codeblock: codeHtml,
  code: codeHtml,
  html: (card) => said(card, 'html'),
  markdown: (card) => asMarkdown(said(card, 'markdown')),
  'card-markdown': (card) => asMarkdown(said(card, 'markdown')),
  horizontalrule: () => '<hr>',
  hr: () => '<hr>',
  bookmark: (card) => {
    const data = (card.metadata ?? {}) as Card
    return link(said(card, 'url'), said(data, 'title')) + below(said(card, 'caption'))
  },
  embed: (card) => {
    const address = said(card, 'url')
    return (address ? link(address, '') : said(card, 'html')) + below(said(card, 'caption'))
  },
  callout: (card) => {
    const emoji = said(card, 'calloutEmoji')
    return `<blockquote data-callout="note"><p>${emoji ? `${escaped(emoji)} ` : ''}${unwrapped(said(card, 'calloutText'))}</p></blockquote>`
  },
  toggle: (card) => `<details><summary>${said(card, 'heading')}</summary>${said(card, 'content')}</details>`,
  button: (card) => link(said(card, 'buttonUrl'), said(card, 'buttonText')),
  file: (card) =>
    link(said(card, 'src'), said(card, 'fileTitle', 'fileName')) + below(escaped(said(card, 'fileCaption'))),
  audio: (card) => `<audio src="${escaped(said(card, 'src'))}" title="${escaped(said(card, 'title'))}"></audio>`,
  video: (card) =>
    `<video src="${escaped(said(card, 'src'))}" title="${escaped(textOnly(said(card, 'caption')))}"></video>`,
  product: (card) =>
    `${said(card, 'productImageSrc') ? `<p>${imageTag({ src: card.productImageSrc })}</p>` : ''}<p><strong>${escaped(textOnly(said(card, 'productTitle')))}</strong></p>${said(card, 'productDescription')}${link(said(card, 'productUrl'), said(card, 'productButton'))}`,
  header: headed,
  'call-to-action': (card) => said(card, 'textValue') + link(said(card, 'buttonUrl'), said(card, 'buttonText')),
  signup: lost('signup'),
  email: lost('email'),
  'email-cta': lost('email-cta'),
  transistor: lost('transistor'),
  paywall: lost('paywall'),
}

const unwrapped = (html: string) => html.replace(/^<p>|<\/p>$/g, '')
const textOnly = (html: string) => html.replace(/<[^>]*>/g, '')

function imageTag(card: Card): string {
  const title = textOnly(said(card, 'title'))
  return `<img src="${escaped(said(card, 'src'))}" alt="${escaped(said(card, 'alt') || title)}">`
}

function pictureHtml(card: Card): string {
  const href = said(card, 'href')
  const picture = href ? `<a href="${escaped(href)}">${imageTag(card)}</a>` : imageTag(card)
  return `<figure>${picture}${caption(said(card, 'caption'))}</figure>`
}

function codeHtml(card: Card): string {
  const language = said(card, 'language')
  const name = language ? ` class="language-${escaped(language)}"` : ''
  return `<pre><code${name}>${escaped(said(card, 'code'))}</code></pre>${below(said(card, 'caption'))}`
}

function headed(card: Card): string {
  const heading = textOnly(said(card, 'header', 'heading'))
  const sub = textOnly(said(card, 'subheader', 'subheading'))
  const title = heading ? `<h2>${escaped(heading)}</h2>` : ''
  return `${title}${sub ? `<p>${escaped(sub)}</p>` : ''}${link(said(card, 'buttonUrl'), said(card, 'buttonText'))}`
}

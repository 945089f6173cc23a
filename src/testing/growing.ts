import { declaresItsOwn } from '../automation/feed/doctype.ts'
import { parseFeedText } from '../automation/feed/items.ts'
import { feedNamedBy } from '../automation/feed/reader.ts'
import { slugify } from '../blog/slug.ts'
import type { Facts } from '../checks/check.ts'
import { checks } from '../checks/index.ts'
import { likeness, ownWords, plain, without } from '../checks/text.ts'
import { plainName } from '../core/table/read.ts'
import { findLinks, findMentions, findTags, placeSpans, trimAddress } from '../core/text/entities.ts'
import { foreignText } from '../core/text/foreign.ts'
import { firstGraphemes, graphemeLength } from '../core/text/graphemes.ts'
import { utf8Length } from '../core/text/offsets.ts'
import { sentenceEnds } from '../core/text/sentences.ts'
import { shorten } from '../core/text/shorten.ts'
import { splitText } from '../core/text/split.ts'
import { whereItLeads } from '../core/text/targets.ts'
import { readdressPlain } from '../importing/runs/readdress-plain.ts'
import { textToHtml } from '../networks/blog-post.ts'
import { htmlToText } from '../networks/html.ts'
import { networkNames, textSideOf } from '../networks/index.ts'
import { plainText } from '../networks/reddit/reading/plain.ts'
import { slugOf } from '../networks/slug.ts'
import { passageOf, withoutMarkup } from '../search/passage.ts'
import { triage } from '../triage/index.ts'

/** Work on a text that a person or a stranger wrote. */
export interface Growing {
  name: string
  work(text: string): unknown
  /** The longest text that it is given, in UTF-16 units. */
  most: number
  /** The shortest that is looked at, where that is not the usual. */
  least?: number
  /** It takes long, and is looked at in the slow part only. */
  slow?: boolean
  /** So many works in a row read texts by the same slow library: each row is looked at in one of them. */
  alike?: number
}

/** A text of strangers; a text in the composer. */
const foreign = 2 ** 20
const typed = 2 ** 17

/** Everything that reads text: what stands in a register is found there. */
export async function growing(): Promise<Growing[]> {
  return [...shared, ...checks.map(checking), ...(await Promise.all(networkNames.map(sending))).flat()]
}

/** A text with a link for each eight letters, all of which lead elsewhere now. */
function readdressed(text: string): unknown {
  const urls = Array.from({ length: text.length >> 3 }, (_, n) => `/${n}-x`)
  const links = urls.map((url) => `[a](${url})`).join(' ')
  return readdressPlain(
    links,
    urls.map((url) => [{ kind: 'link', url }, '/b']),
  )
}

const shared: readonly Growing[] = [
  { name: 'HTML as text', work: htmlToText, most: foreign },
  { name: 'a link’s words', work: (text) => htmlToText(`<a href="https://a.example/">${text}`), most: foreign },
  { name: 'where words lead', work: (text) => whereItLeads(text, `https://a.example/${text}`), most: foreign },
  {
    name: 'what a feed declares',
    work: (text) => declaresItsOwn(`<!-- ${text} --><!DOCTYPE a ${text}`),
    most: foreign,
  },
  { name: 'text as HTML', work: textToHtml, most: typed },
  { name: 'what follows an address', work: trimAddress, most: foreign },
  { name: 'links', work: findLinks, most: foreign },
  { name: 'links of an import', work: readdressed, most: foreign },
  { name: 'mentions', work: findMentions, most: foreign },
  { name: 'tags', work: findTags, most: foreign },
  { name: 'places', work: (text) => placeSpans(text, [...findLinks(text), ...findTags(text)]), most: typed },
  { name: 'bytes', work: utf8Length, most: foreign },
  { name: 'graphemes', work: graphemeLength, most: foreign },
  { name: 'first graphemes', work: (text) => firstGraphemes(text, 300), most: foreign },
  { name: 'shortening', work: (text) => shorten(text, 300), most: foreign },
  { name: 'sentences', work: sentenceEnds, most: foreign },
  { name: 'splitting', work: (text) => splitText(text, findLinks(text), (part) => part.length <= 300), most: typed },
  { name: 'plain words', work: plain, most: typed },
  { name: 'own words', work: ownWords, most: typed },
  { name: 'words taken out', work: (text) => without(`${text} x y`, text.length + 1, text.length + 2), most: typed },
  { name: 'slugs', work: slugify, most: typed },
  {
    name: 'slugs of networks',
    work: (text) => slugOf('a', { text, entities: [], length: 0, pictures: [] }),
    most: typed,
  },
  { name: 'a column’s name', work: plainName, most: typed, least: 32_000 },
  { name: 'a passage', work: (text) => passageOf(text, 'kopi'), most: typed },
  { name: 'without marks', work: withoutMarkup, most: typed, least: 16_000 },
  { name: 'cleaning', work: foreignText, most: foreign },
  { name: 'triage', work: triage, most: foreign },
  { name: 'a feed, all of it', work: (text) => readFeed(text), most: foreign },
  { name: 'a feed’s item', work: (text) => readFeed(rss(text)), most: foreign },
  { name: 'a page that names its feed', work: (text) => feedNamedBy(text, 'https://a.example/'), most: foreign },
  { name: 'an answer in Markdown', work: (text) => plainText(text, 'https://a.example'), most: typed / 2 },
  { name: 'likeness', work: (text) => likeness(text, `${text}b`), most: typed },
]

const then = new Date(0)

const readFeed = (text: string) => parseFeedText(text, 'https://a.example/', then)
const rss = (text: string) =>
  `<rss version="2.0"><channel><title>a</title><item><link>https://a.example/</link><description>${text}</description></item></channel></rss>`

/** All that a check may want to know, so that it looks at the text. */
const facts = (text: string): Facts => ({
  brand: { name: 'Kopi Rina', handles: ['@kopirina'], homeLinks: ['https://kopirina.id/'] },
  limits: { length: 300, measured: text.length, tags: 2, unit: 'graphemes' },
  acquaintances: [],
  conversation: { text, asksForLink: false, people: [] },
  community: { channel: 'a', name: 'r/kopi' },
  earlier: [
    { text: `${text}x`, channel: 'a', reply: true, at: then },
    { text: `${text}x`, channel: 'b', reply: false, at: then },
  ],
  alsoTo: [{ channel: 'c', text: `${text}y` }],
  now: then,
})

const checking = ({ id, run }: (typeof checks)[number]): Growing => ({
  name: `check ${id}`,
  work: (text) => [
    run({ text, title: text, pictures: [{ alt: text }] }, facts(text)),
    run({ text, reply: true }, { ...facts(text), conversation: { text: 'x', asksForLink: false, people: [] } }),
  ],
  most: typed,
})

/** Read by a library that takes time by the square; it is given pieces of some 4,000 letters: what is longer than a few. */
const inPieces = new Set<string>(['x'])

async function sending(name: (typeof networkNames)[number]): Promise<Growing[]> {
  const { measure, render, accepts, defaults } = await textSideOf(name)
  const least = inPieces.has(name) ? { least: 32_000, slow: true, alike: 3 } : {}
  const link = { url: 'https://kopirina.id/a', title: 'a', description: 'b' }
  const works: Growing[] = [
    { name: `${name} measures`, work: measure, most: typed },
    { name: `${name} renders`, work: (text) => render({ text, link }, defaults), most: typed / 4 },
    {
      name: `${name} renders with numbers`,
      work: (text) => render({ text, numbered: true }, defaults),
      most: typed / 4,
      slow: true,
    },
    ...(accepts ? [{ name: `${name} takes it`, work: accepts, most: typed }] : []),
  ]
  return works.map((one) => ({ ...one, ...least }))
}

import { parse } from 'csv-parse/sync'
import type { Element, Root } from 'hast'
import { toHtml } from 'hast-util-to-html'
import type { Words } from '../../../core/words.ts'
import { Losses } from '../../markup/losses.ts'
import { elementsIn, hasClass, isElement, make, readHtml, replaceIn, said, textIn, words } from '../../markup/tree.ts'
import type { Source } from '../../source/source.ts'
import { textOf } from '../../source/text.ts'
import { absoluteIn } from '../addresses.ts'
import { readDate } from '../dates.ts'
import type { Format, Found, FoundItem, ReadOptions } from '../format.ts'

type Row = Readonly<Record<string, string>>

const isList = (path: string) => /(?:^|\/)posts\.csv$/i.test(path)

/** Substack, by the archive of its settings: a list of posts, and a page of HTML for each. */
export const substack: Format = {
  id: 'substack',
  label: 'Substack',
  file: { id: 'Arsip .zip', en: 'A .zip archive' },
  how: {
    id: 'Di Substack: Settings → Exports → Create new export.',
    en: 'On Substack: Settings → Exports → Create new export.',
  },
  async recognises(source) {
    const list = source.files.find(({ path }) => isList(path))
    return list !== undefined && /post_id/.test((await textOf(list)).slice(0, 2000))
  },
  read,
  markup({ body, address }) {
    const losses = new Losses()
    const tree = readHtml(body)
    tidy(tree, losses)
    return { html: toHtml(tree), base: absoluteIn(address), losses: losses.all }
  },
}

async function* read(source: Source, options: ReadOptions): AsyncGenerator<Found> {
  yield { piece: 'site', url: options.site ?? '', title: '' }
  const list = source.files.find(({ path }) => isList(path))
  if (!list) return
  const pages = new Map(
    source.files.filter(({ path }) => /\.html$/i.test(path)).map((file) => [file.path.split('/').at(-1) ?? '', file]),
  )
  const { rows, faults } = rowsOf(await textOf(list))
  for (const row of rows) {
    const page = pages.get(`${row.post_id}.html`)
    const refused = refusal(row, page !== undefined)
    if (refused) yield { piece: 'fault', where: row.title || row.post_id || '', words: refused }
    else yield itemOf(row, page ? await textOf(page).catch(() => '') : '', options)
  }
  for (const { line, words } of faults) yield { piece: 'fault', where: `${list.path}:${line}`, words }
}

/** The rows that can be read, and where others are. */
function rowsOf(text: string): { rows: Row[]; faults: { line: number; words: Words }[] } {
  const faults: { line: number; words: Words }[] = []
  // The head's own line.
  let end = 1
  const rows = parse(text, {
    columns: true,
    bom: true,
    relaxColumnCount: true,
    relaxQuotes: true,
    skipEmptyLines: true,
    skipRecordsWithError: true,
    onRecord: (row: Row, { lines }: { lines: number }) => {
      end = lines
      return row
    },
    onSkip: (error) => {
      faults.push({ line: end + 1, words: error?.code === 'CSV_QUOTE_NOT_CLOSED' ? neverClosed : unreadable })
      return undefined
    },
  }) as Row[]
  return { rows, faults: faults.slice(0, 100) }
}

const neverClosed: Words = {
  id: 'Tanda kutip di baris ini tidak pernah ditutup, jadi tulisan dari sini sampai akhir daftar tidak terbaca. Perbaiki posts.csv, lalu impor lagi.',
  en: 'A quotation mark in this row is never closed, so no post from here to the end of the list can be read. Fix posts.csv, and import it again.',
}
const unreadable: Words = { id: 'Baris ini tidak dapat dibaca.', en: 'This row can’t be read.' }

const noPage = {
  id: 'Teks tulisan ini tidak ada dalam arsip. Substack kadang hanya menyertakan judulnya.',
  en: 'The archive has no text of this one. Substack sometimes puts in its title only.',
}
const aThread = {
  id: 'Ini utas obrolan Substack, bukan artikel.',
  en: 'This is a chat thread of Substack, and no article.',
}

/** An episode without words is its sound. */
function refusal({ type = '', podcast_url: sound }: Row, hasPage: boolean) {
  if (type === 'thread') return aThread
  return hasPage || sound ? undefined : noPage
}

function itemOf(row: Row, html: string, { site = '', timeZone }: ReadOptions): FoundItem {
  const [number = '', ...rest] = (row.post_id ?? '').split('.')
  const slug = rest.join('.')
  const out = /^true$/i.test(row.is_published ?? '')
  const everybody = !row.audience || row.audience === 'everyone'
  const at = readDate(row.post_date ?? '', timeZone)
  const player = row.podcast_url ? `<audio src="${row.podcast_url.replaceAll('"', '&quot;')}"></audio>` : ''
  return {
    piece: 'item',
    key: `substack ${number}`,
    kind: row.type === 'page' ? 'page' : 'article',
    state: out && everybody ? 'published' : 'draft',
    title: decoded(row.title ?? ''),
    body: player + html,
    summary: decoded(row.subtitle ?? ''),
    slug,
    address: slug ? `${site.replace(/\/$/, '')}/p/${slug}` : '',
    earlier: [],
    tags: [],
    authors: [],
    publishedAt: out ? at : null,
    createdAt: at,
    modifiedAt: null,
    pinned: false,
    uses: [],
    losses: everybody ? [] : [{ what: 'audience', detail: row.audience ?? '', instead: 'nothing' }],
  }
}

/** Titles are written as HTML. */
const decoded = (text: string) => (text.includes('&') ? textIn(readHtml(text)) : text).trim()

const asking = [
  'button-wrapper',
  'subscription-widget-wrap',
  'subscription-widget',
  'subscription-widget-wrap-editor',
  'paywall-jump',
  'captioned-button-wrap',
  'poll-embed',
  'install-substack-app-embed',
  'community-chat',
  'directMessage',
]

/** Forms and buttons go, pictures come from where they lie, notes become footnotes. */
function tidy(tree: Root, losses: Losses): void {
  replaceIn(tree, (node) => {
    if (hasClass(node, ...asking)) {
      if (!hasClass(node, 'button-wrapper'))
        losses.add('widget', [...(node.properties.className as string[])].join(' ').slice(0, 60), 'nothing')
      return []
    }
    if (hasClass(node, 'footnote')) return [note(node)]
    if (isElement(node, 'div') && hasClass(node, 'youtube-wrap')) return [video(node)]
    if (isElement(node, 'div') && hasClass(node, 'tweet', 'embedded-post-wrap', 'digest-post-embed'))
      return linked(node)
    if (isElement(node, 'img')) node.properties.src = whereItLies(node)
    return undefined
  })
}

function note(node: Element) {
  const number = [...elementsIn(node)].find((one) => hasClass(one, 'footnote-number'))
  const content = [...elementsIn(node)].find((one) => hasClass(one, 'footnote-content'))
  return make(
    'div',
    { id: number ? said(number, 'id') : said(node, 'id'), className: ['footnote'] },
    ...(content ?? node).children,
  )
}

function attributesOf(node: Element): Record<string, unknown> {
  try {
    return JSON.parse(said(node, 'dataAttrs')) as Record<string, unknown>
  } catch {
    return {}
  }
}

function video(node: Element) {
  const id = String(attributesOf(node).videoId ?? '')
  const address = `https://www.youtube.com/watch?v=${id}`
  return make('p', {}, make('a', { href: address }, words(address)))
}

function linked(node: Element) {
  const { url, canonical_url: canonical, title } = attributesOf(node)
  const address = String(url ?? canonical ?? '')
  if (!address) return undefined
  return [make('p', {}, make('a', { href: address }, words(String(title ?? address))))]
}

/** `…/image/fetch/w_1456,…/https%3A%2F%2F…` is a smaller copy of what stands behind. */
function whereItLies(image: Element): string {
  const attributes = attributesOf(image)
  const own = typeof attributes.src === 'string' ? attributes.src : said(image, 'src')
  const inside = /\/image\/fetch\/[^/]*\/(https?(?:%3A|:)[^"\s]+)$/i.exec(own)?.[1]
  try {
    return inside ? decodeURIComponent(inside) : own
  } catch {
    return own
  }
}

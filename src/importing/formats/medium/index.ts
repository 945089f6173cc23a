import type { Element, Root } from 'hast'
import { toHtml } from 'hast-util-to-html'
import { elementsIn, hasClass, isBlank, isElement, readHtml, replaceIn, said, textIn } from '../../markup/tree.ts'
import type { Source, SourceFile } from '../../source/source.ts'
import { textOf } from '../../source/text.ts'
import { absoluteIn } from '../addresses.ts'
import { readDate } from '../dates.ts'
import type { Format, Found, FoundItem, ReadOptions } from '../format.ts'

const isPost = (path: string) => /(?:^|\/)posts\/[^/]+\.html$/i.test(path)

/** Medium, by the archive that it mails: a page of HTML for each story. */
export const medium: Format = {
  id: 'medium',
  label: 'Medium',
  file: { id: 'Arsip .zip', en: 'A .zip archive' },
  how: {
    id: 'Di Medium: Settings → Security and apps → Download your information. Tautannya datang lewat email.',
    en: 'On Medium: Settings → Security and apps → Download your information. The link comes by email.',
  },
  async recognises(source) {
    const first = source.files.find(({ path }) => isPost(path))
    return first !== undefined && /class="(?:h-entry|p-name)|data-field="body"/.test(await textOf(first))
  },
  read,
  markup: ({ body, address }) => ({ html: body, base: absoluteIn(address) }),
}

async function* read(source: Source, options: ReadOptions): AsyncGenerator<Found> {
  yield { piece: 'site', url: options.site ?? 'https://medium.com', title: '' }
  const told = new Set<string>()
  for (const file of source.files.filter(({ path }) => isPost(path))) {
    try {
      yield* storyOf(file, await textOf(file), options, told)
    } catch (error) {
      yield { piece: 'fault', where: file.path, words: (error as { words?: typeof unreadable }).words ?? unreadable }
    }
  }
}

const unreadable = { id: 'Berkas ini tidak dapat dibaca.', en: 'This file can’t be read.' }
const aResponse = {
  id: 'Ini tanggapan atas tulisan orang lain di Medium, bukan artikel sendiri.',
  en: 'This is a response to somebody else’s story on Medium, and no article of its own.',
}

/** The first element of a class. */
function classIn(root: Root | Element, name: string): Element | undefined {
  for (const element of elementsIn(root)) if (hasClass(element, name)) return element
  return undefined
}

const textOfClass = (root: Root, name: string) => {
  const found = classIn(root, name)
  return found ? textIn(found).replace(/\s+/gu, ' ').trim() : ''
}

function* storyOf(file: SourceFile, html: string, { timeZone }: ReadOptions, told: Set<string>): Generator<Found> {
  const page = readHtml(html)
  const body = classIn(page, 'e-content')
  const title = textOfClass(page, 'p-name')
  if (!body || isResponse(body, title)) {
    yield { piece: 'fault', where: title || file.path, words: body ? aResponse : unreadable }
    return
  }
  const author = textOfClass(page, 'p-author')
  if (author && !told.has(author)) yield { piece: 'author', key: author, name: author }
  told.add(author)
  yield itemOf(file, page, body, title, author, timeZone)
}

/** A response has no heading of its own: its title is its first line, and that is all. */
function isResponse(body: Element, title: string): boolean {
  const pieces = [...elementsIn(body)].filter((one) => hasClass(one, 'graf'))
  const text = textIn(body).replace(/\s+/gu, ' ').trim()
  return (
    pieces.length === 1 &&
    !hasClass(pieces[0] as Element, 'graf--title', 'graf--h3') &&
    (text === title || text.startsWith(title.replace(/…$/, '')))
  )
}

function itemOf(
  file: SourceFile,
  page: Root,
  body: Element,
  title: string,
  author: string,
  timeZone: string,
): FoundItem {
  const name = file.path.split('/').at(-1) ?? ''
  const canonical = [...elementsIn(page)].find((one) => hasClass(one, 'p-canonical'))
  const address = canonical ? said(canonical, 'href') : ''
  const time = classIn(page, 'dt-published')
  const at = time ? readDate(said(time, 'dateTime'), timeZone) : null
  const subtitle = [...elementsIn(page)].find((one) => said(one, 'dataField') === 'subtitle')
  tidy(body, title, subtitle ? textIn(subtitle).trim() : '')
  const state = /^draft_/.test(name) || (!address && !at) ? 'draft' : 'published'
  return {
    piece: 'item',
    key: `medium ${/([\da-f]{8,14})(?:\.html)?$/i.exec(address.replace(/[?#].*$/, '') || name)?.[1] ?? name}`,
    kind: 'article',
    state,
    title,
    body: toHtml({ type: 'root', children: body.children }),
    summary: subtitle ? textIn(subtitle).replace(/\s+/gu, ' ').trim() : '',
    slug: slugOf(address || name),
    address,
    earlier: [],
    tags: [...elementsIn(page)]
      .filter((one) => isElement(one, 'a') && hasClass(one, 'p-tag'))
      .map((one) => textIn(one).trim())
      .filter(Boolean),
    authors: author ? [author] : [],
    publishedAt: state === 'draft' ? null : at,
    createdAt: at,
    modifiedAt: null,
    pinned: false,
    uses: [],
    losses: [],
  }
}

/** Title and subtitle come a second time in the text; lines part its sections; small pictures are the large ones. */
function tidy(body: Element, title: string, subtitle: string): void {
  const same = (node: Element, text: string) => text !== '' && textIn(node).replace(/\s+/gu, ' ').trim() === text
  let first = true
  replaceIn(body, (node) => {
    if (hasClass(node, 'section-divider')) {
      if (!isElement(node, 'div')) return []
      const leading = first
      first = false
      return leading || !isElement(node, 'div')
        ? []
        : [{ type: 'element', tagName: 'hr', properties: {}, children: [] }]
    }
    if (hasClass(node, 'graf--title') || (hasClass(node, 'graf--leading', 'graf--h3') && same(node, title))) return []
    if (hasClass(node, 'graf--subtitle') || (hasClass(node, 'graf--h4') && same(node, subtitle))) return []
    if (isElement(node, 'img')) node.properties.src = original(said(node, 'src'))
    return isElement(node, 'p') && isBlank(node) ? [] : undefined
  })
}

/** https://cdn-images-1.medium.com/max/800/1*abc.jpeg → the picture without a size. */
const original = (address: string) =>
  address.replace(
    /^(https?:\/\/(?:cdn-images-\d+\.medium\.com|miro\.medium\.com))\/(?:v2\/)?(?:(?:max|fit|freeze|focal|resize|resize:[^/]+|c|t|\d+|da)\/)+/i,
    '$1/',
  )

/** `a-title-1a2b3c4d5e6f` without the hash. */
const slugOf = (address: string) =>
  (
    address
      .replace(/[?#].*$/, '')
      .split('/')
      .at(-1) ?? ''
  )
    .replace(/\.html$/i, '')
    .replace(/^(?:draft_|\d{4}-\d\d-\d\d_)/, '')
    .replace(/-+[\da-f]{8,14}$/i, '')
    .toLowerCase()

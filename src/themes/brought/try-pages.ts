/** Tries a theme's templates on a page of each kind, and tells what those lack. */
import { type DefaultTreeAdapterTypes, parseFragment, serialize } from 'parse5'
import { sampleSite, sampleViews } from '../sample-views.ts'
import type { PageView } from '../theme.ts'
import { bodyFrom } from './body.ts'
import { attributeOf, elementsOf, readPage } from './check-page.ts'
import { drawPage } from './draw.ts'
import { drawingOf, kindOf, type Templated } from './drawing.ts'
import { type Finding, type FindingKey, finding } from './findings.ts'

type Element = DefaultTreeAdapterTypes.Element

/** After so many templates that never end, no more are tried: each takes its whole time. */
const mostEndless = 2

/** @returns each finding once, however many pages have it */
export function tryPages(theme: Templated): Finding[] {
  const found = new Map<string, Finding>()
  const endless = new Set<string>()
  for (const kind of kindsOf(theme))
    add(found, finding('noKind', { file: '', line: null, detail: `templates/${kind}.liquid` }))
  for (const [name, view] of sampleViews) {
    const template = kindOf(theme, view.kind) ?? 'layout'
    if (view.kind === 'fresh' || endless.has(template) || endless.size >= mostEndless) continue
    const each = tryPage(theme, name, view)
    for (const one of each.findings) add(found, one)
    if (each.endless) endless.add(template)
  }
  return [...found.values()]
}

function add(found: Map<string, Finding>, one: Finding): void {
  found.set(JSON.stringify([one.file, one.line, one.words.en]), one)
}

const all = ['home', 'article', 'page', 'note', 'tag', 'author', 'series', 'archive', 'search', '404'] as const

/** Kinds of pages that none of its templates draws. */
const kindsOf = (theme: Templated) => all.filter((kind) => kindOf(theme, kind === '404' ? 'lost' : kind) === undefined)

function tryPage(theme: Templated, name: string, view: PageView): { findings: Finding[]; endless: boolean } {
  const framed = { kind: view.kind, path: '/', language: 'id' as const }
  const drawn = drawPage({ ...drawingOf(theme, view, sampleSite, framed), strict: true })
  if ('trouble' in drawn) {
    const { file, line, kind, detail, refused } = drawn.trouble
    const key = refused === 'style' ? 'styleAttribute' : (refused ?? kind)
    return {
      findings: [finding(key as FindingKey, { file: `templates/${file}`, line, detail })],
      endless: kind === 'endless',
    }
  }
  const body = bodyFrom(drawn, sampleSite, framed).value
  const template = kindOf(theme, view.kind)
  const file = template ? `templates/${template}.liquid` : 'templates/layout.liquid'
  const missing = lacking(body, view, theme)
  return {
    findings: missing.map(([key, more]) => finding(key, { file, line: null, detail: name, ...(more ? { more } : {}) })),
    endless: false,
  }
}

type Lacking = [key: FindingKey, more?: string]

/** What a page has not that readers or programs need. */
function lacking(body: string, view: PageView, theme: Templated): Lacking[] {
  const page = readPage(body, new Set())
  const { elements } = page
  const own = kindOf(theme, view.kind) !== undefined
  return [
    ...frameOf(elements, theme),
    ...(own ? headings(elements) : []),
    ...(own ? ofKind(page.html, elements, view) : []),
  ]
}

const named = (elements: readonly Element[], tag: string) => elements.filter(({ tagName }) => tagName === tag)
const classed = (elements: readonly Element[], name: string) =>
  elements.filter((one) => (attributeOf(one, 'class') ?? '').split(/\s+/).includes(name))

function frameOf(elements: readonly Element[], theme: Templated): Lacking[] {
  const found: Lacking[] = []
  const mains = named(elements, 'main')
  if (mains.length !== 1 || attributeOf(mains[0] as Element, 'id') !== 'content') found.push(['noMain'])
  const leads = named(elements, 'a').some((one) => attributeOf(one, 'href') === '/feed.xml')
  if (!leads && Object.hasOwn(theme.templates, 'layout')) found.push(['noFeedLink'])
  return found
}

function headings(elements: readonly Element[]): Lacking[] {
  const found: Lacking[] = []
  const levels = elements.flatMap(({ tagName }) => (/^h[1-6]$/.test(tagName) ? [Number(tagName[1])] : []))
  if (levels.filter((level) => level === 1).length !== 1) found.push(['noHeading'])
  if (levels.some((level, at) => at > 0 && level > (levels[at - 1] as number) + 1)) found.push(['levels'])
  const ids = elements.flatMap((one) => attributeOf(one, 'id') ?? [])
  if (new Set(ids).size !== ids.length) found.push(['ids'])
  if (named(elements, 'img').some((one) => attributeOf(one, 'alt') === undefined)) found.push(['noAlt'])
  return found
}

function ofKind(page: string, elements: readonly Element[], view: PageView): Lacking[] {
  if (view.kind === 'article' || view.kind === 'page' || view.kind === 'note') return entry(page, elements, view)
  const found: Lacking[] = []
  if ('list' in view && 'pages' in view && view.list.length && !classed(elements, 'h-feed').length)
    found.push(['noFeed'])
  if ('list' in view && view.list.length && !classed(elements, 'h-entry').length) found.push(['noEntry'])
  if ('pages' in view && view.page < view.pages && !elements.some((one) => attributeOf(one, 'rel') === 'next'))
    found.push(['noPager'])
  const form = elements.some((one) => attributeOf(one, 'action') === '/search')
  if (view.kind === 'search' && !(form && elements.some((one) => attributeOf(one, 'name') === 'q')))
    found.push(['noSearch'])
  return found
}

/** What an h-entry is made of: https://microformats.org/wiki/h-entry */
function entry(page: string, elements: readonly Element[], view: Extract<PageView, { body: string }>): Lacking[] {
  const body = serialize(parseFragment(view.body))
  const found: Lacking[] = page.includes(body) ? [] : [['noBody']]
  const [whole] = classed(elements, 'h-entry')
  if (!whole) return [...found, ['noEntry']]
  const inside = elementsOf(whole)
  const wanted = [
    'e-content',
    'p-author',
    'u-url',
    ...(view.kind === 'note' ? [] : ['p-name']),
    ...(view.publishedAt && view.kind !== 'page' ? ['dt-published'] : []),
  ]
  // A draft has no address and no date yet.
  const missing = wanted.filter((name) => !(view.draft && name === 'u-url') && !classed(inside, name).length)
  return missing.length ? [...found, ['noParts', missing.join(', ')]] : found
}

import { parseDocument } from 'yaml'
import { Losses } from '../../markup/losses.ts'
import { replacePairs } from '../../markup/pairs.ts'
import type { Source } from '../../source/source.ts'
import { textOf } from '../../source/text.ts'
import { absoluteIn } from '../addresses.ts'
import { zoneOr } from '../dates.ts'
import type { Format, Found, ReadOptions } from '../format.ts'
import { type Head, textIn } from '../front-matter/front-matter.ts'
import { type Dialect, isPage, type PathSays, readPages } from '../front-matter/pages.ts'
import { keptTag, outsideCode, shown, shownPair } from '../front-matter/templates.ts'

const dated = /^(\d{4})-(\d{1,2})-(\d{1,2})-(.+)$/

/** Folders whose files are no pages. */
const apart = /(?:^|\/)(?:_(?!posts|drafts)[\w-]+|assets|node_modules|vendor|public|static)\//i
const isPost = (path: string) => /(?:^|\/)_(?:posts|drafts)\/.+/.test(path) || dated.test(path.split('/').at(-1) ?? '')

/** Jekyll, by its folder. */
export const jekyll: Format = {
  id: 'jekyll',
  label: 'Jekyll',
  file: { id: 'Folder dalam .zip', en: 'Its folder as a .zip' },
  how: {
    id: 'Kemas folder situsnya, dengan _config.yml, _posts, dan gambarnya, menjadi .zip.',
    en: 'Pack the site’s folder, with _config.yml, _posts and its pictures, into a .zip.',
  },
  recognises: async (source) =>
    source.files.some(({ path }) => /(?:^|\/)_(?:posts|drafts)\//.test(path) && isPage(path)) ||
    source.files.some(({ path }) => /(?:^|\/)_config\.ya?ml$/.test(path)),
  read,
  markup({ body, address }) {
    const losses = new Losses()
    const text = withoutLiquid(body.slice(1), losses)
    return body.startsWith('H')
      ? { html: text, base: absoluteIn(address), losses: losses.all }
      : { markdown: text, losses: losses.all }
  },
}

async function* read(source: Source, options: ReadOptions): AsyncGenerator<Found> {
  const config = await configOf(source)
  const url = options.site ?? textIn(config, 'url') + textIn(config, 'baseurl')
  const language = textIn(config, 'lang', 'locale').slice(0, 2)
  const timeZone = zoneOr(textIn(config, 'timezone'), options.timeZone)
  yield {
    piece: 'site',
    url,
    title: textIn(config, 'title'),
    ...(language === 'id' || language === 'en' ? { language } : {}),
  }
  const files = source.files.filter(({ path }) => isPage(path) && (isPost(path) || isOwnPage(path)))
  yield* readPages(files, dialectFor(config, timeZone), timeZone)
}

const isOwnPage = (path: string) =>
  !apart.test(path) && !/(?:^|\/)(?:readme|license|changelog|contributing|index|404)\.\w+$/i.test(path)

async function configOf(source: Source): Promise<Head> {
  const file = source.files.find(({ path }) => /(?:^|\/)_config\.ya?ml$/.test(path))
  if (!file) return {}
  try {
    const read = parseDocument(await textOf(file), { logLevel: 'silent' }).toJS({ maxAliasCount: 100 }) as Head | null
    return read ?? {}
  } catch {
    return {}
  }
}

function dialectFor(config: Head, timeZone: string): Dialect {
  return {
    path: pathSays,
    labelsBy: /[\s,]+/,
    address: (head, says, at) => addressOf(head, says, at, config, timeZone),
  }
}

function pathSays(path: string): PathSays {
  const name = (path.split('/').at(-1) ?? '').replace(/\.[^.]+$/, '').replace(/\.+$/, '')
  const match = dated.exec(name)
  const folders = path.split('/').slice(0, -1)
  const at = folders.findIndex((folder) => folder === '_posts' || folder === '_drafts')
  return {
    slug: match?.[4] ?? name,
    date: match ? `${match[1]}-${match[2]?.padStart(2, '0')}-${match[3]?.padStart(2, '0')}` : '',
    draft: folders.includes('_drafts'),
    labels:
      at > 0 ? folders.slice(0, at).filter((folder) => !/^(?:src|source|docs|site|content|jekyll)$/i.test(folder)) : [],
    kind: isPost(path) ? 'article' : 'page',
  }
}

const styles: Readonly<Record<string, string>> = {
  date: '/:categories/:year/:month/:day/:title.html',
  pretty: '/:categories/:year/:month/:day/:title/',
  ordinal: '/:categories/:year/:y_day/:title.html',
  none: '/:categories/:title.html',
  weekdate: '/:categories/:year/W:week/:short_day/:title.html',
}

/** https://jekyllrb.com/docs/permalinks/ */
function addressOf(head: Head, says: PathSays, at: Date | null, config: Head, timeZone: string): string {
  const style = textIn(head, 'permalink') || (says.kind === 'page' ? '' : styleOf(config))
  if (!style) return ''
  const local = wallOf(at, says.date, timeZone)
  const two = (value: number | undefined) => String(value ?? 0).padStart(2, '0')
  const values: Record<string, string> = {
    categories: [...says.labels, ...categoriesIn(head)].map((name) => name.toLowerCase()).join('/'),
    year: String(local?.year ?? ''),
    short_year: two((local?.year ?? 0) % 100),
    hour: two(local?.hour),
    minute: two(local?.minute),
    second: two(local?.second),
    week: two(local?.weekOfYear),
    w_year: String(local?.yearOfWeek ?? ''),
    w_day: String(local?.dayOfWeek ?? ''),
    ...namesOf(local),
    month: two(local?.month),
    i_month: String(local?.month ?? ''),
    day: two(local?.day),
    i_day: String(local?.day ?? ''),
    y_day: String(local?.dayOfYear ?? '').padStart(3, '0'),
    title: textIn(head, 'slug') || says.slug,
    slug: textIn(head, 'slug') || says.slug,
    output_ext: '.html',
  }
  const path = (styles[style] ?? style).replace(/:([a-z_]+)/g, (whole, written: string) => {
    // `:year_:month` is a year and an underscore.
    const name = written in values ? written : written.replace(/_+$/, '')
    return name in values ? `${values[name]}${written.slice(name.length)}` : whole
  })
  return safe(`/${path}`.replace(/\/{2,}/g, '/'))
}

/** The rule of a site's posts: its own, its collection's, or what it says of them in general. */
function styleOf(config: Head): string {
  const { posts } = (config.collections ?? {}) as Record<string, Head | undefined>
  const general = (Array.isArray(config.defaults) ? (config.defaults as Head[]) : []).map((one) => ({
    scope: (one?.scope ?? {}) as Head,
    values: (one?.values ?? {}) as Head,
  }))
  const ofPosts = general.findLast(
    ({ scope, values }) =>
      textIn(values, 'permalink') && !textIn(scope, 'path') && (textIn(scope, 'type') || 'posts') === 'posts',
  )
  return (
    textIn(ofPosts?.values ?? {}, 'permalink') ||
    textIn(posts ?? {}, 'permalink') ||
    textIn(config, 'permalink') ||
    'date'
  )
}

/** When it was written by the clock of its site. A day in a file's name is that day, even one that no blog's date can be. */
function wallOf(at: Date | null, day: string, timeZone: string): Temporal.PlainDateTime | null {
  if (at) return Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(timeZone).toPlainDateTime()
  try {
    return day ? Temporal.PlainDateTime.from(day) : null
  } catch {
    return null
  }
}

/** Months and days as Jekyll names them: in English. */
function namesOf(local: Temporal.PlainDateTime | null): Record<string, string> {
  const named = (options: Intl.DateTimeFormatOptions) => local?.toLocaleString('en-US', options) ?? ''
  return {
    short_month: named({ month: 'short' }),
    long_month: named({ month: 'long' }),
    short_day: named({ weekday: 'short' }),
    long_day: named({ weekday: 'long' }),
  }
}

const categoriesIn = (head: Head): string[] => {
  const value = head.categories ?? head.category
  return Array.isArray(value) ? value.map(String) : typeof value === 'string' ? value.split(/\s+/) : []
}

/** An address that leads out of its site is none. */
function safe(path: string): string {
  try {
    return decodeURIComponent(path).split('/').includes('..') ? '' : path
  } catch {
    return ''
  }
}

const block = {
  opening: /\{%-?\s*(?<name>highlight|raw|details)\b(?<said>[^%]{0,500}?)-?%\}/g,
  closing: /\{%-?\s*end(?<name>highlight|raw|details)\s*-?%\}/g,
}
const tag = /\{%-?\s*(\w+)([^%]{0,1000}?)-?%\}/g
const output = /\{\{-?([^{}]{0,500}?)-?\}\}/g

/** https://shopify.github.io/liquid/ and Jekyll's own tags: those with words of their own stay. */
function withoutLiquid(text: string, losses: Losses): string {
  if (!text.includes('{%') && !text.includes('{{')) return text
  return outsideCode(text, (piece) =>
    replacePairs(piece, block.opening, block.closing, shownPair(losses))
      .replace(tag, (whole, name: string, said: string) => {
        if (name === 'link') return `/${said.trim().replace(/^\//, '')}`
        if (name === 'post_url') return `/${said.trim()}`
        if (name === 'comment' || name === 'endcomment' || name === 'assign') return ''
        return shown(name, said, '') ?? keptTag(whole, name, losses)
      })
      .replace(
        output,
        (whole, said: string) => addressIn(said) ?? keptTag(whole, said.trim().split(/[\s|]/)[0] ?? '', losses),
      ),
  )
}

/** `{{ "/a.jpg" | relative_url }}` and `{{ site.baseurl }}` are addresses in the site. */
function addressIn(said: string): string | undefined {
  if (/^site\.(?:baseurl|url)$/.test(said.trim())) return ''
  const [, double, single] =
    /^(?:"([^"]*)"|'([^']*)')\s*\|\s*(?:relative_url|absolute_url|prepend:.*)$/.exec(said.trim()) ?? []
  return double ?? single
}

/** Ghost's export: one JSON file, or an archive with it and the pictures. */
import { createHash } from 'node:crypto'
import { fill, type Words } from '../../../core/words.ts'
import type { Loss } from '../../markup/losses.ts'
import { jsonPieces } from '../../source/json.ts'
import type { Source, SourceFile } from '../../source/source.ts'
import { readDate, sensible } from '../dates.ts'
import type { Found, FoundItem, ReadOptions } from '../format.ts'

type Row = Readonly<Record<string, unknown>>

/** Where tables are: in an export of now, in older ones, and in what its interface answers. */
const roots = ['$.db.*.data', '$.data', '$']
const small = ['users', 'tags', 'posts_tags', 'posts_authors', 'posts_meta', 'settings']

const text = (row: Row | undefined, name: string): string => (typeof row?.[name] === 'string' ? row[name] : '')

/** What tells a row apart, or a setting: a text, a number, or yes and no. `''` for all else, whatever it claims to be. */
const plain = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : ''

/** Whether a file is such an export, by its beginning. */
export async function isGhostExport(file: SourceFile): Promise<boolean> {
  if (!/\.json$/i.test(file.path)) return false
  const stream = await file.open()
  let begin = ''
  for await (const piece of stream as AsyncIterable<Buffer>) {
    begin += piece.toString('latin1')
    if (begin.length > 65_536) break
  }
  stream.destroy()
  return /^\s*\{\s*"(?:db|data|meta|posts)"\s*:/.test(begin) && /"(?:posts|mobiledoc|lexical|exported_on)"/.test(begin)
}

/** The tables beside the posts, by their ids. */
class Tables {
  readonly users = new Map<string, Row>()
  readonly tags = new Map<string, Row>()
  readonly meta = new Map<string, Row>()
  readonly settings = new Map<string, string>()
  readonly #tagsOf = new Map<string, Row[]>()
  readonly #authorsOf = new Map<string, Row[]>()

  add(table: string, row: Row): void {
    const id = plain(row.id)
    if (table === 'users') this.users.set(id, row)
    else if (table === 'tags') this.tags.set(id, row)
    else if (table === 'posts_meta') this.meta.set(plain(row.post_id), row)
    else if (table === 'settings') this.settings.set(text(row, 'key'), plain(row.value))
    else if (table === 'posts_tags') put(this.#tagsOf, row)
    else if (table === 'posts_authors') put(this.#authorsOf, row)
  }

  tagsOf = (post: string): Row[] =>
    inOrder(this.#tagsOf.get(post)).flatMap((row): Row[] => {
      const tag = this.tags.get(plain(row.tag_id))
      return tag ? [tag] : []
    })
  authorsOf = (post: string): string[] => inOrder(this.#authorsOf.get(post)).map((row) => plain(row.author_id))
}

function put(map: Map<string, Row[]>, row: Row): void {
  const post = plain(row.post_id)
  const rows = map.get(post)
  if (rows) rows.push(row)
  else map.set(post, [row])
}

const inOrder = (rows: readonly Row[] = []) => rows.toSorted((a, b) => orderOf(a) - orderOf(b))

const orderOf = ({ sort_order: order }: Row) => Number(plain(order)) || 0

/** All that an export holds. The file is read twice: what belongs to a post may stand behind it. */
export async function* readGhost(source: Source, options: ReadOptions): AsyncGenerator<Found> {
  for (const file of source.files) if (await isGhostExport(file)) yield* readFile(file, options)
}

async function* readFile(file: SourceFile, options: ReadOptions): AsyncGenerator<Found> {
  const tables = new Tables()
  const broken: Found[] = []
  const places = (names: readonly string[]) => roots.flatMap((root) => names.map((name) => `${root}.${name}.*`))
  const first = jsonPieces(
    file,
    places(small),
    (what) => broken.push(cut(file.path, what)),
    (n) => broken.push({ piece: 'fault', where: file.path, words: fill(tooDeep, { n }) }),
  )
  for await (const { path, value } of first)
    if (typeof value === 'object' && value) tables.add(path.split('.').at(-2) ?? '', value as Row)
  yield siteOf(tables, options)
  for (const [key, user] of tables.users)
    yield {
      piece: 'author',
      key,
      name: text(user, 'name') || text(user, 'slug'),
      ...(text(user, 'bio') ? { bio: text(user, 'bio') } : {}),
      ...(text(user, 'website') ? { url: text(user, 'website') } : {}),
      ...(text(user, 'profile_image') ? { picture: text(user, 'profile_image') } : {}),
    }
  for await (const { value } of jsonPieces(file, places(['posts']), () => undefined))
    if (typeof value === 'object' && value) yield* postOf(value as Row, tables, options)
  yield* broken
}

const tooDeep: Words = {
  id: '{n} nilai di berkas ini tersusun terlalu dalam (lebih dari 100 tingkat) dan dilewati. Selebihnya terbaca.',
  en: '{n} {n|value|values} in this file {n|is|are} nested too deep (more than 100 levels), and {n|was|were} left out. All else was read.',
}

const cut = (where: string, what: string): Found => ({
  piece: 'fault',
  where,
  words: {
    id: `Berkas ini terpotong atau rusak (${what}). Semua sebelum titik itu diimpor; unduh lagi untuk sisanya.`,
    en: `This file is cut off or damaged (${what}). All before that point is imported; download it again for the rest.`,
  },
})

function siteOf({ settings }: Tables, options: ReadOptions): Found {
  const language = (settings.get('locale') || settings.get('lang') || '').slice(0, 2)
  return {
    piece: 'site',
    url: options.site ?? '',
    title: settings.get('title') ?? '',
    ...(language === 'id' || language === 'en' ? { language } : {}),
    ...(settings.get('timezone') ? { timeZone: settings.get('timezone') as string } : {}),
  }
}

/** Times of now are text in UTC, older ones milliseconds. */
const dateIn = (row: Row, name: string) =>
  typeof row[name] === 'number' ? sensible(row[name]) : readDate(text(row, name), 'UTC')

function* postOf(raw: Row, tables: Tables, { site = '' }: ReadOptions): Generator<Found> {
  // Files of Ghost's own migration tools wrap each row.
  const row = typeof raw.data === 'object' && raw.data ? (raw.data as Row) : raw
  const id = plain(row.id) || text(raw, 'url') || text(row, 'slug')
  const meta = tables.meta.get(id) ?? row
  const nested = nestedIn(row)
  for (const { key, name } of nested.authors) if (!tables.users.has(key)) yield { piece: 'author', key, name }
  const losses: Loss[] = []
  const visibility = text(row, 'visibility') || 'public'
  const emailOnly = Boolean(Number(plain(meta.email_only))) || text(row, 'status') === 'sent'
  const hidden = visibility !== 'public' || emailOnly
  if (hidden) losses.push({ what: 'audience', detail: emailOnly ? 'email' : visibility, instead: 'nothing' })
  const slug = text(row, 'slug')
  const tags = tables.tagsOf(id)
  yield {
    piece: 'item',
    key: `ghost ${text(row, 'uuid') || id || createHash('sha256').update(JSON.stringify(row)).digest('base64url')}`,
    kind: text(row, 'type') === 'page' || row.page === 1 || row.page === true ? 'page' : 'article',
    state: hidden ? 'draft' : stateOf(text(row, 'status')),
    title: text(row, 'title'),
    body: bodyOf(row, site),
    summary: text(row, 'custom_excerpt') || text(meta, 'meta_description'),
    slug,
    address: text(raw, 'url') || (slug ? `${site.replace(/\/$/, '')}/${slug}/` : ''),
    earlier: [],
    tags: tags.length ? publicNames(tags) : nested.tags,
    authors: tables.authorsOf(id).length ? tables.authorsOf(id) : nested.authors.map(({ key }) => key),
    publishedAt: dateIn(row, 'published_at'),
    createdAt: dateIn(row, 'created_at'),
    modifiedAt: dateIn(row, 'updated_at'),
    ...languageOf(row),
    ...pictureOf(row, meta, site),
    pinned: row.featured === 1 || row.featured === true,
    uses: [],
    losses,
  }
}

const publicNames = (tags: readonly Row[]) =>
  tags
    .filter((tag) => text(tag, 'visibility') !== 'internal' && !text(tag, 'name').startsWith('#'))
    .map((tag) => text(tag, 'name'))

/** Tags and authors that stand in the row itself, as Ghost's interface and its tools write them. */
function nestedIn(row: Row): { tags: string[]; authors: { key: string; name: string }[] } {
  const list = (value: unknown): Row[] =>
    (Array.isArray(value) ? value : value ? [value] : []).flatMap((one: unknown) => {
      const found = one as Row
      return typeof found === 'object' && found
        ? [(typeof found.data === 'object' && found.data ? found.data : found) as Row]
        : []
    })
  return {
    tags: publicNames(list(row.tags)).filter(Boolean),
    authors: list(row.authors ?? row.author).flatMap((one) => {
      const name = text(one, 'name') || text(one, 'slug')
      return name ? [{ key: plain(one.id) || text(one, 'slug') || name, name }] : []
    }),
  }
}

function stateOf(status: string): FoundItem['state'] {
  if (status === 'published') return 'published'
  return status === 'scheduled' ? 'scheduled' : 'draft'
}

function languageOf(row: Row): { language?: 'id' | 'en' } {
  const short = text(row, 'locale').slice(0, 2)
  return short === 'id' || short === 'en' ? { language: short } : {}
}

function pictureOf(row: Row, meta: Row, site: string): Pick<FoundItem, 'picture'> {
  const address = text(row, 'feature_image').replaceAll('__GHOST_URL__', site)
  if (!address) return {}
  const caption = text(meta, 'feature_image_caption').replace(/<[^>]*>/g, '')
  return { picture: { address, alt: text(meta, 'feature_image_alt'), caption } }
}

/** Of the forms that a body has, the one that says most: the first letter tells which it is. */
function bodyOf(row: Row, site: string): string {
  const [kind, body] = text(row, 'lexical')
    ? ['L', text(row, 'lexical')]
    : text(row, 'mobiledoc')
      ? ['M', text(row, 'mobiledoc')]
      : ['H', text(row, 'html')]
  return `${kind}${body.replaceAll('__GHOST_URL__', site)}`
}

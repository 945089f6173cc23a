/** What editors ask before they write: https://www.w3.org/TR/micropub/#querying */
import { articlesById, articleTags, pageOfArticles } from '../blog/index.ts'
import type { Context } from '../context.ts'
import { inWorkspace } from '../db/client.ts'
import { homeAddressOf } from '../team/index.ts'
import { entryAt, headFiles, type Kept, keptOf, propertiesOf } from './entry.ts'
import { needPermission, needScope } from './permitted.ts'
import { invalid } from './refused.ts'
import type { Properties } from './request.ts'
import { shareTargets } from './share.ts'
import type { Access } from './tokens.ts'

/** What can be written here. */
const postTypes = [
  { type: 'note', name: 'Note' },
  { type: 'article', name: 'Article' },
  { type: 'photo', name: 'Photo' },
] as const

const queries = ['config', 'source', 'syndicate-to', 'category', 'post-types'] as const

/** Where pictures are sent first. */
export function mediaEndpoint({ config }: Pick<Context, 'config'>): string {
  return `${config.baseUrl}/micropub/media`
}

const mostListed = 50

/**
 * Answers a query.
 * @throws Refused `invalid_request` for one that is not known
 */
export async function answerQuery(context: Context, access: Access, asked: URLSearchParams): Promise<object> {
  needScope(access, 'create', 'draft', 'update', 'delete', 'undelete', 'media')
  needPermission(access, 'read')
  const q = asked.get('q') ?? ''
  if (q === 'config') return configOf(context, access)
  if (q === 'source') return source(context, access, asked)
  if (q === 'syndicate-to') return { 'syndicate-to': await shareTargets(context, access) }
  if (q === 'category') return { categories: await categories(context, access, asked.get('filter') ?? '') }
  if (q === 'post-types') return { 'post-types': postTypes }
  throw invalid(
    'Pertanyaan “{q}” tidak dikenal. Yang dikenal: {known}.',
    'The query “{q}” is not known. Known are: {known}.',
    { q: q.slice(0, 40), known: queries.join(', ') },
  )
}

async function configOf(context: Context, access: Access): Promise<object> {
  return {
    'media-endpoint': mediaEndpoint(context),
    'syndicate-to': await shareTargets(context, access),
    'post-types': postTypes,
    categories: await categories(context, access, ''),
    visibility: ['public'],
    q: queries,
  }
}

async function categories(context: Context, { actor }: Access, filter: string): Promise<string[]> {
  const all = await inWorkspace(context.db, actor.workspaceId, articleTags)
  const wanted = filter.slice(0, 100).toLowerCase()
  return all.filter((tag) => tag.toLowerCase().includes(wanted)).slice(0, 1000)
}

async function source(context: Context, access: Access, asked: URLSearchParams): Promise<object> {
  const names = [...asked.getAll('properties[]'), ...asked.getAll('properties')].filter(Boolean)
  const url = asked.get('url')
  if (url === null || url === '') return sourceList(context, access, asked, names)
  if (!URL.canParse(url)) throw invalid('“url” bukan alamat.', '“url” is no address.')
  const entry = await entryAt(context, access.actor, url)
  if (entry.row.deleted_at) throw invalid('Artikel itu sudah dihapus.', 'That article was deleted.')
  const files = await inWorkspace(context.db, access.actor.workspaceId, (tx) => headFiles(tx, [entry.row]))
  const properties = await propertiesOf(context, entry, files)
  return names.length > 0 ? { properties: only(properties, names) } : { type: ['h-entry'], properties }
}

const only = (properties: Properties, names: readonly string[]): Properties =>
  Object.fromEntries(names.flatMap((name) => (properties[name] ? [[name, properties[name]]] : [])))

/** Newest change first, a page at a time; in as many questions however many there are. */
async function sourceList(context: Context, { actor }: Access, asked: URLSearchParams, names: readonly string[]) {
  const limit = Math.min(Math.max(Math.trunc(Number(asked.get('limit'))) || 20, 1), mostListed)
  const cursor = asked.get('after') || undefined
  const found = await inWorkspace(context.db, actor.workspaceId, async (tx) => {
    const page = await pageOfArticles(tx, { limit, cursor })
    const ids = page.rows.map(({ id }) => id)
    const rows = await articlesById(tx, ids)
    const home = await homeAddressOf(context.config, tx, actor.workspaceId)
    return { next: page.next, rows, home, kept: await keptOf(tx, ids), files: await headFiles(tx, rows) }
  })
  const nothing: Kept = { properties: {}, photos: [], asHtml: false }
  const items = await Promise.all(
    found.rows.map(async (row) => {
      // A list is not the place to lay out twenty articles: the words stand there as they are kept.
      const kept = { ...(found.kept.get(row.id) ?? nothing), asHtml: false }
      const properties = await propertiesOf(context, { row, kept, home: found.home }, found.files)
      return { type: ['h-entry'], properties: names.length > 0 ? only(properties, names) : properties }
    }),
  )
  return { items, ...(found.next === null ? {} : { paging: { after: found.next } }) }
}

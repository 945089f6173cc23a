import { z } from 'zod'
import { htmlToText } from '../html.ts'
import type { RemoteArticle, RemoteArticles, Session } from '../network.ts'
import { createClient } from './api.ts'

/** https://developer.wordpress.org/rest-api/reference/posts/#schema; its terms come along when they are asked for. */
const Article = z.object({
  id: z.number(),
  link: z.string(),
  date_gmt: z.string(),
  title: z.object({ rendered: z.string() }),
  excerpt: z.object({ rendered: z.string() }).optional(),
  _embedded: z
    .object({ 'wp:term': z.array(z.array(z.object({ name: z.string(), taxonomy: z.string() }))).optional() })
    .optional(),
})
type Article = z.infer<typeof Article>

const perPage = 20

/**
 * What is out, newest first. Our cursor is a page's number: where something new was published between two pages, an
 * article comes twice, and none is lost. https://developer.wordpress.org/rest-api/using-the-rest-api/pagination/
 */
export async function fetchArticles(cursor: string, session: Session): Promise<RemoteArticles> {
  const page = cursor === '' ? 1 : Number(cursor)
  const query = {
    status: 'publish',
    orderby: 'date',
    order: 'desc',
    per_page: String(perPage),
    page: String(page),
    _embed: 'wp:term',
  }
  const { value, headers } = await createClient(session).call('wp/v2/posts', query, {}, z.array(Article))
  const pages = Number(headers.get('x-wp-totalpages') ?? 1)
  return { articles: value.map(toArticle), ...(page < pages ? { cursor: String(page + 1) } : {}) }
}

/** WordPress itself knows no language of a post. */
function toArticle({ id, link, date_gmt, title, excerpt, _embedded }: Article): RemoteArticle {
  const terms = (_embedded?.['wp:term'] ?? []).flat()
  return {
    remoteId: String(id),
    permalink: link,
    title: htmlToText(title.rendered),
    // Where there is no excerpt, WordPress cuts one, and marks the cut.
    summary: htmlToText(excerpt?.rendered ?? '').replace(/\s*\[(…|&hellip;)\]$/, '…'),
    tags: terms.filter(({ taxonomy }) => taxonomy === 'post_tag').map(({ name }) => htmlToText(name)),
    publishedAt: new Date(`${date_gmt}Z`),
  }
}

import { z } from 'zod'
import type { RemoteArticle, RemoteArticles, Session } from '../network.ts'
import { createClient, Meta } from './api.ts'
import { Facts } from './facts.ts'

const Article = z.object({
  id: z.string(),
  url: z.string(),
  title: z.string(),
  custom_excerpt: z.string().nullish(),
  excerpt: z.string().nullish(),
  published_at: z.string().nullish(),
  tags: z.array(z.object({ name: z.string() })).nullish(),
})
type Article = z.infer<typeof Article>

/**
 * What is out, newest first, twenty a page. Our cursor is a page's number: where something new was published between two
 * pages, an article comes twice, and none is lost. https://docs.ghost.org/admin-api/posts/overview
 */
export async function fetchArticles(cursor: string, session: Session): Promise<RemoteArticles> {
  const query = {
    filter: 'status:published',
    order: 'published_at desc',
    include: 'tags',
    limit: '20',
    page: cursor === '' ? '1' : cursor,
  }
  const Page = z.object({ posts: z.array(Article), meta: Meta })
  const { posts, meta } = await createClient(session).get('posts', query, Page)
  const { next } = meta.pagination
  const articles = posts.flatMap((post) => toArticle(post, session))
  return { articles, ...(next === null ? {} : { cursor: String(next) }) }
}

/** Tags that begin with `#` are for the owner alone: https://ghost.org/help/tags/#internal-tags */
function toArticle({ id, url, title, tags, published_at, ...post }: Article, { account }: Session): RemoteArticle[] {
  if (!published_at) return []
  const language = Facts.safeParse(account.facts).data?.language
  return [
    {
      remoteId: id,
      permalink: url,
      title,
      summary: (post.custom_excerpt || post.excerpt || '').trim(),
      tags: (tags ?? []).map(({ name }) => name).filter((name) => !name.startsWith('#')),
      ...(language ? { language } : {}),
      publishedAt: new Date(published_at),
    },
  ]
}

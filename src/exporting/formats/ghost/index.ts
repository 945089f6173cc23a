/** Ghost's own export: https://ghost.org/docs/migration/custom/ */
import type { WholeArticle } from '../../../blog/index.ts'
import type { Sink } from '../../sink.ts'
import { count, mediaIn, nothingYet } from '../count.ts'
import type { Exported, ExportFormat, WholeBlog } from '../format.ts'

/** A file holds no more articles: Ghost reads each of them whole. */
const mostArticles = 500

/** Ghost. */
export const ghost: ExportFormat = {
  id: 'ghost',
  label: 'Ghost',
  about: {
    id: 'berkas JSON untuk Setelan → Impor di Ghost, dengan gambarnya di content/images',
    en: 'JSON files for Settings → Import in Ghost, with their pictures in content/images',
  },
  write,
}

async function write(blog: WholeBlog, sink: Sink): Promise<Exported> {
  const done = nothingYet()
  const pictures = new Set<string>()
  let articles: WholeArticle[] = []
  let files = 0
  const flush = async () => {
    files += 1
    await sink.file(`ghost-${files}.json`, `${JSON.stringify(databaseOf(blog, articles))}\n`)
    articles = []
  }
  for await (const article of blog.articles()) {
    count(done, article)
    articles.push(article)
    for (const file of [...mediaIn(article.markdown), ...(article.picture ? [article.picture.file] : [])])
      pictures.add(file)
    if (articles.length === mostArticles) await flush()
  }
  if (articles.length || files === 0) await flush()
  for (const file of pictures) {
    const bytes = await blog.media(file)
    if (!bytes) done.missing.push(file)
    else await sink.file(`content/images/${file}`, bytes)
    done.pictures += bytes ? 1 : 0
  }
  return done
}

const imageOf = (file: string) => `__GHOST_URL__/content/images/${file}`

function databaseOf(blog: WholeBlog, articles: readonly WholeArticle[]) {
  const tags = [...new Set(articles.flatMap(({ tags: own }) => own))]
  const users = blog.authors.map(({ name, slug, bio, url }, at) => ({
    id: String(at + 1),
    name,
    slug,
    email: `${slug}@example.invalid`,
    bio: bio || null,
    website: url || null,
  }))
  const data = {
    posts: articles.map(postOf),
    tags: tags.map((name, at) => ({ id: String(at + 1), name, slug: slugOf(name) })),
    posts_tags: articles.flatMap(({ id, tags: own }) =>
      own.map((name, at) => ({ post_id: id, tag_id: String(tags.indexOf(name) + 1), sort_order: at })),
    ),
    users,
    posts_authors: articles.flatMap(({ id, authors }) =>
      authors.flatMap((name, at) => {
        const user = users.find((one) => one.name === name)
        return user ? [{ post_id: id, author_id: user.id, sort_order: at }] : []
      }),
    ),
    posts_meta: articles.flatMap(({ id, picture }) =>
      picture
        ? [{ post_id: id, feature_image_alt: picture.alt || null, feature_image_caption: picture.caption || null }]
        : [],
    ),
  }
  return { db: [{ meta: { exported_on: blog.now.getTime(), version: '5.130.0' }, data }] }
}

const slugOf = (name: string) =>
  name
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/g, '') || 'tag'

function postOf(article: WholeArticle) {
  const { id, kind, state, slug, picture, at, createdAt, updatedAt } = article
  const markdown = article.markdown.replace(/\/media\/(?=[0-9a-f-]{36}\.)/g, imageOf(''))
  return {
    id,
    uuid: id,
    title: article.title || '(untitled)',
    slug,
    lexical: lexicalOf(markdown),
    feature_image: picture ? imageOf(picture.file) : null,
    featured: article.pinned ? 1 : 0,
    type: kind === 'page' ? 'page' : 'post',
    status: state,
    visibility: 'public',
    custom_excerpt: article.summary.slice(0, 300) || null,
    published_at: at?.toISOString() ?? null,
    created_at: createdAt.toISOString(),
    updated_at: updatedAt.toISOString(),
  }
}

/** One card of Markdown: nothing of it is lost on the way. */
function lexicalOf(markdown: string): string {
  const root = {
    children: [{ type: 'markdown', version: 1, markdown }],
    direction: null,
    format: '',
    indent: 0,
    type: 'root',
    version: 1,
  }
  return JSON.stringify({ root })
}

/**
 * A folder of Markdown with front matter, its pictures beside it: Hugo and Jekyll build it as it is, and our own import brings all of it
 * back. https://gohugo.io/content-management/front-matter/, https://jekyllrb.com/docs/front-matter/
 */
import { stringify } from 'yaml'
import type { WholeArticle } from '../../../blog/index.ts'
import type { Sink } from '../../sink.ts'
import { count, mediaIn, nothingYet } from '../count.ts'
import type { Exported, ExportFormat, WholeBlog } from '../format.ts'
import { siteFiles } from './site.ts'

/** In which folder of `content/` what is. */
export const folders = { article: 'articles', page: 'pages', note: 'notes' } as const

/** Markdown with front matter. */
export const markdown: ExportFormat = {
  id: 'markdown',
  label: 'Markdown',
  about: {
    id: 'folder berkas Markdown dan gambarnya; Hugo dan Jekyll menyusunnya apa adanya, dan impor di sini mengembalikan semuanya',
    en: 'a folder of Markdown files and their pictures; Hugo and Jekyll build it as it is, and the import here brings all of it back',
  },
  write,
}

async function write(blog: WholeBlog, sink: Sink): Promise<Exported> {
  const done = nothingYet()
  const pictures = new Set<string>()
  for (const [path, content] of siteFiles(blog)) await sink.file(path, content)
  for await (const article of blog.articles()) {
    count(done, article)
    await sink.file(`content/${folders[article.kind]}/${fileNameOf(article.slug)}.md`, pageOf(article, blog.timeZone))
    if (article.newer) await sink.file(`content/drafts/${article.slug}-baru.md`, newerOf(article))
    if (article.comments.length)
      await sink.file(
        `data/comments/${fileNameOf(article.slug)}.json`,
        asJson({ article: article.id, comments: article.comments }),
      )
    for (const file of [...mediaIn(article.markdown), ...(article.picture ? [article.picture.file] : [])])
      pictures.add(file)
  }
  await sink.file('data/authors.json', asJson(blog.authors))
  await sink.file('data/redirects.json', asJson(blog.redirects))
  await copyPictures(blog, sink, pictures, done)
  return done
}

/** Hugo takes a folder with an `index` for one page (https://gohugo.io/content-management/page-bundles/), and Windows has devices of these names. */
const otherThings = /^(?:index|con|prn|aux|nul|(?:com|lpt)\d)$/

/** What an article's file is called, without its ending: its slug, where that is no other thing's name. Its head says the slug itself. */
export const fileNameOf = (slug: string): string => (otherThings.test(slug) ? `${slug}~` : slug)

const asJson = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`

/** What is gone is told, and nothing else waits for it. */
async function copyPictures(blog: WholeBlog, sink: Sink, files: ReadonlySet<string>, done: Exported): Promise<void> {
  for (const file of files) {
    const bytes = await blog.media(file)
    if (!bytes) done.missing.push(file)
    else {
      await sink.file(`media/${file}`, bytes)
      done.pictures += 1
    }
  }
}

/** An article as a file. */
export function pageOf(article: WholeArticle, timeZone: string): string {
  return `---\n${stringify(headOf(article, timeZone), { lineWidth: 0 })}---\n\n${withoutShortcodes(article.markdown)}\n`
}

/** What stands above its text. */
export function headOf(article: WholeArticle, timeZone: string): Record<string, unknown> {
  const { kind, part, pinned, picture, state, slug } = article
  const address = `/${encodeURIComponent(slug)}/`
  const [aliases, queries] = [false, true].map((query) =>
    article.earlier.filter((path) => path.includes('?') === query),
  )
  return {
    title: article.title,
    date: written(article.at ?? article.createdAt, timeZone),
    lastmod: written(article.updatedAt, timeZone),
    ...(state === 'draft' ? { draft: true, published: false } : {}),
    slug,
    url: address,
    permalink: address,
    ...(aliases?.length ? { aliases } : {}),
    ...(article.summary ? { description: article.summary } : {}),
    ...(article.tags.length ? { tags: article.tags } : {}),
    ...(article.authors.length ? { authors: article.authors } : {}),
    ...(article.series ? { series: [article.series] } : {}),
    lang: article.language,
    ...(article.translationKey ? { translationKey: article.translationKey } : {}),
    ...(picture ? { cover: { image: `/media/${picture.file}`, alt: picture.alt, caption: picture.caption } } : {}),
    layout: 'default',
    // Jekyll would read braces in the text as its own commands.
    render_with_liquid: false,
    // What other programs have no word for.
    percakapan: {
      id: article.id,
      kind,
      created: written(article.createdAt, timeZone),
      ...(part === null ? {} : { part }),
      ...(pinned ? { pinned } : {}),
      ...(queries?.length ? { earlier: queries } : {}),
    },
  }
}

/** Words that nobody has published yet, beside those that readers have. */
function newerOf({ slug, language, newer }: WholeArticle): string {
  const head = { title: newer?.title ?? '', draft: true, published: false, slug: `${slug}-baru`, lang: language }
  return `---\n${stringify(head, { lineWidth: 0 })}---\n\n${withoutShortcodes(newer?.markdown ?? '')}\n`
}

/** Hugo takes these for its own commands, unless they are commented: https://gohugo.io/content-management/shortcodes/ */
export function withoutShortcodes(text: string): string {
  return text.replace(
    /\{\{([<%])([^{}\n]{0,1000}?)([>%])\}\}/g,
    (_all, open: string, inside: string, close: string) => {
      return `{{${open}/*${inside}*/${close}}}`
    },
  )
}

/** An instant on the blog's clock, with its offset. */
function written(at: Date, timeZone: string): string {
  const zoned = Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(timeZone)
  return zoned.toString({ timeZoneName: 'never', smallestUnit: at.getTime() % 1000 ? 'millisecond' : 'second' })
}

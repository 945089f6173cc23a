import type { BrandKit } from '../brand/index.ts'
import type { Actor, Context } from '../context.ts'
import { say, type Words } from '../core/words.ts'
import { inWorkspace, type Tx } from '../db/client.ts'
import { shownPictures } from '../media/index.ts'
import { dateSaid } from '../themes/index.ts'
import { pageAt } from './answer.ts'
import { type ArticleRow, findArticle } from './article.ts'
import type { ArticleWords } from './article-words.ts'
import { authorsOf } from './authors.ts'
import { briefOf } from './brief.ts'
import { typeset, typesetTitle } from './markdown/index.ts'
import { articlePage } from './pages/article.ts'
import { byIds, newestIds } from './published.ts'
import { readSite, themeOf } from './site.ts'
import { slugify } from './slug.ts'
import { translationsOf } from './translations.ts'
import { renderBeside, viewCopies } from './view.ts'

/** A page to be looked at, and the origins of what it shows in frames. */
export interface Preview {
  page: string
  frames: string[]
}

/**
 * The article's page with the words as they are being written.
 * @param link whoever looks has a link that works until then, and no account: the page says so in a bar
 */
export async function previewArticle(
  context: Context,
  actor: Pick<Actor, 'workspaceId'>,
  id: string,
  link?: { until: Date },
): Promise<Preview> {
  const { row, site, copies, translations, head, writers } = await inWorkspace(
    context.db,
    actor.workspaceId,
    async (tx) => {
      const found = await findArticle(tx, id)
      const authors = await authorsOf(tx, actor.workspaceId, found.authors)
      const media = [found.picture?.media, ...authors.map(({ picture }) => picture)]
      const files = await shownPictures(
        tx,
        media.filter((one) => typeof one === 'string'),
      )
      return {
        row: found,
        site: await readSite(context, tx, actor.workspaceId),
        copies: await viewCopies(context, tx, id),
        translations: (await translationsOf(tx, found)).filter(({ state }) => state === 'published'),
        head: files.get(found.picture?.media ?? ''),
        writers: authors.map((author) => ({ ...author, face: files.get(author.picture ?? '')?.file })),
      }
    },
  )
  const inside = <T>(read: (tx: Tx) => Promise<T>) => inWorkspace(context.db, actor.workspaceId, read)
  const { html, frames } = await renderBeside(context, inside, row)
  const { excerpt, words } = briefOf(row)
  const view = {
    kind: row.kind,
    slug: row.slug,
    title: typesetTitle(row.title, row.language),
    name: typesetTitle(row.name, row.language),
    series: row.series ? { name: row.series, slug: slugify(row.series), part: row.part } : null,
    picture: row.picture && head ? { ...row.picture, ...head } : undefined,
    writers,
    summary: typeset(excerpt, row.language),
    body: html,
    tags: row.tags,
    language: row.language,
    words,
    publishedAt: row.published_at,
    modifiedAt: row.updated_at,
    translations,
    copies,
    ownSummary: row.summary.trim() !== '',
    further: {},
    draft: true,
  }
  const bar = link && barOf(row, site, link.until)
  return { page: await articlePage(site, view, 'preview', bar), frames }
}

/** What a link's page says above the blog: until when, and whether readers have these words. */
function barOf(
  { state, version, published_version, language }: ArticleRow,
  { timeZone }: { timeZone: string },
  until: Date,
): string {
  const newer = state === 'published' && version !== published_version
  const where = newer ? barWords.newer : state === 'published' ? barWords.published : barWords.notPublished
  const time = dateSaid(until, 'zonedTime', language, timeZone)
  return `${say(barWords.until, language, { time })} · ${say(where, language)}`
}

const barWords = {
  until: { id: 'Pratinjau sampai {time}', en: 'Preview until {time}' },
  notPublished: { id: 'belum terbit', en: 'not published yet' },
  newer: { id: 'perubahannya belum terbit', en: 'the changes are not published yet' },
  published: { id: 'sudah terbit', en: 'already published' },
} satisfies Record<string, Words>

/** The page of an article that is nowhere yet, as a reader would see it. @param at when it was published; `null`: a draft */
export async function previewWords(
  context: Context,
  actor: Actor,
  { title, markdown, summary, tags, language, at }: Omit<ArticleWords, 'slug'> & { at: Date | null },
): Promise<Preview> {
  const site = await inWorkspace(context.db, actor.workspaceId, (tx) => readSite(context, tx, actor.workspaceId))
  const inside = <T>(read: (tx: Tx) => Promise<T>) => inWorkspace(context.db, actor.workspaceId, read)
  const { html, frames } = await renderBeside(context, inside, { markdown, language, workspace_id: actor.workspaceId })
  const { excerpt, words } = briefOf({ summary, markdown })
  const dates = { publishedAt: at, modifiedAt: at }
  const nobody = { series: null, writers: [], translations: [], copies: [] }
  const kind = title ? ('article' as const) : ('note' as const)
  const [shown, summed] = [typesetTitle(title, language), typeset(excerpt, language)]
  const said = { kind, slug: 'x', title: shown, name: shown, summary: summed, body: html, tags, language, words }
  const more = { ownSummary: summary.trim() !== '', further: {}, draft: at === null }
  const page = await articlePage(site, { ...said, ...nobody, ...dates, ...more }, 'preview')
  return { page, frames }
}

const sample = {
  title: { id: 'Judul artikel di blog Anda', en: 'The title of an article on your blog' },
  text: {
    id: 'Begini kata-kata Anda akan terlihat oleh pembaca,',
    en: 'This is how your words will look to a reader,',
  },
  link: { id: 'dengan tautan seperti ini', en: 'with links like this' },
  name: { id: 'Nama merek', en: 'Brand name' },
} satisfies Record<string, Words>

/** A page of the blog as it would be with this brand kit, which nobody has saved yet. */
export async function previewBrand(context: Context, actor: Actor, kit: BrandKit): Promise<string> {
  const { language } = kit
  const typed = { ...kit, name: kit.name || sample.name[language] }
  const site = await inWorkspace(context.db, actor.workspaceId, (tx) => readSite(context, tx, actor.workspaceId, typed))
  const view = {
    kind: 'article' as const,
    slug: 'x',
    title: sample.title[language],
    name: sample.title[language],
    series: null,
    writers: [],
    translations: [],
    summary: '',
    body: `<p>${sample.text[language]} <a href="/">${sample.link[language]}</a>.</p>`,
    tags: [],
    language,
    words: 200,
    publishedAt: context.clock.now(),
    modifiedAt: context.clock.now(),
    copies: [],
    ownSummary: false,
    further: {},
    draft: false,
  }
  return articlePage(site, view, 'preview')
}

/** Pages that a theme can be looked at on before it is chosen. */
export const previewPages = ['home', 'article', 'archive', 'search', 'lost'] as const

/**
 * A page of the blog, with what is published, as another theme would draw it.
 * @param theme an id; one that there is not is the calm one
 * @param page the newest article where it is `article`; the front page where nothing is published
 */
export async function previewTheme(
  context: Context,
  actor: Actor,
  theme: string,
  page: (typeof previewPages)[number] = 'home',
): Promise<Preview> {
  const { workspaceId } = actor
  return inWorkspace(context.db, workspaceId, async (tx) => {
    const now = await readSite(context, tx, workspaceId)
    const site = { ...now, ...(await themeOf(tx, workspaceId, theme)), styleInside: true as const }
    const path = page === 'article' ? await newestAddress(tx, workspaceId) : addresses[page]
    const { body, frames } = await pageAt({ context, tx, workspaceId, site }, path)
    return { page: String(body), frames: [...(frames ?? [])] }
  })
}

const addresses = { home: '/', archive: '/archive', search: '/search', lost: '/-' }

async function newestAddress(tx: Tx, workspaceId: string): Promise<string> {
  const [newest] = await byIds(tx, workspaceId, await newestIds(tx, workspaceId, 1))
  return newest ? `/${encodeURIComponent(newest.slug)}` : '/'
}

import type { BrandKit } from '../brand/index.ts'
import type { Actor, Context } from '../context.ts'
import type { Words } from '../core/words.ts'
import { inWorkspace, type Tx } from '../db/client.ts'
import { fileOf } from '../media/index.ts'
import { findArticle } from './article.ts'
import { briefOf } from './brief.ts'
import { typeset } from './markdown/index.ts'
import { articlePage } from './pages/article.ts'
import { readSite } from './site.ts'
import { renderBeside, viewCopies } from './view.ts'

/** The article's page with the words as they are being written, and the origins of what it shows in frames. */
export async function previewArticle(
  context: Context,
  actor: Actor,
  id: string,
): Promise<{ page: string; frames: string[] }> {
  const { row, site, copies } = await inWorkspace(context.db, actor.workspaceId, async (tx) => ({
    row: await findArticle(tx, id),
    site: await readSite(context, tx, actor.workspaceId),
    copies: await viewCopies(context, tx, id),
  }))
  const inside = <T>(read: (tx: Tx) => Promise<T>) => inWorkspace(context.db, actor.workspaceId, read)
  const { html, frames } = await renderBeside(context, inside, row)
  const { excerpt, words } = briefOf(row)
  const view = {
    slug: row.slug,
    title: typeset(row.title, row.language),
    summary: typeset(excerpt, row.language),
    body: html,
    tags: row.tags,
    language: row.language,
    words,
    publishedAt: row.published_at,
    modifiedAt: row.updated_at,
    copies,
  }
  return { page: articlePage(site, view, undefined, true), frames }
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
  const { site, logo } = await inWorkspace(context.db, actor.workspaceId, async (tx) => ({
    site: await readSite(context, tx, actor.workspaceId),
    logo: kit.logo ? await fileOf(tx, kit.logo) : undefined,
  }))
  const view = {
    slug: 'x',
    title: sample.title[language],
    summary: '',
    body: `<p>${sample.text[language]} <a href="/">${sample.link[language]}</a>.</p>`,
    tags: [],
    language,
    words: 200,
    publishedAt: context.clock.now(),
    modifiedAt: context.clock.now(),
    copies: [],
  }
  const name = kit.name || sample.name[language]
  return articlePage({ ...site, ...kit, name, logo: logo ? `/media/${logo}` : null }, view, undefined)
}

/** Drafts of the two pages that the law asks for in many countries, with what this very installation does. */
import { type RawBuilder, sql } from 'kysely'
import { readBrandKit } from '../brand/index.ts'
import type { Actor, Context } from '../context.ts'
import { type Language, say, type Words } from '../core/words.ts'
import { inWorkspace, type Tx } from '../db/client.ts'
import { createArticle } from './article.ts'
import { legalWords } from './legal-words.ts'

/** A page that was drafted, or that was there already. */
export interface LegalDraft {
  kind: 'imprint' | 'privacy'
  id: string
  title: string
  /** It was made just now. */
  made: boolean
}

/** What the pages say of the installation. */
interface Facts {
  language: Language
  brand: string
  host: string
  /** Hosts of which an article shows something once a reader opens it. */
  embeds: readonly string[]
  /** Articles show pictures that lie on other servers. */
  picturesElsewhere: boolean
  comments: boolean
}

const kinds = ['imprint', 'privacy'] as const

/** Drafts an imprint and a privacy page in the blog's language. One whose address there is already stays as it is. */
export async function draftLegalPages(context: Context, actor: Actor): Promise<LegalDraft[]> {
  const facts = await inWorkspace(context.db, actor.workspaceId, (tx) => readFacts(context, tx, actor.workspaceId))
  const drafts: LegalDraft[] = []
  for (const kind of kinds) drafts.push(await draftOne(context, actor, kind, facts))
  return drafts
}

async function draftOne(context: Context, actor: Actor, kind: LegalDraft['kind'], facts: Facts): Promise<LegalDraft> {
  const { language } = facts
  const slug = say(legalWords[kind].slug, language)
  const there = await inWorkspace(context.db, actor.workspaceId, (tx) => pageAt(tx, actor.workspaceId, slug))
  if (there) return { kind, ...there, made: false }
  const title = say(legalWords[kind].title, language)
  const markdown = kind === 'imprint' ? imprintText(facts) : privacyText(facts)
  const { id } = await createArticle(context, actor, { kind: 'page', title, slug, markdown, language })
  return { kind, id, title, made: true }
}

function pageAt(tx: Tx, workspaceId: string, slug: string) {
  return tx
    .selectFrom('article')
    .select(['id', 'title'])
    .where('workspace_id', '=', workspaceId)
    .where('slug', '=', slug)
    .where('deleted_at', 'is', null)
    .executeTakeFirst()
}

async function readFacts(context: Context, tx: Tx, workspaceId: string): Promise<Facts> {
  const kit = await readBrandKit(tx, workspaceId)
  const { rows } = await sql<{ origin: string }>`
    select distinct unnest(page.frames) as origin from article_page page join article on article.id = page.article_id
    where article.workspace_id = ${workspaceId} order by 1 limit 50`.execute(tx)
  const host = new URL(context.config.baseUrl).host
  return {
    language: kit?.language ?? 'id',
    brand: kit?.name ?? host,
    host,
    embeds: rows.map(({ origin }) => new URL(origin).host),
    picturesElsewhere: await exists(
      tx,
      sql`select 1 from article_page page join article on article.id = page.article_id
        where article.workspace_id = ${workspaceId} and page.html ~ '<img[^>]* src="https?:'`,
    ),
    comments: await exists(tx, sql`select 1 from comment where workspace_id = ${workspaceId}`),
  }
}

async function exists(tx: Tx, query: RawBuilder<unknown>): Promise<boolean> {
  const { rows } = await sql<{ is: boolean }>`select exists (${query}) as is`.execute(tx)
  return rows[0]?.is ?? false
}

function imprintText({ language, brand, host }: Facts): string {
  return say(legalWords.imprint.text, language, { brand, host })
}

function privacyText({ language, host, brand, embeds, picturesElsewhere, comments }: Facts): string {
  const { privacy } = legalWords
  const parts: Words[] = [
    privacy.opening,
    privacy.cookies,
    privacy.records,
    privacy.fonts,
    embeds.length ? privacy.embeds : privacy.noEmbeds,
    ...(picturesElsewhere ? [privacy.picturesElsewhere] : []),
    comments ? privacy.comments : privacy.noComments,
    privacy.newsletter,
    privacy.rights,
  ]
  const hosts = embeds.map((one) => `- ${one}`).join('\n')
  return parts.map((part) => say(part, language, { host, brand, hosts })).join('\n\n')
}

/** Articles that are translations of one another: which they are, how one is begun, joins and leaves. */
import { randomUUID } from 'node:crypto'
import type { Actor, Context } from '../context.ts'
import { Problem } from '../core/problem.ts'
import type { Language } from '../core/words.ts'
import { inWorkspace, type Tx } from '../db/client.ts'
import { record } from '../team/index.ts'
import { type ArticleRow, createArticle, noSuchArticle, tellArticle } from './article.ts'
import { languageNames, languageTaken, takenBy } from './translation-keys.ts'

/** An article as its translations name it: by its title, or a note’s first words. */
export type Translation = Pick<ArticleRow, 'id' | 'language' | 'state' | 'slug'> & { title: string }

/** The translations of an article that are not deleted, by language; without itself. */
export async function translationsOf(
  tx: Tx,
  { id, translation_key }: Pick<ArticleRow, 'id' | 'translation_key'>,
): Promise<Translation[]> {
  if (!translation_key) return []
  return tx
    .selectFrom('article')
    .select(['id', 'language', 'state', 'slug', 'name as title'])
    .where('translation_key', '=', translation_key)
    .where('translation_key', '<>', '')
    .where('deleted_at', 'is', null)
    .where('id', '<>', id)
    .orderBy('language')
    .execute()
}

/**
 * Begins the same article in another language: a draft with what is written now, for its writer to put into that language. A series
 * has a name of its own in each language, so that it is not copied. With an `id` that the caller chose, twice is once.
 * @throws Problem `gone`; `wrong-input` where there is one in that language
 */
export async function translateArticle(
  context: Context,
  actor: Actor,
  from: string,
  { language, id = randomUUID() }: { language: Language; id?: string | undefined },
): Promise<ArticleRow> {
  const { source, known } = await inWorkspace(context.db, actor.workspaceId, async (tx) => {
    const [row] = await lockLiving(tx, [from])
    if (!row) throw noSuchArticle()
    if (row.language === language) throw languageTaken(language, row.name)
    const translation_key = row.translation_key || randomUUID()
    const other = await takenBy(tx, { id, language, translation_key })
    if (other) throw languageTaken(language, other.name)
    if (!row.translation_key) await tx.updateTable('article').set({ translation_key }).where('id', '=', from).execute()
    const made = await tx.selectFrom('article').selectAll().where('id', '=', id).executeTakeFirst()
    return { source: { ...row, translation_key }, known: made?.translation_key === translation_key ? made : undefined }
  })
  if (known) return known
  const { title, markdown, summary, tags, picture, authors, kind, translation_key: translationKey } = source
  const words = { title, markdown, summary, tags, picture, authors, kind, language, translationKey }
  return createArticle(context, actor, { id, ...words })
}

/**
 * Makes two articles translations of one another, with all that are translations of either.
 * @param reaching is asked of each that readers have: it throws where they may not meet another page without somebody's word
 * @throws Problem `gone`; `wrong-input` where both have one in the same language
 */
export async function joinTranslations(
  context: Context,
  actor: Actor,
  [id, otherId]: readonly [string, string],
  reaching: (article: ArticleRow) => void,
): Promise<ArticleRow> {
  if (id === otherId) throw withItself()
  const { before, after } = await inWorkspace(context.db, actor.workspaceId, async (tx) => {
    const rows = await lockLiving(tx, [id, otherId])
    const [own, other] = [id, otherId].map((one) => rows.find((row) => row.id === one))
    if (!own || !other) throw noSuchArticle()
    if (own.translation_key && own.translation_key === other.translation_key) return { before: [], after: [own] }
    const joining = await withTranslations(tx, [own, other])
    refuseTwice(joining)
    for (const row of joining) if (row.state === 'published') reaching(row)
    const key = own.translation_key || other.translation_key || randomUUID()
    await record(tx, actor, 'article.join-translations', id)
    await moveDeleted(tx, other.translation_key, key)
    return { before: joining, after: await moveTo(tx, joining, key) }
  })
  for (const row of before) tellArticle(context, row, after.find((one) => one.id === row.id) ?? row)
  return after.find((row) => row.id === id) as ArticleRow
}

/**
 * Takes an article out of its translations; the others stay together.
 * @param reaching as for {@link joinTranslations}
 * @throws Problem `gone`
 */
export async function leaveTranslations(
  context: Context,
  actor: Actor,
  id: string,
  reaching: (article: ArticleRow) => void,
): Promise<ArticleRow> {
  const { before, after } = await inWorkspace(context.db, actor.workspaceId, async (tx) => {
    const [own] = await lockLiving(tx, [id])
    if (!own) throw noSuchArticle()
    if (!own.translation_key) return { before: own, after: own }
    if (own.state === 'published') reaching(own)
    await record(tx, actor, 'article.leave-translations', id)
    const [moved] = await moveTo(tx, [own], '')
    return { before: own, after: moved ?? own }
  })
  if (before !== after) tellArticle(context, before, after)
  return after
}

/** In the order of their numbers, so that two who lock the same don't wait for each other. */
function lockLiving(tx: Tx, ids: readonly string[]): Promise<ArticleRow[]> {
  return tx
    .selectFrom('article')
    .selectAll()
    .where('id', 'in', [...ids])
    .where('deleted_at', 'is', null)
    .orderBy('id')
    .forUpdate()
    .execute()
}

async function withTranslations(tx: Tx, rows: readonly ArticleRow[]): Promise<ArticleRow[]> {
  const keys = [...new Set(rows.map((row) => row.translation_key).filter(Boolean))]
  if (!keys.length) return [...rows]
  const others = await tx
    .selectFrom('article')
    .selectAll()
    .where('translation_key', 'in', keys)
    .where('translation_key', '<>', '')
    .where('deleted_at', 'is', null)
    .where(
      'id',
      'not in',
      rows.map(({ id }) => id),
    )
    .orderBy('id')
    .forUpdate()
    .execute()
  return [...rows, ...others]
}

function moveTo(tx: Tx, rows: readonly ArticleRow[], translation_key: string): Promise<ArticleRow[]> {
  const ids = rows.map(({ id }) => id)
  return tx.updateTable('article').set({ translation_key }).where('id', 'in', ids).returningAll().execute()
}

/** One that is restored comes back among those that it was a translation of. */
async function moveDeleted(tx: Tx, from: string, translation_key: string): Promise<void> {
  if (!from) return
  await tx
    .updateTable('article')
    .set({ translation_key })
    .where('translation_key', '=', from)
    .where('deleted_at', 'is not', null)
    .execute()
}

function withItself(): Problem {
  return new Problem(
    'wrong-input',
    {
      id: 'Ini artikel yang sama. Pilih artikel lain sebagai terjemahannya.',
      en: 'This is the same article. Choose another one as its translation.',
    },
    { field: 'article' },
  )
}

function refuseTwice(rows: readonly ArticleRow[]): void {
  const seen = new Map<Language, ArticleRow>()
  for (const row of rows) {
    const other = seen.get(row.language)
    if (other) throw sameLanguage(row.language, [other.name, row.name])
    seen.set(row.language, row)
  }
}

function sameLanguage(language: Language, [one, two]: readonly [string, string]): Problem {
  const named = languageNames[language]
  return new Problem(
    'wrong-input',
    {
      id: `“${one}” dan “${two}” sama-sama dalam ${named.id}. Terjemahan butuh satu artikel per bahasa: ubah dahulu bahasa salah satunya, atau pisahkan dari terjemahannya.`,
      en: `“${one}” and “${two}” are both in ${named.en}. Translations are one article for each language: change the language of one of them first, or take it out of its translations.`,
    },
    { field: 'article' },
  )
}

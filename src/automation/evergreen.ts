/**
 * Old good articles that come round again as fresh teasers: at a rhythm, the one that has rested longest first, and in
 * words that its channel has never had.
 */
import { randomUUID } from 'node:crypto'
import { type Selectable, sql } from 'kysely'
import { type ArticleRow, findArticle, passages, permalinkOf, sharedFor, summaryOf } from '../blog/index.ts'
import { type Channel, listChannels } from '../channels/index.ts'
import type { Actor, Context } from '../context.ts'
import { Problem } from '../core/problem.ts'
import { firstAfter, occurrences, parseRecurrence, type Recurrence } from '../core/recurrence/index.ts'
import type { Words } from '../core/words.ts'
import { asSystem, inWorkspace, type Tx } from '../db/client.ts'
import type { ProposedText, Tables } from '../db/tables.ts'
import { proposeTeaser, type Shared, saidOrPlanned } from '../publishing/index.ts'
import { checkTimeZone, homeAddressOf, record } from '../team/index.ts'
import { knownChannels } from './own-feeds.ts'
import { dropProposals, propose } from './proposals.ts'

/** A round of old articles, as it is stored. */
export type EvergreenRow = Selectable<Tables['evergreen']>

/** What a person decides about it. */
export interface EvergreenChoice {
  /** What stands behind `RRULE:`; it may go on for ever. */
  rule: string
  timeZone: string
  startsAt: Date
  channelIds: readonly string[]
  /** Only articles with one of these; all where there are none. */
  tags: readonly string[]
  leastAgeDays: number
  restDays: number
  review: boolean
  state: EvergreenRow['state']
}

const dayMs = 86_400_000
/** Teasers are prepared this long before they leave, so that people see them coming. */
const aheadMs = dayMs

const recurrenceOf = ({
  rule,
  timeZone,
  startsAt,
}: Pick<EvergreenChoice, 'rule' | 'timeZone' | 'startsAt'>): Recurrence =>
  parseRecurrence(rule.replace(/[\r\n]+/g, ' '), { at: startsAt, zone: timeZone })

/** At most once in twelve hours. @throws Problem `wrong-input` with the field */
function checkRhythm(choice: EvergreenChoice): Recurrence {
  checkTimeZone(choice.timeZone)
  const recurrence = recurrenceOf(choice)
  let last = Number.NEGATIVE_INFINITY
  let count = 0
  for (const at of occurrences(recurrence)) {
    if (at.getTime() - last < dayMs / 2) throw new Problem('wrong-input', tooOften, { field: 'rule' })
    last = at.getTime()
    if (++count > 60) break
  }
  return recurrence
}

const tooOften: Words = {
  id: 'Terlalu sering: artikel lama dibagikan ulang paling banyak dua kali sehari. Pilih jarak yang lebih panjang.',
  en: 'Too often: older articles are reshared twice a day at most. Choose a longer interval.',
}

/** @throws Problem `wrong-input` for a rule that can't be, or without a channel */
export async function addEvergreen(context: Context, actor: Actor, choice: EvergreenChoice): Promise<{ id: string }> {
  const next = firstAfter(checkRhythm(choice), context.clock.now())
  const id = randomUUID()
  await inWorkspace(context.db, actor.workspaceId, async (tx) => {
    await knownChannels(context, tx, choice.channelIds)
    await tx
      .insertInto('evergreen')
      .values({
        id,
        workspace_id: actor.workspaceId,
        ...columns(choice),
        next_at: next ?? null,
        created_by: actor.userId,
      })
      .execute()
    await record(tx, actor, 'evergreen.add', id, { rule: choice.rule })
  })
  context.bus.tell(actor.workspaceId, 'automatic')
  return { id }
}

function columns(choice: EvergreenChoice) {
  return {
    rule: choice.rule,
    time_zone: choice.timeZone,
    starts_at: choice.startsAt,
    channel_ids: [...choice.channelIds],
    tags: [...choice.tags],
    least_age_days: choice.leastAgeDays,
    rest_days: choice.restDays,
    review: choice.review,
    state: choice.state,
    problem: null,
  }
}

/** @throws Problem `gone`; as {@link addEvergreen} */
export async function changeEvergreen(
  context: Context,
  actor: Actor,
  id: string,
  choice: EvergreenChoice,
): Promise<void> {
  const next = firstAfter(checkRhythm(choice), context.clock.now())
  await inWorkspace(context.db, actor.workspaceId, async (tx) => {
    await knownChannels(context, tx, choice.channelIds)
    const changed = await tx
      .updateTable('evergreen')
      .set({ ...columns(choice), next_at: next ?? null })
      .where('id', '=', id)
      .returning('id')
      .executeTakeFirst()
    if (!changed) throw noSuchEvergreen()
    await record(tx, actor, 'evergreen.change', id, { rule: choice.rule, state: choice.state })
  })
  context.bus.tell(actor.workspaceId, 'automatic')
}

/** What waits for a look goes with it; what is planned stays. @throws Problem `gone` */
export async function removeEvergreen(context: Context, actor: Actor, id: string): Promise<void> {
  await inWorkspace(context.db, actor.workspaceId, async (tx) => {
    await dropProposals(tx, id)
    const removed = await tx.deleteFrom('evergreen').where('id', '=', id).returning('id').executeTakeFirst()
    if (!removed) throw noSuchEvergreen()
    await record(tx, actor, 'evergreen.remove', id)
  })
  context.bus.tell(actor.workspaceId, 'automatic')
}

function noSuchEvergreen(): Problem {
  return new Problem('gone', {
    id: 'Jadwal bagikan ulang itu tidak ada lagi.',
    en: 'That schedule for resharing no longer exists.',
  })
}

/** Oldest first. */
export function listEvergreens(tx: Tx): Promise<EvergreenRow[]> {
  return tx.selectFrom('evergreen').selectAll().orderBy('created_at').execute()
}

/** Those whose next teaser is to be prepared. */
export function dueEvergreens(context: Context): Promise<EvergreenRow[]> {
  return asSystem(context.db, (tx) =>
    tx
      .selectFrom('evergreen')
      .selectAll()
      .where('state', '=', 'active')
      .where('next_at', '<=', new Date(context.clock.now().getTime() + aheadMs))
      .execute(),
  )
}

/** Prepares the next teaser, once, and sets the time of the one after it. A time that passed with nobody there is let go. */
export async function goRound(context: Context, due: EvergreenRow): Promise<void> {
  const actor = { workspaceId: due.workspace_id, userId: due.created_by }
  const choice = await inWorkspace(context.db, due.workspace_id, (tx) => chooseNext(context, tx, due))
  // The card of an article may have to be drawn and stored: not inside a transaction that holds rows.
  const shared = choice ? await sharedFor(context, actor, choice.article.id) : {}
  await inWorkspace(context.db, due.workspace_id, async (tx) => {
    const row = await tx.selectFrom('evergreen').selectAll().where('id', '=', due.id).forUpdate().executeTakeFirst()
    const at = row?.next_at
    if (row?.state !== 'active' || !at || at.getTime() !== due.next_at?.getTime()) return
    const late = at <= context.clock.now()
    if (choice && !late) await proposeRound(context, tx, actor, row, at, choice, shared)
    await tx
      .updateTable('evergreen')
      .set({
        problem: choice ? null : JSON.stringify(nothingFresh),
        ...following(row, late ? context.clock.now() : at),
      })
      .where('id', '=', row.id)
      .execute()
  })
  context.bus.tell(due.workspace_id, 'automatic')
  context.bus.tell(due.workspace_id, 'deliveries')
}

/** When a round comes again. A rule that this version of the program can't read rests, and says why. */
function following(row: EvergreenRow, after: Date) {
  try {
    const rule = recurrenceOf({ rule: row.rule, timeZone: row.time_zone, startsAt: row.starts_at })
    return { next_at: firstAfter(rule, after) ?? null }
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    return { next_at: null, state: 'paused' as const, problem: JSON.stringify(error.words) }
  }
}

const nothingFresh: Words = {
  id: 'Tidak ada artikel yang cukup lama tidak dibagikan dan masih punya kata-kata baru. Tulis artikel baru, persingkat jedanya, atau perluas pilihannya.',
  en: 'No article has rested long enough and still has fresh words. Write a new one, shorten the rest, or widen the choice.',
}

async function proposeRound(
  context: Context,
  tx: Tx,
  actor: Actor,
  row: EvergreenRow,
  at: Date,
  { article, texts }: Round,
  shared: Shared,
): Promise<void> {
  if (!shared.link) return
  const given = {
    origin: 'evergreen' as const,
    originId: row.id,
    key: at.toISOString(),
    title: shared.title ?? article.title,
    link: shared.link,
    tags: shared.tags ?? [],
    articleId: article.id,
    texts,
    at,
  }
  await propose(context, tx, actor, given, shared, row.review)
}

/** An article whose turn it is, and the fresh words for each channel that has some left. */
interface Round {
  article: ArticleRow
  texts: ProposedText[]
}

async function chooseNext(context: Context, tx: Tx, row: EvergreenRow): Promise<Round | undefined> {
  const channels = (await listChannels(context, tx)).filter(({ id }) => row.channel_ids.includes(id))
  for (const id of await rested(context, tx, row)) {
    const article = await findArticle(tx, id)
    const texts: ProposedText[] = []
    for (const channel of channels) {
      const text = await freshText(context, tx, channel, article)
      if (text) texts.push({ channelId: channel.id, text })
    }
    if (texts.length) return { article, texts }
  }
  return undefined
}

/** Articles that are old enough and have rested, the longest rest first; those nobody was ever told of before all others. */
async function rested(context: Context, tx: Tx, row: EvergreenRow): Promise<string[]> {
  const now = context.clock.now()
  const oldEnough = new Date(now.getTime() - row.least_age_days * dayMs)
  const since = new Date(now.getTime() - row.rest_days * dayMs)
  const { rows } = await sql<{ id: string }>`
    with told as (
      select article_id, max(at) as at from (
        select article_id, at from article_told
        union all select article_id, decided_at from proposal where state = 'skipped' and article_id is not null) each
      group by article_id
    ), waits as (select article_id from proposal where state = 'review' and article_id is not null)
    select a.id from live_article a left join told on told.article_id = a.id
    where a.published_at <= ${oldEnough} and (told.at is null or told.at <= ${since})
      and a.id not in (select article_id from waits) and (${row.tags.length === 0} or a.tags && ${row.tags})
    order by told.at nulls first, a.published_at, a.id`.execute(tx)
  return rows.map(({ id }) => id)
}

/** The first way to tell of the article that the channel has not had: its summary, then what its paragraphs say. */
async function freshText(context: Context, tx: Tx, channel: Channel, article: ArticleRow): Promise<string | undefined> {
  const { title, markdown, tags } = article.published ?? article
  const summary = summaryOf(article.published ?? article)
  const home = await homeAddressOf(context.config, tx, article.workspace_id)
  const link = { url: permalinkOf(home, article), title, description: summary }
  const fresh = async (way: { title: string; summary: string }): Promise<string | undefined> => {
    const text = proposeTeaser(channel, { ...way, link, tags })
    const variant = { id: '', texts: [{ channelId: channel.id, text, mediaIds: [] }] }
    return (await saidOrPlanned(tx, context.clock.now(), variant)) ? undefined : text
  }
  const first = await fresh({ title, summary })
  if (first !== undefined) return first
  for (const [at, passage] of (await passages(markdown)).entries()) {
    const text = await fresh({ title: at % 2 ? title : '', summary: passage })
    if (text !== undefined) return text
  }
  return undefined
}

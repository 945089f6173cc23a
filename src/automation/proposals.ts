/**
 * Teasers that the program prepares, from a feed or of an old article. A person looks at them, or, where that was
 * chosen, they are planned at once; one that a check speaks against always waits for a person.
 */
import { randomUUID } from 'node:crypto'
import type { Selectable } from 'kysely'
import type { Actor, Context } from '../context.ts'
import type { LinkCard } from '../core/post.ts'
import { Problem } from '../core/problem.ts'
import { inWorkspace, type Tx } from '../db/client.ts'
import { here, type Key, type Page, type PageOf, readPage } from '../db/page.ts'
import type { ProposedText, Tables } from '../db/tables.ts'
import { type Draft, type NewPost, type Shared, schedulePostIn } from '../publishing/index.ts'
import { record, timeZoneOf } from '../team/index.ts'

/** A prepared teaser, as it is stored. */
export type ProposalRow = Selectable<Tables['proposal']>

/** A teaser to be prepared. */
export interface NewProposal {
  origin: ProposalRow['origin']
  originId: string
  /** What it is about, at its origin: each is prepared once. */
  key: string
  title: string
  link: LinkCard
  tags: readonly string[]
  articleId?: string | undefined
  texts: readonly ProposedText[]
  /** Missing: the next free slot of each channel that has a rhythm, and soon on the others. */
  at?: Date | undefined
}

/**
 * Prepares a teaser, once, inside the caller's transaction; without `review` it is planned at once.
 * @param shared what its channels share
 * @returns its row, or `undefined` where it was prepared before
 */
export async function propose(
  context: Context,
  tx: Tx,
  actor: Actor,
  given: NewProposal,
  shared: Shared,
  review: boolean,
): Promise<ProposalRow | undefined> {
  const row = await tx
    .insertInto('proposal')
    .values({
      id: randomUUID(),
      workspace_id: actor.workspaceId,
      origin: given.origin,
      origin_id: given.originId,
      key: given.key,
      title: given.title,
      link: JSON.stringify(given.link),
      tags: [...given.tags],
      article_id: given.articleId ?? null,
      texts: JSON.stringify(given.texts),
      due_at: given.at ?? null,
      reason: null,
      post_id: null,
      created_at: context.clock.now(),
      decided_at: null,
    })
    .onConflict((on) => on.columns(['origin_id', 'key']).doNothing())
    .returningAll()
    .executeTakeFirst()
  if (!row || review) return row
  return planUnasked(context, tx, actor, row, shared)
}

/** Plans it without a person's look; what a check refuses then waits for one. */
async function planUnasked(
  context: Context,
  tx: Tx,
  actor: Actor,
  row: ProposalRow,
  shared: Shared,
): Promise<ProposalRow> {
  try {
    return await plan(context, tx, actor, row, { drafts: draftsOf(row), at: row.due_at ?? undefined }, shared)
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    return tx
      .updateTable('proposal')
      .set({ reason: JSON.stringify(error.words) })
      .where('id', '=', row.id)
      .returningAll()
      .executeTakeFirstOrThrow()
  }
}

const draftsOf = (row: ProposalRow): Draft[] =>
  row.texts.map(({ channelId, text }) => ({ channelId, text, mediaIds: [] }))

/** What was decided: the words, and when they leave. */
export interface Accepted {
  drafts: readonly Draft[]
  /** Missing: as the proposal says. */
  at?: Date | undefined
}

async function plan(
  context: Context,
  tx: Tx,
  actor: Actor,
  row: ProposalRow,
  { drafts, at }: Accepted,
  shared: Shared,
): Promise<ProposalRow> {
  const timeZone = await timeZoneOf(tx, actor.userId)
  const post: NewPost = {
    ...shared,
    link: shared.link ?? row.link,
    title: shared.title ?? row.title,
    tags: shared.tags ?? row.tags,
    drafts,
    articleId: row.article_id ?? undefined,
    waitsForLink: true,
    timeZone: timeZone ?? 'Asia/Jakarta',
    ...(at ? { at } : { slot: 'where-there' as const }),
  }
  const { postId } = await schedulePostIn(context, tx, actor, post)
  return tx
    .updateTable('proposal')
    .set({ state: 'planned', post_id: postId, reason: null, decided_at: context.clock.now() })
    .where('id', '=', row.id)
    .returningAll()
    .executeTakeFirstOrThrow()
}

/**
 * Plans a proposal with the words as they now are.
 * @throws Problem `gone`; `conflict` where it was decided already; `rejected` with `data.findings` as for any post
 */
export async function acceptProposal(
  context: Context,
  actor: Actor,
  id: string,
  accepted: Accepted,
  shared: Shared,
): Promise<ProposalRow> {
  const row = await inWorkspace(context.db, actor.workspaceId, async (tx) => {
    const open = await lockOpen(tx, id)
    const due = open.due_at && open.due_at > context.clock.now() ? open.due_at : undefined
    const planned = await plan(context, tx, actor, open, { ...accepted, at: accepted.at ?? due }, shared)
    await record(tx, actor, 'proposal.accept', id)
    return planned
  })
  context.bus.tell(actor.workspaceId, 'automatic')
  context.bus.tell(actor.workspaceId, 'deliveries')
  return row
}

/** What waits for a look goes with whatever prepared it; what is planned stays. */
export async function dropProposals(tx: Tx, originId: string): Promise<void> {
  await tx.deleteFrom('proposal').where('origin_id', '=', originId).where('state', '=', 'review').execute()
}

/** Lets it be; {@link reopenProposal} undoes that. @throws Problem `gone`; `conflict` where it was decided already */
export async function skipProposal(context: Context, actor: Actor, id: string): Promise<ProposalRow> {
  const row = await inWorkspace(context.db, actor.workspaceId, async (tx) => {
    await lockOpen(tx, id)
    await record(tx, actor, 'proposal.skip', id)
    return set(tx, id, 'skipped', context.clock.now())
  })
  context.bus.tell(actor.workspaceId, 'automatic')
  return row
}

/** Takes the skipping back. @throws Problem `gone`; `conflict` where it was not skipped */
export async function reopenProposal(context: Context, actor: Actor, id: string): Promise<ProposalRow> {
  const row = await inWorkspace(context.db, actor.workspaceId, async (tx) => {
    const skipped = await lock(tx, id)
    if (skipped.state !== 'skipped') throw decided()
    await record(tx, actor, 'proposal.reopen', id)
    return set(tx, id, 'review', null)
  })
  context.bus.tell(actor.workspaceId, 'automatic')
  return row
}

function set(tx: Tx, id: string, state: ProposalRow['state'], at: Date | null): Promise<ProposalRow> {
  return tx
    .updateTable('proposal')
    .set({ state, decided_at: at })
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow()
}

async function lockOpen(tx: Tx, id: string): Promise<ProposalRow> {
  const row = await lock(tx, id)
  if (row.state !== 'review') throw decided()
  return row
}

async function lock(tx: Tx, id: string): Promise<ProposalRow> {
  const row = await tx.selectFrom('proposal').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
  if (!row)
    throw new Problem('gone', {
      id: 'Usulan kiriman itu tidak ada lagi.',
      en: 'That suggested post is no longer there.',
    })
  return row
}

function decided(): Problem {
  return new Problem('conflict', {
    id: 'Usulan kiriman ini sudah diputuskan, mungkin oleh orang lain. Muat ulang untuk melihatnya.',
    en: 'This suggested post has already been decided on, perhaps by someone else. Reload to see how.',
  })
}

const oldestFirst: readonly Key[] = [
  { column: 'proposal.created_at', type: 'timestamptz', direction: 'asc' },
  { column: 'proposal.id', type: 'uuid', direction: 'asc' },
]

/** Those that wait for a person, oldest first. */
export function pageOfProposals(tx: Tx, page: PageOf): Promise<Page<ProposalRow>> {
  const open = tx.selectFrom('proposal').selectAll().where(here('workspace_id')).where('state', '=', 'review')
  return readPage(open, oldestFirst, page)
}

/** The first page of {@link pageOfProposals}. */
export async function openProposals(tx: Tx): Promise<ProposalRow[]> {
  return (await pageOfProposals(tx, {})).rows
}

/** How many wait for a person. */
export async function countProposals(tx: Tx): Promise<number> {
  const row = await tx
    .selectFrom('proposal')
    .where(here('workspace_id'))
    .where('state', '=', 'review')
    .select(({ fn }) => fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow()
  return row.n
}

/** @throws Problem `gone` */
export async function findProposal(tx: Tx, id: string): Promise<ProposalRow> {
  const row = await tx.selectFrom('proposal').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row)
    throw new Problem('gone', {
      id: 'Usulan kiriman itu tidak ada lagi.',
      en: 'That suggested post is no longer there.',
    })
  return row
}

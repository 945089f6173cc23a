import { z } from '@hono/zod-openapi'
import {
  acceptProposal,
  addEvergreen,
  addFeed,
  changeEvergreen,
  changeFeed,
  type EvergreenChoice,
  type EvergreenRow,
  type FeedItemView,
  type FeedRow,
  findProposal,
  listEvergreens,
  listFeeds,
  lookAtFeed,
  type ProposalRow,
  pageOfItems,
  pageOfProposals,
  proposeFromFeed,
  removeEvergreen,
  removeFeed,
  reopenProposal,
  skipProposal,
} from '../../automation/index.ts'
import { sharedFor } from '../../blog/index.ts'
import { channelNames } from '../../channels/index.ts'
import type { Actor, Context } from '../../context.ts'
import { inWorkspace, type Tx } from '../../db/client.ts'
import type { PageOf } from '../../db/page.ts'
import type * as api from '../api.ts'
import {
  cursor,
  evergreen,
  evergreenChange,
  feed,
  feedChange,
  feedCreate,
  feedItemPage,
  feedLook,
  feedLooked,
  proposal,
  proposalAccept,
  proposalPage,
} from '../api.ts'
import { type App, idParam, operation } from '../operation.ts'
import { clean } from './posts.ts'

/** What the program prepares by itself: teasers from feeds, and of old articles. */
export function automaticRoutes(app: App, context: Context): void {
  feedRoutes(app, context)
  feedItemRoutes(app, context)
  evergreenRoutes(app, context)
  proposalRoutes(app, context)
}

const feeds = z.object({ feeds: z.array(feed) })

function feedRoutes(app: App, context: Context): void {
  const all = (actor: Actor) =>
    inWorkspace(context.db, actor.workspaceId, async (tx) => ({ feeds: (await listFeeds(tx)).map(viewFeed) }))
  operation(app, { method: 'get', path: '/feeds', needs: 'read', summary: 'Feeds of one’s own', answer: feeds }, (c) =>
    all(c.actor),
  )
  operation(
    app,
    {
      method: 'post',
      path: '/feeds',
      needs: 'plan',
      summary: 'Add a feed',
      body: feedCreate,
      answer: feeds,
      status: 201,
    },
    async (c) => {
      await addFeed(context, c.actor, c.body.url, c.body)
      return all(c.actor)
    },
  )
  operation(
    app,
    {
      method: 'put',
      path: '/feeds/{id}',
      needs: 'plan',
      summary: 'Change where a feed’s teasers go',
      params: idParam,
      body: feedChange,
      answer: feeds,
    },
    async (c) => {
      await changeFeed(context, c.actor, c.params.id, c.body)
      return all(c.actor)
    },
  )
  operation(
    app,
    { method: 'delete', path: '/feeds/{id}', needs: 'plan', summary: 'Forget a feed', params: idParam, answer: feeds },
    async (c) => {
      await removeFeed(context, c.actor, c.params.id)
      return all(c.actor)
    },
  )
}

function feedItemRoutes(app: App, context: Context): void {
  const itemsOf = async (actor: Actor, id: string, page: PageOf = {}) => {
    const { rows, next } = await inWorkspace(context.db, actor.workspaceId, (tx) => pageOfItems(tx, id, page))
    return { items: rows.map(viewItem), next }
  }
  operation(
    app,
    {
      method: 'post',
      path: '/feeds/look',
      needs: 'plan',
      summary: 'What stands in the feed at an address. Keeps nothing.',
      body: feedLook,
      answer: feedLooked,
    },
    async (c) => {
      const { url, title, items: found } = await lookAtFeed(context, c.body.url)
      const shown = found.slice(0, 5).map((item) => ({ ...item, publishedAt: item.publishedAt?.toISOString() ?? null }))
      return { url, title, items: shown }
    },
  )
  operation(
    app,
    {
      method: 'get',
      path: '/feeds/{id}/items',
      needs: 'read',
      summary: 'A feed’s items, newest first',
      params: idParam,
      query: z.object({ cursor }),
      answer: feedItemPage,
    },
    (c) => itemsOf(c.actor, c.params.id, c.query),
  )
  operation(
    app,
    {
      method: 'post',
      path: '/feeds/{id}/items',
      needs: 'write',
      summary: 'Prepare a teaser of an item',
      params: idParam,
      body: z.object({ guid: z.string().max(1000) }),
      answer: feedItemPage,
      status: 201,
    },
    async (c) => {
      await proposeFromFeed(context, c.actor, c.params.id, c.body.guid)
      return itemsOf(c.actor, c.params.id)
    },
  )
}

const evergreens = z.object({ evergreens: z.array(evergreen) })

const asChoice = (body: api.EvergreenChange): EvergreenChoice => ({ ...body, startsAt: new Date(body.startsAt) })

function evergreenRoutes(app: App, context: Context): void {
  const all = (actor: Actor) =>
    inWorkspace(context.db, actor.workspaceId, async (tx) => ({
      evergreens: (await listEvergreens(tx)).map(viewEvergreen),
    }))
  operation(
    app,
    {
      method: 'get',
      path: '/evergreen',
      needs: 'read',
      summary: 'Old articles that come round again',
      answer: evergreens,
    },
    (c) => all(c.actor),
  )
  operation(
    app,
    {
      method: 'post',
      path: '/evergreen',
      needs: 'plan',
      summary: 'Let old articles come round again',
      body: evergreenChange,
      answer: evergreens,
      status: 201,
    },
    async (c) => {
      await addEvergreen(context, c.actor, asChoice(c.body))
      return all(c.actor)
    },
  )
  operation(
    app,
    {
      method: 'put',
      path: '/evergreen/{id}',
      needs: 'plan',
      summary: 'Change when and which',
      params: idParam,
      body: evergreenChange,
      answer: evergreens,
    },
    async (c) => {
      await changeEvergreen(context, c.actor, c.params.id, asChoice(c.body))
      return all(c.actor)
    },
  )
  operation(
    app,
    {
      method: 'delete',
      path: '/evergreen/{id}',
      needs: 'plan',
      summary: 'Let them rest',
      params: idParam,
      answer: evergreens,
    },
    async (c) => {
      await removeEvergreen(context, c.actor, c.params.id)
      return all(c.actor)
    },
  )
}

function proposalRoutes(app: App, context: Context): void {
  const view = (actor: Actor, rows: readonly ProposalRow[]) =>
    inWorkspace(context.db, actor.workspaceId, (tx) => viewProposals(tx, rows))
  const one = async (actor: Actor, row: ProposalRow) => (await view(actor, [row]))[0] as api.Proposal
  operation(
    app,
    {
      method: 'get',
      path: '/proposals',
      needs: 'read',
      summary: 'Prepared teasers that wait for a person',
      query: z.object({ cursor }),
      answer: proposalPage,
    },
    (c) =>
      inWorkspace(context.db, c.actor.workspaceId, async (tx) => {
        const { rows, next } = await pageOfProposals(tx, c.query)
        return { proposals: await viewProposals(tx, rows), next }
      }),
  )
  operation(
    app,
    {
      method: 'post',
      path: '/proposals/{id}/accept',
      needs: 'send',
      summary: 'Plan a prepared teaser',
      params: idParam,
      body: proposalAccept,
      answer: proposal,
    },
    async (c) => {
      const { articleId } = await inWorkspace(context.db, c.actor.workspaceId, async (tx) => ({
        articleId: (await findProposal(tx, c.params.id)).article_id,
      }))
      const shared = articleId ? await sharedFor(context, c.actor, articleId) : {}
      const drafts = c.body.texts.map(({ channelId, text, mediaIds = [], content }) => ({
        channelId,
        text,
        mediaIds,
        content: clean(content),
      }))
      const at = c.body.at ? new Date(c.body.at) : undefined
      return one(c.actor, await acceptProposal(context, c.actor, c.params.id, { drafts, at }, shared))
    },
  )
  const deciding = { skip: skipProposal, reopen: reopenProposal }
  for (const [name, act] of Object.entries(deciding)) {
    const summary = name === 'skip' ? 'Let a prepared teaser be' : 'Undo that'
    operation(
      app,
      { method: 'post', path: `/proposals/{id}/${name}`, needs: 'send', summary, params: idParam, answer: proposal },
      async (c) => one(c.actor, await act(context, c.actor, c.params.id)),
    )
  }
}

function viewFeed(row: FeedRow): api.Feed {
  const { id, url, title, review, state, problem } = row
  const nextAt = row.next_at.toISOString()
  return {
    id,
    url,
    title,
    channelIds: row.channel_ids,
    review,
    state,
    readAt: row.read_at?.toISOString() ?? null,
    nextAt,
    problem,
  }
}

function viewItem({ item, proposal: state }: FeedItemView): api.FeedItem {
  const { guid, title, url, old } = item
  return { guid, title, url, publishedAt: item.published_at?.toISOString() ?? null, old, proposal: state ?? null }
}

function viewEvergreen(row: EvergreenRow): api.Evergreen {
  return {
    id: row.id,
    rule: row.rule,
    timeZone: row.time_zone,
    startsAt: row.starts_at.toISOString(),
    channelIds: row.channel_ids,
    tags: row.tags,
    leastAgeDays: row.least_age_days,
    restDays: row.rest_days,
    review: row.review,
    state: row.state,
    nextAt: row.next_at?.toISOString() ?? null,
    problem: row.problem,
  }
}

async function viewProposals(tx: Tx, rows: readonly ProposalRow[]): Promise<api.Proposal[]> {
  const titles = new Map([
    ...(await listFeeds(tx)).map(({ id, title }) => [id, title] as const),
    ...(await channelNames(tx)),
  ])
  return rows.map((row) => ({
    id: row.id,
    origin: row.origin,
    originTitle: titles.get(row.origin_id) ?? '',
    title: row.title,
    url: row.link.url,
    articleId: row.article_id,
    texts: row.texts,
    state: row.state,
    dueAt: row.due_at?.toISOString() ?? null,
    reason: row.reason,
    createdAt: row.created_at.toISOString(),
  }))
}

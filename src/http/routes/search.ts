import { z } from '@hono/zod-openapi'
import { type Channel, channelsById } from '../../channels/index.ts'
import type { Context } from '../../context.ts'
import { inWorkspace, type Tx } from '../../db/client.ts'
import { type FoundByMeaning, type FoundPost, searchAll } from '../../search/index.ts'
import { homeAddressHere } from '../../team/index.ts'
import type * as api from '../api.ts'
import { searchHits } from '../api.ts'
import { type App, operation } from '../operation.ts'
import { viewArticleSummary, viewChannel, viewDeliveryChannel, viewPerson } from '../views.ts'

const mostShown = 20

/** One question to all that a workspace holds. */
export function searchRoutes(app: App, context: Context): void {
  const query = z.object({
    q: z.string().max(200).default(''),
    only: z.enum(['people', 'tags']).optional(),
    limit: z.coerce.number().int().min(1).max(mostShown).default(2),
  })
  operation(
    app,
    {
      method: 'get',
      path: '/search',
      needs: 'read',
      summary: 'Articles, posts, people, conversations, channels, drafts, repeats and tags in which words are',
      query,
      answer: searchHits,
    },
    ({ actor, query: { q, ...more } }) =>
      inWorkspace(context.db, actor.workspaceId, async (tx) =>
        viewFound(context, tx, await searchAll(context, tx, { ...more, q: q.trim() })),
      ),
  )
}

async function viewFound(context: Context, tx: Tx, found: FoundByMeaning): Promise<api.SearchHits> {
  const channels = await channelsById(context, tx, [
    ...found.posts.flatMap(({ channelIds }) => channelIds),
    ...found.conversations.map(({ conversation }) => conversation.channelId),
  ])
  const home = await homeAddressHere(context.config, tx)
  return {
    articles: found.articles.map(({ article, passage }) => ({ ...viewArticleSummary(home, article), passage })),
    posts: found.posts.map((one) => viewPost(one, channels)),
    people: found.people.map((one) => ({
      ...viewPerson(one),
      network: one.network,
      conversationId: one.conversationId,
    })),
    conversations: found.conversations.flatMap((one) => viewConversation(one, channels)),
    channels: found.channels.map(viewChannel),
    drafts: found.drafts.map(({ id, updatedAt, passage }) => ({ id, updatedAt: updatedAt.toISOString(), passage })),
    repeats: found.repeats.map(({ id, state, passage }) => ({ id, state, passage })),
    tags: [...found.tags],
    ...(found.meant === undefined ? {} : { meant: found.meant }),
  }
}

type Channels = ReadonlyMap<string, Channel>

function viewPost({ delivery, channelIds, passage }: FoundPost, channels: Channels): api.SearchHits['posts'][number] {
  const { id, state, due_at, published_at } = delivery
  const networks = channelIds.flatMap((channelId) => {
    const network = channels.get(channelId)?.network
    return network ? [{ network: network.name, networkLabel: network.label }] : []
  })
  return { id, state, dueAt: due_at.toISOString(), publishedAt: published_at?.toISOString() ?? null, passage, networks }
}

function viewConversation(
  { conversation, passage }: FoundByMeaning['conversations'][number],
  channels: Channels,
): api.SearchHits['conversations'] {
  const channel = channels.get(conversation.channelId)
  if (!channel) return []
  const { id, state, waiting, lastAt, shown } = conversation
  const person = viewPerson(shown.person)
  return [{ id, state, waiting, lastAt: lastAt.toISOString(), person, channel: viewDeliveryChannel(channel), passage }]
}

/** What the palette and the search page show. */
import { z } from '@hono/zod-openapi'
import { articleSummary } from './articles.ts'
import { channel } from './channels.ts'
import { conversationSummary, person } from './conversations.ts'
import { delivery } from './posts.ts'
import { series } from './series.ts'
import { id, instant } from './shared.ts'

const network = z.object({ network: channel.shape.network, networkLabel: channel.shape.networkLabel })

/**
 * `GET /api/search?q=&only=people|tags&limit=`: each kind in the order of its own list. Without words: what moved last. `passage` is
 * one line with the words in it, as they are written there.
 */
export const searchHits = z.object({
  articles: z.array(
    articleSummary
      .pick({ id: true, title: true, state: true, publishAt: true, publishedAt: true, updatedAt: true })
      .extend({
        passage: z.string(),
      }),
  ),
  /** One of each message, however many channels it goes to. */
  posts: z.array(
    delivery
      .pick({ id: true, state: true, dueAt: true, publishedAt: true })
      .extend({ passage: z.string(), networks: z.array(network) }),
  ),
  people: z.array(person.extend({ network: channel.shape.network, conversationId: id })),
  conversations: z.array(
    conversationSummary
      .pick({ id: true, channel: true, state: true, person: true, waiting: true, lastAt: true })
      .extend({ passage: z.string() }),
  ),
  channels: z.array(
    channel.pick({ id: true, network: true, networkLabel: true, name: true, handle: true, avatar: true, health: true }),
  ),
  /** Drafts of posts; those of articles are among the articles. */
  drafts: z.array(z.object({ id, updatedAt: instant, passage: z.string() })),
  repeats: z.array(series.pick({ id: true, state: true }).extend({ passage: z.string() })),
  tags: z.array(z.object({ tag: z.string(), articles: z.number() })),
  /** By which words all this was found, where those typed are found nowhere and have a letter wrong. */
  meant: z.string().optional(),
})
/** What was found, by kind. */
export type SearchHits = z.infer<typeof searchHits>

import {
  type ArticleRow,
  articleTexts,
  type ListedArticle,
  pageOfArticles,
  type TagUse,
  tagsSaying,
} from '../blog/index.ts'
import type { Channel } from '../channels/index.ts'
import type { Context } from '../context.ts'
import {
  type ConversationView,
  type FoundPerson,
  pageOfConversations,
  peopleSaying,
  textsSaying,
} from '../conversations/index.ts'
import type { Tx } from '../db/client.ts'
import {
  type DraftFound,
  draftsSaying,
  type ListedDelivery,
  pageOfDeliveries,
  type SeriesFound,
  seriesSaying,
} from '../publishing/index.ts'
import { channelNames, channelsSaying } from './channels.ts'
import { passageOf, withoutMarkup } from './passage.ts'
import { meantBy } from './slip.ts'

/** What is looked for. Without words: what moved last. */
export interface Looked {
  q: string
  /** At most so many of each kind. */
  limit: number
  /** Only people, or only tags. */
  only?: 'people' | 'tags' | undefined
}

/** One message, to however many channels it goes. */
export interface FoundPost {
  /** The first of its deliveries that was found. */
  delivery: ListedDelivery
  channelIds: readonly string[]
  passage: string
}

/** What was found, by kind; in each the list's own order. */
export interface Found {
  articles: readonly { article: ListedArticle; passage: string }[]
  posts: readonly FoundPost[]
  people: readonly FoundPerson[]
  conversations: readonly { conversation: ConversationView; passage: string }[]
  channels: readonly Channel[]
  drafts: readonly (DraftFound & { passage: string })[]
  repeats: readonly (SeriesFound & { passage: string })[]
  tags: readonly TagUse[]
}

/** {@link Found}, and by which words: those that were `meant`, where one typed has a letter wrong and is found nowhere. */
export type FoundByMeaning = Found & { meant?: string }

const nothing: Found = {
  articles: [],
  posts: [],
  people: [],
  conversations: [],
  channels: [],
  drafts: [],
  repeats: [],
  tags: [],
}

/** A message to several channels has a delivery for each: so many are read at once for each message that is shown. */
const deliveriesOfOne = 12
/** So often at most, until there are messages enough: then one to all channels that a post may have leaves room for others. */
const mostPages = 5

/**
 * Looks for words in all that a workspace holds, in a number of queries that has an end, however much that is. Where nothing is found,
 * once more for what was meant.
 */
export async function searchAll(context: Context, tx: Tx, looked: Looked): Promise<FoundByMeaning> {
  const found = await searchFor(context, tx, looked)
  if (!looked.q || Object.values(found).some((kind) => kind.length > 0)) return found
  const meant = await meantBy(tx, looked.q, await otherWords(context, tx))
  if (meant === undefined) return found
  const again = await searchFor(context, tx, { ...looked, q: meant })
  return Object.values(again).some((kind) => kind.length > 0) ? { ...again, meant } : found
}

/** So many drafts and repeats are looked through for words that are like those typed. */
const mostDrafts = 50

/** What is said where no words are kept beside the rows: in drafts, repeats and the names of channels. */
async function otherWords(context: Context, tx: Tx): Promise<string[]> {
  const written = [...(await draftsSaying(tx, '', mostDrafts)), ...(await seriesSaying(tx, '', mostDrafts))]
  return [...written.map(({ text }) => text), ...(await channelNames(context, tx))]
}

async function searchFor(context: Context, tx: Tx, looked: Looked): Promise<Found> {
  const { q, limit, only } = looked
  if (only === 'people') return { ...nothing, people: await peopleSaying(tx, q, limit) }
  if (only === 'tags') return { ...nothing, tags: await tagsSaying(tx, q, limit) }
  return {
    articles: await articles(tx, looked),
    posts: await posts(tx, looked),
    conversations: await conversations(tx, looked),
    drafts: (await draftsSaying(tx, q, limit)).map((draft) => ({ ...draft, passage: passageOf(draft.text, q) })),
    ...(q ? await named(context, tx, looked) : { people: [], channels: [], repeats: [], tags: [] }),
  }
}

/** What has a name and is looked for by it. */
async function named(
  context: Context,
  tx: Tx,
  { q, limit }: Looked,
): Promise<Pick<Found, 'people' | 'channels' | 'repeats' | 'tags'>> {
  return {
    people: await peopleSaying(tx, q, limit),
    channels: await channelsSaying(context, tx, q, limit),
    repeats: (await seriesSaying(tx, q, limit)).map((one) => ({ ...one, passage: passageOf(one.text, q) })),
    tags: await tagsSaying(tx, q, limit),
  }
}

async function articles(tx: Tx, { q, limit }: Looked): Promise<Found['articles']> {
  const { rows } = await pageOfArticles(tx, { ...(q ? { q } : {}), limit })
  const texts = q
    ? await articleTexts(
        tx,
        rows.map(({ id }) => id),
      )
    : new Map<string, ArticleRow['markdown']>()
  return rows.map((article) => {
    const text = texts.get(article.id)
    return { article, passage: text === undefined ? article.excerpt : passageOf(withoutMarkup(text), q) }
  })
}

async function posts(tx: Tx, { q, limit }: Looked): Promise<FoundPost[]> {
  const byPost = new Map<string, ListedDelivery[]>()
  let cursor: string | null | undefined
  // One more than are shown says that those before it are whole.
  for (let page = 0; page < mostPages && cursor !== null && byPost.size <= limit; page += 1) {
    const asked = { ...(q ? { q } : {}), ...(cursor ? { cursor } : {}), limit: limit * deliveriesOfOne }
    const { rows, next } = await pageOfDeliveries(tx, asked)
    for (const row of rows) byPost.set(row.post_id, [...(byPost.get(row.post_id) ?? []), row])
    cursor = next
  }
  return [...byPost.values()].slice(0, limit).flatMap((deliveries) => {
    const [delivery] = deliveries
    if (!delivery) return []
    const channelIds = [...new Set(deliveries.map(({ channel_id }) => channel_id))]
    return [{ delivery, channelIds, passage: passageOf(delivery.text, q) }]
  })
}

/** By what was said in them, or by who takes part. */
async function conversations(tx: Tx, { q, limit }: Looked): Promise<Found['conversations']> {
  const { rows } = await pageOfConversations(tx, { ...(q ? { q } : {}), limit })
  const texts = q
    ? await textsSaying(
        tx,
        rows.map(({ id }) => id),
        q,
      )
    : new Map<string, string>()
  return rows.map((conversation) => ({
    conversation,
    passage: passageOf(texts.get(conversation.id) ?? conversation.shown.text, q),
  }))
}

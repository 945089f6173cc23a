import { readBrandKit } from '../brand/index.ts'
import { type Channel, listChannels } from '../channels/index.ts'
import type { CheckDraft, Facts, Finding } from '../checks/check.ts'
import { runChecks } from '../checks/index.ts'
import type { Context } from '../context.ts'
import type { Part, Post } from '../core/post.ts'
import { leadsIn } from '../core/text/leads.ts'
import type { Tx } from '../db/client.ts'

/** What the person answers, when a post is an answer. */
export interface Answered {
  text: string
  people: readonly string[]
}

const earlierPosts = 60

/** What the checks need to know about a workspace: gathered once for all channels of a post. */
export interface Ground {
  brand: Facts['brand']
  earlier: Facts['earlier']
  acquaintances: readonly string[]
}

/** The brand, as the checks know it; nothing before there is one. */
export async function brandFacts(context: Context, tx: Tx, workspaceId: string): Promise<Facts['brand']> {
  const kit = await readBrandKit(tx, workspaceId)
  const channels = await listChannels(context, tx)
  return (
    kit && {
      name: kit.name,
      handles: [kit.handle, ...channels.map((channel) => channel.account.handle)].filter(Boolean),
      homeLinks: [context.config.baseUrl, kit.productSite, ...channels.map((channel) => channel.account.url)].filter(
        Boolean,
      ),
    }
  )
}

export async function gatherGround(context: Context, tx: Tx, workspaceId: string): Promise<Ground> {
  const said = await tx
    .selectFrom('delivery')
    .innerJoin('post', 'post.id', 'delivery.post_id')
    .select(['delivery.text', 'delivery.channel_id', 'delivery.due_at', 'post.in_reply_to'])
    .where('delivery.state', 'in', ['published', 'sending', 'scheduled'])
    .orderBy('delivery.due_at', 'desc')
    .limit(earlierPosts)
    .execute()
  const people = await tx.selectFrom('person').select('handle').orderBy('seen_at', 'desc').limit(500).execute()
  return {
    brand: await brandFacts(context, tx, workspaceId),
    earlier: said.map((row) => ({
      text: row.text,
      channel: row.channel_id,
      reply: row.in_reply_to !== null,
      at: row.due_at,
    })),
    acquaintances: people.map((person) => person.handle),
  }
}

/** Runs the checks over one channel's form of a post. */
export function checkFor(
  context: Context,
  ground: Ground,
  channel: Channel,
  post: Post,
  parts: readonly Part[],
  more: {
    answered?: Answered | undefined
    alsoTo?: Facts['alsoTo']
    linkAnswers?: boolean | undefined
    further?: readonly string[]
    /** The text as its author wrote it, where findings point into. */
    written?: string
  } = {},
): Finding[] {
  const draft: CheckDraft = {
    text: more.written ?? post.text,
    network: channel.network.name,
    reply: more.answered !== undefined,
    pictures: post.pictures ?? [],
    ...(post.link ? { link: post.link.url, card: parts.some((part) => part.card !== undefined) } : {}),
    ...(post.title ? { title: post.title } : {}),
    ...(post.tree ? { leads: leadsIn(post.tree) } : {}),
    ...(post.language ? { language: post.language } : {}),
    ...(more.further?.length ? { further: more.further } : {}),
  }
  const { limits } = channel
  const facts: Facts = {
    ...(ground.brand ? { brand: ground.brand } : {}),
    channelName: channel.account.name || channel.account.handle,
    limits: {
      length: limits.length,
      measured:
        parts.length > 1 ? channel.network.measure(post.text) : Math.max(0, ...parts.map((part) => part.length)),
      parts: parts.length,
      tags: limits.tags,
      unit: limits.unit,
      altLength: limits.altLength,
      ...(limits.titleLength ? { title: limits.titleLength } : {}),
      ...(limits.bytes ? { bytes: limits.bytes } : {}),
    },
    ...(more.linkAnswers === undefined ? {} : { linkAnswers: more.linkAnswers }),
    ...(ground.earlier ? { earlier: ground.earlier } : {}),
    ...communityOf(channel),
    ...(more.alsoTo ? { alsoTo: more.alsoTo } : {}),
    ...(more.answered
      ? {
          conversation: {
            text: more.answered.text,
            asksForLink: asksForLink(more.answered.text),
            people: more.answered.people,
          },
        }
      : {}),
    acquaintances: ground.acquaintances,
    now: context.clock.now(),
  }
  return runChecks(draft, facts)
}

/** A community of other people, which its network tells of: the account's own fact `guestOf`. */
function communityOf({ id, account }: Channel): Pick<Facts, 'community'> {
  const name = account.facts?.guestOf
  return typeof name === 'string' ? { community: { channel: id, name } } : {}
}

/** Whether somebody asked where to find something: an answer with a link is then invited. */
export function asksForLink(text: string): boolean {
  return /\b(link|tautan|url|di ?mana|dimana|where|alamat|address|situs|website|web ?site|beli|buy|pesan|order|info(?:nya)?|baca(?:nya)?|read more|selengkapnya|share|bagi(?:kan)?|source|sumber)\b/i.test(
    text,
  )
}

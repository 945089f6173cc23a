import { sql } from 'kysely'
import { readBrandKit } from '../brand/index.ts'
import { type Channel, listChannels } from '../channels/index.ts'
import { type CheckDraft, type Facts, type Finding, lookBackDays } from '../checks/check.ts'
import { runChecks } from '../checks/index.ts'
import type { Context } from '../context.ts'
import type { Part, Post } from '../core/post.ts'
import { findMentions } from '../core/text/entities.ts'
import { leadsIn } from '../core/text/leads.ts'
import type { Tx } from '../db/client.ts'
import { here } from '../db/page.ts'
import { homeAddressOf } from '../team/index.ts'
import { type Coming, comingOf } from './coming.ts'

/** What the person answers, when a post is an answer. */
export interface Answered {
  text: string
  people: readonly string[]
}

/** What the checks need to know about a workspace: gathered once for all channels of a post. */
export interface Ground {
  brand: Facts['brand']
  earlier: Facts['earlier']
  /** What each of its channels says lately and is to say, by channel. */
  here: ReadonlyMap<string, NonNullable<Facts['here']>>
  acquaintances: readonly string[]
  /** What people call each channel. */
  channelNames: ReadonlyMap<string, string>
  /** Their networks, and which are communities of other people. */
  channelKinds: NonNullable<Facts['channelKinds']>
}

/** What the ground is gathered for: where a post goes, all its texts, and whether it is an answer. */
export interface Plan {
  channelIds: readonly string[]
  texts: readonly string[]
  answer: boolean
  /** What these words stand for already, and so is no double of theirs. */
  except?: Replaced | undefined
}

/** The delivery or the repeat that new words are for. */
export interface Replaced {
  deliveryId?: string | undefined
  seriesId?: string | undefined
}

/** The brand, as the checks know it; nothing before there is one. */
export async function brandFacts(context: Context, tx: Tx, workspaceId: string): Promise<Facts['brand']> {
  const kit = await readBrandKit(tx, workspaceId)
  const channels = await listChannels(context, tx)
  return (
    kit && {
      name: kit.name,
      handles: [kit.handle, ...channels.map((channel) => channel.account.handle)].filter(Boolean),
      homeLinks: [
        await homeAddressOf(context.config, tx, workspaceId),
        kit.productSite,
        ...channels.map((channel) => channel.account.url),
      ].filter(Boolean),
    }
  )
}

/** Reads what all channels of a post share, in a fixed number of queries. */
export async function gatherGround(context: Context, tx: Tx, workspaceId: string, plan: Plan): Promise<Ground> {
  const channels = await listChannels(context, tx)
  const now = context.clock.now()
  const ahead = { from: now, to: new Date(now.getTime() + foretoldMs), worded: true as const }
  const planned = (await comingOf(tx, now, ahead)).filter(({ seriesId }) => seriesId !== plan.except?.seriesId)
  const communities = channels.filter(
    (channel) => plan.channelIds.includes(channel.id) && communityOf(channel).community,
  )
  return {
    brand: await brandFacts(context, tx, workspaceId),
    earlier: [
      ...(await saidEarlier(
        tx,
        now,
        plan.answer,
        communities.map(({ id }) => id),
      )),
      ...(plan.answer ? [] : planned.flatMap(asSaid).slice(0, most.planned)),
    ],
    here: plan.answer ? new Map() : await saidHere(tx, now, plan, planned),
    acquaintances: await knownAmong(tx, plan.texts),
    channelNames: new Map(channels.map((channel) => [channel.id, nameOf(channel)])),
    channelKinds: new Map(
      channels.map((channel) => [
        channel.id,
        { network: channel.network.name, community: communityOf(channel).community !== undefined },
      ]),
    ),
  }
}

const nameOf = ({ network, account }: Channel) => `${network.label}: ${account.handle || account.name}`

/** Of the latest answers, of what was said everywhere in the last days, and of what each channel says, no more than so many are compared with new words. */
const most = { answers: 60, past: 500, planned: 100, here: 500 }
/** Repeats are looked at so far ahead: as far as slots are. */
const foretoldMs = 371 * 86_400_000

const asSaid = ({ texts, at }: Coming) =>
  texts.map(({ text, channelId }) => ({ text, channel: channelId, reply: false, at }))

/** Texts about as long as the new ones that a channel said in the last days or is to say, by posts and by repeats. */
async function saidHere(
  tx: Tx,
  now: Date,
  { channelIds, texts, except }: Plan,
  planned: readonly Coming[],
): Promise<Ground['here']> {
  // An article that goes to no channel is no double of a post.
  if (channelIds.length === 0 || texts.length === 0) return new Map()
  const lengths = texts.map((text) => text.length)
  const all = tx
    .selectFrom('delivery')
    .select(['id', 'channel_id', 'text', 'due_at', 'time_zone', 'state'])
    // Each channel by itself: what is planned for another takes no place here.
    .select(sql<number>`row_number() over (partition by channel_id order by due_at)`.as('nth'))
    .where(here('workspace_id'))
    .where('channel_id', 'in', [...channelIds])
    .where('state', 'in', ['scheduled', 'sending', 'pending', 'by-hand', 'published'])
    .where('due_at', '>=', new Date(now.getTime() - lookBackDays.everywhere * 86_400_000))
    .where(sql<number>`length(text)`, '>=', Math.floor(Math.min(...lengths) * 0.8) - 10)
    .where(sql<number>`length(text)`, '<=', Math.ceil(Math.max(...lengths) * 1.2) + 10)
  const rows = await tx.selectFrom(all.as('said')).selectAll().where('nth', '<=', most.here).execute()
  const said = rows
    .filter(({ id }) => id !== except?.deliveryId)
    .map(({ channel_id, text, due_at: at, time_zone: timeZone, state }) => ({
      channel: channel_id,
      said: { text, at, timeZone, by: state === 'published' ? ('said' as const) : ('post' as const) },
    }))
  const repeats = planned.flatMap(({ texts, at, timeZone }) =>
    texts.map(({ channelId, text }) => ({
      channel: channelId,
      said: { text, at, timeZone, by: 'repeat' as const },
    })),
  )
  const byChannel = Map.groupBy([...said, ...repeats], ({ channel }) => channel)
  return new Map([...byChannel].map(([channel, all]) => [channel, all.map((one) => one.said)]))
}

function said(tx: Tx) {
  return tx
    .selectFrom('delivery')
    .innerJoin('post', 'post.id', 'delivery.post_id')
    .select(['delivery.id', 'delivery.text', 'delivery.channel_id', 'delivery.due_at', 'post.in_reply_to'])
    .where(here('delivery.workspace_id'))
    .where('delivery.state', 'in', ['published', 'sending', 'scheduled'])
}

/**
 * What the checks compare with, each asked for by itself, so that nothing said elsewhere takes its place: all that was said in
 * these communities; for an answer the latest answers; for others what was said everywhere.
 */
async function saidEarlier(
  tx: Tx,
  now: Date,
  answer: boolean,
  communities: readonly string[],
): Promise<NonNullable<Facts['earlier']>> {
  const since = (days: number) => new Date(now.getTime() - days * 86_400_000)
  const there = communities.length
    ? await said(tx)
        .where('delivery.channel_id', 'in', [...communities])
        .where('delivery.due_at', '>=', since(lookBackDays.community))
        .execute()
    : []
  const rows = answer ? await lastAnswers(tx) : await saidEverywhere(tx, since(lookBackDays.everywhere), now)
  return [...new Map([...there, ...rows].map((row) => [row.id, row])).values()].map((row) => ({
    text: row.text,
    channel: row.channel_id,
    reply: row.in_reply_to !== null,
    at: row.due_at,
  }))
}

function lastAnswers(tx: Tx) {
  return said(tx)
    .where('post.in_reply_to', 'is not', null)
    .where(here('post.workspace_id'))
    .orderBy('post.created_at', 'desc')
    .limit(most.answers)
    .execute()
}

async function saidEverywhere(tx: Tx, since: Date, now: Date) {
  const own = said(tx).where('post.in_reply_to', 'is', null)
  const past = own.where('delivery.due_at', '>=', since).where('delivery.due_at', '<=', now)
  const planned = own.where('delivery.due_at', '>', now)
  return [
    ...(await past.orderBy('delivery.due_at', 'desc').limit(most.past).execute()),
    ...(await planned.orderBy('delivery.due_at').limit(most.planned).execute()),
  ]
}

/** Handles of people who talked with us, of those that are mentioned in these texts. */
async function knownAmong(tx: Tx, texts: readonly string[]): Promise<string[]> {
  const mentioned = [...new Set(texts.flatMap(findMentions).map(({ value }) => value.replace(/^@/, '').toLowerCase()))]
  if (!mentioned.length) return []
  const handle = sql<string>`lower(ltrim(handle, '@'))`
  const rows = await tx
    .selectFrom('known_handle')
    .select('handle')
    .where(here('workspace_id'))
    .where(handle, '=', sql<string>`any(${mentioned}::text[])`)
    .execute()
  return rows.map((row) => row.handle)
}

/** What the channel allows, and how much of it the post takes up. */
function limitsFor(channel: Channel, post: Post, parts: readonly Part[]): Facts['limits'] {
  const { limits } = channel
  return {
    length: limits.length,
    measured:
      parts.length > 1 ? channel.network.text.measure(post.text) : Math.max(0, ...parts.map((part) => part.length)),
    parts: parts.length,
    tags: limits.tags,
    unit: limits.unit,
    altLength: limits.altLength,
    ...(limits.titleLength ? { title: limits.titleLength } : {}),
    ...(limits.bytes ? { bytes: limits.bytes } : {}),
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
  const facts: Facts = {
    ...(ground.brand ? { brand: ground.brand } : {}),
    channelName: channel.account.name || channel.account.handle,
    limits: limitsFor(channel, post, parts),
    ...(more.linkAnswers === undefined ? {} : { linkAnswers: more.linkAnswers }),
    ...(ground.earlier ? { earlier: ground.earlier } : {}),
    ...communityOf(channel),
    here: ground.here.get(channel.id) ?? [],
    ...(more.alsoTo ? { alsoTo: more.alsoTo } : {}),
    ...(more.answered ? { conversation: { ...more.answered, asksForLink: asksForLink(more.answered.text) } } : {}),
    acquaintances: ground.acquaintances,
    channelNames: ground.channelNames,
    channelKinds: ground.channelKinds,
    now: context.clock.now(),
  }
  return runChecks(draft, facts)
}

/** A community of other people. */
function communityOf({ id, account: { community } }: Channel): Pick<Facts, 'community'> {
  return community?.guest ? { community: { channel: id, name: community.name } } : {}
}

/** Whether the person asked where to find something, so that a link in the reply is welcome. */
export function asksForLink(text: string): boolean {
  return /\b(link|tautan|url|di ?mana|dimana|where|alamat|address|situs|website|web ?site|beli|buy|pesan|order|info(?:nya)?|baca(?:nya)?|read more|selengkapnya|share|bagi(?:kan)?|source|sumber)\b/i.test(
    text,
  )
}

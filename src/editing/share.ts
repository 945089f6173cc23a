/** Where an editor may share what it publishes: posts that lead to it, made and checked as the panel and the shell do. */
import { sharedFor } from '../blog/index.ts'
import { type Channel, listChannels } from '../channels/index.ts'
import type { Context } from '../context.ts'
import { inWorkspace } from '../db/client.ts'
import { sends } from '../networks/network.ts'
import { compose, type Draft, proposeTeaser, type Shared, schedulePost } from '../publishing/index.ts'
import { may } from '../team/index.ts'
import { invalid, Refused } from './refused.ts'
import type { Access } from './tokens.ts'

/** A channel as editors name it. */
export interface ShareTarget {
  uid: string
  name: string
}

/** Channels that posts can go to by themselves, where the person may send. */
async function channelsFor(context: Context, { actor, member }: Access): Promise<Channel[]> {
  if (may(member.role, 'send') === false) return []
  const all = await inWorkspace(context.db, actor.workspaceId, (tx) => listChannels(context, tx))
  return all.filter(({ network, account }) => sends(network) && !account.byHand)
}

/** Where an editor may share. */
export async function shareTargets(context: Context, access: Access): Promise<ShareTarget[]> {
  const channels = await channelsFor(context, access)
  return channels.map(({ id, network, account }) => ({ uid: id, name: `${network.label}: ${account.handle}` }))
}

/** What is to be shared, and where. */
export interface Share {
  drafts: Draft[]
  shared: Shared
}

/** The channels that somebody chose. @throws Refused `invalid_request` for one that is not offered */
export async function chosenChannels(context: Context, access: Access, said: readonly unknown[]): Promise<Channel[]> {
  const wanted = new Set(said.filter((one) => one !== ''))
  if (wanted.size === 0) return []
  const channels = await channelsFor(context, access)
  const chosen = channels.filter(({ id }) => wanted.has(id))
  if (chosen.length < wanted.size)
    throw invalid(
      'Salah satu saluran yang dipilih (mp-syndicate-to) tidak ada. Muat ulang daftar salurannya di editor.',
      'One of the chosen channels (mp-syndicate-to) is not there. Reload the list of channels in the editor.',
    )
  return chosen
}

/**
 * Prepares the posts, before anything is out.
 * @throws Refused `invalid_request` where a check speaks against one: nothing is published or sent then
 */
export async function prepareShare(
  context: Context,
  { actor }: Access,
  channels: readonly Channel[],
  articleId: string,
): Promise<Share | undefined> {
  if (channels.length === 0) return undefined
  const shared: Shared = { ...(await sharedFor(context, actor, articleId)), linkAnswers: true }
  const { link, title = '', tags = [] } = shared
  if (!link) return undefined
  const source = { title, summary: link.description ?? '', link, tags }
  const drafts = channels.map((channel) => ({
    channelId: channel.id,
    text: proposeTeaser(channel, source),
    mediaIds: [],
  }))
  const composed = await compose(context, actor, drafts, shared)
  for (const { channel, findings } of composed) {
    const finding = findings.find(({ severity }) => severity === 'error')
    if (finding)
      throw new Refused('invalid_request', stopped, {
        values: { channel: channel.account.handle, why: finding.message },
      })
  }
  return { drafts, shared }
}

const stopped = {
  id: 'Kiriman untuk {channel} tertahan: {why} Belum ada yang diterbitkan atau dikirim.',
  en: 'The post for {channel} is stopped: {why} Nothing was published or sent.',
}

/** Sends them, once the article is there; they can be taken back as long as any post. @param at missing: now */
export async function sendShare(
  context: Context,
  { actor, member }: Access,
  { drafts, shared }: Share,
  articleId: string,
  at: Date | undefined,
): Promise<void> {
  const post = { ...shared, drafts, articleId, waitsForLink: true, timeZone: member.timeZone, at }
  await schedulePost(context, actor, post)
}

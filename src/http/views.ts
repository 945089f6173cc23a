/** From rows to the API's shapes (api.ts). */
import {
  type ArticleName,
  type ArticleRow,
  articleNames,
  countWords,
  type ListedArticle,
  type ListedAuthor,
  permalinkOf,
  slugFollows,
  type Translation,
} from '../blog/index.ts'
import { type Channel, channelsById, faceKey, type QuotaReading } from '../channels/index.ts'
import type { Context } from '../context.ts'
import type { PersonView, ResponseView } from '../conversations/index.ts'
import type { Part, Picture } from '../core/post.ts'
import { fill, inBoth, type Words } from '../core/words.ts'
import type { Tx } from '../db/client.ts'
import type { MediaRow } from '../media/index.ts'
import {
  type Account,
  actsOf,
  type Connect,
  capabilities,
  effortOf,
  isAbsent,
  type Limits,
  type Network,
  type PostOption,
  present,
  quotasOf,
  reasonsOf,
  usualWay,
  whyNot,
} from '../networks/network.ts'
import { actionsFor, type ListedDelivery } from '../publishing/index.ts'
import { homeAddressHere } from '../team/index.ts'
import type * as api from './api.ts'

/** A network’s limits for a channel, as JSON: no limit is `null`, not Infinity. */
export function viewLimits(limits: Limits): api.Limits {
  const { unit, bytes, pictures, pictureBytes, altLength, tags, titleLength, threads, warnings, video, needs } = limits
  return {
    length: Number.isFinite(limits.length) ? limits.length : null,
    unit,
    pictures,
    pictureBytes,
    altLength,
    tags,
    threads,
    warnings,
    ...(bytes ? { bytes } : {}),
    ...(titleLength ? { titleLength } : {}),
    ...(video ? { video: { ...video, types: [...video.types] } } : {}),
    ...(needs ? { needs: [...needs] } : {}),
  }
}

/** What the connect guide of a workspace needs: the addresses that a person gives the network, and what is kept of their app. */
export interface ConnectValues {
  callback: string
  webhook: string
  kept: readonly string[]
  /** Whether servers can read who we are, or take us for a program on the person's own machine. */
  known: boolean
}

/** A network as the connect page draws it, with this server’s own addresses filled into its steps. */
export function viewNetwork(network: Network, values: ConnectValues): api.NetworkInfo {
  const { name, label, identity, text, verification } = network
  const absent = reasonsOf(network)
  return {
    name,
    label,
    ways: identity.ways
      .filter(({ clientDocument }) => values.known || !clientDocument)
      .map((way) => viewConnect(way, values)),
    effort: { level: effortOf(network), needs: network.effort?.needs ?? null, cost: network.effort?.cost ?? null },
    limits: viewLimits(text.limits()),
    capabilities: capabilities.filter((capability) => absent[capability] === undefined),
    absent: { ...absent },
    home: !isAbsent(network.blog),
    options: (text.options ?? []).map(viewOption),
    moderation: [...actsOf(network)],
    verification,
  }
}

/** How a network is drawn; by the first letter of its label where its folder says nothing. */
export function viewMark({ name, label, mark }: Network): api.NetworkMark {
  return { network: name, label, letters: mark?.letters ?? label.slice(0, 1), path: mark?.path ?? null }
}

function viewConnect({ kind, fields, steps }: Connect, { callback, webhook, kept }: ConnectValues): api.Connect {
  return {
    kind,
    fields: fields.map(({ placeholder, ...field }) => ({
      ...field,
      ...(placeholder && { placeholder: inBoth(placeholder) }),
      ...(kept.includes(field.name) ? { kept: true } : {}),
    })),
    steps: steps.map((step) => fill(step, { callback, webhook })),
  }
}

function viewOption(option: PostOption): api.PostOption {
  const { choices, ...rest } = option
  return { ...rest, choices: typeof choices === 'function' ? null : (choices ?? []).map((choice) => ({ ...choice })) }
}

/** What a channel's quota shows. */
export function viewQuota({ quota, used, limit, resetsAt }: QuotaReading): api.Quota {
  const { name, label, unit, period, budget, source } = quota
  return { name, label, unit, period, budget, source, used, limit, resetsAt: resetsAt.toISOString() }
}

/** One of several accounts that may be connected. */
export function viewChoice({ remoteId, name, handle, url }: Account) {
  // Nothing of it is kept here yet, so that there is no copy of its picture.
  return { remoteId, name, handle, url, avatar: null }
}

/** Where our own copy of a picture is: another address for another picture. */
function faceAddress(kind: 'person' | 'channel', id: string, avatar: string | null | undefined): string | null {
  return avatar ? `/api/faces/${kind}/${id}?v=${faceKey(avatar).slice(0, 8)}` : null
}

/** Somebody who answered; their picture is our own copy, never the network’s address. */
export function viewPerson(person: PersonView): PersonView {
  return { ...person, avatar: faceAddress('person', person.id, person.avatar) }
}

const time = (date: Date | null) => date?.toISOString() ?? null

/** A channel with what its network can do; no credentials. */
export function viewChannel(channel: Channel): api.Channel {
  const { account, network } = channel
  return {
    id: channel.id,
    network: network.name,
    networkLabel: network.label,
    kind: usualWay(network).kind,
    name: account.name,
    handle: account.handle,
    url: account.url,
    server: account.server,
    avatar: faceAddress('channel', channel.id, account.avatar),
    limits: viewLimits(channel.limits),
    health: channel.health,
    healthWords: channel.healthWords,
    checkedAt: time(channel.checkedAt),
    connectedAt: channel.connectedAt.toISOString(),
    removedAt: time(channel.removedAt),
    options: (network.text.options ?? []).map(viewOption),
    hasQuotas: quotasOf(network).length > 0,
    rules: (account.community?.rules ?? []).map(({ title, text }) => ({ title, text })),
    guest: account.community?.guest ?? false,
  }
}

/** As much of a channel as a delivery is shown with. */
export function viewDeliveryChannel(channel: Channel): api.Delivery['channel'] {
  const { id, network, networkLabel, name, handle, avatar, kind } = viewChannel(channel)
  return { id, network, networkLabel, name, handle, avatar, kind }
}

/** A picture or a video with the address that the panel shows it at. `seconds` is `null` for a picture. */
export function viewMedia(row: MediaRow): api.Media {
  const { id, file, mime, width, height, bytes, alt, seconds, focus_x: x, focus_y: y } = row
  const focus = x === 0.5 && y === 0.5 ? {} : { focus: { x, y } }
  return { id, url: `/media/${file}`, mime, width, height, bytes, alt, seconds, ...focus }
}

const endings: Record<string, string> = {
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/webp': 'webp',
  'image/gif': 'gif',
  'video/mp4': 'mp4',
  'video/quicktime': 'mov',
  'video/webm': 'webm',
}

function pictureUrl(picture: Picture): string {
  return `/media/${picture.id}.${endings[picture.mime] ?? 'png'}`
}

function viewPictures(part: Part | undefined): api.Media[] {
  return (part?.pictures ?? []).map((picture) => ({ ...picture, seconds: null, url: pictureUrl(picture) }))
}

/** The panel plays what was uploaded, also where a rendition is sent: that may not be made yet. */
function viewVideo(part: Part | undefined): { video?: api.Media } {
  if (!part?.video) return {}
  const { target, ...video } = part.video
  return { video: { ...video, url: target ? `/media/${video.id}` : pictureUrl(video) } }
}

function viewFormatted({ text, styles, links }: NonNullable<Part['formatted']>): NonNullable<api.Part['formatted']> {
  return {
    text,
    styles: styles.map((style) => ({ ...style })),
    links: links.map(({ value, start, end }) => ({ value, start, end })),
  }
}

/** One message as the preview draws it. */
export function viewPart(part: Part): api.Part {
  const { text, entities, length, formatted, title, html, card } = part
  return {
    text,
    entities: entities.map((entity) => ({ ...entity })),
    length,
    ...(formatted ? { formatted: viewFormatted(formatted) } : {}),
    ...(title ? { title } : {}),
    ...(html ? { html } : {}),
    ...(card
      ? {
          card: {
            url: card.url,
            title: card.title,
            description: card.description,
            ...(card.picture ? { image: pictureUrl(card.picture) } : {}),
          },
        }
      : {}),
    pictures: viewPictures(part),
    ...viewVideo(part),
    ...(part.warning ? { warning: part.warning } : {}),
    ...(part.follows ? { follows: part.follows } : {}),
  }
}

/** An article without its words, for lists. @param home the blog's address */
export function viewArticleSummary(home: string, row: ListedArticle): api.ArticleSummary {
  return {
    id: row.id,
    kind: row.kind,
    title: row.title,
    slug: row.slug,
    language: row.language,
    state: row.state,
    summary: row.excerpt,
    tags: row.tags,
    words: row.words,
    permalink: permalinkOf(home, row),
    publishAt: time(row.publish_at),
    publishedAt: time(row.published_at),
    updatedAt: row.updated_at.toISOString(),
    deletedAt: time(row.deleted_at),
    pinned: row.pinned,
    authors: row.authors,
  }
}

/** Who writes, and where their articles are read. @param home the blog's address */
export function viewAuthor(home: string, row: ListedAuthor): api.Author {
  const { id, name, slug, bio, url, picture, articles } = row
  const permalink = `${home}/author/${encodeURIComponent(slug)}`
  return { id, name, slug, bio, url, picture, permalink, articles }
}

/** An article with the words that are being written, and its translations. @param home the blog's address */
export function viewArticle(home: string, row: ArticleRow, translations: readonly Translation[]): api.Article {
  return {
    ...viewArticleSummary(home, row),
    words: countWords(row.markdown),
    summary: row.summary,
    markdown: row.markdown,
    picture: row.picture,
    series: row.series,
    part: row.part,
    version: row.version,
    changed: row.state === 'published' && row.published_version !== row.version,
    homeChannelId: row.home_channel_id,
    slugFollows: slugFollows(row),
    by: row.created_by,
    translations: translations.map(({ id, title, language, state, slug }) => {
      return { id, title, language, state, permalink: permalinkOf(home, { slug }) }
    }),
  }
}

/** What a right address looks like; null where posts have none. */
function addressExample({ network: { postAddress }, account }: Channel): Words | null {
  if (!postAddress) return inBoth(account.url)
  const example = present(postAddress)?.example
  return example ? inBoth(example) : null
}

/** Deliveries with their channels and articles, asked for once each. */
export async function viewDeliveries(
  context: Context,
  tx: Tx,
  rows: readonly ListedDelivery[],
): Promise<api.Delivery[]> {
  const channels = await channelsById(
    context,
    tx,
    rows.map((row) => row.channel_id),
  )
  const articles = await articleNames(
    tx,
    rows.flatMap((row) => (row.article_id ? [row.article_id] : [])),
  )
  const home = await homeAddressHere(context.config, tx)
  return rows.flatMap((row) => {
    const channel = channels.get(row.channel_id)
    return channel ? [viewDelivery(home, row, channel, articles.get(row.article_id ?? ''))] : []
  })
}

/** An article as the posts that lead to it name it. @param home the blog's address */
export function viewArticleName(home: string, article: ArticleName): NonNullable<api.Delivery['article']> {
  return { id: article.id, title: article.title, permalink: permalinkOf(home, article) }
}

function viewDelivery(
  home: string,
  row: ListedDelivery,
  channel: Channel,
  article: ArticleName | undefined,
): api.Delivery {
  const parts = row.parts as Part[]
  const [first] = parts
  return {
    id: row.id,
    postId: row.post_id,
    channel: viewDeliveryChannel(channel),
    article: article ? viewArticleName(home, article) : null,
    responseId: row.in_reply_to,
    by: row.created_by,
    text: row.text,
    content: row.content,
    pictures: viewPictures(first),
    ...viewVideo(first),
    progress: row.progress,
    parts: parts.map(viewPart),
    sentParts: row.sent.length,
    state: row.state,
    dueAt: row.due_at.toISOString(),
    timeZone: row.time_zone,
    publishedAt: time(row.published_at),
    permalink: row.permalink,
    reason: row.reason,
    nextTryAt: time(row.next_try_at),
    attempts: row.attempts,
    confirmExample: addressExample(channel),
    composer: (first && channel.network.byHand?.composer(first, channel.account)) ?? null,
    actions: actionsFor(row, channel.network),
    whyNoRetract: whyNot(channel.network, 'retract') ?? null,
    responses: row.responses,
  }
}

/** One answer with who said it; whether it still waits for one of ours. */
export function viewResponse(response: ResponseView): api.Response {
  const { id, kind, person, text, permalink, writtenAt, standing, audience, told } = response
  const at = writtenAt.toISOString()
  return { id, kind, person: viewPerson(person), text, permalink, writtenAt: at, standing, audience, told }
}

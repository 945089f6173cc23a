import type { Paragraph } from 'mdast'
import { type Channel, findChannel } from '../channels/index.ts'
import type { Finding } from '../checks/check.ts'
import type { Actor, Context } from '../context.ts'
import type { ArticleBody, LinkCard, Part, Post } from '../core/post.ts'
import { readMarkdownAside } from '../core/text/read-markdown.ts'
import type { Words } from '../core/words.ts'
import { inWorkspace, type Tx } from '../db/client.ts'
import type { DeliveryContent } from '../db/tables.ts'
import { mediaOf } from '../media/index.ts'
import { isAbsent } from '../networks/network.ts'
import { type Answered, checkFor, type Ground, gatherGround, type Replaced } from './facts.ts'
import { fitPostVideo } from './fit-video.ts'

/** One channel's form of a post, before it is cut. */
export interface Draft {
  channelId: string
  text: string
  mediaIds: readonly string[]
  content?: DeliveryContent | undefined
  /** It leaves at this time, whatever the post's own is. */
  at?: Date | undefined
}

/** What all channels of a post share. */
export interface Shared {
  /** The article that it leads to. */
  link?: LinkCard | undefined
  /** Whether the article's page is there for readers. */
  linkAnswers?: boolean | undefined
  title?: string | undefined
  tags?: readonly string[] | undefined
  language?: string | undefined
  /** The article itself, for channels that are blogs and get it whole. */
  article?: ArticleBody | undefined
  answered?: Answered | undefined
}

/** What would be sent, and what the checks say of it. */
export interface Composed {
  channel: Channel
  text: string
  mediaIds: readonly string[]
  content: DeliveryContent
  parts: Part[]
  findings: PlacedFinding[]
}

/** A finding, and which of a draft's texts it is about: the first one, or as named. */
export type PlacedFinding = Finding & { place?: string }

/** What another channel gets of the same post: looked at by the check of sameness, and not composed. */
export type Beside = Pick<Draft, 'channelId' | 'text'>

/**
 * Cuts and checks drafts for their channels. Stores nothing: the preview and the sending share it.
 * @param beside what goes to other channels, and is not asked for
 * @param except the delivery or the repeat that these words are for
 */
export function compose(
  context: Context,
  actor: Actor,
  drafts: readonly Draft[],
  shared: Shared,
  beside: readonly Beside[] = [],
  except?: Replaced,
): Promise<Composed[]> {
  return inWorkspace(context.db, actor.workspaceId, (tx) =>
    composeIn(context, tx, actor, drafts, shared, beside, except),
  )
}

/** The same inside a transaction. */
export async function composeIn(
  context: Context,
  tx: Tx,
  actor: Actor,
  drafts: readonly Draft[],
  shared: Shared,
  beside: readonly Beside[] = [],
  except?: Replaced,
): Promise<Composed[]> {
  const ground = await gatherGround(context, tx, actor.workspaceId, {
    channelIds: drafts.map(({ channelId }) => channelId),
    texts: drafts.flatMap(({ text, content }) => [text, ...furtherTexts(content ?? {}).map((one) => one.text)]),
    answer: shared.answered !== undefined,
    except,
  })
  const composed: Composed[] = []
  for (const draft of drafts) {
    const channel = await findChannel(context, tx, draft.channelId)
    const others = [...drafts, ...beside].filter((other) => other.channelId !== draft.channelId)
    composed.push(await one(context, tx, ground, channel, draft, shared, others))
  }
  return composed
}

async function one(
  context: Context,
  tx: Tx,
  ground: Ground,
  channel: Channel,
  draft: Draft,
  shared: Shared,
  others: readonly Beside[],
): Promise<Composed> {
  const content = draft.content ?? {}
  const media = await mediaOf(tx, draft.mediaIds)
  const fitted = media.video && (await fitPostVideo(context, tx, channel, media.video, media.pictures.length))
  const post: Post = {
    ...(await wordsOf(draft.text, content)),
    ...media,
    ...(fitted ? { video: fitted.video } : {}),
    ...(shared.link ? { link: shared.link } : {}),
    ...(shared.title ? { title: shared.title } : {}),
    ...(shared.tags ? { tags: shared.tags } : {}),
    ...languageOf(shared, content),
    ...(content.warning ? { warning: content.warning } : {}),
    ...(content.numbered ? { numbered: true } : {}),
    ...optionsOf(channel, content),
    ...(content.article && shared.article && !isAbsent(channel.network.blog) ? { article: shared.article } : {}),
  }
  const first = channel.network.text.render(withWarning(post, channel), channel.limits)
  const findings = checkFor(context, ground, channel, post, first, {
    written: draft.text,
    answered: shared.answered,
    linkAnswers: shared.linkAnswers,
    alsoTo: others.map((other) => ({ channel: other.channelId, text: other.text })),
    further: furtherTexts(content).map(({ text }) => text),
  })
  const further: Followed[] = []
  for (const one of furtherTexts(content)) {
    const words = await wordsOf(one.text, content)
    further.push(follow(context, ground, channel, one, words, post))
  }
  return {
    channel,
    text: draft.text,
    mediaIds: draft.mediaIds,
    content,
    parts: [...first, ...further.flatMap(({ parts }) => parts)],
    findings: [
      ...findings,
      ...further.flatMap((one) => one.findings),
      ...cannotFollow(channel, draft.text, content),
      ...lacking(channel, post, draft.text),
      ...(fitted?.said ?? []).map((said) => aboutLimits(draft.text, said)),
    ],
  }
}

/** A text as it stands, or read as Markdown where its author wrote some. @throws Problem `wrong-input` as readMarkdown does */
async function wordsOf(text: string, { markdown }: DeliveryContent): Promise<Pick<Post, 'text' | 'tree'>> {
  if (!markdown) return { text }
  const [tree, { plainText }] = await Promise.all([readMarkdownAside(text), import('../core/text/flatten.ts')])
  return { text: plainText(tree), tree }
}

/** The network's own options, with what holds where nothing was chosen; what is none of them is left out. */
function optionsOf({ network }: Channel, { options = {} }: DeliveryContent): Pick<Post, 'options'> {
  const known = (network.text.options ?? []).flatMap(({ name, initial }) => {
    const value = options[name] ?? initial
    return value === undefined || value === '' ? [] : [[name, value] as const]
  })
  // A switch that was turned off says so: it may be on where nothing is said.
  const off = (network.text.options ?? []).flatMap(({ name, initial }) =>
    options[name] === '' && initial ? [[name, ''] as const] : [],
  )
  return known.length + off.length ? { options: Object.fromEntries([...known, ...off]) } : {}
}

/** What the network asks for and the post has not: a picture or a video, or a choice. */
function lacking({ network, limits }: Channel, post: Post, written: string): PlacedFinding[] {
  const { label } = network
  const media = [...(post.pictures?.length ? ['picture'] : []), ...(post.video ? ['video'] : [])]
  const needs =
    limits.needs && !limits.needs.some((kind) => media.includes(kind)) ? [needsMedia(label, limits.needs)] : []
  const choices = (network.text.options ?? [])
    .filter(({ name, required }) => required && !post.options?.[name])
    .map((option) => ({
      id: `Pilih dahulu untuk ${label}: ${option.label.id}.`,
      en: `Choose this first for ${label}: ${option.label.en}.`,
    }))
  return [...needs, ...choices].map((message) => aboutLimits(written, { severity: 'error', message }))
}

const aboutLimits = (
  written: string,
  { severity, message }: Pick<PlacedFinding, 'severity' | 'message'>,
): PlacedFinding => ({
  check: 'over-limit',
  severity,
  pillar: 'limits',
  start: 0,
  end: written.length,
  message,
})

function needsMedia(label: string, needs: readonly string[]): Words {
  const [only] = needs
  if (needs.length > 1) {
    return {
      id: `${label} tidak menerima kata-kata saja: tambahkan gambar atau video.`,
      en: `${label} takes no words alone: add a picture or a video.`,
    }
  }
  return only === 'video'
    ? { id: `${label} hanya menerima video: tambahkan satu.`, en: `${label} takes videos only: add one.` }
    : {
        id: `${label} tidak menerima kata-kata saja: tambahkan gambar.`,
        en: `${label} takes no words alone: add a picture.`,
      }
}

const languageOf = (shared: Shared, content: DeliveryContent) => {
  const language = content.language ?? shared.language
  return language ? { language } : {}
}

/** Where a warning cannot stand apart, it stands before the text. */
function withWarning(post: Post, { limits }: Channel): Post {
  if (!post.warning || limits.warnings) return post
  const { warning, ...plain } = post
  const before = `[${warning}]`
  const paragraph: Paragraph = { type: 'paragraph', children: [{ type: 'text', value: before }] }
  return {
    ...plain,
    text: `${before}\n\n${post.text}`,
    ...(post.tree ? { tree: { ...post.tree, children: [paragraph, ...post.tree.children] } } : {}),
  }
}

/** What follows the first text, in order. */
interface FurtherText {
  text: string
  place: string
  /** Hangs on the first message, not on the one before. */
  underFirst: boolean
}

function furtherTexts({ thread = [], firstReply }: DeliveryContent): FurtherText[] {
  const texts = thread.map((text, at) => ({ text, place: `thread.${at}`, underFirst: false }))
  return firstReply ? [...texts, { text: firstReply, place: 'firstReply', underFirst: true }] : texts
}

/** Rules about what a first text has already answered: a message under it need not say them again. */
const saidOnce = [
  'link-home',
  'who-is-speaking',
  'where-to-find-more',
  'same-words-again',
  'same-text-everywhere',
  'uninvited-link',
]

interface Followed {
  parts: Part[]
  findings: PlacedFinding[]
}

function follow(
  context: Context,
  ground: Ground,
  channel: Channel,
  { text, place, underFirst }: FurtherText,
  words: Pick<Post, 'text' | 'tree'>,
  { language, warning }: Post,
): Followed {
  const post: Post = {
    ...words,
    ...(language ? { language } : {}),
    ...(warning && channel.limits.warnings ? { warning } : {}),
  }
  const parts = channel.network.text.render(post, channel.limits)
  const findings = checkFor(context, ground, channel, post, parts, { written: text }).filter(
    ({ check }) => !saidOnce.includes(check),
  )
  return {
    parts: parts.map((part, at) => (underFirst && at === 0 ? { ...part, follows: 'root' as const } : part)),
    findings: findings.map((finding) => ({ ...finding, place })),
  }
}

/** A network without threads takes one message. */
function cannotFollow(channel: Channel, written: string, content: DeliveryContent): PlacedFinding[] {
  const [first] = furtherTexts(content)
  if (!first || channel.limits.threads) return []
  const { label } = channel.network
  return [
    {
      check: 'over-limit',
      severity: 'error',
      pillar: 'limits',
      start: 0,
      end: written.length,
      message: {
        id: `Di ${label} kiriman tidak dapat disambung. Gabungkan semuanya dalam teks pertama.`,
        en: `On ${label} nothing can follow a post. Put everything into the first text.`,
      },
      place: first.place,
    },
  ]
}

/** An editor writes something new. */
import {
  type ArticleRow,
  createArticle,
  permalinkOf,
  publishArticle,
  takeBackArticle,
  tellBrought,
} from '../blog/index.ts'
import type { Context } from '../context.ts'
import { inWorkspace } from '../db/client.ts'
import { wakeWaiting } from '../publishing/index.ts'
import { homeAddressOf } from '../team/index.ts'
import { type Kept, keepEntry } from './entry.ts'
import { needPermission, needScope } from './permitted.ts'
import { keepFile, type OwnPhoto, takePhotos } from './photos.ts'
import { invalid } from './refused.ts'
import type { CreateRequest, Properties } from './request.ts'
import { chosenChannels, prepareShare, type Share, sendShare } from './share.ts'
import type { Access } from './tokens.ts'
import { otherProperties, readWanted, refuseWordless, type Wanted, writesHtml } from './wanted.ts'
import { markdownOf, placed } from './words.ts'

/** Where it is, or will be. */
export interface Created {
  location: string
  /** It is published at a time to come. */
  later: boolean
}

/**
 * Makes an article, or a note where it has no title; publishes it, unless it is a draft. Where anything speaks against it, nothing of
 * it is left.
 * @throws Refused; Problem `forbidden` for a role that may not publish
 */
export async function createEntry(context: Context, access: Access, request: CreateRequest): Promise<Created> {
  needScope(access, 'create', 'draft')
  needPermission(access, 'write')
  const wanted = readWanted({ ...request.properties, ...addressOf(request) })
  refuseWordless(request.properties, { ...wanted, ...(request.files.length ? { photos: [{ url: '', alt: '' }] } : {}) })
  const draft = wanted.status === 'draft' || !access.scopes.has('create')
  if (!draft) needPermission(access, 'publish')
  const { actor } = access
  const home = await inWorkspace(context.db, actor.workspaceId, (tx) =>
    homeAddressOf(context.config, tx, actor.workspaceId),
  )
  const channels = draft ? [] : await chosenChannels(context, access, request.commands['mp-syndicate-to'] ?? [])
  const { words, kept } = await written(context, access, home, request, wanted)
  if (!draft && !words.markdown) throw empty()
  const row = await createArticle(context, actor, words)
  await leavingNothing(context, access, row, async () => {
    await inWorkspace(context.db, actor.workspaceId, (tx) => keepEntry(tx, actor.workspaceId, row.id, kept))
    if (draft) return
    const share = await prepareShare(context, access, channels, row.id)
    await publish(context, access, row, wanted, share)
  })
  const later = !draft && isToCome(context, wanted)
  return { location: permalinkOf(home, row), later }
}

/** `mp-slug` is what the specification calls it, `slug` what some editors do. */
function addressOf({ commands }: CreateRequest): Properties {
  const slug = commands['mp-slug']
  return slug ? { slug } : {}
}

const isToCome = (context: Context, { at }: Wanted): boolean => !!at && at > context.clock.now()

async function written(context: Context, access: Access, home: string, request: CreateRequest, wanted: Wanted) {
  const photos = await photosOf(context, access, request, wanted)
  const body = wanted.content ? await markdownOf(context, home, wanted.content) : ''
  const { markdown, picture, behind } = placed(body, photos)
  const { title = '', summary = '', tags = [], slug = '' } = wanted
  const kept: Kept = {
    properties: otherProperties(request.properties),
    photos: behind.map(({ file, alt }) => ({ file, alt })),
    asHtml: writesHtml(wanted.content),
  }
  const kind = title ? ('article' as const) : ('note' as const)
  return { words: { title, summary, tags, slug, markdown, picture, kind }, kept }
}

async function photosOf(
  context: Context,
  { actor }: Access,
  { files, commands }: CreateRequest,
  { photos = [] }: Wanted,
): Promise<OwnPhoto[]> {
  const alts = (commands['mp-photo-alt'] ?? []).map((alt) => (typeof alt === 'string' ? alt.slice(0, 1500) : ''))
  const sent: OwnPhoto[] = []
  for (const [at, file] of files.entries()) sent.push(await keepFile(context, actor, file, alts[at]))
  const named = photos.map((photo, at) => ({ ...photo, alt: photo.alt || (alts[files.length + at] ?? '') }))
  return [...sent, ...(await takePhotos(context, actor, named))]
}

/** An editor that is refused tries again: it must not find half of what it wrote. */
async function leavingNothing(
  context: Context,
  { actor }: Access,
  row: ArticleRow,
  work: () => Promise<void>,
): Promise<void> {
  try {
    await work()
  } catch (error) {
    await inWorkspace(context.db, actor.workspaceId, (tx) => takeBackArticle(tx, row.id, row.version, false))
    tellBrought(context, actor.workspaceId)
    throw error
  }
}

async function publish(
  context: Context,
  access: Access,
  row: ArticleRow,
  wanted: Wanted,
  share: Share | undefined,
): Promise<void> {
  const at = isToCome(context, wanted) ? (wanted.at ?? undefined) : undefined
  const { state } = await publishArticle(context, access.actor, row.id, at)
  if (state === 'published') await wakeWaiting(context, access.actor.workspaceId, { articleId: row.id })
  if (share) await sendShare(context, access, share, row.id, at)
}

const empty = () =>
  invalid(
    'Belum ada yang ditulis: isi “content” atau sertakan foto.',
    'Nothing is written yet: fill in “content” or send a photo.',
  )

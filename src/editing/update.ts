/** An editor changes what is there. */
import {
  type ArticleRow,
  type ArticleWords,
  permalinkOf,
  publishArticle,
  publishToDestinations,
  retractFromDestinations,
  saveArticle,
  unpublishArticle,
} from '../blog/index.ts'
import type { Context } from '../context.ts'
import { inWorkspace } from '../db/client.ts'
import { wakeWaiting } from '../publishing/index.ts'
import { bodyOf, type Entry, entryAt, headFiles, type Kept, keepEntry } from './entry.ts'
import { needPermission, needScope } from './permitted.ts'
import { takePhotos } from './photos.ts'
import { invalid } from './refused.ts'
import type { Properties, UpdateRequest } from './request.ts'
import type { Access } from './tokens.ts'
import { otherProperties, readWanted, type Wanted, writesHtml } from './wanted.ts'
import { markdownOf, placed } from './words.ts'

/**
 * Changes an article; readers get it at once where they have it already.
 * @returns its address where that is another one now
 * @throws Refused; Problem `forbidden`; `conflict` where somebody saves other words at the same time
 */
export async function updateEntry(
  context: Context,
  access: Access,
  request: UpdateRequest,
): Promise<string | undefined> {
  needScope(access, 'update')
  needPermission(access, 'write')
  const { actor } = access
  const entry = await entryAt(context, actor, request.url)
  const { row, home } = entry
  if (row.deleted_at) throw gone()
  const said = await changed(context, access, entry, request)
  const wanted = readWanted(said)
  const { words, kept } = await rewritten(context, access, entry, said, wanted)
  const reaching = () => needPermission(access, 'publish', row)
  if (row.state === 'published') reaching()
  const saved = await saveArticle(context, actor, row.id, row.version, words, reaching)
  await inWorkspace(context.db, actor.workspaceId, (tx) => keepEntry(tx, actor.workspaceId, row.id, kept))
  await settle(context, access, row, wanted)
  return saved.slug === row.slug ? undefined : permalinkOf(home, saved)
}

const gone = () =>
  invalid(
    'Artikel itu sudah dihapus. Kembalikan dulu (undelete), lalu ubah.',
    'That article was deleted. Bring it back first (undelete), then change it.',
  )

/** The properties that are said anew, as they are then; one that is taken out is an empty list. */
async function changed(
  context: Context,
  { actor }: Access,
  { row, kept, home }: Entry,
  { replace, add, remove, removeWhole }: UpdateRequest,
): Promise<Properties> {
  const files = await inWorkspace(context.db, actor.workspaceId, (tx) => headFiles(tx, [row]))
  const head = row.picture && files.get(row.picture.media)
  const shown = [
    ...(row.picture && head ? [{ file: head, alt: row.picture.alt }] : []),
    ...bodyOf({ row, kept }).photos,
  ]
  const before: Properties = {
    ...kept.properties,
    category: row.tags,
    photo: shown.map(({ file, alt }) => ({ value: `${home}/media/${file}`, alt })),
  }
  const after: Properties = {}
  for (const name of removeWhole) after[name] = []
  for (const [name, values] of Object.entries(remove))
    after[name] = (after[name] ?? before[name] ?? []).filter((one) => !values.some((gone) => isSame(one, gone)))
  for (const [name, values] of Object.entries(replace)) after[name] = values
  for (const [name, values] of Object.entries(add))
    after[name] = single.has(name) ? values.slice(-1) : [...(after[name] ?? before[name] ?? []), ...values]
  if (after['mp-slug']) after.slug = after['mp-slug']
  return after
}

/** What an article has one of. */
const single: ReadonlySet<string> = new Set([
  'name',
  'content',
  'summary',
  'published',
  'post-status',
  'slug',
  'mp-slug',
])

/** A picture may be named with its description or without. */
function isSame(one: unknown, other: unknown): boolean {
  const plain = (value: unknown) =>
    typeof value === 'object' && value !== null && 'value' in value ? value.value : value
  return JSON.stringify(one) === JSON.stringify(other) || JSON.stringify(plain(one)) === JSON.stringify(plain(other))
}

async function rewritten(
  context: Context,
  access: Access,
  { row, kept, home }: Entry,
  said: Properties,
  wanted: Wanted,
): Promise<{ words: ArticleWords; kept: Kept }> {
  const before = bodyOf({ row, kept })
  const body = wanted.content ? await markdownOf(context, home, wanted.content) : before.markdown
  const title = wanted.title ?? row.title
  const shown = await shownWith(context, access, body, { row, photos: before.photos }, wanted)
  const { summary = row.summary, tags = row.tags, slug = row.slug } = wanted
  const others = Object.entries(otherProperties({ ...kept.properties, ...said })).filter(
    ([, values]) => values.length > 0,
  )
  return {
    words: {
      ...{ title, summary, tags, slug, language: row.language, markdown: shown.markdown, kind: kindOf(row, title) },
      ...(shown.picture === undefined ? {} : { picture: shown.picture }),
    },
    kept: {
      properties: Object.fromEntries(others),
      photos: shown.behind,
      asHtml: wanted.content ? writesHtml(wanted.content) : kept.asHtml,
    },
  }
}

/** Pictures that are not spoken of stay where they are. */
async function shownWith(
  context: Context,
  { actor }: Access,
  body: string,
  { row, photos }: { row: ArticleRow; photos: Kept['photos'] },
  wanted: Wanted,
): Promise<{ markdown: string; picture: ArticleWords['picture']; behind: Kept['photos'] }> {
  if (!wanted.photos) return { ...placedBehind(body, photos), picture: undefined }
  const taken = await takePhotos(context, actor, wanted.photos)
  const { markdown, picture, behind } = placed(body, taken)
  const caption = picture && picture.media === row.picture?.media ? row.picture.caption : ''
  return {
    markdown,
    picture: picture && { ...picture, caption },
    behind: behind.map(({ file, alt }) => ({ file, alt })),
  }
}

function placedBehind(body: string, photos: Kept['photos']) {
  const { markdown } = placed(
    '',
    photos.map((photo) => ({ id: '', ...photo })),
  )
  return { markdown: [body, markdown].filter(Boolean).join('\n\n'), behind: photos }
}

/** A note that gets a title is an article, and one that loses it a note; a page stays one. */
function kindOf({ kind }: ArticleRow, title: string): ArticleRow['kind'] {
  if (kind === 'page') return kind
  return title ? 'article' : 'note'
}

/** What readers have follows: shown anew, at another time, or taken away. */
async function settle(context: Context, access: Access, before: ArticleRow, { status, at }: Wanted): Promise<void> {
  const { actor } = access
  if (status === 'draft') return before.state === 'draft' ? undefined : withdraw(context, access, before)
  const coming = at && at > context.clock.now() ? at : undefined
  const out = before.state === 'published'
  const asked = status === 'published' || coming !== undefined
  if (!out && !(asked && (before.state === 'draft' ? status === 'published' : true))) return
  needPermission(access, 'publish', before)
  const row = await publishArticle(context, actor, before.id, out ? undefined : coming)
  await toOtherHomes(context, access, row, coming)
}

async function withdraw(context: Context, access: Access, before: ArticleRow): Promise<void> {
  needPermission(access, 'publish', before)
  await retractFromDestinations(context, access.actor, before.id)
  await unpublishArticle(context, access.actor, before.id)
}

/** An article that lives on a connected blog is changed there too. */
async function toOtherHomes(context: Context, { actor, member }: Access, row: ArticleRow, at: Date | undefined) {
  const instead = row.home_channel_id ?? undefined
  await publishToDestinations(context, actor, row.id, { instead, besides: [], at, timeZone: member.timeZone })
  if (row.state === 'published') await wakeWaiting(context, actor.workspaceId, { articleId: row.id })
}

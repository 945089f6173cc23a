/** A file's words become an article's. */
import { articleAt, authorNamed, createArticle, findArticle, publishArticle, saveArticle } from '../blog/index.ts'
import type { Actor, Context } from '../context.ts'
import { withAddresses } from '../core/text/addresses.ts'
import { inWorkspace } from '../db/client.ts'
import { addPictureOnce } from '../media/index.ts'
import type { SyncFile } from './file.ts'
import { picturesBeside } from './folder.ts'

/** Makes an article of a file, under a number that was kept before: the same again is the same article. */
export async function makeArticle(
  context: Context,
  actor: Actor,
  folder: string,
  file: SyncFile,
  id: string,
): Promise<void> {
  await createArticle(context, actor, { id, ...(await written(context, actor, folder, file)) })
  // Out is only what says so itself.
  if (file.draft === false) await publishArticle(context, actor, id)
}

/** Saves a file's words, on top of those that it was in step with. What readers have, they get anew. */
export async function saveFile(
  context: Context,
  actor: Actor,
  folder: string,
  file: SyncFile,
  { id, version }: { id: string; version: number },
): Promise<void> {
  const before = await inWorkspace(context.db, actor.workspaceId, (tx) => findArticle(tx, id))
  await saveArticle(context, actor, id, version, await written(context, actor, folder, file))
  if (before.state === 'published' || (before.state === 'draft' && file.draft === false))
    await publishArticle(context, actor, id)
}

async function written(context: Context, actor: Actor, folder: string, file: SyncFile) {
  const { language, picture, authors, ...words } = file.words
  const media = new Map<string, { id: string; file: string }>()
  for (const [address, bytes] of await picturesBeside(folder, file)) {
    const row = await addPictureOnce(context, actor, { bytes, name: address, alt: '' })
    media.set(address, row)
  }
  const markdown = withAddresses(words.markdown, ({ url }) => {
    const row = media.get(url)
    return row && `/media/${row.file}`
  })
  const head = picture && (media.get(picture.file)?.id ?? /^\/media\/([\da-f-]{36})\.\w+$/.exec(picture.file)?.[1])
  return {
    ...{ ...words, markdown },
    ...(language ? { language } : {}),
    picture: picture && head ? { media: head, alt: picture.alt, caption: picture.caption } : null,
    authors: await idsOf(context, actor, authors),
  } as Parameters<typeof saveArticle>[4]
}

function idsOf(context: Context, actor: Actor, names: readonly string[]): Promise<string[]> {
  return inWorkspace(context.db, actor.workspaceId, async (tx) => {
    const ids: string[] = []
    for (const name of names)
      ids.push(...[await authorNamed(tx, actor.workspaceId, { name })].filter((id) => id !== undefined))
    return ids
  })
}

/** Whether an article of another number has a file's address. */
export async function addressTaken(context: Context, actor: Actor, slug: string, id: string): Promise<boolean> {
  const row = await inWorkspace(context.db, actor.workspaceId, (tx) => articleAt(tx, slug))
  return row !== undefined && row.id !== id
}

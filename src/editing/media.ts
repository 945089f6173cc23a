/** The place where editors send pictures before they write: https://www.w3.org/TR/micropub/#media-endpoint */
import type { Context } from '../context.ts'
import { inWorkspace } from '../db/client.ts'
import { homeAddressOf } from '../team/index.ts'
import { needPermission, needScope } from './permitted.ts'
import { keepFile } from './photos.ts'
import type { SentFile } from './request.ts'
import type { Access } from './tokens.ts'

/**
 * Keeps a picture. An editor that may write may send what belongs to it, as it may in one request with the words.
 * @returns its address at the blog
 * @throws Refused `insufficient_scope`; Problem `wrong-input` for what is no picture
 */
export async function keepUpload(context: Context, access: Access, file: SentFile): Promise<string> {
  needScope(access, 'media', 'create', 'draft')
  needPermission(access, 'compose')
  const { actor } = access
  const photo = await keepFile(context, actor, file)
  const home = await inWorkspace(context.db, actor.workspaceId, (tx) =>
    homeAddressOf(context.config, tx, actor.workspaceId),
  )
  return `${home}/media/${photo.file}`
}

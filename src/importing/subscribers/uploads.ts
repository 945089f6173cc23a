/** Lists of subscribers that somebody sends from the panel. */
import type { Actor, Context } from '../../context.ts'
import { dropUpload, wholeUpload } from '../../media/index.ts'
import { importSubscribers, type SubscribersImported } from './keep.ts'

/**
 * As {@link importSubscribers}, of files that were uploaded in pieces (media). A trial leaves them; once their people are kept, they are
 * deleted, as every upload is after a day.
 * @throws Problem `gone` for an upload that is not there; `conflict` while a piece is missing; `wrong-input` for what holds no list
 */
export async function importUploadedSubscribers(
  context: Context,
  actor: Actor,
  uploads: readonly string[],
  { write }: { write: boolean },
): Promise<SubscribersImported> {
  const files: { path: string; name: string }[] = []
  for (const upload of uploads) files.push(await wholeUpload(context, actor, upload))
  const told = await importSubscribers(context, actor, files, { write })
  if (write) for (const upload of uploads) await dropUpload(context, actor, upload)
  return told
}

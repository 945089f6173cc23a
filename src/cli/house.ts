import type { Actor, Context } from '../context.ts'
import { say } from '../core/words.ts'
import { runningParts } from '../db/client.ts'
import { installedBy, type Member, memberOf } from '../team/index.ts'
import { type OpenContext, type Streams, WrongUse } from './command.ts'

/** Opens the house, does the work, and closes it again whatever happens. What takes long is told on the error stream. */
export async function inHouse<T>(
  open: OpenContext,
  streams: Streams,
  work: (context: Context) => Promise<T>,
): Promise<T> {
  const { context, close } = await open((id, en) => void streams.err(`${say({ id, en }, streams.language)}\n`))
  try {
    return await work(context)
  } finally {
    await close()
  }
}

/** The installation's owner, for whom commands act. */
export interface Owner {
  actor: Actor
  member: Member
}

/** @throws WrongUse where nobody has set the program up */
export async function ownerOf(context: Context): Promise<Owner> {
  const ownerId = await installedBy(context.db)
  const member = ownerId ? await memberOf(context, ownerId) : undefined
  if (!member) throw new WrongUse(notSetUp)
  return { actor: { userId: member.userId, workspaceId: member.workspaceId }, member }
}

const notSetUp = {
  id: 'Percakapan di sini belum disiapkan. Jalankan npm start, buka alamat yang tercetak, dan buat akun pemiliknya; atau pulihkan cadangan: percakapan restore FOLDER. (Data di tempat lain? Isi DATA_DIR atau DATABASE_URL.)',
  en: 'This Percakapan has not been set up yet. Run npm start, open the printed address and create the owner’s account; or bring back a backup: percakapan restore DIR. (Data elsewhere? Set DATA_DIR or DATABASE_URL.)',
}

/** Whether deliveries leave by themselves now: a worker is connected to this database. */
export async function workerRuns(context: Context): Promise<boolean> {
  const parts = await runningParts(context.db)
  return parts.has('all') || parts.has('worker')
}

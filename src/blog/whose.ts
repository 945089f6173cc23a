import { Problem } from '../core/problem.ts'
import type { Tx } from '../db/client.ts'
import { homeWorkspace } from '../team/index.ts'

/**
 * An article of another workspace has no page here: its address would lead nowhere, and what leads to it would wait for ever.
 * @throws Problem `rejected`
 */
export async function refuseForeignBlog(tx: Tx, workspaceId: string): Promise<void> {
  const home = await homeWorkspace(tx)
  if (home === undefined || home === workspaceId) return
  throw new Problem('rejected', {
    id: 'Blog di server ini milik ruang kerja lain, jadi artikel ini tidak punya alamat di sini. Hubungkan blog Anda sendiri di Saluran, lalu terbitkan ke sana.',
    en: 'The blog of this server belongs to another workspace, so this article has no address here. Connect a blog of your own under Channels, and publish it there.',
  })
}

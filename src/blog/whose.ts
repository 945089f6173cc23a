import type { Context } from '../context.ts'
import { Problem } from '../core/problem.ts'
import type { Tx } from '../db/client.ts'
import { blogAddressOf } from '../team/index.ts'

/**
 * An article of a workspace without a blog on this server has no page: its address would lead nowhere, and what leads to it would
 * wait for ever.
 * @throws Problem `rejected`
 */
export async function refuseWithoutBlog(context: Pick<Context, 'config'>, tx: Tx, workspaceId: string): Promise<void> {
  if ((await blogAddressOf(context.config, tx, workspaceId)) !== undefined) return
  throw new Problem('rejected', {
    id: 'Ruang kerja ini belum punya blog di server ini, jadi artikelnya tidak punya alamat. Beri blognya alamat sendiri di Setelan, atau hubungkan blog Anda di Saluran, lalu terbitkan ke sana.',
    en: 'This workspace has no blog on this server yet, so its article has no address. Give its blog an address of its own in Settings, or connect a blog of yours under Channels, and publish it there.',
  })
}

import type { Context } from '../context.ts'
import { open, seal } from '../db/vault.ts'
import type { Pending } from '../networks/network.ts'

type Kept = Pending['pending']

/**
 * What `resume` needs, as it lies in the row: sealed, since the address of an upload that has begun may be all that it
 * takes to go on with it.
 */
export function sealPending(context: Context, deliveryId: string, pending: Kept): Kept {
  return { sealed: seal(context.config.secretKey, deliveryId, pending).toString('base64') }
}

/** @throws Problem `unauthorized` when the server's key is another one */
export function openPending(context: Context, deliveryId: string, kept: Kept): Kept {
  // Rows of an earlier version hold it as it is.
  const { sealed } = kept as { sealed?: unknown }
  if (typeof sealed !== 'string') return kept
  return open<Kept>(context.config.secretKey, deliveryId, Buffer.from(sealed, 'base64'))
}

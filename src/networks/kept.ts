import type { z } from 'zod'
import { Problem } from '../core/problem.ts'
import type { Opaque } from './network.ts'

/**
 * Reads what an adapter has kept for itself: credentials, or an account's facts. It may be an earlier version's, or somebody else's.
 * @throws Problem `unauthorized` where it is not whole: the account is to be connected again
 */
export function readKept<T>(schema: z.ZodType<T>, kept: Opaque | undefined): T {
  const read = schema.safeParse(kept)
  if (!read.success) throw new Problem('unauthorized', notWhole, { detail: 'what is kept has another shape' })
  return read.data
}

const notWhole = {
  id: 'Yang tersimpan untuk akun ini tidak utuh. Hubungkan kembali akunnya.',
  en: 'What is kept for this account is not whole. Please connect the account again.',
}

import { z } from 'zod'
import type { Account, Limits } from '../network.ts'
import { defaults, longest } from './limits.ts'

/** What the channel told of itself when last asked. */
export const Facts = z.object({
  /** The playlist of its uploads. */
  uploads: z.string().optional().catch(undefined),
  longUploads: z.string().optional().catch(undefined),
})

/** How long a video may be depends on whether the channel was verified. */
export function limits(account?: Account): Limits {
  const told = Facts.safeParse(account?.facts).data?.longUploads
  if (!defaults.video || told === undefined || told === 'allowed') return defaults
  return { ...defaults, video: { ...defaults.video, seconds: longest.others } }
}

import { z } from 'zod'
import { readKept } from '../kept.ts'
import type { Account, Limits } from '../network.ts'
import { defaults, withPictures } from './limits.ts'

/** What a community told of itself when last asked; `probe` keeps it. */
export const Facts = z.looseObject({
  /** `r/name` or `u/name`. */
  community: z.string(),
  user: z.string(),
  moderator: z.boolean(),
  subscribers: z.number().optional(),
  nsfw: z.boolean(),
  selfAllowed: z.boolean(),
  linkAllowed: z.boolean(),
  flairRequired: z.boolean(),
  titleLength: z.number().optional(),
  textLength: z.number().optional(),
})

export type Facts = z.infer<typeof Facts>

/** @throws Problem `unauthorized` where they were never read */
export function factsOf(account: Account): Facts {
  return readKept(Facts, account.facts)
}

/** A community may want shorter titles and texts than Reddit itself. */
export function limits(account?: Account): Limits {
  if (account?.byHand) return withPictures
  const facts = Facts.safeParse(account?.facts).data
  return {
    ...defaults,
    length: Math.min(defaults.length, facts?.textLength ?? defaults.length),
    titleLength: Math.min(300, facts?.titleLength ?? 300),
  }
}

import { z } from 'zod'
import type { Account, Limits } from '../network.ts'
import { defaults, subscribers } from './limits.ts'

const Facts = z.object({ subscriber: z.boolean() })

/** Longer texts for subscribers, as the account said when it was last looked at. */
export function limits(account?: Account): Limits {
  return Facts.safeParse(account?.facts).data?.subscriber ? subscribers : defaults
}

import { z } from 'zod'

/** What the blog told of itself when last asked. */
export const Facts = z.object({
  /** Who the account's person is among those who comment. */
  user: z.string(),
  language: z.string().optional(),
})

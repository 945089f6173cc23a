import { z } from 'zod'

/** What the blog told of itself when last asked. */
export const Facts = z.object({ language: z.string().optional(), version: z.string().optional() })

/** What somebody would write about. */
import { z } from '@hono/zod-openapi'
import { cursor, id, instant, next } from './shared.ts'

/** `PATCH /api/ideas/:id`, `POST …/restore`. `articleId`: the draft that it became. `by`: who caught it. */
export const idea = z.object({
  id,
  text: z.string(),
  source: z.enum(['typed', 'shell', 'feed']),
  /** What it came from: an article that somebody published; null: nothing. */
  from: z.object({ title: z.string(), url: z.string() }).nullable(),
  by: z.string().nullable(),
  createdAt: instant,
  doneAt: instant.nullable(),
  articleId: id.nullable(),
})
/** `POST /api/ideas/:id/write` → the idea, with the draft that it became */
export const ideaWritten = idea.extend({ articleId: id })
const text = z.string().trim().min(1).max(500)
/** `GET /api/ideas?done=true&cursor=` */
export const ideaQuery = z.object({ done: z.enum(['true', 'false']).optional(), cursor })
/** `GET /api/ideas`, newest first */
export const ideaPage = z.object({ ideas: z.array(idea), next })
/** `POST /api/ideas` → 201 the idea. With `from` one that is kept already stays the one. */
export const ideaCatch = z.object({
  text,
  from: z.object({ title: z.string().trim().max(500), url: z.url({ protocol: /^https?$/ }).max(2000) }).optional(),
})
/** Other words, or whether it is done. */
export const ideaChange = z.object({ text: text.optional(), done: z.boolean().optional() })

export type Idea = z.infer<typeof idea>
export type IdeaPage = z.infer<typeof ideaPage>

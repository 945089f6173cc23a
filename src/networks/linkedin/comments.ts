import { z } from 'zod'
import { eachSound } from '../misfits.ts'
import { type Client, inPath } from './api.ts'

const Comment = z
  .object({
    id: z.coerce.string(),
    commentUrn: z.string().optional(),
    actor: z.string(),
    object: z.string().optional(),
    created: z.object({ time: z.number() }),
    message: z.object({ text: z.string() }),
    parentComment: z.string().optional(),
    commentsSummary: z.object({ aggregatedTotalComments: z.number().optional() }).optional(),
  })
  .transform((comment) => ({
    ...comment,
    urn: comment.commentUrn ?? `urn:li:comment:(${comment.object},${comment.id})`,
  }))
export type Comment = z.infer<typeof Comment>

const Page = z.object({ elements: eachSound(Comment) })
const perPage = 100
const mostPages = 20

/**
 * All comments of a post, or all answers to a comment.
 * https://learn.microsoft.com/en-us/linkedin/marketing/community-management/shares/comments-api#get-comments-on-shares
 */
export async function commentsBelow(urn: string, client: Client): Promise<Comment[]> {
  const found: Comment[] = []
  for (let page = 0; page < mostPages; page++) {
    const path = `/rest/socialActions/${inPath(urn)}/comments?start=${page * perPage}&count=${perPage}`
    const { elements } = await client.get(path, Page)
    found.push(...elements)
    if (elements.length < perPage) break
  }
  return found
}

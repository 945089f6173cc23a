import { articleNames, createArticle } from '../blog/index.ts'
import type { Actor, Context } from '../context.ts'
import { longestInput } from '../core/input-limits.ts'
import { shorten } from '../core/text/shorten.ts'
import { inWorkspace } from '../db/client.ts'
import { changing, findIdea, type Idea, setIdea } from './ideas.ts'

/**
 * Begins a draft with the idea as its title; the idea is done. Asked twice, it is the same draft: it has the idea's id.
 * @throws Problem `gone`
 */
export async function writeIdea(context: Context, actor: Actor, id: string): Promise<Idea & { article_id: string }> {
  const { begun, text } = await inWorkspace(context.db, actor.workspaceId, async (tx) => ({
    text: (await findIdea(tx, id)).text,
    begun: (await articleNames(tx, [id])).has(id),
  }))
  if (!begun) await createArticle(context, actor, { id, ...wordsOf(text) })
  const done_at = context.clock.now()
  const idea = await changing(context, actor, async (tx) => ({
    act: 'idea.write',
    row: await setIdea(tx, id, { done_at, article_id: id }),
  }))
  return { ...idea, article_id: id }
}

/** What is too long for a title stands whole in the text as well. */
function wordsOf(text: string): { title: string; markdown?: string } {
  if (text.length <= longestInput.title) return { title: text }
  return { title: shorten(text, longestInput.title), markdown: text }
}

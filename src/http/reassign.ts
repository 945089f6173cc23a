import { reassignAutomation } from '../automation/index.ts'
import { reassignArticles } from '../blog/index.ts'
import { dropBegunConnections } from '../channels/index.ts'
import { reassignConversations } from '../conversations/index.ts'
import { dropEditors } from '../editing/index.ts'
import { reassignIdeas } from '../ideas/index.ts'
import { reassignImports } from '../importing/index.ts'
import { reassignPosts } from '../publishing/index.ts'
import type { Reassign } from '../team/index.ts'

/**
 * Reassigns what a member leaves behind in a workspace, room by room. reassign.test.ts reads the database for forgotten
 * columns.
 */
export const reassign: Reassign = async (tx, from, to) => {
  await reassignArticles(tx, from, to)
  await reassignAutomation(tx, from, to)
  await reassignConversations(tx, from)
  await reassignIdeas(tx, from, to)
  await reassignImports(tx, from, to)
  await reassignPosts(tx, from, to)
  await dropBegunConnections(tx, from)
  await dropEditors(tx, from)
}

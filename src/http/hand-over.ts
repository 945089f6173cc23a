import { handOverAutomation } from '../automation/index.ts'
import { handOverArticles } from '../blog/index.ts'
import { dropBegunConnections } from '../channels/index.ts'
import { handOverPosts } from '../publishing/index.ts'
import type { HandOver } from '../team/index.ts'

/** What somebody leaves behind in a workspace, room by room. hand-over.test.ts reads the database for columns that it forgot. */
export const handOver: HandOver = async (tx, from, to) => {
  await handOverArticles(tx, from, to)
  await handOverAutomation(tx, from, to)
  await handOverPosts(tx, from, to)
  await dropBegunConnections(tx, from)
}

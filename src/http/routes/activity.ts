import { nameFeeds, nameProposals } from '../../automation/index.ts'
import { nameArticles } from '../../blog/index.ts'
import { nameChannels } from '../../channels/index.ts'
import type { Context } from '../../context.ts'
import { nameConversations, nameResponses } from '../../conversations/index.ts'
import { nameDeliveries, namePosts, nameSeries } from '../../publishing/index.ts'
import { type Namer, readTrail, type TrailLine } from '../../team/index.ts'
import type * as api from '../api.ts'
import { activityPage, activityQuery } from '../api.ts'
import { type App, operation } from '../operation.ts'

/** The trail of a workspace, with the names that each room gives its things. */
export function activityRoutes(app: App, context: Context): void {
  const namers: Readonly<Record<string, Namer>> = {
    article: nameArticles,
    feed: nameFeeds,
    channel: (tx, ids) => nameChannels(context, tx, ids),
    conversation: nameConversations,
    response: nameResponses,
    post: namePosts,
    reply: namePosts,
    delivery: nameDeliveries,
    series: nameSeries,
    proposal: nameProposals,
  }
  operation(
    app,
    {
      method: 'get',
      path: '/activity',
      needs: 'read',
      summary: 'Who did what, newest first',
      query: activityQuery,
      answer: activityPage,
    },
    async (c) => {
      const { from, to, ...filter } = c.query
      const span = { ...(from ? { from: new Date(from) } : {}), ...(to ? { to: new Date(to) } : {}) }
      const { rows, next } = await readTrail(context, c.actor, { ...filter, ...span }, namers)
      return { lines: rows.map(viewLine), next }
    },
  )
}

function viewLine({ at, who, act, subject, did }: TrailLine): api.ActivityLine {
  const kind = act.startsWith('article.') ? 'articles' : act.startsWith('conversation.') ? 'conversations' : undefined
  return { at: at.toISOString(), who, did, show: kind ? { kind, id: subject } : null }
}

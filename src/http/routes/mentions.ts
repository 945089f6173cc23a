import { z } from '@hono/zod-openapi'
import type { Context } from '../../context.ts'
import { peopleToMention } from '../../conversations/index.ts'
import { inWorkspace } from '../../db/client.ts'
import { mentionable } from '../api.ts'
import { type App, operation } from '../operation.ts'
import { viewPerson } from '../views.ts'

/** Who can be mentioned. */
export function mentionRoutes(app: App, context: Context): void {
  operation(
    app,
    {
      method: 'get',
      path: '/mentions',
      needs: 'compose',
      summary: 'People who wrote to us, by the beginning of a handle or by a name: to be mentioned',
      query: z.object({ q: z.string().max(100) }),
      answer: z.object({ people: z.array(mentionable) }),
    },
    async (c) => {
      const people = await inWorkspace(context.db, c.actor.workspaceId, (tx) => peopleToMention(tx, c.query.q))
      return { people: people.map(({ network, ...person }) => ({ ...viewPerson(person), network })) }
    },
  )
}

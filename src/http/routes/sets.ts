import { z } from '@hono/zod-openapi'
import type { Context } from '../../context.ts'
import { changeSet, createSet, type KeptSet, listSets, removeSet } from '../../publishing/index.ts'
import type * as api from '../api.ts'
import { answer, keptSet, setChange, setCreate } from '../api.ts'
import { type App, idParam, operation } from '../operation.ts'

const view = ({ id, kind, name, items }: KeptSet): api.KeptSet => ({ id, kind, name, items })

/** Groups of channels, and sets of hashtags. */
export function setRoutes(app: App, context: Context): void {
  operation(
    app,
    {
      method: 'get',
      path: '/sets',
      needs: 'read',
      summary: 'Groups of channels, and sets of hashtags',
      answer: z.object({ sets: z.array(keptSet) }),
    },
    async (c) => ({ sets: (await listSets(context, c.actor)).map(view) }),
  )
  operation(
    app,
    {
      method: 'post',
      path: '/sets',
      needs: 'write',
      summary: 'Keep some together under a name',
      body: setCreate,
      answer: keptSet,
      status: 201,
    },
    async (c) => view(await createSet(context, c.actor, c.body)),
  )
  operation(
    app,
    {
      method: 'put',
      path: '/sets/{id}',
      needs: 'write',
      summary: 'Give it another name, or other things in it',
      params: idParam,
      body: setChange,
      answer: keptSet,
    },
    async (c) => view(await changeSet(context, c.actor, c.params.id, c.body)),
  )
  operation(
    app,
    {
      method: 'delete',
      path: '/sets/{id}',
      needs: 'write',
      summary: 'Remove it; what is in it stays',
      params: idParam,
      answer,
    },
    async (c) => {
      await removeSet(context, c.actor, c.params.id)
      return {}
    },
  )
}

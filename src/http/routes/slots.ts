import { z } from '@hono/zod-openapi'
import type { Context } from '../../context.ts'
import { inWorkspace } from '../../db/client.ts'
import { listRhythms, type Rhythm, setSlots } from '../../publishing/index.ts'
import type * as api from '../api.ts'
import { rhythmOfChannel, slotsChange } from '../api.ts'
import { type App, idParam, operation } from '../operation.ts'

/** The weekly rhythms of channels. */
export function slotRoutes(app: App, context: Context): void {
  operation(
    app,
    {
      method: 'get',
      path: '/slots',
      needs: 'read',
      summary: 'The weekly rhythm of every channel, and its next free slot',
      answer: z.object({ rhythms: z.array(rhythmOfChannel) }),
    },
    async (c) => {
      const rhythms = await inWorkspace(context.db, c.actor.workspaceId, (tx) => listRhythms(context, tx))
      return { rhythms: rhythms.map(viewRhythm) }
    },
  )
  operation(
    app,
    {
      method: 'put',
      path: '/channels/{id}/slots',
      needs: 'plan',
      summary: 'Give a channel its weekly rhythm',
      params: idParam,
      body: slotsChange,
      answer: rhythmOfChannel,
    },
    async (c) => viewRhythm(await setSlots(context, c.actor, c.params.id, c.body)),
  )
}

function viewRhythm({ channelId, timeZone, slots, next }: Rhythm): api.RhythmOfChannel {
  return { channelId, timeZone, slots, next: next?.toISOString() ?? null }
}

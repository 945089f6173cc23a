import { streamSSE } from 'hono/streaming'
import type { Context } from '../../context.ts'
import { memberOf } from '../../team/index.ts'
import type { App } from '../operation.ts'

/** How often a quiet stream says that it lives, and whether its person still belongs here. */
const beatSeconds = 25

/** "Something changed there; ask again", for open panels. */
export function eventRoutes(app: App, context: Context): void {
  app.get('/events', (c) => {
    const { workspaceId, userId } = c.get('actor')
    return streamSSE(c, async (stream) => {
      const stop = context.bus.listen((event) => {
        if (event.workspaceId === workspaceId)
          stream.writeSSE({ data: JSON.stringify({ room: event.room }) }).catch(() => stream.abort())
      })
      stream.onAbort(() => stop())
      await stream.writeSSE({ event: 'hello', data: '{}' })
      while (!stream.aborted) {
        await stream.sleep(beatSeconds * 1000)
        const member = await memberOf(context, userId)
        if (member?.workspaceId !== workspaceId) break
        await stream.writeSSE({ event: 'beat', data: '{}' })
      }
      stop()
    })
  })
}

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
        if (!(await stillBelongs(context, userId, workspaceId))) break
        await stream.writeSSE({ event: 'beat', data: '{}' })
      }
      stop()
    })
  })
}

/** `false` too when the program is closing down and there is no database to ask: the panel comes back by itself. */
async function stillBelongs(context: Context, userId: string, workspaceId: string): Promise<boolean> {
  try {
    return (await memberOf(context, userId))?.workspaceId === workspaceId
  } catch (error) {
    context.log.debug({ error }, 'event stream ends')
    return false
  }
}

import { setTimeout as sleep } from 'node:timers/promises'
import { streamSSE } from 'hono/streaming'
import { innerTopics } from '../../bus.ts'
import type { Context } from '../../context.ts'
import { isSignedIn, memberOf } from '../../team/index.ts'
import type { App } from '../operation.ts'
import { needing } from '../permits.ts'

/** How often a quiet stream says that it lives, and whether its person still belongs here. */
const beatSeconds = 25

/** "Something changed there; ask again", for open panels. */
export function eventRoutes(app: App, context: Context): void {
  app.get('/events', needing('read'), (c) => {
    // nginx would buffer the events and send them late.
    c.header('X-Accel-Buffering', 'no')
    const { workspaceId, userId } = c.get('actor')
    const { sessionId } = c.get('account')
    const belongs = () => stillBelongs(context, userId, workspaceId, sessionId)
    return streamSSE(c, async (stream) => {
      const stop = context.bus.listen((event) => {
        const { topic, ids } = event
        // A session ended, or a member left a workspace: possibly this one.
        if (topic === 'sessions' && (ids?.includes(userId) ?? true))
          void belongs().then((still) => still || stream.abort())
        if (event.workspaceId !== workspaceId) return
        if (!innerTopics.includes(topic)) {
          stream.writeSSE({ data: JSON.stringify({ topic, ids }) }).catch(() => stream.abort())
        }
      })
      stream.onAbort(() => stop())
      await stream.writeSSE({ event: 'hello', data: '{}' })
      while (!stream.aborted) {
        // A stopping program must not wait for the next heartbeat.
        await sleep(beatSeconds * 1000, undefined, { ref: false })
        if (stream.aborted) break
        if (!(await belongs())) break
        await stream.writeSSE({ event: 'beat', data: '{}' })
      }
      stop()
    })
  })
}

/**
 * A person who left, or was signed out, gets no more events. `false` too when the program is closing down and there is
 * no database to ask: the panel comes back by itself.
 */
async function stillBelongs(
  context: Context,
  userId: string,
  workspaceId: string,
  sessionId: string,
): Promise<boolean> {
  try {
    if (!(await isSignedIn(context, userId, sessionId))) return false
    return (await memberOf(context, userId, { named: workspaceId })) !== undefined
  } catch (error) {
    context.log.debug({ error }, 'event stream ends')
    return false
  }
}

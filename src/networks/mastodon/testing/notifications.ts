import type { Hono } from 'hono'
import { budi, statusOf } from './shapes.ts'
import type { World } from './world.ts'

/** Tells who wrote to us: https://docs.joinmastodon.org/methods/notifications/ */
export function notificationsAt(app: Hono, world: World) {
  const { say, answers } = world

  app.get('/api/v1/notifications', () =>
    say('/api/v1/notifications', 'get', answers.map(({ notification }) => notification).toReversed()),
  )

  const answer = (parent: string | null, text: string, at: Date, visibility = 'public'): string => {
    const stored = { id: String(++world.count), text, at: at.toISOString(), parent, media: [], visibility }
    const notification = {
      id: String(++world.count),
      type: 'mention',
      created_at: stored.at,
      group_key: 'ungrouped',
      account: budi,
      status: statusOf(stored, budi),
    }
    answers.push({ stored, notification })
    return stored.id
  }
  return { answer }
}

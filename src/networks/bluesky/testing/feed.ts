import type { Hono } from 'hono'
import type { World } from './world.ts'

/** What the AppView knows: https://docs.bsky.app/docs/api/app-bsky-notification-list-notifications */
export function feedAt(app: Hono, world: World): void {
  const { notifications, records } = world

  app.get('/xrpc/app.bsky.notification.listNotifications', (c) => c.json({ notifications: notifications.toReversed() }))
  app.get('/xrpc/app.bsky.feed.getPosts', (c) => {
    const asked = new Set(c.req.queries('uris'))
    return c.json({
      posts: [...records.values()].filter(({ uri }) => asked.has(uri)).map(({ uri }) => ({ uri, likeCount: 2 })),
    })
  })
}

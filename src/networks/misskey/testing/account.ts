import type { Hono } from 'hono'
import type { entities } from 'misskey-js'
import { server, userOf, type World } from './world.ts'

/** MiAuth, the account, and what the server tells of itself. */
export function accountAt(app: Hono, world: World): { allow(page: string): URLSearchParams } {
  const allowed = new Set<string>()
  // https://misskey-hub.net/en/docs/for-developers/api/token/miauth/
  app.post('/api/miauth/:session/check', (c) =>
    c.json(
      allowed.delete(c.req.param('session')) ? { ok: true, token: world.token, user: userOf('u1') } : { ok: false },
    ),
  )
  app.post('/api/meta', (c) => {
    const { maxNoteTextLength = 3000 } = world.policy
    const meta = { version: '2026.5.1', name: 'Misskey', uri: server, maxNoteTextLength }
    return c.json(meta satisfies Partial<entities.MetaLite>)
  })
  app.post('/api/i', (c) => {
    const { maxFileSizeMb } = world.policy
    const policies = maxFileSizeMb === undefined ? {} : { maxFileSizeMb }
    const me = {
      ...userOf('u1'),
      description: 'Kopi',
      fields: [{ name: 'Situs', value: 'https://kopi.example' }],
      policies,
    }
    return c.json(me satisfies Partial<Omit<entities.MeDetailed, 'policies'>>)
  })
  return {
    allow: (page) => {
      const { pathname, searchParams } = new URL(page)
      const session = /^\/miauth\/([0-9a-f-]{36})$/.exec(pathname)?.[1]
      if (!session || !searchParams.get('name')) throw new Error(`${page} is no page of MiAuth`)
      if (searchParams.get('permission') !== 'read:account,write:notes,write:drive')
        throw new Error('other permissions')
      allowed.add(session)
      const callback = new URL(searchParams.get('callback') ?? '')
      callback.searchParams.set('session', session)
      return callback.searchParams
    },
  }
}

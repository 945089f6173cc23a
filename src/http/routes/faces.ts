import { z } from '@hono/zod-openapi'
import { faceAt, findChannel } from '../../channels/index.ts'
import type { Actor, Context } from '../../context.ts'
import { avatarOf } from '../../conversations/index.ts'
import { Problem } from '../../core/problem.ts'
import { inWorkspace } from '../../db/client.ts'
import type { App } from '../operation.ts'
import { needing } from '../permits.ts'

const wanted = z.object({ kind: z.enum(['person', 'channel']), id: z.uuid() })

const noFace = { id: 'Tidak ada gambar wajah di sini.', en: 'There is no such face.' }

/** Pictures of people and channels, in our own copies: a browser shows a stranger's server nothing of who looks when. */
export function faceRoutes(app: App, context: Context): void {
  app.get('/faces/:kind/:id', needing('read'), async (c) => {
    const { kind, id } = wanted.parse(c.req.param())
    const actor = c.get('actor')
    const address = await (kind === 'person' ? ofPerson : ofChannel)(context, actor, id)
    const bytes = address ? await faceAt(context, actor.workspaceId, address) : undefined
    if (!bytes) throw new Problem('gone', noFace)
    return c.body(new Uint8Array(bytes), 200, {
      'content-type': 'image/webp',
      'cache-control': 'private, max-age=86400',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
    })
  })
}

function ofPerson(context: Context, actor: Actor, id: string): Promise<string | undefined> {
  return inWorkspace(context.db, actor.workspaceId, (tx) => avatarOf(tx, id))
}

async function ofChannel(context: Context, actor: Actor, id: string): Promise<string | undefined> {
  const channel = await inWorkspace(context.db, actor.workspaceId, (tx) => findChannel(context, tx, id))
  return channel.account.avatar
}

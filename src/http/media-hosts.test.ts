/** Pictures of several blogs on one server: at a blog's own host only its own, at BASE_URL all, since the panel is there. */
import { expect, test } from 'vitest'
import { chooseBlogAddress, openReader } from '../blog/index.ts'
import type { Actor } from '../context.ts'
import { asSystem } from '../db/client.ts'
import { addPicture } from '../media/index.ts'
import { openAuth } from '../team/index.ts'
import { makeWorkspace, testContext } from '../testing/context.ts'
import { openApp } from './app.ts'

test('a picture is seen at its own blog’s host and at the server’s, and at no other', async () => {
  const context = await testContext([])
  const reader = openReader(context)
  try {
    const { userId, workspaceId } = context.actor
    await asSystem(context.db, (tx) =>
      tx.insertInto('installation').values({ owner_id: userId, workspace_id: workspaceId }).execute(),
    )
    const other = await makeWorkspace(context)
    await chooseBlogAddress(context, other, 'https://teh.example')
    const { default: sharp } = await import('sharp')
    const png = await sharp({ create: { width: 8, height: 8, channels: 3, background: '#7a3e1d' } })
      .png()
      .toBuffer()
    const picture = async (actor: Actor) =>
      (await addPicture(context, actor, { bytes: new Uint8Array(png), name: 'a.png', alt: 'a' })).id
    const [mine, theirs] = [await picture(context.actor), await picture(other)]
    const app = openApp(context, await openAuth(context), reader)
    const home = new URL(context.config.baseUrl).host
    const status = async (host: string, path: string) => (await app.request(path, { headers: { host } })).status
    const seen = async (host: string) => [
      await status(host, `/media/${mine}.png`),
      await status(host, `/media/${theirs}.png`),
      await status(host, `/media/small/${theirs}`),
    ]
    expect(await seen(home)).toEqual([200, 200, 200])
    expect(await seen('teh.example')).toEqual([404, 200, 200])
    expect(await seen('siapa.example')).toEqual([404, 404, 404])
  } finally {
    reader.close()
    await context.close()
  }
})

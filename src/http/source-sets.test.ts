import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { inWorkspace } from '../db/client.ts'
import { addPicture, makeDueSourceSet, openMediaStore, requestSourceSets } from '../media/index.ts'
import { type TestContext, testContext } from '../testing/context.ts'
import { type TestWeb, testWeb } from '../testing/web.ts'

let context: TestContext
let web: TestWeb
beforeAll(async () => {
  context = await testContext()
  web = await testWeb(context)
})
afterAll(async () => {
  await web.close()
  await context.close()
})

test('a picture in other sizes is served for good; where one is missing the picture itself is shown, and nothing else', async () => {
  const noise = { type: 'gaussian', mean: 128, sigma: 30 } as const
  const bytes = await sharp({ create: { width: 600, height: 300, channels: 3, background: '#000', noise } })
    .jpeg({ quality: 98 })
    .toBuffer()
  const { id } = await addPicture(context, context.actor, { bytes, name: 'a.jpg', alt: 'a' })
  await inWorkspace(context.db, context.actor.workspaceId, (tx) => requestSourceSets(context, tx, [id]))
  await makeDueSourceSet(context, new AbortController().signal, async () => undefined)
  for (const [name, type] of [
    [`${id}-480.avif`, 'image/avif'],
    [`${id}-600.webp`, 'image/webp'],
  ]) {
    const answer = await fetch(`${web.url}/media/${name}`)
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, type])
    expect(answer.headers.get('cache-control')).toContain('immutable')
    expect(answer.headers.get('content-security-policy')).toBe("default-src 'none'; sandbox")
  }
  await openMediaStore(context.config).delete(`${id}-480.avif`)
  const instead = await fetch(`${web.url}/media/${id}-480.avif`)
  expect([instead.url, instead.status]).toEqual([`${web.url}/media/${id}.jpg`, 200])
  const nobody = id.replace(/^.{8}/, '00000000')
  for (const name of [`${nobody}-480.avif`, `${id}-480.jpg`, `${id}-x.avif`, `${id}-480.avif.webp`])
    expect((await fetch(`${web.url}/media/${name}`)).status, name).toBe(404)
})

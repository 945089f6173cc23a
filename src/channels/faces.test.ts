import sharp from 'sharp'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { inWorkspace } from '../db/client.ts'
import { type TestContext, testContext } from '../testing/context.ts'
import { faceAt } from './index.ts'

let context: TestContext
let asked: string[]
let answer: () => Promise<Response>
beforeEach(async () => {
  context = await testContext()
  asked = []
})
afterEach(() => context.close())

const fetching: typeof globalThis.fetch = (input) => {
  asked.push(String(input))
  return answer()
}
const face = (address = 'https://a.example/budi.png') =>
  faceAt({ ...context, fetch: fetching }, context.actor.workspaceId, address)
const drawn = (width: number, height: number, format: 'png' | 'jpeg' | 'gif' = 'png') =>
  sharp({ create: { width, height, channels: 3, background: '#0f766e' } })
    .toFormat(format)
    .toBuffer()
const giving =
  (bytes: Uint8Array | string, status = 200) =>
  async () =>
    new Response(bytes as never, { status })
const kept = () =>
  inWorkspace(context.db, context.actor.workspaceId, (tx) => tx.selectFrom('face').select(['key', 'bytes']).execute())

describe('a picture of a stranger', () => {
  test.each([
    ['png', 900, 300],
    ['jpeg', 20, 40],
    ['gif', 64, 64],
  ] as const)('a %s becomes a small WebP, and is fetched once', async (format, width, height) => {
    answer = giving(await drawn(width, height, format))
    const bytes = await face()
    const { format: made, width: w, height: h } = await sharp(bytes).metadata()
    expect([made, w, h]).toEqual(['webp', 128, 128])
    expect(await face()).toEqual(bytes)
    expect(asked).toHaveLength(1)
  })

  test('what it carries beside its pixels does not come along', async () => {
    const exif = { IFD0: { Copyright: 'rahasia' } }
    answer = giving(
      await sharp(await drawn(50, 50))
        .jpeg()
        .withExif(exif)
        .toBuffer(),
    )
    expect((await sharp(await face()).metadata()).exif).toBeUndefined()
  })

  test.each<[string, () => Promise<Response>]>([
    [
      'a drawing',
      giving('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><image href="file:///etc/passwd"/></svg>'),
    ],
    ['a page', giving('<html><script>alert(1)</script></html>')],
    ['nothing', giving('')],
    ['a refusal', giving('no', 404)],
    ['a broken connection', () => Promise.reject(new TypeError('fetch failed'))],
  ])('%s is none, and is asked for again after a day only', async (_name, given) => {
    answer = given
    expect(await face()).toBeUndefined()
    expect(await face()).toBeUndefined()
    expect(asked).toHaveLength(1)
    context.clock.advance(25 * 3600)
    answer = giving(await drawn(9, 9))
    expect(await face()).toBeDefined()
  })

  test('one of very many pixels is not decoded', async () => {
    answer = giving(await drawn(9000, 9000))
    expect(await face()).toBeUndefined()
  })

  test('many that ask at once fetch it once', async () => {
    answer = giving(await drawn(9, 9))
    const all = await Promise.all(Array.from({ length: 20 }, () => face()))
    expect([asked.length, new Set(all.map((bytes) => bytes?.toString('hex'))).size]).toEqual([1, 1])
  })

  test('one that is lost later stays as it was', async () => {
    answer = giving(await drawn(9, 9))
    const bytes = await face()
    context.clock.advance(8 * 24 * 3600)
    answer = giving('', 500)
    expect(await face()).toEqual(bytes)
    expect(asked).toHaveLength(2)
  })

  test('another workspace’s copy is another’s', async () => {
    answer = giving(await drawn(9, 9))
    await face()
    expect(await kept()).toHaveLength(1)
    expect(await inWorkspace(context.db, 'another', (tx) => tx.selectFrom('face').selectAll().execute())).toEqual([])
  })
})

import { sql } from 'kysely'
import sharp from 'sharp'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { asSystem, inWorkspace } from '../db/client.ts'
import { type TestContext, testContext } from '../testing/context.ts'
import {
  addPicture,
  forgetMedia,
  makeDueSourceSet,
  openMediaStore,
  requestSourceSets,
  shownPictures,
  throwAway,
} from './index.ts'
import { makeSourceSet, widthsOf } from './make-source-set.ts'
import { sourceFile } from './source-sets.ts'

const noise = (width: number, height: number, channels: 3 | 4 = 3) =>
  sharp({
    create: {
      width,
      height,
      channels,
      background: channels === 4 ? { r: 122, g: 62, b: 29, alpha: 0.4 } : '#7a3e1d',
      noise: { type: 'gaussian', mean: 120, sigma: 30 },
    },
  })
const photo = (width: number, height: number) => noise(width, height).jpeg({ quality: 95 }).toBuffer()

describe('of a picture is made', () => {
  test('each width that is well below its own, and its own', () => {
    expect([300, 480, 560, 600, 1000, 1600, 2560].map(widthsOf)).toEqual([
      [300],
      [480],
      [560],
      [480, 600],
      [480, 800, 1000],
      [480, 800, 1200, 1600],
      [480, 800, 1200, 1600, 2400],
    ])
  })

  test('AVIF and WebP of each width, both smaller than it, and a placeholder of a few hundred letters', async () => {
    const bytes = await photo(1000, 600)
    const { made, sources } = await makeSourceSet(bytes)
    expect(made).toMatchObject({ widths: [480, 800, 1000], formats: ['avif', 'webp'] })
    expect(made.placeholder).toMatch(/^data:image\/webp;base64,[\w+/=]{20,600}$/)
    const seen = await Promise.all(sources.map(async ({ bytes: one }) => sharp(one).metadata()))
    expect(seen.map(({ format, width }) => [format, width])).toEqual([
      ['heif', 1000],
      ['heif', 800],
      ['heif', 480],
      ['webp', 1000],
      ['webp', 800],
      ['webp', 480],
    ])
    for (const source of sources.filter(({ width }) => width === 1000))
      expect(source.bytes.length).toBeLessThan(bytes.length)
    for (const one of seen) expect([one.exif, one.xmp, one.iptc]).toEqual([undefined, undefined, undefined])
  })

  test('no placeholder where something shines through; that itself stays', async () => {
    const { made, sources } = await makeSourceSet(await noise(600, 300, 4).png().toBuffer())
    expect(made.placeholder).toBe('')
    expect((await sharp(sources[0]?.bytes).metadata()).hasAlpha).toBe(true)
  })

  test('nothing where that would be larger, where it moves, and where it is tiny', async () => {
    // So little of it is left that anything made of it is more.
    const rough = { width: 600, height: 400, channels: 3, background: '#000' } as const
    const crushed = await sharp({ create: { ...rough, noise: { type: 'gaussian', mean: 120, sigma: 60 } } })
      .webp({ quality: 1 })
      .toBuffer()
    for (const bytes of [crushed, await photo(20, 20)])
      expect((await makeSourceSet(bytes)).made).toMatchObject({ widths: [], formats: [] })
    const frames = Buffer.alloc(64 * 128 * 3, 90).fill(200, 64 * 64 * 3)
    const moving = await sharp(frames, { raw: { width: 64, height: 128, channels: 3, pageHeight: 64 } })
      .gif({ loop: 0, delay: [100, 100] })
      .toBuffer()
    expect((await sharp(moving).metadata()).pages).toBe(2)
    expect((await makeSourceSet(moving)).made.widths).toEqual([])
  })

  test('nothing of what is no picture; and it ends when it is told to', async () => {
    await expect(makeSourceSet(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'))).rejects.toThrow()
    await expect(makeSourceSet((await photo(900, 600)).subarray(0, 4000))).rejects.toThrow()
    await expect(makeSourceSet(await photo(900, 600), AbortSignal.abort())).rejects.toThrow()
  })
})

describe('source sets as rows', () => {
  let context: TestContext
  beforeEach(async () => {
    context = await testContext()
  })
  afterEach(() => context.close())

  const here = <T>(work: Parameters<typeof inWorkspace<T>>[2]) =>
    inWorkspace(context.db, context.actor.workspaceId, work)
  const add = async (bytes: Buffer) => (await addPicture(context, context.actor, { bytes, name: 'a', alt: 'a' })).id
  const request = (...ids: string[]) => here((tx) => requestSourceSets(context, tx, ids))
  const told: string[] = []
  const make = () =>
    makeDueSourceSet(context, new AbortController().signal, async (_workspace, id) => {
      told.push(id)
    })
  const row = (id: string) =>
    here((tx) => tx.selectFrom('source_set').selectAll().where('id', '=', id).executeTakeFirst())
  const isThere = (name: string) =>
    openMediaStore(context.config)
      .get(name)
      .then(
        () => true,
        () => false,
      )

  test('are made once, of the oldest request first, and shown then', async () => {
    const [one, other] = [await add(await photo(700, 500)), await add(await photo(600, 600))]
    await request(one)
    context.clock.advance(1)
    await request(other, one, one)
    const before = await here((tx) => shownPictures(tx, [one]))
    expect(before.get(one)).toEqual({
      file: `${one}.jpg`,
      src: `/media/${one}.jpg`,
      width: 700,
      height: 500,
      sources: [],
    })
    expect([await make(), await make(), await make()]).toEqual([one, other, undefined])
    expect(told.splice(0)).toEqual([one, other])
    const after = await here((tx) => shownPictures(tx, [one]))
    expect(after.get(one)).toMatchObject({
      sources: [
        { type: 'image/avif', srcSet: `/media/${one}-480.avif 480w, /media/${one}-700.avif 700w` },
        { type: 'image/webp', srcSet: `/media/${one}-480.webp 480w, /media/${one}-700.webp 700w` },
      ],
      placeholder: expect.stringMatching(/^data:image\/webp/),
    })
    expect(await isThere(sourceFile(one, 700, 'avif'))).toBe(true)
    await request(one)
    expect(await make()).toBeUndefined()
  })

  test('of another version of the program are made anew when they are asked for, and leave no old file behind', async () => {
    const id = await add(await photo(700, 500))
    await request(id)
    await make()
    const old = { widths: [333], formats: ['webp'], placeholder: '' }
    await openMediaStore(context.config).put(`${id}-333.webp`, await photo(10, 10), 'image/webp')
    await here((tx) =>
      tx
        .updateTable('source_set')
        .set({ maker: 0, made: JSON.stringify(old) })
        .where('id', '=', id)
        .execute(),
    )
    await request(id)
    expect(await make()).toBe(id)
    expect((await row(id))?.made?.widths).toEqual([480, 700])
    expect([await isThere(`${id}-333.webp`), await isThere(`${id}-480.webp`)]).toEqual([false, true])
  })

  test('of a file that is broken or gone fail for good; where the storage is away they are tried again', async () => {
    const [broken, gone] = [await add(await photo(300, 300)), await add(await photo(300, 300))]
    await openMediaStore(context.config).put(`${broken}.jpg`, Buffer.from('no picture'), 'image/jpeg')
    await openMediaStore(context.config).delete(`${gone}.jpg`)
    await request(broken, gone)
    await make()
    await make()
    expect([(await row(broken))?.state, (await row(gone))?.state]).toEqual(['failed', 'failed'])
    expect((await here((tx) => shownPictures(tx, [broken]))).get(broken)?.sources).toEqual([])
    expect(await make()).toBeUndefined()
  })

  test('that a worker died of are given up after some tries', async () => {
    const id = await add(await photo(300, 300))
    await request(id)
    await here((tx) => sql`update source_set set attempts = 6 where id = ${id}`.execute(tx))
    await make()
    expect(await row(id)).toMatchObject({ state: 'failed', lease_token: null })
  })

  test('one that another worker has is left to it', async () => {
    const id = await add(await photo(300, 300))
    await request(id)
    const until = new Date(context.clock.now().getTime() + 30_000)
    await here((tx) =>
      sql`update source_set set lease_token = gen_random_uuid(), lease_until = ${until} where id = ${id}`.execute(tx),
    )
    expect(await make()).toBeUndefined()
    context.clock.advance(31)
    expect(await make()).toBe(id)
  })

  test('videos and what was thrown away have none; what is deleted leaves no file', async () => {
    const id = await add(await photo(600, 300))
    await request(id)
    await make()
    context.clock.advance(2 * 86_400)
    await asSystem(context.db, (tx) =>
      sql`update media set created_at = ${context.clock.now()}::timestamptz - interval '9 days', seconds = null`.execute(
        tx,
      ),
    )
    expect(await throwAway(context, context.actor, [id])).toEqual([id])
    const film = await add(await photo(500, 300))
    await asSystem(context.db, (tx) => sql`update media set seconds = 3 where id = ${film}`.execute(tx))
    await request(film)
    expect(await make()).toBeUndefined()
    context.clock.advance(2 * 86_400)
    await forgetMedia(context)
    expect(await row(id)).toBeUndefined()
    for (const width of [480, 600])
      for (const format of ['avif', 'webp']) expect(await isThere(sourceFile(id, width, format))).toBe(false)
  })
})

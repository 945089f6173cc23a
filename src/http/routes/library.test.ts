import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { keepDrawn, openMediaStore } from '../../media/index.ts'
import { type TestContext, testContext } from '../../testing/context.ts'
import { freePort, type Person, type TestWeb, testWeb } from '../../testing/web.ts'
import type { Me, Media, MediaPage } from '../api.ts'

let context: TestContext
let web: TestWeb
let rina: Person
let actor: { userId: string; workspaceId: string }

beforeAll(async () => {
  const port = await freePort()
  context = await testContext([], { PORT: String(port), BASE_URL: `http://localhost:${port}` })
  web = await testWeb(context)
  rina = web.person()
  const owner = { name: 'Rina', email: 'rina@contoh.id', password: 'kata-sandi-panjang', language: 'id' }
  const { user, workspace } = (await rina.post<Me>('/setup', { ...owner, timeZone: 'Asia/Jakarta' })).body
  actor = { userId: user?.id ?? '', workspaceId: workspace?.id ?? '' }
})
afterAll(async () => {
  await web.close()
  await context.close()
})

/** Left half red, right half blue. */
const flag = async () => {
  const half = (background: string) =>
    sharp({ create: { width: 100, height: 100, channels: 3, background } })
      .png()
      .toBuffer()
  const [left, right] = await Promise.all([half('#ff0000'), half('#0000ff')])
  return sharp({ create: { width: 200, height: 100, channels: 3, background: '#ffffff' } })
    .composite([
      { input: left, left: 0, top: 0 },
      { input: right, left: 100, top: 0 },
    ])
    .png()
    .toBuffer()
}
const upload = async (alt: string) =>
  (await rina.upload<Media>('/media', new File([new Uint8Array(await flag())], 'a.png'), alt)).body
const listed = async (search = '') => (await rina.get<MediaPage>(`/media${search}`)).body.media

describe('pictures that were used before', () => {
  test('are listed newest first, and found by what they show; what the program drew is not among them', async () => {
    const first = await upload('Cangkir di meja kayu')
    const second = await upload('Kebun di lereng')
    const drawn = '8f14e45f-ceea-4e7a-9f0c-3b1f2d4c5a69'
    await keepDrawn(context, actor, drawn, await flag(), { width: 200, height: 100, alt: 'Kartu' })
    const ids = (await listed()).map(({ id }) => id)
    expect(new Set(ids)).toEqual(new Set([first.id, second.id]))
    expect((await listed('?q=LERENG')).map(({ id }) => id)).toEqual([second.id])
    expect(await listed('?q=%25')).toEqual([])
  })

  test('are cut to a part, which is a picture of its own with the same words and its own middle', async () => {
    const whole = await upload('Bendera')
    const crop = { left: 0.5, top: 0, width: 0.5, height: 1, focus: { x: 0.6, y: 0.5 } }
    const { status, body: part } = await rina.post<Media>(`/media/${whole.id}/crop`, crop)
    expect([status, part.alt, part.width, part.height]).toEqual([201, 'Bendera', 100, 100])
    expect(part.focus?.x).toBeCloseTo(0.2)
    expect(part.id).not.toBe(whole.id)
    const bytes = await openMediaStore(context.config).get(part.url.slice('/media/'.length))
    const { dominant } = await sharp(bytes).stats()
    expect(dominant.b).toBeGreaterThan(200)
    expect(dominant.r).toBeLessThan(60)
    expect((await listed('?q=Bendera')).length).toBe(2)
  })

  test('a part of a photo is encoded once: nothing of it is lost twice', async () => {
    const noise = { type: 'gaussian' as const, mean: 128, sigma: 60 }
    const photo = await sharp({ create: { width: 64, height: 64, channels: 3, background: '#777', noise } })
      .jpeg()
      .toBuffer()
    const file = new File([new Uint8Array(photo)], 'foto.jpg')
    const whole = (await rina.upload<Media>('/media', file, 'Foto')).body
    const crop = { left: 0.25, top: 0.25, width: 0.5, height: 0.5, focus: { x: 0.5, y: 0.5 } }
    const part = (await rina.post<Media>(`/media/${whole.id}/crop`, crop)).body
    const kept = ({ url }: Media) => openMediaStore(context.config).get(url.slice('/media/'.length))
    const once = await sharp(await kept(whole))
      .extract({ left: 16, top: 16, width: 32, height: 32 })
      .jpeg({ quality: 86, mozjpeg: true })
      .toBuffer()
    expect(Buffer.compare(await kept(part), once)).toBe(0)
  })

  test.for([
    [{ left: 0.999, top: 0.999, width: 1, height: 1 }, [1, 1]],
    [{ left: 0, top: 0, width: 1, height: 1 }, [200, 100]],
    [{ left: 0.25, top: 0.5, width: 0.01, height: 0.01 }, [2, 1]],
  ] as const)('a part at the edge is inside of the picture: %j', async ([crop, size]) => {
    const whole = await upload('Tepi')
    const { status, body } = await rina.post<Media>(`/media/${whole.id}/crop`, { ...crop, focus: { x: 0, y: 1 } })
    expect([status, [body.width, body.height]]).toEqual([201, size])
  })

  test('what is no part of it, or nobody’s picture, is refused', async () => {
    const whole = await upload('Salah')
    const focus = { x: 0.5, y: 0.5 }
    for (const crop of [
      { left: -1, top: 0, width: 1, height: 1 },
      { left: 0, top: 0, width: 0, height: 1 },
    ])
      expect((await rina.post(`/media/${whole.id}/crop`, { ...crop, focus })).status).toBe(422)
    const nobody = '8f14e45f-ceea-4e7a-9f0c-000000000000'
    expect((await rina.post(`/media/${nobody}/crop`, { left: 0, top: 0, width: 1, height: 1, focus })).status).toBe(404)
  })
})

import { describe, expect, it } from 'vitest'
import type { Part, Post } from '../../core/post.ts'
import type { Published, Session, Thread } from '../network.ts'
import { connectAll } from '../testing/connecting.ts'
import { fakeNow } from '../testing/fake.ts'
import { openSession, pixel } from '../testing/session.ts'
import { network } from './index.ts'
import { createFake } from './testing/fake.ts'

const at = (seconds: number) => new Date(fakeNow.getTime() + seconds * 1000)
const picture = { id: 'p', mime: 'image/png', width: 1, height: 1, bytes: pixel.byteLength, alt: 'Titik merah' }
const video = { id: 'v', mime: 'video/mp4', width: 640, height: 360, bytes: 3, seconds: 5, alt: 'Panen' }

function partOf(text: string, more: Partial<Post> = {}): Part {
  const [part] = network.text.render({ text, ...more }, network.text.limits())
  if (!part) throw new Error('no part')
  return part
}

async function open(prepare?: (fake: ReturnType<typeof createFake>) => void) {
  const fake = createFake()
  prepare?.(fake)
  const connected = await fake.connect(network)
  const { session } = openSession(connected, { fetch: fake.fetch, now: () => fakeNow })
  return { fake, session, connected }
}

const publish = (part: Part, session: Session, thread?: Thread): Promise<Published> =>
  network.sending.publish(part, session, 'kunci', thread)

describe('words', () => {
  it('are counted in code points, as the server’s schema does', () => {
    expect(network.text.measure('Halo 👩‍👩‍👧‍👦')).toBe(5 + 7)
    expect(network.text.measure('é')).toBe(1)
    expect(network.text.measure('e\u0301')).toBe(2)
  })

  it('keep their warning apart, as long as the server takes it', () => {
    const short = partOf('Akhir ceritanya', { warning: 'Bocoran' })
    expect(short).toMatchObject({ text: 'Akhir ceritanya', warning: 'Bocoran', length: 15 })
    const long = partOf('Akhir ceritanya', { warning: '🙂'.repeat(150) })
    expect([...(long.warning ?? '')]).toHaveLength(100)
    expect(long.warning?.endsWith('…')).toBe(true)
  })

  it('have their link in the text, where the server makes its card of it', () => {
    const link = { url: 'https://contoh.id/a', title: 'Judul', description: '' }
    expect(partOf('Baca ini', { link }).text).toBe('Baca ini\n\nhttps://contoh.id/a')
  })
})

describe('limits', () => {
  it('are the server’s own, where it tells them', async () => {
    const { session } = await open((fake) => {
      fake.world.policy = { maxNoteTextLength: 500, maxFileSizeMb: 5 }
    })
    expect(network.text.limits(session.account)).toMatchObject({
      length: 500,
      pictureBytes: 5 * 1024 * 1024,
      video: { bytes: 5 * 1024 * 1024 },
    })
    const { session: silent } = await open()
    expect(network.text.limits(silent.account)).toEqual({ ...network.text.limits(), length: 3000 })
  })
})

describe('connecting', () => {
  it('knows the account by its own id, and its server', async () => {
    const { connected } = await open()
    expect(connected.account).toMatchObject({
      remoteId: 'u1',
      server: 'https://misskey.example',
      handle: 'sari@misskey.example',
      name: 'Sari',
      url: 'https://misskey.example/@sari',
      links: ['https://kopi.example'],
    })
  })

  it.each([
    ['another state', (back: URLSearchParams) => back.set('state', 'lain')],
    ['another session', (back: URLSearchParams) => back.set('session', '00000000-0000-4000-8000-000000000000')],
  ])('refuses %s, and asks the server for nothing', async (_what, change) => {
    const { fake } = await open()
    const asked: string[] = []
    let page = ''
    const watching: typeof fetch = (input, init) => {
      asked.push(new URL(input instanceof Request ? input.url : input).pathname)
      return fake.fetch(input, init)
    }
    const visit = (address: string) => {
      page = address
      const callback = new URL(new URL(address).searchParams.get('callback') ?? '')
      callback.searchParams.set('session', new URL(address).pathname.split('/').at(-1) ?? '')
      change(callback.searchParams)
      return callback.searchParams
    }
    const connecting = connectAll(network, { fetch: watching, form: { server: '@sari@misskey.example' }, visit })
    await expect(connecting).rejects.toMatchObject({ kind: 'unauthorized' })
    expect(new URL(page).pathname).toMatch(/^\/miauth\/[0-9a-f-]{36}$/)
    expect(asked).toEqual(['/api/meta'])
  })

  it('says so where the person did not allow it', async () => {
    const fake = createFake()
    const visit = (page: string) => {
      const callback = new URL(new URL(page).searchParams.get('callback') ?? '')
      callback.searchParams.set('session', new URL(page).pathname.split('/').at(-1) ?? '')
      return callback.searchParams
    }
    const connecting = connectAll(network, { fetch: fake.fetch, form: { server: 'misskey.example' }, visit })
    await expect(connecting).rejects.toMatchObject({ kind: 'unauthorized' })
  })

  it('says whose fault it is where there is no such server', async () => {
    const page = async () => new Response('<html>Halo</html>', { status: 404 })
    await expect(connectAll(network, { fetch: page, form: { server: 'blog.example' } })).rejects.toMatchObject({
      kind: 'wrong-input',
      field: 'server',
    })
  })
})

describe('sending', () => {
  it('takes pictures with their words, or a video, along', async () => {
    const { fake, session } = await open()
    await publish(partOf('Dua titik', { pictures: [picture, picture], warning: 'Terang' }), session)
    await publish(partOf('Bergerak', { video }), session)
    expect(fake.sent()).toMatchObject([
      { text: 'Dua titik', cw: 'Terang', files: [expect.any(String), expect.any(String)] },
      { text: 'Bergerak', files: [expect.any(String)] },
    ])
    expect(fake.world.files.map(({ mime, comment }) => [mime, comment])).toEqual([
      ['image/png', 'Titik merah'],
      ['image/png', 'Titik merah'],
      ['video/mp4', 'Panen'],
    ])
    expect(new Set(fake.world.files.map(({ name }) => name)).size).toBe(3)
  })

  it('hangs a thread together; the same words under another note are not what is looked for', async () => {
    const { fake, session } = await open()
    const head = await publish(partOf('Satu'), session)
    const thread = { root: head, parent: head }
    const next = await publish(partOf('Dua'), session, thread)
    expect(fake.sent().map(({ reply }) => reply)).toEqual([null, head.remoteId])
    expect(await network.sending.find('k', partOf('Dua'), session, fakeNow, thread)).toEqual(next)
    expect(await network.sending.find('k', partOf('Dua'), session, fakeNow)).toBeUndefined()
    const others = new Set([next.remoteId])
    expect(await network.sending.find('k', partOf('Dua'), { ...session, others }, fakeNow, thread)).toBeUndefined()
  })

  it('looks as far back as the try, page after page, and says when that is too far', async () => {
    const { fake, session } = await open()
    const sought = await publish(partOf('Yang dicari'), session)
    for (let n = 0; n < 250; n++) fake.addPost(`Lain ${n}`, at(n))
    expect(await network.sending.find('k', partOf('Yang dicari'), session, fakeNow)).toEqual(sought)
    for (let n = 0; n < 900; n++) fake.addPost(`Lagi ${n}`, at(n))
    await expect(network.sending.find('k', partOf('Yang dicari'), session, fakeNow)).rejects.toMatchObject({
      kind: 'unavailable',
    })
  })
})

describe('answers', () => {
  it.each([
    ['public', 'public', []],
    ['home', 'home', []],
    ['followers', 'followers', []],
    ['specified', 'specified', ['u2']],
  ] as const)('to what is %s are no wider', async (visibility, ours, named) => {
    const { fake, session } = await open()
    fake.addMessage('Halo?', at(1), visibility)
    const [question] = (await network.responses.fetch('', session)).responses
    if (!question) throw new Error('no question')
    await network.responses.reply(question, partOf('Baik.'), session, 'jawab')
    expect(fake.sent()).toMatchObject([{ reply: question.remoteId, visibility: ours, visibleTo: named }])
  })

  it('are no wider than what they answer is by now', async () => {
    const { fake, session } = await open()
    const id = fake.addMessage('Halo?', at(1), 'public')
    const [question] = (await network.responses.fetch('', session)).responses
    if (!question) throw new Error('no question')
    for (const note of fake.world.notes) if (note.id === id) note.visibility = 'specified'
    await network.responses.reply(question, partOf('Baik.'), session, 'jawab')
    expect(fake.sent()).toMatchObject([{ visibility: 'specified', visibleTo: ['u2'] }])
  })

  it('come home from other servers, with who wrote them and where they stand', async () => {
    const { fake, session } = await open()
    const head = await publish(partOf('Satu'), session)
    const thread = { root: head, parent: head }
    const next = await publish(partOf('Dua'), session, thread)
    const id = fake.addResponse(next.remoteId, 'Bagaimana?', at(5))
    const { responses } = await network.responses.fetch('', session)
    expect(responses).toEqual([
      expect.objectContaining({
        kind: 'reply',
        remoteId: id,
        permalink: `https://jauh.example/notes/${id}`,
        inReplyTo: next.remoteId,
        root: head.remoteId,
        audience: 'public',
        person: expect.objectContaining({ handle: 'budi@jauh.example', url: 'https://jauh.example/@budi' }),
      }),
    ])
  })
})

import { describe, expect, it } from 'vitest'
import type { Picture, Post } from '../../core/post.ts'
import type { Published, Session } from '../network.ts'
import { fakeNow } from '../testing/fake.ts'
import { openSession, pixel } from '../testing/session.ts'
import { tokenOf } from './api.ts'
import { signIn } from './connect.ts'
import { network } from './index.ts'
import { asSource } from './publish.ts'
import { createFake, type GhostFake } from './testing/fake.ts'

const picture: Picture = { id: 'p', mime: 'image/png', width: 1, height: 1, bytes: pixel.byteLength, alt: 'Titik' }

function partOf(post: Partial<Post> = {}) {
  const [part] = network.text.render({ text: 'Kopi pagi.', title: 'Kopi', ...post }, network.text.limits())
  if (!part) throw new Error('no part')
  return part
}

async function begin(): Promise<{ fake: GhostFake; session: Session }> {
  const fake = createFake()
  const connected = await fake.connect(network)
  return { fake, session: openSession(connected, { fetch: fake.fetch, now: () => fakeNow }).session }
}

async function sent(session: Session, post: Partial<Post> = {}): Promise<Published> {
  const copy = await network.sending.publish(partOf(post), session, 'k')
  if (copy.state !== 'published') throw new Error('pending')
  return copy
}

const at = (seconds: number) => new Date(fakeNow.getTime() + seconds * 1000)

describe('the key', () => {
  const tools = (fetch: typeof globalThis.fetch) => openSession(undefined, { fetch, now: () => fakeNow }).session
  const key = '6543210fedcba98765432100:a1b2c3d4e5f60718293a4b5c6d7e8f90a1b2c3d4e5f60718293a4b5c6d7e8f90'

  it('makes a token of five minutes', () => {
    const [header = '', payload = ''] = tokenOf(key, fakeNow).split('.')
    const read = (part: string) => JSON.parse(Buffer.from(part, 'base64url').toString()) as unknown
    const iat = fakeNow.getTime() / 1000
    expect(read(header)).toEqual({ alg: 'HS256', typ: 'JWT', kid: '6543210fedcba98765432100' })
    expect(read(payload)).toEqual({ iat, exp: iat + 300, aud: '/admin/' })
  })

  it.each([
    ['a Content API key', 'a1b2c3d4e5f60718293a4b5c6d'],
    ['half of it', '6543210fedcba98765432100:'],
    ['words', 'kunci: rahasia'],
    ['nothing', ''],
  ])('is refused before anything leaves where it is %s', async (_what, typed) => {
    let asked = 0
    const never: typeof fetch = async () => {
      asked++
      return new Response()
    }
    await expect(signIn({ server: 'blog.example', key: typed }, tools(never))).rejects.toMatchObject({
      kind: 'wrong-input',
      field: 'key',
    })
    expect(asked).toBe(0)
  })

  it('of another blog is refused at its field; an old token, too', async () => {
    const { fetch } = createFake()
    const other = key.replace(/0$/, '1')
    await expect(signIn({ server: 'blog.example', key: other }, tools(fetch))).rejects.toMatchObject({
      kind: 'unauthorized',
      field: 'key',
    })
    const late = openSession(undefined, { fetch, now: () => at(-301) }).session
    await expect(signIn({ server: 'blog.example', key }, late)).rejects.toMatchObject({
      kind: 'unauthorized',
    })
  })

  it('goes where the blog’s API really is, from whatever address of it was copied', async () => {
    const { fetch } = createFake()
    // The blog's own address sends on to where it is administered.
    const moved: typeof fetch = async (input, init) => {
      const url = new URL(String(input))
      const answer = await fetch(url.href.replace('https://contoh.id/', 'https://blog.example/'), init)
      const there = url.href.replace('https://contoh.id/', 'https://blog.example/')
      Object.defineProperty(answer, 'url', { value: there })
      return answer
    }
    for (const server of ['contoh.id', 'https://contoh.id/ghost/', 'https://contoh.id/ghost/#/settings']) {
      const { account } = (await signIn({ server, key }, tools(moved))) ?? {}
      expect(account).toMatchObject({ server: 'https://blog.example/ghost/api/admin', name: 'Blog' })
    }
  })
})

describe('a whole article', () => {
  const article = { title: 'Menyeduh kopi', html: '<h2>Air</h2>', summary: 'Air dan waktu.' }

  it('goes out with title, excerpt, tags and its picture with its alt text', async () => {
    const { fake, session } = await begin()
    await sent(session, { article, tags: ['#Kopi'], pictures: [picture] })
    expect(fake.stored()[0]).toMatchObject({
      title: 'Menyeduh kopi',
      html: '<h2>Air</h2>',
      custom_excerpt: 'Air dan waktu.',
      tags: [{ name: 'Kopi' }],
      feature_image: expect.stringMatching(/^https:\/\/blog\.example\/content\/images\/image-.+\.png$/),
      feature_image_alt: 'Titik',
      status: 'published',
    })
  })

  it('has a title and an excerpt that Ghost takes, and the preview shows them', async () => {
    const { fake, session } = await begin()
    const long = { ...article, title: 'kopi '.repeat(80), summary: 'air dan waktu '.repeat(40) }
    await sent(session, { article: long })
    const [stored] = fake.stored()
    expect([...(stored?.title ?? '')].length).toBeLessThanOrEqual(255)
    expect([...(stored?.custom_excerpt ?? '')].length).toBeLessThanOrEqual(300)
    expect(partOf({ article: long })).toMatchObject({ title: stored?.title, summary: stored?.custom_excerpt })
  })

  it('lies in a card where the editor would lose something', () => {
    const simple = '<h2>Air</h2><p>Satu <a href="https://contoh.id">dua</a><br></p><pre><code>x</code></pre>'
    expect(asSource(simple)).toBe(simple)
    const table = '<p>Satu</p><table><tr><td>2</td></tr></table>'
    expect(asSource(table)).toBe(`<!--kg-card-begin: html-->\n${table}\n<!--kg-card-end: html-->`)
  })
})

describe('changing', () => {
  it('is done once more where somebody saved it meanwhile, and is a conflict where they keep doing so', async () => {
    const { fake, session } = await begin()
    const copy = await sent(session, { tags: ['Kopi'] })
    fake.editMeanwhile(1)
    await network.sending.correct(copy, partOf({ text: 'Sudah dibetulkan.' }), session)
    expect(fake.stored()[0]).toMatchObject({ html: '<p>Sudah dibetulkan.</p>', tags: [{ name: 'Kopi' }] })
    fake.editMeanwhile(2)
    await expect(network.sending.correct(copy, partOf({ text: 'Lagi.' }), session)).rejects.toMatchObject({
      kind: 'conflict',
    })
    expect(fake.stored()[0]?.html).toBe('<p>Sudah dibetulkan.</p>')
  })

  it('takes back into a draft, which the same key sends again', async () => {
    const { fake, session } = await begin()
    const copy = await sent(session)
    await network.sending.retract(copy, session)
    expect(fake.stored()[0]).toMatchObject({ status: 'draft', title: 'Kopi' })
    expect(await network.sending.find('k', partOf(), session)).toBeUndefined()
    expect(await sent(session)).toEqual(copy)
    expect(fake.stored()).toHaveLength(1)
    expect(fake.stored()[0]?.status).toBe('published')
  })
})

describe('comments', () => {
  it('that are hidden come home, and are marked; page by page', async () => {
    const { fake, session } = await begin()
    const copy = await sent(session)
    const ids = Array.from({ length: 230 }, (_, number) => fake.addResponse(copy.remoteId, `No. ${number}`, at(number)))
    await network.responses.moderation.moderate({ remoteId: ids[229] ?? '' }, 'hold', session)
    const recent = await network.responses.fetch('', session)
    expect(recent?.responses.map(({ remoteId }) => remoteId)).toEqual(ids.slice(130))
    expect(recent?.responses.at(-1)).toMatchObject({ held: true, person: { name: 'Budi', url: '' } })
    expect(JSON.stringify(recent)).not.toContain('budi@example.com')
    const all = await network.responses.fetch(at(0).toISOString(), session)
    expect(all?.responses.map(({ remoteId }) => remoteId)).toEqual(ids)
  })

  it('are none where the server is older than their list', async () => {
    const { fake, session } = await begin()
    fake.withoutComments()
    expect(await network.responses.fetch('', session)).toEqual({ responses: [], cursor: '' })
  })

  it('that are gone can be taken away, but not shown', async () => {
    const { session } = await begin()
    await network.responses.moderation.moderate({ remoteId: '99' }, 'remove', session)
    await expect(network.responses.moderation.moderate({ remoteId: '99' }, 'approve', session)).rejects.toMatchObject({
      kind: 'gone',
    })
  })
})

describe('articles', () => {
  it('come page by page, newest first, with language and summary; no drafts, no tags for the owner alone', async () => {
    const { fake, session } = await begin()
    for (let number = 0; number < 25; number++) fake.addArticle?.(`Artikel ${number}`, at(number))
    Object.assign(fake.stored()[23] ?? {}, { tags: [{ name: 'Kopi' }, { name: '#intern' }] })
    Object.assign(fake.stored()[24] ?? {}, { status: 'draft' })
    const page = await network.blog.fetch('', session)
    expect(page?.articles).toHaveLength(20)
    expect(page?.articles[0]).toMatchObject({
      title: 'Artikel 23',
      summary: 'Isi artikel.',
      tags: ['Kopi'],
      language: 'id',
      publishedAt: at(23),
    })
    const next = await network.blog.fetch(page?.cursor ?? '', session)
    expect(next?.articles.map(({ title }) => title)).toEqual([3, 2, 1, 0].map((number) => `Artikel ${number}`))
    expect(next?.cursor).toBeUndefined()
  })
})

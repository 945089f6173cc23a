import { describe, expect, it } from 'vitest'
import type { Post } from '../../core/post.ts'
import type { Connected, Published, Session } from '../network.ts'
import { told } from '../testing/connecting.ts'
import { fakeNow } from '../testing/fake.ts'
import { connectTerms, openSession } from '../testing/session.ts'
import { pageWay } from '../ways.ts'
import { beginOAuth, connect, finishOAuth } from './connect.ts'
import { network } from './index.ts'
import { type BloggerFake, createFake } from './testing/fake.ts'

function partOf(post: Partial<Post> = {}) {
  const [part] = network.text.render({ text: 'Kopi pagi.', title: 'Kopi', ...post }, network.text.limits())
  if (!part) throw new Error('no part')
  return part
}

async function begin(): Promise<{ fake: BloggerFake; session: Session; connected: Connected }> {
  const fake = createFake()
  const connected = await fake.connect(network)
  return { fake, connected, session: openSession(connected, { fetch: fake.fetch, now: () => fakeNow }).session }
}

async function sent(session: Session, post: Partial<Post> = {}): Promise<Published> {
  const copy = await network.sending.publish(partOf(post), session)
  if (copy.state !== 'published') throw new Error('pending')
  return copy
}

const at = (seconds: number) => new Date(fakeNow.getTime() + seconds * 1000)

describe('a whole article', () => {
  it('goes out with its HTML, its labels and the way home', async () => {
    const { fake, session } = await begin()
    const article = { title: 'Menyeduh kopi', html: '<h2>Air</h2><p>93 °C</p>', summary: 'Air dan waktu.' }
    const link = { url: 'https://contoh.id/kopi', title: 'Selengkapnya', description: '' }
    await sent(session, { article, link, tags: ['#Kopi', 'kopi, susu', '#Kopi'] })
    expect(fake.stored()[0]).toMatchObject({
      title: 'Menyeduh kopi',
      content: '<h2>Air</h2><p>93 °C</p>\n<p><a href="https://contoh.id/kopi">Selengkapnya</a></p>',
      labels: ['Kopi', 'kopi  susu'],
    })
  })

  it('takes at most twenty labels', () => {
    expect(partOf({ tags: Array.from({ length: 30 }, (_, number) => `label ${number}`) }).tags).toHaveLength(20)
  })
})

describe('taking back', () => {
  it('makes it a draft, which its owner keeps; then it is gone for corrections', async () => {
    const { fake, session } = await begin()
    const copy = await sent(session)
    await network.sending.retract(copy, session)
    expect(fake.stored()[0]).toMatchObject({ status: 'DRAFT', title: 'Kopi' })
    await expect(network.sending.correct(copy, partOf({ text: 'Baru' }), session)).rejects.toMatchObject({
      kind: 'gone',
    })
    expect(fake.stored()[0]?.content).toBe('<p>Kopi pagi.</p>')
    await network.sending.retract({ ...copy, remoteId: '999' }, session)
  })
})

describe('correcting', () => {
  it('keeps the labels where the new words have none, and the address', async () => {
    const { fake, session } = await begin()
    const copy = await sent(session, { tags: ['Kopi'] })
    await network.sending.correct(copy, partOf({ text: 'Sudah dibetulkan.', title: 'Teh' }), session)
    expect(fake.stored()[0]).toMatchObject({ title: 'Teh', content: '<p>Sudah dibetulkan.</p>', labels: ['Kopi'] })
    await network.sending.correct(copy, partOf({ text: 'Lagi.', tags: ['Teh'] }), session)
    expect(fake.stored()[0]).toMatchObject({ labels: ['Teh'] })
  })
})

describe('find', () => {
  it('finishes a draft that an interrupted try left, once', async () => {
    const { fake, session } = await begin()
    await sent(session)
    Object.assign(fake.stored()[0] ?? {}, { status: 'DRAFT' })
    const found = await network.sending.find('k', partOf(), session, fakeNow)
    expect(found).toMatchObject({ state: 'published', permalink: expect.stringContaining('blogspot.com/2026/') })
    expect(fake.posts()).toEqual(['<p>Kopi pagi.</p>'])
    expect(await network.sending.find('k', partOf(), session, fakeNow)).toEqual(found)
  })

  it('looks past what was changed later, page by page, and stops at what is older', async () => {
    const { fake, session } = await begin()
    const copy = await sent(session)
    for (let number = 0; number < 45; number++) fake.addPost(`Lain ${number}`, at(number + 1))
    const asked: string[] = []
    const listen: typeof fetch = (input, init) => {
      asked.push(String(input))
      return fake.fetch(input, init)
    }
    expect(await network.sending.find('k', partOf(), { ...session, fetch: listen }, fakeNow)).toEqual(copy)
    expect(asked).toHaveLength(3)
    asked.length = 0
    expect(await network.sending.find('k', partOf(), { ...session, fetch: listen }, at(3600))).toBeUndefined()
    expect(asked).toHaveLength(1)
  })

  it('wants the same title and the same words', async () => {
    const { session } = await begin()
    await sent(session)
    expect(await network.sending.find('k', partOf({ title: 'Teh' }), session, fakeNow)).toBeUndefined()
    expect(await network.sending.find('k', partOf({ text: 'Teh sore.' }), session, fakeNow)).toBeUndefined()
  })
})

describe('comments', () => {
  it('come home from the whole blog, those that wait marked, our own left out', async () => {
    const { fake, session } = await begin()
    const copy = await sent(session)
    const older = fake.addArticle?.('Yang lama', at(-5000)) ?? ''
    const first = fake.addComment(copy.remoteId, 'Satu\ndua?', at(1))
    const waits = fake.addComment(older, 'Tiga?', at(2), { status: 'PENDING', parent: '77' })
    fake.addComment(copy.remoteId, 'Terima kasih', at(3), { own: true, parent: first })
    fake.addComment(copy.remoteId, 'Judi', at(4), { status: 'SPAM' })
    const home = await network.responses.fetch('', session, [copy])
    expect(home?.responses).toMatchObject([
      {
        remoteId: first,
        text: 'Satu\ndua?',
        permalink: `${copy.permalink}#c${first}`,
        person: { name: 'Budi', avatar: 'https://resources.blogblog.com/img/blank.gif' },
      },
      {
        remoteId: waits,
        held: true,
        inReplyTo: '77',
        root: older,
        permalink: expect.stringContaining(`${older}.html#c`),
      },
    ])
    expect(home?.responses[0]).not.toHaveProperty('held')
    expect(home?.cursor).toBe(at(3).toISOString())
  })

  it('are read to the last page', async () => {
    const { fake, session } = await begin()
    const copy = await sent(session)
    const ids = Array.from({ length: 230 }, (_, number) => fake.addComment(copy.remoteId, `No. ${number}`, at(number)))
    const home = await network.responses.fetch('', session, [copy])
    expect(home?.responses.map(({ remoteId }) => remoteId)).toEqual(ids)
  })

  it('of a post that is gone still come home', async () => {
    const { fake, session } = await begin()
    const copy = await sent(session)
    fake.addComment(copy.remoteId, 'Ke mana?', at(1))
    await network.sending.retract(copy, session)
    const home = await network.responses.fetch('', session, [])
    expect(home?.responses[0]?.permalink).toMatch(/^https:\/\/sari\.blogspot\.com\/#c/)
  })

  it('can’t be held back, which is said and does nothing', async () => {
    const { fake, session } = await begin()
    const copy = await sent(session)
    const comment = fake.addComment(copy.remoteId, 'Satu?', at(1))
    const response = { remoteId: comment, reference: { post: copy.remoteId } }
    expect(network.responses.moderation.acts).not.toContain('hold')
    await expect(network.responses.moderation.moderate(response, 'hold', session)).rejects.toMatchObject({
      kind: 'rejected',
    })
    expect(fake.isShown?.(comment)).toBe(true)
  })
})

describe('articles', () => {
  it('come page by page, newest first, with labels, a summary and the blog’s language; no drafts', async () => {
    const { fake, session } = await begin()
    for (let number = 0; number < 25; number++) fake.addArticle?.(`Artikel ${number}`, at(number))
    Object.assign(fake.stored()[24] ?? {}, { status: 'DRAFT' })
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

describe('the permission', () => {
  it('offers every blog of the account, says where there is none, and refuses a foreign state', async () => {
    const { fake } = await begin()
    const form = { clientId: '123-percakapan.apps.googleusercontent.com', clientSecret: 'GOCSPX-rahasia-aplikasi-0123' }
    const tools = { fetch: fake.fetch, signal: new AbortController().signal, now: () => fakeNow }
    const start = (await beginOAuth(form, connectTerms())) ?? { url: '', pending: {} }
    // Google's page sees this very challenge.
    await fake.connect({
      ...network,
      identity: { ...network.identity, ways: [pageWay(connect, { begin: async () => start, finish: finishOAuth })] },
    })
    const finish = (change: (items: unknown[]) => unknown[], state = 's') => {
      const between: typeof fetch = async (input, init) => {
        const answer = await fake.fetch(input, init)
        if (!String(input).includes('/users/self/blogs')) return answer
        const { items, ...body } = (await answer.json()) as { items: unknown[] }
        return Response.json({ ...body, items: change(items) })
      }
      const back = new URLSearchParams({ state, code: '4/kode-sekali' })
      return finishOAuth(back, start.pending, { ...tools, fetch: between })
    }
    const two = await finish(([own]) => [own, { ...(own as object), id: '2', name: 'Kebun' }])
    expect((two as readonly Connected[]).map(({ account }) => account.name)).toEqual(['Dapur Sari', 'Kebun'])
    await expect(finish(() => [])).rejects.toMatchObject({ kind: 'rejected' })
    await expect(finish((items) => items, 'lain')).rejects.toMatchObject({ kind: 'unauthorized' })
  })

  it('is renewed where it has ended, and the refresh token, which Google does not repeat, is kept', async () => {
    const { fake, connected } = await begin()
    const { session, renewed } = openSession(connected, { fetch: fake.fetch, now: () => fakeNow })
    fake.expire?.()
    await sent(session)
    expect(renewed).toHaveLength(1)
    expect(told(renewed[0] ?? {}, 'refreshToken')).toBe(told(connected.credentials, 'refreshToken'))
    expect(fake.posts()).toHaveLength(1)
  })
})

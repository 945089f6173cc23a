import { describe, expect, it } from 'vitest'
import type { Post } from '../../core/post.ts'
import type { Published, Session } from '../network.ts'
import { fakeNow } from '../testing/fake.ts'
import { openSession } from '../testing/session.ts'
import { network } from './index.ts'
import { createFake, type WordPressFake } from './testing/fake.ts'

function partOf(post: Partial<Post> = {}) {
  const [part] = network.text.render({ text: 'Kopi pagi.', title: 'Kopi', ...post }, network.text.limits())
  if (!part) throw new Error('no part')
  return part
}

async function begin(): Promise<{ fake: WordPressFake; session: Session }> {
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

describe('a whole article', () => {
  const article = { title: 'Menyeduh kopi', html: '<h2>Air</h2>', summary: 'Air dan waktu.' }

  it('goes out with its HTML, its excerpt and its tags; all of them can be corrected', async () => {
    const { fake, session } = await begin()
    const copy = await sent(session, { article, tags: ['Kopi'] })
    expect(fake.stored()[0]).toMatchObject({
      title: 'Menyeduh kopi',
      content: '<h2>Air</h2>',
      excerpt: 'Air dan waktu.',
    })
    const better = { article: { ...article, html: '<h2>Api</h2>', summary: 'Api dan air.' }, tags: ['Teh', 'Kopi'] }
    await network.sending.correct(copy, partOf(better), session)
    const [stored] = fake.stored()
    expect(stored).toMatchObject({ content: '<h2>Api</h2>', excerpt: 'Api dan air.' })
    expect(fake.tagNames(stored?.tags ?? [])).toEqual(['Kopi', 'Teh'])
  })

  it('keeps tags and excerpt where the new words have none', async () => {
    const { fake, session } = await begin()
    const copy = await sent(session, { article, tags: ['Kopi'] })
    await network.sending.correct(copy, partOf({ text: 'Lain.' }), session)
    expect(fake.stored()[0]).toMatchObject({ excerpt: 'Air dan waktu.', content: '<p>Lain.</p>' })
    expect(fake.stored()[0]?.tags).toHaveLength(1)
  })

  it('in the bin is gone for corrections, and stays as it was', async () => {
    const { fake, session } = await begin()
    const copy = await sent(session)
    await network.sending.retract(copy, session)
    await expect(network.sending.correct(copy, partOf({ text: 'Baru.' }), session)).rejects.toMatchObject({
      kind: 'gone',
    })
    expect(fake.stored()[0]).toMatchObject({ status: 'trash', content: '<p>Kopi pagi.</p>' })
  })
})

describe('pictures', () => {
  const picture = (id: string, alt: string) => ({ id, mime: 'image/png', width: 1, height: 1, bytes: 70, alt })
  const pictures = [picture('a', 'Satu "besar"'), picture('b', ''), picture('c', 'Tiga <b>')]

  it('all stand below the words of a short post, in order, with their alt text; the first one is featured', async () => {
    const { fake, session } = await begin()
    await sent(session, { pictures })
    const [one, two, three] = fake.media()
    expect(fake.media().map(({ alt }) => alt)).toEqual(['Satu "besar"', '', 'Tiga <b>'])
    expect(fake.stored()[0]?.featured).toBe(one?.id)
    expect(fake.stored()[0]?.content).toBe(
      [
        '<p>Kopi pagi.</p>',
        `<figure class="wp-block-image"><img src="${one?.address}" alt="Satu &quot;besar&quot;" class="wp-image-${one?.id}"></figure>`,
        `<figure class="wp-block-image"><img src="${two?.address}" alt="" class="wp-image-${two?.id}"></figure>`,
        `<figure class="wp-block-image"><img src="${three?.address}" alt="Tiga &lt;b&gt;" class="wp-image-${three?.id}"></figure>`,
      ].join('\n'),
    )
    // A second try finds the post, and uploads nothing.
    await sent(session, { pictures })
    expect([fake.media().length, fake.stored().length]).toEqual([3, 1])
  })

  it('stay when the words are corrected', async () => {
    const { fake, session } = await begin()
    const copy = await sent(session, { pictures })
    await network.sending.correct(copy, partOf({ text: 'Kopi sore.' }), session)
    await network.sending.correct(copy, partOf({ text: 'Kopi malam.' }), session)
    const content = fake.stored()[0]?.content ?? ''
    expect(content).toMatch(/^<p>Kopi malam.<\/p>\n<figure/)
    expect(content.match(/<figure/g)).toHaveLength(3)
  })

  it.each(['Air dan waktu.', ''])('stand in an article’s HTML already (summary %j)', async (summary) => {
    const { fake, session } = await begin()
    await sent(session, { text: '', pictures, article: { title: 'Menyeduh', html: '<h2>Air</h2>', summary } })
    expect(fake.media()).toHaveLength(1)
    expect(fake.stored()[0]).toMatchObject({ content: '<h2>Air</h2>', featured: fake.media()[0]?.id })
  })

  it('of a card is only featured', async () => {
    const { fake, session } = await begin()
    const link = { url: 'https://contoh.id/a', title: 'Baca', description: '', picture: picture('k', 'Sampul') }
    await sent(session, { link })
    expect(fake.stored()[0]?.featured).toBe(fake.media()[0]?.id)
    expect(fake.stored()[0]?.content).not.toContain('<figure')
  })
})

describe('comments', () => {
  it('that wait for approval come home too, and are marked', async () => {
    const { fake, session } = await begin()
    const copy = await sent(session)
    const out = fake.addResponse(copy.remoteId, 'Satu?', at(1))
    const waits = fake.addHeld(copy.remoteId, 'Dua?', at(2))
    const home = await network.responses.fetch('', session, [copy])
    expect(home?.responses.map(({ remoteId, held }) => [remoteId, held])).toEqual([
      [out, undefined],
      [waits, true],
    ])
    const [, response] = home?.responses ?? []
    if (response) await network.responses.moderation.moderate(response, 'approve', session)
    expect(fake.isShown?.(waits)).toBe(true)
  })

  it('that are out come home where the account may not see those that wait', async () => {
    const { fake, session } = await begin()
    const copy = await sent(session)
    const out = fake.addResponse(copy.remoteId, 'Satu?', at(1))
    fake.addHeld(copy.remoteId, 'Dua?', at(2))
    fake.demote()
    const home = await network.responses.fetch('', session, [copy])
    expect(home?.responses.map(({ remoteId }) => remoteId)).toEqual([out])
    // It may not moderate either, which is no broken login.
    const response = { remoteId: out }
    await expect(network.responses.moderation.moderate(response, 'hold', session)).rejects.toMatchObject({
      kind: 'rejected',
    })
  })

  it('that are gone can be taken away, but not let through', async () => {
    const { session } = await begin()
    await network.responses.moderation.moderate({ remoteId: '99' }, 'remove', session)
    await expect(network.responses.moderation.moderate({ remoteId: '99' }, 'approve', session)).rejects.toMatchObject({
      kind: 'gone',
    })
  })
})

describe('articles', () => {
  it('come page by page, newest first, with tags and a summary without the mark of the cut', async () => {
    const { fake, session } = await begin()
    await sent(session, { tags: ['Kopi'], article: { title: 'A & B', html: '<p>a</p>', summary: 'Air & waktu.' } })
    for (let number = 1; number < 25; number++) fake.addArticle?.(`Artikel ${number}`, at(number))
    const page = await network.blog.fetch('', session)
    expect(page?.articles).toHaveLength(20)
    expect(page?.articles[0]).toMatchObject({ title: 'Artikel 24', summary: 'Isi artikel…', publishedAt: at(24) })
    const next = await network.blog.fetch(page?.cursor ?? '', session)
    expect(next?.articles.map(({ title }) => title)).toEqual([...[4, 3, 2, 1].map((n) => `Artikel ${n}`), 'A & B'])
    expect(next?.articles.at(-1)).toMatchObject({ tags: ['Kopi'], summary: 'Air & waktu.' })
    expect(next?.cursor).toBeUndefined()
  })

  it('are none on an empty blog', async () => {
    const { session } = await begin()
    expect(await network.blog.fetch('', session)).toEqual({ articles: [] })
  })
})

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { needPeer, startWordPress, type WordPressPeer } from '../../../peers/index.ts'
import { openPeerSession, until } from '../../testing/peer-session.ts'
import type { Published } from '../network.ts'
import { innards } from '../testing/connecting.ts'
import { pixel } from '../testing/session.ts'
import { signIn } from './connect.ts'
import { network } from './index.ts'

describe.runIf(await needPeer('wordpress'))('WordPress, a real one', () => {
  let peer: WordPressPeer
  beforeAll(async () => {
    peer = await startWordPress()
  })
  afterAll(async () => peer?.stop())

  const open = async (server = peer.url) => {
    const form = { server, username: peer.username, password: peer.applicationPassword }
    return openPeerSession(await signIn(form, openPeerSession().session)).session
  }
  const picture = { id: 'p', mime: 'image/png', width: 1, height: 1, bytes: pixel.byteLength, alt: 'Titik merah' }
  const part = (more = {}) => {
    const post = {
      text: 'Isi ringkas.',
      title: 'Kabar dari rumah',
      tags: ['Kopi', 'kopi susu'],
      pictures: [picture],
      ...more,
    }
    const [first] = network.text.render(
      { ...post, link: { url: 'https://contoh.id/a', title: 'Baca', description: '' } },
      network.text.limits(),
    )
    if (!first) throw new Error('no part')
    return first
  }

  it('finds the API by Link header and without pretty addresses; refuses a wrong password and a wrong address', async () => {
    const { account } = await open()
    expect(account).toMatchObject({ name: 'Blog Uji', server: peer.url })
    const { account: plain } = await open(`${peer.url}/?p=1`)
    expect(plain.remoteId).toBe(account.remoteId)
    const { session } = openPeerSession()
    const form = { server: peer.url, username: peer.username, password: 'salah sandi ini' }
    const failed = signIn(form, session)
    await expect(failed).rejects.toMatchObject({ kind: 'unauthorized', field: 'password' })
    await failed?.catch((error: Error) => expect(JSON.stringify(error) + error.message).not.toContain('salah sandi'))
    await expect(signIn({ ...form, server: 'http://127.0.0.1:1' }, session)).rejects.toMatchObject({
      kind: 'wrong-input',
      field: 'server',
    })
  })

  it('publishes once, with tags and a picture; finds it; puts it into the bin', async () => {
    const session = await open()
    expect(await network.sending.find('kunci', part(), session, session.now())).toBeUndefined()
    const first = await network.sending.publish(part(), session, 'kunci')
    expect(await network.sending.publish(part(), session, 'kunci')).toEqual(first)
    if (first.state !== 'published') throw new Error('pending')
    expect(await network.sending.find('kunci', part(), session, session.now())).toEqual(first)
    const page = await (await fetch(first.permalink)).text()
    expect(page).toContain('Kabar dari rumah')
    expect(page).toContain('<a href="https://contoh.id/a">Baca</a>')
    const query = async (path: string) =>
      (await (await fetch(`${peer.url}/wp-json/wp/v2/${path}`)).json()) as Record<string, unknown>
    const post = await query(`posts/${first.remoteId}`)
    expect(post.tags).toHaveLength(2)
    expect(await query(`media/${post.featured_media}`)).toMatchObject({ alt_text: 'Titik merah' })
    const [better] = network.text.render({ text: 'Sudah dibetulkan', title: 'Kabar yang benar' }, network.text.limits())
    if (better) await network.sending.correct(first, better, session)
    expect(await (await fetch(first.permalink)).text()).toContain('Sudah dibetulkan')
    await network.sending.retract(first, session)
    expect((await fetch(`${peer.url}/wp-json/wp/v2/posts/${first.remoteId}`)).status).not.toBe(200)
    await network.sending.retract(first, session)
  })

  it('shows all pictures of a short post, in order, and keeps them when the words are corrected', async () => {
    const session = await open()
    const pictures = ['Satu & "dua"', 'Tiga'].map((alt, at) => ({ ...picture, id: String(at), alt }))
    const sent = await network.sending.publish(part({ pictures }), session, 'bergambar')
    if (sent.state !== 'published') throw new Error('pending')
    const shown = async () => {
      const page = await (await fetch(sent.permalink)).text()
      const tags = page.match(/<img [^>]*class="[^"]*wp-image-\d+[^>]*>/g) ?? []
      const sources = tags.map((tag) => /src="([^"]+)"/.exec(tag)?.[1] ?? '')
      const statuses = await Promise.all(sources.map(async (source) => (await fetch(source)).status))
      return { alts: tags.map((tag) => /alt="([^"]*)"/.exec(tag)?.[1]), statuses, page }
    }
    const first = await shown()
    expect(first).toMatchObject({ statuses: [200, 200] })
    expect(first.alts.map((alt) => alt?.replace('&#038;', '&amp;'))).toEqual(['Satu &amp; &quot;dua&quot;', 'Tiga'])
    const [better] = network.text.render({ text: 'Sudah dibetulkan', title: 'Kabar yang benar' }, network.text.limits())
    if (better) await network.sending.correct(sent, better, session)
    const after = await shown()
    expect(after.page).toContain('Sudah dibetulkan')
    expect(after.alts).toEqual(first.alts)
  })

  it('brings a comment home, and answers below it', async () => {
    const session = await open()
    const post = await network.sending.publish(part({ title: 'Tanya jawab' }), session, 'tanya')
    if (post.state !== 'published') throw new Error('pending')
    expect((await network.responses.fetch('', session, [post]))?.responses).toEqual([])
    const comment = new URLSearchParams({
      comment: 'Apakah <b>besok</b> buka?',
      author: 'Budi',
      email: 'budi@example.com',
      url: 'https://budi.example',
      comment_post_ID: post.remoteId,
      comment_parent: '0',
    })
    const sent = await fetch(`${peer.url}/wp-comments-post.php`, { method: 'POST', body: comment, redirect: 'manual' })
    expect(sent.status).toBe(302)
    await approveAll(innards(session.credentials))
    const home = await network.responses.fetch('', session, [post])
    expect(home?.responses).toHaveLength(1)
    const [question] = home?.responses ?? []
    expect(question).toMatchObject({
      kind: 'comment',
      text: 'Apakah besok buka?',
      inReplyTo: post.remoteId,
      root: post.remoteId,
      person: { name: 'Budi', url: 'https://budi.example' },
    })
    if (!question) throw new Error('no comment')
    const words = { ...part(), text: 'Buka, jam delapan.' }
    const answer = (await network.responses.reply(question, words, session)) as Published
    expect(await network.responses.reply(question, words, session)).toEqual(answer)
    const said = (await (await fetch(`${peer.url}/wp-json/wp/v2/comments/${answer?.remoteId}`)).json()) as Record<
      string,
      unknown
    >
    expect(said).toMatchObject({
      parent: Number(question.remoteId),
      content: { rendered: '<p>Buka, jam delapan.</p>\n' },
    })
    const again = await network.responses.fetch(home?.cursor ?? '', session, [post])
    expect(again?.responses.map(({ remoteId }) => remoteId)).toEqual([question.remoteId])
  })

  it('takes a whole article with its excerpt and tags, corrects both, and says what lies in the bin', async () => {
    const session = await open()
    const article = {
      title: 'Menyeduh kopi & teh',
      html: '<h2>Air</h2>\n<p>93 °C, <em>tidak lebih</em>.</p>',
      summary: 'Air dan waktu.',
    }
    const whole = (more = {}) => part({ article: { ...article, ...more }, pictures: [], title: undefined })
    const copy = await network.sending.publish(whole(), session, 'artikel')
    if (copy.state !== 'published') throw new Error('pending')
    const read = async () =>
      (await (await fetch(`${peer.url}/wp-json/wp/v2/posts/${copy.remoteId}`)).json()) as {
        tags: number[]
        excerpt: { rendered: string }
        content: { rendered: string }
      }
    const first = await read()
    expect(first.excerpt.rendered).toContain('Air dan waktu.')
    expect(first.content.rendered).toContain('<em>tidak lebih</em>')
    expect(first.content.rendered).toContain('<a href="https://contoh.id/a">Baca</a>')
    const better = { ...whole({ summary: 'Api dan air.' }), tags: ['Teh'] }
    await network.sending.correct(copy, better, session)
    const then = await read()
    expect(then.excerpt.rendered).toContain('Api dan air.')
    expect(then.tags).toHaveLength(1)
    const articles = await network.blog.fetch('', session)
    expect(articles?.articles[0]).toMatchObject({
      remoteId: copy.remoteId,
      permalink: copy.permalink,
      title: 'Menyeduh kopi & teh',
      summary: 'Api dan air.',
      tags: ['Teh'],
    })
    await network.sending.retract(copy, session)
    await expect(network.sending.correct(copy, better, session)).rejects.toMatchObject({ kind: 'gone' })
  })

  it('reads the articles page by page, newest first, each once', async () => {
    const session = await open()
    for (let number = 0; number < 22; number++) {
      await network.sending.publish(
        part({ title: `Artikel ${number}`, pictures: [], tags: [] }),
        session,
        `halaman-${number}`,
      )
    }
    const first = await network.blog.fetch('', session)
    expect(first?.articles).toHaveLength(20)
    const second = await network.blog.fetch(first?.cursor ?? '', session)
    const all = [...(first?.articles ?? []), ...(second?.articles ?? [])]
    expect(new Set(all.map(({ remoteId }) => remoteId)).size).toBe(all.length)
    const titles = all.map(({ title }) => title)
    for (let number = 0; number < 22; number++) expect(titles).toContain(`Artikel ${number}`)
    expect(all[0]?.summary).toContain('Isi ringkas.')
    const times = all.map(({ publishedAt }) => publishedAt.getTime())
    expect(times).toEqual(times.toSorted((a, b) => b - a))
    expect(second?.cursor).toBeUndefined()
  })

  it('moderates comments, twice without harm, and knows which wait', async () => {
    const session = await open()
    const post = await network.sending.publish(part({ title: 'Dijaga' }), session, 'dijaga')
    if (post.state !== 'published') throw new Error('pending')
    const form = { comment: 'Judi daring!', author: 'Bandar', email: 'bandar@example.com', url: '' }
    const body = new URLSearchParams({ ...form, comment_post_ID: post.remoteId, comment_parent: '0' })
    // WordPress wants fifteen seconds between two comments from one place.
    await until(async () => {
      const sent = await fetch(`${peer.url}/wp-comments-post.php`, { method: 'POST', body, redirect: 'manual' })
      return sent.status === 302 ? true : undefined
    })
    const home = async () => (await network.responses.fetch('', session, [post]))?.responses ?? []
    const [comment] = await home()
    if (!comment) throw new Error('no comment')
    const shown = async () => {
      const answer = await fetch(`${peer.url}/wp-json/wp/v2/comments?post=${post.remoteId}`)
      return ((await answer.json()) as unknown[]).length === 1
    }
    for (const act of ['hold', 'approve', 'spam', 'remove'] as const) {
      await network.responses.moderation.moderate(comment, act, session)
      await network.responses.moderation.moderate(comment, act, session)
      expect(await shown(), act).toBe(act === 'approve')
      if (act === 'hold') expect(await home()).toMatchObject([{ remoteId: comment.remoteId, held: true }])
      if (act === 'approve') expect((await home())[0]).not.toHaveProperty('held')
    }
    expect(await home()).toEqual([])
  })

  /** WordPress holds a newcomer's comment back until the owner lets it through. */
  const approveAll = async (credentials: Readonly<Record<string, unknown>>) => {
    const authorization = `Basic ${Buffer.from(`${credentials.username}:${credentials.password}`).toString('base64')}`
    const headers = { authorization, 'content-type': 'application/json' }
    const list = `${peer.url}/wp-json/wp/v2/comments`
    const held = (await (await fetch(`${list}?status=hold`, { headers })).json()) as { id: number }[]
    for (const { id } of held) await fetch(`${list}/${id}`, { method: 'POST', headers, body: '{"status":"approved"}' })
  }
})

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type GhostPeer, ghostToken, needPeer, startGhost } from '../../../peers/index.ts'
import type { Post } from '../../core/post.ts'
import { realClock } from '../../testing/clock.ts'
import { openPeerSession, until } from '../../testing/peer-session.ts'
import type { Session } from '../network.ts'
import { fetchOnce, pixel } from '../testing/session.ts'
import { signIn } from './connect.ts'
import { network } from './index.ts'

describe.runIf(await needPeer('ghost'))('Ghost, a real one', () => {
  let peer: GhostPeer
  beforeAll(async () => {
    peer = await startGhost()
  }, 900_000)
  afterAll(async () => peer?.stop())

  const open = async (): Promise<Session> => {
    const form = { server: `${peer.url}/ghost/#/settings`, key: peer.adminApiKey }
    const connected = await signIn(form, openPeerSession().session)
    return openPeerSession(connected).session
  }
  const picture = { id: 'p', mime: 'image/png', width: 1, height: 1, bytes: pixel.byteLength, alt: 'Titik merah' }
  const part = (more: Partial<Post> = {}) => {
    const link = { url: 'https://contoh.id/a', title: 'Baca', description: '' }
    const post = { text: 'Isi ringkas.', title: 'Kabar dari rumah', link, ...more }
    const [first] = network.text.render(post, network.text.limits())
    if (!first) throw new Error('no part')
    return first
  }
  /** What a person does in Ghost, with the same key. */
  const admin = async (path: string, init: { method?: string; json?: unknown } = {}) => {
    const answer = await fetchOnce(`${peer.url}/ghost/api/admin/${path}`, {
      method: init.method ?? 'GET',
      headers: { authorization: `Ghost ${ghostToken(peer.adminApiKey)}`, 'content-type': 'application/json' },
      ...(init.json === undefined ? {} : { body: JSON.stringify(init.json) }),
    })
    const body = (await answer.json()) as Record<string, Record<string, unknown>[]>
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${JSON.stringify(body)}`)
    return body
  }
  const postNow = async (id: string) => (await admin(`posts/${id}/?formats=html&include=tags`)).posts?.[0] ?? {}

  it('knows the blog by its key; refuses another key, and an address where no Ghost is', async () => {
    const session = await open()
    expect(session.account).toMatchObject({ name: 'Blog Uji', url: `${peer.url}/`, facts: { language: 'en' } })
    expect(await network.identity.probe(session)).toEqual(session.account)
    const [id, secret = ''] = peer.adminApiKey.split(':')
    const wrong = { server: peer.url, key: `${id}:${secret.replace(/^./, (one) => (one === '0' ? '1' : '0'))}` }
    const failed = signIn(wrong, openPeerSession().session)
    await expect(failed).rejects.toMatchObject({ kind: 'unauthorized', field: 'key' })
    await failed?.catch((error: Error) => expect(JSON.stringify(error) + error.message).not.toContain(secret.slice(1)))
    const nowhere = { server: 'http://127.0.0.1:1', key: peer.adminApiKey }
    await expect(signIn(nowhere, openPeerSession().session)).rejects.toMatchObject({
      kind: 'wrong-input',
      field: 'server',
    })
  })

  it('publishes once, with tags and a picture; finds it; corrects it; makes it a draft, and sends it again', async () => {
    const session = await open()
    const post = { tags: ['Kopi', '#kopi susu'], pictures: [picture] }
    expect(await network.sending.find('kunci', part(post), session)).toBeUndefined()
    const first = await network.sending.publish(part(post), session, 'kunci')
    expect(await network.sending.publish(part(post), session, 'kunci')).toEqual(first)
    expect(await network.sending.find('kunci', part(post), session)).toEqual(first)
    if (first.state !== 'published') throw new Error('pending')
    const page = await (await fetchOnce(first.permalink)).text()
    expect(page).toContain('Kabar dari rumah')
    // Ghost tells the other site where its readers come from.
    expect(page).toMatch(/<a href="https:\/\/contoh\.id\/a(\?ref=[^"]*)?"[^>]*>Baca<\/a>/)
    const now = await postNow(first.remoteId)
    expect(now).toMatchObject({ feature_image_alt: 'Titik merah', status: 'published' })
    expect((now.tags as { name: string }[]).map(({ name }) => name)).toEqual(['Kopi', 'kopi susu'])
    const image = new Uint8Array(await (await fetchOnce(String(now.feature_image))).arrayBuffer())
    expect(image.byteLength).toBeGreaterThan(0)

    await network.sending.correct(first, part({ text: 'Sudah dibetulkan.', tags: ['kopi'] }), session)
    const then = await postNow(first.remoteId)
    expect(then.html).toContain('Sudah dibetulkan.')
    expect(then.url).toBe(now.url)
    expect((then.tags as unknown[]).length).toBe(1)

    await network.sending.retract(first, session)
    expect(await postNow(first.remoteId)).toMatchObject({ status: 'draft' })
    expect((await fetchOnce(first.permalink)).status).toBe(404)
    await network.sending.retract(first, session)
    await expect(network.sending.correct(first, part(), session)).rejects.toMatchObject({ kind: 'gone' })
    expect(await network.sending.find('kunci', part(post), session)).toBeUndefined()
    expect(await network.sending.publish(part(post), session, 'kunci')).toEqual(first)
    await network.sending.retract({ ...first, remoteId: '0123456789abcdef01234567' }, session)
  })

  it('takes a whole article with its excerpt, and loses nothing that its editor does not know', async () => {
    const session = await open()
    const table = '<table class="takaran"><tbody><tr><td>15 g</td></tr></tbody></table>'
    const article = { title: 'Takaran', html: `<h2>Air</h2><p>93 °C</p>${table}`, summary: 'Air dan waktu.' }
    const copy = await network.sending.publish(part({ article, text: '' }), session, 'artikel')
    if (copy.state !== 'published') throw new Error('pending')
    const now = await postNow(copy.remoteId)
    expect(now).toMatchObject({ title: 'Takaran', custom_excerpt: 'Air dan waktu.' })
    expect(now.html).toContain(table)
    expect(await (await fetchOnce(copy.permalink)).text()).toContain('<td>15 g</td>')
    const [newest] = (await network.blog.fetch('', session))?.articles ?? []
    expect(newest).toMatchObject({
      remoteId: copy.remoteId,
      permalink: copy.permalink,
      title: 'Takaran',
      summary: 'Air dan waktu.',
      language: 'en',
    })
  })

  it('reads the articles page by page, newest first, each once', async () => {
    const session = await open()
    for (let number = 0; number < 22; number++)
      await network.sending.publish(part({ title: `Artikel ${number}` }), session, `halaman-${number}`)
    const first = await network.blog.fetch('', session)
    expect(first?.articles).toHaveLength(20)
    const second = await network.blog.fetch(first?.cursor ?? '', session)
    const all = [...(first?.articles ?? []), ...(second?.articles ?? [])]
    expect(new Set(all.map(({ remoteId }) => remoteId)).size).toBe(all.length)
    for (let number = 0; number < 22; number++) expect(all.map(({ title }) => title)).toContain(`Artikel ${number}`)
    expect(second?.cursor).toBeUndefined()
  })

  it('changes what somebody changed meanwhile, as it stands then', async () => {
    const session = await open()
    const copy = await network.sending.publish(part({ title: 'Berdua' }), session, 'berdua')
    if (copy.state !== 'published') throw new Error('pending')
    // Between our reading and our writing, somebody saves it.
    let saved = 0
    const between: typeof fetch = async (input, init) => {
      if (init?.method === 'PUT' && saved++ === 0) {
        const { updated_at } = await postNow(copy.remoteId)
        // Ghost’s versions are whole seconds apart.
        await until(async () => (realClock.now().getTime() - Date.parse(String(updated_at)) > 1100 ? true : undefined))
        const json = { posts: [{ updated_at, title: 'Berdua, disunting' }] }
        await admin(`posts/${copy.remoteId}/`, { method: 'PUT', json })
      }
      return await fetchOnce(input, init)
    }
    await network.sending.correct(copy, part({ title: 'Berdua', text: 'Punya kita.' }), { ...session, fetch: between })
    expect(saved).toBe(2)
    expect((await postNow(copy.remoteId)).html).toContain('Punya kita.')
  })

  it('brings comments home, hides them, shows them and takes them away', async () => {
    const session = await open()
    const copy = await network.sending.publish(part({ title: 'Tanya jawab' }), session, 'tanya')
    if (copy.state !== 'published') throw new Error('pending')
    const json = { members: [{ email: 'budi@example.com', name: 'Budi' }] }
    const member_id = (await admin('members/', { method: 'POST', json })).members?.[0]?.id
    const write = async (html: string, parent_id?: string) => {
      const place = parent_id ? { parent_id } : { post_id: copy.remoteId }
      const comment = { ...place, member_id, html }
      const { comments } = await admin('comments/', { method: 'POST', json: { comments: [comment] } })
      return String(comments?.[0]?.id)
    }
    const first = await write('<p>Apakah besok buka?</p>')
    const second = await write('<p>Jam berapa?</p>', first)
    const home = async (cursor = '') => network.responses.fetch(cursor, session)
    const page = await home()
    expect(page?.responses.map(({ remoteId }) => remoteId).sort()).toEqual([first, second].sort())
    expect(page?.responses.find(({ remoteId }) => remoteId === first)).toMatchObject({
      kind: 'comment',
      text: 'Apakah besok buka?',
      inReplyTo: copy.remoteId,
      root: copy.remoteId,
      person: { name: 'Budi' },
      permalink: `${copy.permalink}#ghost-comments-${first}`,
    })
    expect(page?.responses.find(({ remoteId }) => remoteId === second)).toMatchObject({ inReplyTo: first })
    await until(async () => (realClock.now().getTime() - Date.parse(page?.cursor ?? '') > 1500 ? true : undefined))
    const third = await write('<p>Terima kasih</p>')
    const next = await home(page?.cursor)
    expect(next?.responses.map(({ remoteId }) => remoteId)).toContain(third)

    const response = { remoteId: third }
    const state = async () => (await home())?.responses.find(({ remoteId }) => remoteId === third)
    for (const act of ['hold', 'approve', 'remove'] as const) {
      await network.responses.moderation.moderate(response, act, session)
      await network.responses.moderation.moderate(response, act, session)
      const now = await state()
      if (act === 'hold') expect(now).toMatchObject({ held: true })
      if (act === 'approve') expect(now).not.toHaveProperty('held')
      if (act === 'remove') expect(now).toBeUndefined()
    }
  })
})

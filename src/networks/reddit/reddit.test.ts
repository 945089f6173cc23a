import { describe, expect, it } from 'vitest'
import type { Post } from '../../core/post.ts'
import type { Problem } from '../../core/problem.ts'
import type { Published, Session } from '../network.ts'
import { told } from '../testing/connecting.ts'
import { fakeNow } from '../testing/fake.ts'
import { connectTerms, openSession } from '../testing/session.ts'
import { beginOAuth, finishOAuth } from './connect.ts'
import { network } from './index.ts'
import { createFake } from './testing/fake.ts'

const link = { url: 'https://contoh.id/kopi', title: 'Cara menyeduh', description: '' }
const at = (seconds: number) => new Date(fakeNow.getTime() + seconds * 1000)

async function open(about: Parameters<ReturnType<typeof createFake>['community']>[0] = {}) {
  const fake = createFake()
  fake.community(about)
  const connected = await fake.connect(network)
  const { session, renewed } = openSession(connected, { fetch: fake.fetch, now: () => fakeNow })
  const partsOf = (text: string, more: Partial<Post> = {}) =>
    network.text.render({ text, title: 'Kabar', ...more }, network.text.limits(session.account))
  const partOf = (text: string, more: Partial<Post> = {}) => {
    const [part] = partsOf(text, more)
    if (!part) throw new Error('no part')
    return part
  }
  const publish = async (text: string, more: Partial<Post> = {}) =>
    (await network.sending.publish(partOf(text, more), session, 'k')) as Published
  return { fake, connected, session, renewed, partsOf, partOf, publish }
}

describe('signing in', () => {
  const form = {
    community: 'r/kopi',
    clientId: 'AplikasiSatu',
    clientSecret: 'geheim-reddit-0123456789',
    owner: '/u/sari',
  }
  const tools = (fetch: typeof globalThis.fetch) => ({
    fetch,
    signal: new AbortController().signal,
    now: () => fakeNow,
  })

  it('asks for a lasting permission, with state', async () => {
    const start = await beginOAuth(form, connectTerms())
    const { origin, pathname, searchParams } = new URL(start?.url ?? '')
    expect(origin + pathname).toBe('https://www.reddit.com/api/v1/authorize')
    expect(Object.fromEntries(searchParams)).toMatchObject({ duration: 'permanent', response_type: 'code', state: 's' })
    expect(searchParams.get('scope')).toBe('identity read submit edit history privatemessages flair modposts')
  })

  it.each([
    [{ ...form, community: 'a b' }, 'community'],
    [{ ...form, owner: '' }, 'owner'],
  ])('refuses what can’t be', async (typed, field) => {
    const begun = beginOAuth(typed, connectTerms())
    await expect(begun).rejects.toMatchObject({ kind: 'wrong-input', field })
  })

  it.each([
    ['a foreign state', 'lain', 'kode-sekali', 'unauthorized'],
    ['another code', 's', 'kode-lain', 'unauthorized'],
  ])('%s gives nothing', async (_what, state, code, kind) => {
    const fake = createFake()
    const start = await beginOAuth(form, connectTerms())
    const answer = new URLSearchParams({ state, code })
    await expect(finishOAuth(answer, start?.pending ?? {}, tools(fake.fetch))).rejects.toMatchObject({ kind })
  })

  it.each([
    ['a name that nobody has', { ...form, community: 'r/tidakada' }, false],
    ['a closed community', form, true],
  ])('%s is the typist’s to mend', async (_what, typed, closed) => {
    const fake = createFake()
    fake.community({ closed })
    const start = await beginOAuth(typed, connectTerms())
    const answer = new URLSearchParams({ state: 's', code: 'kode-sekali' })
    const finished = finishOAuth(answer, start?.pending ?? {}, tools(fake.fetch))
    await expect(finished).rejects.toMatchObject({ kind: 'wrong-input', field: 'community' })
  })

  it('one person in two communities is two accounts; a profile is a community too', async () => {
    const fake = createFake()
    const finish = async (community: string) => {
      const start = await beginOAuth({ ...form, community }, connectTerms())
      const answer = new URLSearchParams({ state: 's', code: 'kode-sekali' })
      const done = await finishOAuth(answer, start?.pending ?? {}, tools(fake.fetch))
      if (!done || !('account' in done)) throw new Error('not connected')
      return done.account
    }
    expect(await finish('kopi')).toMatchObject({ remoteId: 't2_sari1:r/kopi', handle: 'r/kopi', name: 'u/sari' })
    const profile = await finish('u/sari')
    expect(profile).toMatchObject({ remoteId: 't2_sari1:u/sari', url: 'https://www.reddit.com/user/sari' })
    expect(fake.calls()).toContain('GET /r/u_sari/about?raw_json=1')
  })

  it('keeps the refresh token, which Reddit gives only once', async () => {
    const { fake, session, connected, renewed } = await open()
    fake.expire?.()
    await network.identity.probe(session)
    fake.expire?.()
    await network.identity.probe(session)
    expect(renewed.map((one) => told(one, 'refreshToken'))).toEqual(
      Array(2).fill(told(connected.credentials, 'refreshToken')),
    )
    expect(new Set(renewed.map((one) => told(one, 'accessToken'))).size).toBe(2)
    expect(renewed[1]).toMatchObject({ owner: 'sari' })
  })
})

/** The flairs that may be chosen, as Reddit tells them. */
function flairs(session: Session) {
  const { choices } = network.text.options.find(({ name }) => name === 'flair') ?? {}
  if (typeof choices !== 'function') throw new Error('Reddit is not asked')
  return choices(session)
}

describe('what the community wants', () => {
  it('is kept, with its rules, and shortens titles', async () => {
    const { session, partOf } = await open({ titleLength: 20 })
    expect(session.account.facts).toMatchObject({
      community: 'r/kopi',
      user: 'sari',
      subscribers: 1234,
      moderator: true,
      selfAllowed: true,
      linkAllowed: true,
    })
    expect(session.account.community).toEqual({
      name: 'r/kopi',
      guest: true,
      rules: [{ title: 'Sopan', text: 'Jangan promosi lebih dari sekali seminggu.' }],
    })
    expect(network.text.limits(session.account).titleLength).toBe(20)
    expect([...(partOf('Halo', { title: 'kata '.repeat(20) }).title ?? '')].length).toBeLessThanOrEqual(20)
  })

  it('may be a flair: asked for at Reddit, which says in clear words that it lacks', async () => {
    const { fake, session, publish } = await open({ flair: true, moderator: false })
    expect(await flairs(session)).toEqual([{ value: 'f-1', label: { id: 'Resep', en: 'Resep' } }])
    const problem = (await publish('Halo').catch((error: unknown) => error)) as Problem
    expect(problem.kind).toBe('rejected')
    expect(problem.words.id).toContain('mewajibkan flair')
    await publish('Halo', { options: { flair: 'f-1' } })
    expect(fake.sent()).toMatchObject([{ flair_id: 'f-1' }])
  })

  it('has no flairs where it answers with 403', async () => {
    const { session } = await open()
    expect(await flairs(session)).toEqual([])
  })
})

describe('a post', () => {
  it('is sent with what was chosen', async () => {
    const { fake, publish } = await open()
    const copy = await publish('Halo', { options: { title: 'Judul lain', nsfw: 'yes', sendReplies: '' } })
    await publish('Halo lagi')
    expect(fake.sent()).toMatchObject([
      {
        kind: 'self',
        sr: 'kopi',
        title: 'Judul lain',
        text: 'Halo',
        nsfw: 'true',
        spoiler: 'false',
        sendreplies: 'false',
      },
      { title: 'Kabar', nsfw: 'false', sendreplies: 'true' },
    ])
    expect(copy.permalink).toMatch(/^https:\/\/www\.reddit\.com\/r\/kopi\/comments\/\w+\/judul\/$/)
  })

  it('is a link, whose words follow as a comment', async () => {
    const { fake, session, partsOf } = await open()
    const [first, second, ...more] = partsOf('Baru di blog.', { link, options: { kind: 'link' } })
    if (!first || !second || more.length > 0) throw new Error('not two parts')
    const root = (await network.sending.publish(first, session, 'a')) as Published
    const comment = (await network.sending.publish(second, session, 'b', { root, parent: root })) as Published
    expect(fake.sent()).toMatchObject([
      { kind: 'link', url: link.url, title: 'Kabar', resubmit: 'true' },
      { thing_id: root.remoteId, text: 'Baru di blog.' },
    ])
    expect(await network.sending.find('a', first, session, fakeNow)).toEqual(root)
    expect(await network.sending.find('b', second, session, fakeNow)).toEqual(comment)
    const refused = network.sending.correct(root, second, session)
    await expect(refused).rejects.toMatchObject({ kind: 'rejected' })
  })

  it('is no link without one', async () => {
    const { publish } = await open()
    await expect(publish('Halo', { options: { kind: 'link' } })).rejects.toMatchObject({ kind: 'rejected' })
  })

  it('takes no pictures along by the API; by hand it may', async () => {
    const { session, connected } = await open()
    expect(network.text.limits(session.account).pictures).toBe(0)
    expect(network.text.limits({ ...connected.account, byHand: true }).pictures).toBe(20)
  })
})

describe('find', () => {
  it('turns pages, and takes neither another title nor another community', async () => {
    const { fake, session, partOf } = await open()
    fake.addPost('Yang dicari', fakeNow)
    for (let one = 0; one < 60; one++) fake.addPost(`Lain ${one}`, at(1))
    expect(await network.sending.find('k', partOf('Yang dicari'), session, fakeNow)).toMatchObject({
      state: 'published',
    })
    expect(await network.sending.find('k', partOf('Yang dicari', { title: 'Lain' }), session, fakeNow)).toBeUndefined()
    const elsewhere = { ...session, account: { ...session.account, handle: 'r/teh' } }
    expect(await network.sending.find('k', partOf('Yang dicari'), elsewhere, fakeNow)).toBeUndefined()
  })
})

describe('a refusal in Reddit’s list', () => {
  it.each([
    ['Take a break for 45 seconds before trying again.', undefined, 46],
    ['Take a break for an hour before trying again.', undefined, 2 * 3600],
    ['Not now.', undefined, 3600],
    ['Not now.', 12, 12],
  ])('RATELIMIT “%s” (%s) waits', async (said, ratelimit, seconds) => {
    const { fake, publish } = await open()
    fake.refuse(['RATELIMIT', said, 'ratelimit'], ratelimit)
    await expect(publish('Halo')).rejects.toMatchObject({ kind: 'rate-limited', retryAt: at(seconds) })
  })

  it('says in clear words what is wrong, in Reddit’s own where it is new', async () => {
    const { fake, publish } = await open()
    fake.refuse(['ALREADY_SUB', 'that link has already been submitted', 'url'])
    const known = (await publish('Halo').catch((error: unknown) => error)) as Problem
    expect(known.words.id).toContain('sudah pernah dibagikan')
    fake.refuse(['NEW_THING', 'No <b>cats</b> on Mondays', 'x'])
    const fresh = (await publish('Halo').catch((error: unknown) => error)) as Problem
    expect(fresh.words.en).toContain('No b cats /b on Mondays')
  })

  it('tells that the answered comment is gone', async () => {
    const { session, partOf } = await open()
    await expect(network.responses.reply({ remoteId: 't1_zz' }, partOf('Hai'), session)).rejects.toMatchObject({
      kind: 'gone',
    })
  })
})

describe('responses', () => {
  it('come from the inbox and from under our posts, deeper ones too, each once; ours don’t', async () => {
    const { fake, session, publish, partOf } = await open()
    const copy = await publish('Halo')
    const heard = fake.addResponse(copy.remoteId, 'Satu', at(10))
    const unheard = fake.addQuietly(heard, 'Dua', at(20))
    await network.responses.reply({ remoteId: heard }, partOf('Jawab'), session)
    const page = await network.responses.fetch('', session, [copy])
    expect(page?.responses.map(({ remoteId, kind, inReplyTo, root }) => [remoteId, kind, inReplyTo, root])).toEqual([
      [heard, 'comment', copy.remoteId, copy.remoteId],
      [unheard, 'reply', heard, copy.remoteId],
    ])
    const person = { handle: 'u/Budi', url: 'https://www.reddit.com/user/Budi' }
    expect(page?.responses[0]?.person).toMatchObject(person)
    expect(page?.responses[0]?.permalink).toContain(`/comments/${copy.remoteId.slice(3)}/`)
  })

  it('are asked for under a post only where there are more than before', async () => {
    const { fake, session, publish } = await open()
    const copies = [await publish('Satu'), await publish('Dua')]
    const [first] = copies
    fake.addQuietly(first?.remoteId ?? '', 'Hai', at(10))
    const page = await network.responses.fetch('', session, copies)
    const asked = () => fake.calls().filter((call) => call.startsWith('GET /comments/')).length
    expect(asked()).toBe(1)
    const next = await network.responses.fetch(page?.cursor ?? '', session, copies)
    expect(asked()).toBe(1)
    fake.addQuietly(first?.remoteId ?? '', 'Lagi', at(20))
    const last = await network.responses.fetch(next?.cursor ?? '', session, copies)
    expect(last?.responses.map(({ text }) => text)).toContain('Lagi')
    expect(asked()).toBe(2)
  })

  it('are moderated by moderators alone, and Reddit knows no “hold”', async () => {
    const { session, publish, fake } = await open({ moderator: false })
    const id = fake.addResponse((await publish('Halo')).remoteId, 'Judi!', at(1))
    const problem = (await network.responses.moderation
      .moderate({ remoteId: id }, 'remove', session)
      .catch((error: unknown) => error)) as Problem
    expect(problem.kind).toBe('rejected')
    expect(problem.words.id).toContain('r/kopi')
    expect(fake.isShown?.(id)).toBe(true)
    const moderator = await open()
    // Not any more, which Reddit tells only now.
    moderator.fake.community({ moderator: false })
    await expect(
      network.responses.moderation.moderate({ remoteId: id }, 'remove', moderator.session),
    ).rejects.toMatchObject({
      kind: 'rejected',
    })
    await expect(
      network.responses.moderation.moderate({ remoteId: id }, 'hold', moderator.session),
    ).rejects.toMatchObject({
      kind: 'rejected',
    })
  })
})

import { describe, expect, it } from 'vitest'
import type { Part, Picture, Post, Video } from '../../core/post.ts'
import type { Problem } from '../../core/problem.ts'
import { plainText } from '../../core/text/flatten.ts'
import { readMarkdown } from '../../core/text/markdown.ts'
import type { MediaSource, Published, Session } from '../network.ts'
import { fakeNow } from '../testing/fake.ts'
import { openSession, pixel } from '../testing/session.ts'
import { signIn } from './connect.ts'
import { network } from './index.ts'
import { described, describedBy } from './testing/description.ts'
import { createFake } from './testing/fake.ts'

const picture: Picture = { id: 'p', mime: 'image/png', width: 1, height: 1, bytes: pixel.byteLength, alt: 'Titik' }
const video: Video = { id: 'v', mime: 'video/mp4', width: 640, height: 360, bytes: 0, seconds: 9.4, alt: '' }
const token = '123456789:AAgeheimer-Token_0123456789abcdefgh'
const at = (seconds: number) => new Date(fakeNow.getTime() + seconds * 1000)

const partsOf = (text: string, more: Partial<Post> = {}) =>
  network.text.render({ text, ...more }, network.text.limits())
function partOf(text: string, more: Partial<Post> = {}) {
  const [part] = partsOf(text, more)
  if (!part) throw new Error('no part')
  return part
}

async function open(more: Partial<Session> = {}) {
  const fake = createFake()
  const connected = await fake.connect(network)
  const { session } = openSession(connected, { fetch: fake.fetch, now: () => fakeNow, ...more })
  const publish = async (text: string, post: Partial<Post> = {}) =>
    (await network.sending.publish(partOf(text, post), session, 'k')) as Published
  return { fake, session, connected, publish }
}

it.runIf(described)(
  'the description refuses what it does not know, what is missing, and what has another shape',
  () => {
    const good = { chat_id: '@kopisenja', text: 'Halo', link_preview_options: { url: 'https://contoh.id' } }
    expect(() => describedBy.request('sendMessage', good)).not.toThrow()
    expect(() => describedBy.request('sendMessage', { ...good, parsemode: 'HTML' })).toThrow('has no parsemode')
    expect(() => describedBy.request('sendMessage', { chat_id: 1 })).toThrow('lacks text')
    expect(() => describedBy.request('sendMessage', { ...good, link_preview_options: { url: 1 } })).toThrow(
      'url is no String',
    )
    expect(() => describedBy.request('sendNothing', {})).toThrow('nobody describes')
    expect(() => describedBy.answer('deleteMessage', 'ya')).toThrow('is no Boolean')
  },
)

describe('signing in', () => {
  it('knows the channel by its name, its address or its number', async () => {
    const { connected } = await open()
    expect(connected.account).toMatchObject({
      remoteId: '-1001000000001',
      handle: '@kopisenja',
      name: 'Kopi Senja',
      url: 'https://t.me/kopisenja',
      facts: { bot: 123456789, group: -1001000000002 },
    })
    for (const channel of ['kopisenja', 'https://t.me/kopisenja', 't.me/s/kopisenja?before=5', '-1001000000001']) {
      const tools = openSession(undefined, { fetch: createFake().fetch }).session
      expect((await signIn({ token, channel }, tools))?.account).toEqual(connected.account)
    }
  })

  it.each([
    ['no token', { token: 'halo', channel: '@kopisenja' }, {}, 'token'],
    ['a path for a token', { token: '123456789:../../x', channel: '@kopisenja' }, {}, 'token'],
    ['another token', { token: `${token}x`, channel: '@kopisenja' }, {}, 'token'],
    ['no channel', { token, channel: 'https://contoh.id' }, {}, 'channel'],
    ['another channel', { token, channel: '@kanallain' }, {}, 'channel'],
    ['a bot that may not post', { token, channel: '@kopisenja' }, { mayPost: false }, 'channel'],
  ])('%s is told at its field', async (_what, form, state, field) => {
    const fake = createFake()
    fake.set(state)
    const tools = openSession(undefined, { fetch: fake.fetch }).session
    const problem = (await signIn(form, tools).catch((error: unknown) => error)) as Problem
    expect(problem).toMatchObject({ kind: 'wrong-input', field })
    expect(`${problem.message} ${problem.stack} ${problem.cause}`).not.toContain('geheimer')
  })

  it('notices later that the bot may no longer post', async () => {
    const { fake, session } = await open()
    fake.set({ mayPost: false })
    await expect(network.identity.probe(session)).rejects.toMatchObject({ kind: 'unauthorized' })
  })
})

describe('a message', () => {
  const card = { url: 'https://contoh.id/kopi', title: 'Kopi', description: '' }

  it('shows the card of its link, whichever comes first', async () => {
    const { fake, publish } = await open()
    const copy = await publish('Dari https://lain.id dan lagi', { link: card })
    const [sent] = fake.messages()
    expect(sent?.text).toBe('Dari https://lain.id dan lagi\n\nhttps://contoh.id/kopi')
    expect(sent?.params.link_preview_options).toEqual({ url: card.url })
    expect(copy.permalink).toBe(`https://t.me/kopisenja/${copy.remoteId}`)
  })

  it('has its looks as entities, which share no letter with code', async () => {
    const { fake, session } = await open()
    const tree = readMarkdown('**Tebal `kode` _miring_** [cerita](https://contoh.id/c)\n\n> kutipan\n\n```js\nx\n```')
    const [part] = network.text.render({ text: plainText(tree), tree }, network.text.limits())
    if (!part) throw new Error('no part')
    await network.sending.publish(part, session, 'k')
    const [sent] = fake.messages()
    expect(sent?.text).toBe('Tebal kode miring cerita\n\nkutipan\n\nx')
    const entities = sent?.params.entities as { type: string; offset: number; length: number }[]
    expect(
      entities.map(({ type, offset, length, ...more }) => [type, sent?.text.slice(offset, offset + length), more]),
    ).toEqual([
      ['bold', 'Tebal ', {}],
      ['code', 'kode', {}],
      ['bold', ' miring', {}],
      ['italic', 'miring', {}],
      ['text_link', 'cerita', { url: 'https://contoh.id/c' }],
      ['blockquote', 'kutipan', {}],
      ['pre', 'x', { language: 'js' }],
    ])
  })

  it('keeps its looks under pictures, and when it is corrected', async () => {
    const { fake, session } = await open()
    const tree = readMarkdown('**Satu**')
    const [part] = network.text.render({ text: 'Satu', tree, pictures: [picture] }, network.text.limits())
    if (!part) throw new Error('no part')
    const copy = (await network.sending.publish(part, session, 'k')) as Published
    expect(fake.messages()[0]?.params.caption_entities).toEqual([{ type: 'bold', offset: 0, length: 4 }])
    const other = network.text.render(
      { text: 'Dua', tree: readMarkdown('_Dua_'), pictures: [picture] },
      network.text.limits(),
    )
    await network.sending.correct(copy, other[0] as Part, session)
    expect(fake.messages()[0]?.text).toBe('Dua')
  })

  it('is a photo with its words, or an album whose words stand once', async () => {
    const { fake, session, publish } = await open()
    await publish('Satu', { pictures: [picture] })
    const album = await publish('Dua', { pictures: [picture, picture, picture] })
    const inChannel = fake.messages().filter(({ chat }) => chat === -1001000000001)
    expect(inChannel.map(({ media, text }) => [media, text])).toEqual([
      ['photo', 'Satu'],
      ['photo', 'Dua'],
      ['photo', ''],
      ['photo', ''],
    ])
    expect(new Uint8Array((await inChannel[0]?.files[0]?.arrayBuffer()) ?? [])).toEqual(pixel)
    expect(fake.calls().filter((call) => call.startsWith('send'))).toEqual(['sendPhoto', 'sendMediaGroup'])
    await network.sending.retract(album, session)
    // Every picture of the album, not only the first.
    expect(fake.messages().filter(({ chat }) => chat === -1001000000001)).toHaveLength(1)
    expect(fake.posts()).toEqual(['Satu'])
  })

  it('is a video with its shape, read in pieces while it is sent', async () => {
    const reads: [number, number][] = []
    const source: MediaSource = {
      bytes: 9 * 1024 * 1024,
      mime: 'video/mp4',
      read: async (start, end) => {
        reads.push([start, end])
        return new Uint8Array(end - start)
      },
    }
    const { fake, publish } = await open({ video: async () => source })
    await publish('Tonton', { video })
    const [sent] = fake.messages()
    expect(sent?.params).toMatchObject({
      width: 640,
      height: 360,
      duration: 9,
      supports_streaming: true,
      caption: 'Tonton',
    })
    expect(sent?.files[0]?.size).toBe(source.bytes)
    expect(reads).toHaveLength(3)
  })

  it('hangs on an earlier one', async () => {
    const { fake, session, publish } = await open()
    const root = await publish('Satu')
    await network.sending.publish(partOf('Dua'), session, 'b', { root, parent: root })
    const [first, , second] = fake.messages()
    expect(second?.answers).toBe(first?.id)
  })

  it('in a private channel has an address for its members', async () => {
    const fake = createFake()
    fake.set({ isPrivate: true })
    const tools = openSession(undefined, { fetch: fake.fetch }).session
    const connected = await signIn({ token, channel: '-1001000000001' }, tools)
    if (!connected || !('account' in connected)) throw new Error('not connected')
    const { session } = openSession(connected, { fetch: fake.fetch, now: () => fakeNow })
    const copy = (await network.sending.publish(partOf('Halo'), session, 'k')) as Published
    expect(copy.permalink).toBe(`https://t.me/c/1000000001/${copy.remoteId}`)
  })
})

describe('words with pictures', () => {
  it('stand under them up to 1,024 characters; longer ones are a message of their own', () => {
    const edge = 'a'.repeat(1024)
    expect(partsOf(edge, { pictures: [picture] })).toMatchObject([{ text: edge, pictures: [picture] }])
    expect(partsOf(`${edge}b`, { pictures: [picture] })).toMatchObject([
      { text: '', pictures: [picture] },
      { text: `${edge}b`, pictures: [] },
    ])
    expect(
      partsOf('kata '.repeat(1000), { video }).map(({ text, video: film }) => [text === '', film !== undefined]),
    ).toEqual([
      [true, true],
      [false, false],
      [false, false],
    ])
  })

  it('count as Telegram counts: an emoji of two code units is two', () => {
    expect(network.text.measure('🙂')).toBe(2)
    const [part] = partsOf('🙂 @kopisenja #kopi https://contoh.id')
    expect(part?.entities.map(({ type, start, end }) => [type, start, end])).toEqual([
      ['mention', 3, 13],
      ['tag', 14, 19],
      ['link', 20, 37],
    ])
  })
})

describe('taking back and correcting', () => {
  it('says what the 48 hours mean, where the bot may not delete', async () => {
    const { fake, session, publish } = await open()
    const copy = await publish('Halo')
    fake.set({ mayDelete: false })
    const problem = (await network.sending.retract(copy, session).catch((error: unknown) => error)) as Problem
    expect(problem.kind).toBe('rejected')
    expect(problem.words.id).toContain('48 jam')
  })

  it('changes the words under a picture, and does not mind that nothing changed', async () => {
    const { fake, session, publish } = await open()
    const copy = await publish('Halo', { pictures: [picture] })
    await network.sending.correct(copy, partOf('Halo semua'), session)
    await network.sending.correct(copy, partOf('Halo semua'), session)
    expect(fake.posts()).toEqual(['Halo semua'])
    await expect(network.sending.correct(copy, partOf('a'.repeat(1025)), session)).rejects.toMatchObject({
      kind: 'rejected',
    })
    expect(fake.calls()).toContain('editMessageCaption')
  })
})

describe('responses', () => {
  it('are comments and replies to them; not chatter, not what nobody said', async () => {
    const { fake, session, publish } = await open()
    const copy = await publish('Halo')
    const comment = fake.addResponse(copy.remoteId, 'Berapa harganya?', at(1))
    fake.addChatter('Siapa mau ikut?', at(2))
    const first = await network.responses.fetch('', session)
    expect(first?.responses).toMatchObject([
      {
        kind: 'comment',
        remoteId: comment,
        text: 'Berapa harganya?',
        inReplyTo: copy.remoteId,
        root: copy.remoteId,
        permalink: `https://t.me/kopisenja/${copy.remoteId}?comment=${comment.split('_')[1]}`,
        person: { handle: '@budi_s', url: 'https://t.me/budi_s' },
      },
    ])
    const answer = (await network.responses.reply({ remoteId: comment }, partOf('Sepuluh ribu.'), session)) as Published
    const nested = fake.addResponse(answer?.remoteId ?? '', 'Oke!', at(3))
    const second = await network.responses.fetch(first?.cursor ?? '', session)
    // Which post it is about was learned in an earlier call.
    expect(second?.responses).toMatchObject([
      { kind: 'reply', remoteId: nested, inReplyTo: answer?.remoteId, root: copy.remoteId },
    ])
  })

  it('come in several pages, and again where the cursor was not kept', async () => {
    const { fake, session, publish } = await open()
    const copy = await publish('Halo')
    const ids = Array.from({ length: 150 }, (_, one) => fake.addResponse(copy.remoteId, `Kata ${one}`, at(one)))
    const page = await network.responses.fetch('', session)
    expect(page?.responses.map(({ remoteId }) => remoteId)).toEqual(ids)
    expect((await network.responses.fetch(page?.cursor ?? '', session))?.responses).toEqual([])
  })

  it('say that another program takes them', async () => {
    const { fake, session } = await open()
    fake.set({ taken: true })
    await expect(network.responses.fetch('', session)).rejects.toMatchObject({ kind: 'rejected' })
  })

  it('are answered where the group went, which its old number tells', async () => {
    const { fake, session, publish } = await open()
    const copy = await publish('Halo')
    fake.set({ movedTo: -1_001_000_000_009 })
    await publish('Setelah pindah')
    const comment = fake.addResponse((await publish('Baru')).remoteId, 'Hai', at(1))
    const old = comment.replace('-1001000000009', '-1001000000002')
    await network.responses.reply({ remoteId: old }, partOf('Halo juga'), session)
    expect(fake.messages().at(-1)).toMatchObject({ chat: -1001000000009, text: 'Halo juga', author: 'bot' })
    expect(copy.state).toBe('published')
  })

  it('can be deleted, and nothing else', async () => {
    const { fake, session, publish } = await open()
    const id = fake.addResponse((await publish('Halo')).remoteId, 'Judi!', at(1))
    await expect(network.responses.moderation.moderate({ remoteId: id }, 'spam', session)).rejects.toMatchObject({
      kind: 'rejected',
    })
    expect(fake.isShown?.(id)).toBe(true)
  })
})

it('the token stands in the address, and never in an error', async () => {
  const { session } = await open()
  const broken = [
    async () => new Response(`nginx: /bot${token}/sendMessage`, { status: 502 }),
    async () => Response.json({ ok: false, error_code: 400, description: `wrong: ${token}` }, { status: 400 }),
    () =>
      Promise.reject(
        Object.assign(new TypeError(`fetch failed: https://api.telegram.org/bot${token}/x`), { code: 'ECONNRESET' }),
      ),
  ]
  for (const fetch of broken) {
    const problem = (await network.sending
      .publish(partOf('Halo'), { ...session, fetch }, 'k')
      .catch((error: unknown) => error)) as Problem
    expect(problem.message).toContain('POST https://api.telegram.org/bot…/sendMessage')
    const shown = `${problem.message} ${problem.stack} ${problem.cause} ${problem.words.id} ${JSON.stringify(problem)}`
    expect(shown).not.toContain('geheimer')
  }
})

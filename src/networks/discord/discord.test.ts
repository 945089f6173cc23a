import { describe, expect, it } from 'vitest'
import type { Picture, Post, Video } from '../../core/post.ts'
import type { Problem } from '../../core/problem.ts'
import { plainText } from '../../core/text/flatten.ts'
import { readMarkdown } from '../../core/text/markdown.ts'
import type { MediaSource, Published, Session } from '../network.ts'
import { fakeNow } from '../testing/fake.ts'
import { openSession, pixel } from '../testing/session.ts'
import { signIn } from './connect.ts'
import { network } from './index.ts'
import { createFake } from './testing/fake.ts'

const picture: Picture = {
  id: 'p',
  mime: 'image/png',
  width: 1,
  height: 1,
  bytes: pixel.byteLength,
  alt: 'Titik merah',
}
const at = (seconds: number) => new Date(fakeNow.getTime() + seconds * 1000)

function partOf(text: string, more: Partial<Post> = {}) {
  const [part] = network.text.render({ text, ...more }, network.text.limits())
  if (!part) throw new Error('no part')
  return part
}

async function open(way: 'connect' | 'connectWebhook' = 'connect', more: Partial<Session> = {}) {
  const fake = createFake()
  const connected = await fake[way](network)
  const { session } = openSession(connected, { fetch: fake.fetch, now: () => fakeNow, ...more })
  const publish = async (text: string, key = 'k', post: Partial<Post> = {}) =>
    (await network.sending.publish(partOf(text, post), session, key)) as Published
  return { fake, session, connected, publish }
}

describe('signing in', () => {
  const refusedFor = async (form: Record<string, string>) => {
    const tools = openSession(undefined, { fetch: createFake().fetch }).session
    return (await signIn(form, tools).catch((error: unknown) => error)) as Problem
  }

  it('knows the channel and its server', async () => {
    const { connected } = await open()
    expect(connected.account).toMatchObject({
      remoteId: '900000000000000001',
      handle: '#umum',
      name: 'Kopi Senja',
      url: 'https://discord.com/channels/800000000000000001/900000000000000001',
    })
  })

  it.each([
    ['nothing', {}, 'token'],
    ['no channel', { token: 'bot-geheim.ABC-def_0123456789' }, 'channel'],
    ['another token', { token: 'lain-lain-lain', channel: '900000000000000001' }, 'token'],
    [
      'a channel that the bot can’t see',
      { token: 'bot-geheim.ABC-def_0123456789', channel: '900000000000000002' },
      'channel',
    ],
    ['no webhook', { webhook: 'https://discord.com/channels/1/2' }, 'webhook'],
    ['another webhook', { webhook: 'https://discord.com/api/webhooks/700000000000000001/lain-lain' }, 'webhook'],
  ] as const)('%s is told at its field', async (_what, form, field) => {
    const problem = await refusedFor(form)
    expect(problem).toMatchObject({ kind: 'wrong-input', field })
    for (const secret of ['bot-geheim', 'lain-lain'])
      expect(`${problem.message} ${problem.stack}`).not.toContain(secret)
  })
})

describe('a message', () => {
  it('is kept once for its number; when Discord has forgotten that, find knows it', async () => {
    const { fake, session, publish } = await open()
    const first = await publish('Halo')
    expect(await publish('Halo')).toEqual(first)
    fake.forgetNonces()
    expect(await network.sending.find('k', partOf('Halo'), session, fakeNow)).toEqual(first)
    expect(fake.messages()).toHaveLength(1)
    expect(String(fake.messages()[0]?.sent.nonce)).toHaveLength(25)
  })

  it('calls nobody but whom it names by number, and never everybody', async () => {
    const { fake, publish } = await open()
    await publish('Halo @everyone, <@500000000000000001> dan <@500000000000000001>!')
    expect(fake.messages()[0]?.sent.allowed_mentions).toEqual({ parse: [], users: ['500000000000000001'] })
  })

  it('takes pictures along, with their words', async () => {
    const { fake, session, publish } = await open()
    const copy = await publish('Lihat', 'k', { pictures: [picture, { ...picture, alt: '' }] })
    const [message] = fake.messages()
    expect(message?.files.map(({ name, description }) => [name, description])).toEqual([
      [expect.stringMatching(/^image-.+\.png$/), 'Titik merah'],
      [expect.stringMatching(/^image-.+\.png$/), undefined],
    ])
    expect(message?.files[0]?.bytes).toEqual(pixel)
    const found = network.sending.find('k', partOf('Lihat', { pictures: [picture, picture] }), session, fakeNow)
    expect(await found).toEqual(copy)
    expect(await network.sending.find('k', partOf('Lihat'), session, fakeNow)).toBeUndefined()
  })

  it('takes a video along, read in pieces', async () => {
    const reads: [number, number][] = []
    const source: MediaSource = {
      bytes: 5 * 1024 * 1024,
      mime: 'video/mp4',
      read: async (start, end) => {
        reads.push([start, end])
        return new Uint8Array(end - start).fill(7)
      },
    }
    const { fake, publish } = await open('connect', { video: async () => source })
    const video: Video = {
      id: 'v',
      mime: 'video/mp4',
      width: 1,
      height: 1,
      bytes: source.bytes,
      seconds: 3,
      alt: 'Kopi',
    }
    await publish('Tonton', 'k', { video })
    expect(reads).toHaveLength(2)
    expect(fake.messages()[0]?.files).toMatchObject([
      { name: expect.stringMatching(/^video-.+\.mp4$/), description: 'Kopi' },
    ])
    expect(fake.messages()[0]?.files[0]?.bytes.byteLength).toBe(source.bytes)
  })

  it('hangs on an earlier one, and calls only whom it answers', async () => {
    const { fake, session, publish } = await open()
    const root = await publish('Satu')
    await network.sending.publish(partOf('Dua'), session, 'b', { root, parent: root })
    const question = fake.addResponse(root.remoteId, 'Berapa?', at(5))
    await network.responses.reply({ remoteId: question }, partOf('Sepuluh'), session, 'c')
    const [, second, , third] = fake.messages()
    expect([second?.parent, third?.parent]).toEqual([root.remoteId, question])
    expect(second?.sent.allowed_mentions).toMatchObject({ replied_user: false })
    expect(third?.sent.allowed_mentions).toMatchObject({ replied_user: true })
  })
})

it('find turns pages, and takes nobody else’s words', async () => {
  const { fake, session } = await open()
  fake.addChatter('Yang dicari', fakeNow)
  fake.addPost('Yang dicari', fakeNow)
  for (let one = 0; one < 130; one++) fake.addChatter(`Lain ${one}`, at(1))
  const [, own] = fake.messages()
  expect(await network.sending.find('k', partOf('Yang dicari'), session, fakeNow)).toMatchObject({ remoteId: own?.id })
  expect(await network.sending.find('k', partOf('Lain 3'), session, fakeNow)).toBeUndefined()
})

describe('responses', () => {
  it('are what answers us or names us, over several pages; not what others talk about', async () => {
    const { fake, session, publish } = await open()
    const copy = await publish('Halo')
    const start = (await network.responses.fetch('', session, [copy]))?.cursor ?? ''
    const answer = fake.addResponse(copy.remoteId, 'Hai', at(1))
    for (let one = 0; one < 150; one++) fake.addChatter(`Obrolan ${one}`, at(2))
    const named = fake.addMention('jam berapa buka?', at(3))
    const page = await network.responses.fetch(start, session, [])
    expect(page?.responses.map(({ remoteId, kind, text }) => [remoteId, kind, text])).toEqual([
      [answer, 'reply', 'Hai'],
      [named, 'mention', '@percakapan-bot jam berapa buka?'],
    ])
    expect(page?.responses[0]?.person).toMatchObject({
      handle: 'budi',
      url: 'https://discord.com/users/500000000000000001',
    })
    expect((await network.responses.fetch(page?.cursor ?? '', session, []))?.responses).toEqual([])
  })

  it('can be deleted, where the bot may', async () => {
    const { fake, session, publish } = await open()
    const id = fake.addResponse((await publish('Halo')).remoteId, 'Judi!', at(1))
    fake.forbid('manage')
    await expect(network.responses.moderation.moderate({ remoteId: id }, 'remove', session)).rejects.toMatchObject({
      kind: 'rejected',
    })
    await expect(network.responses.moderation.moderate({ remoteId: id }, 'spam', session)).rejects.toMatchObject({
      kind: 'rejected',
    })
    expect(fake.isShown?.(id)).toBe(true)
  })
})

describe('a webhook', () => {
  it('posts, corrects, counts and takes back; a thread’s parts follow one another', async () => {
    const { fake, session, publish } = await open('connectWebhook')
    const copy = await publish('Halo', 'k', { pictures: [picture] })
    await network.sending.publish(partOf('Dua'), session, 'b', { root: copy, parent: copy })
    expect(fake.posts()).toEqual(['Halo', 'Dua'])
    expect(copy.permalink).toBe(`https://discord.com/channels/800000000000000001/900000000000000001/${copy.remoteId}`)
    await network.sending.correct(copy, partOf('Halo semua'), session)
    expect(fake.posts()).toEqual(['Halo semua', 'Dua'])
    expect(await network.figures.fetch([copy], session)).toEqual([{ remoteId: copy.remoteId, likes: 2 }])
    await network.sending.retract(copy, session)
    expect(fake.posts()).toEqual(['Dua'])
  })

  it('can’t look, read or answer, and says so', async () => {
    const { session } = await open('connectWebhook')
    await expect(network.sending.find('k', partOf('Halo'), session, fakeNow)).rejects.toMatchObject({ kind: 'unknown' })
    await expect(network.responses.reply({ remoteId: '1' }, partOf('Halo'), session, 'k')).rejects.toMatchObject({
      kind: 'rejected',
    })
    await expect(network.responses.moderation.moderate({ remoteId: '1' }, 'remove', session)).rejects.toMatchObject({
      kind: 'rejected',
    })
    expect(await network.responses.fetch('c', session, [])).toEqual({ responses: [], cursor: 'c' })
  })

  it('has its secret in its address, and never in an error', async () => {
    const { fake, session, connected } = await open('connectWebhook')
    for (const fetch of [
      async () => new Response(fake.secrets(connected).join(), { status: 400 }),
      () =>
        Promise.reject(
          Object.assign(new TypeError(`fetch failed ${fake.secrets(connected).join()}`), { code: 'ECONNRESET' }),
        ),
    ]) {
      const problem = (await network.sending
        .publish(partOf('Halo'), { ...session, fetch }, 'k')
        .catch((error: unknown) => error)) as Problem
      expect(problem.message).toContain('/webhooks/700000000000000001/')
      expect(`${problem.message} ${problem.stack} ${problem.cause} ${JSON.stringify(problem)}`).not.toContain(
        'kait-geheim',
      )
    }
  })
})

describe('text', () => {
  it.each([
    [
      'emphasis',
      'ini *penting*, _ini_, ||itu|| dan ~~ini~~',
      'ini \\*penting\\*, \\_ini\\_, \\||itu\\|| dan \\~~ini\\~~',
    ],
    ['headings and quotes', '# satu\n-# dua\n> tiga\n#empat', '\\# satu\n\\-# dua\n\\> tiga\n#empat'],
    [
      'addresses and names',
      'https://contoh.id/_a_/b nama_berkas_saya <@12>',
      'https://contoh.id/_a_/b nama_berkas_saya <@12>',
    ],
    [
      'signs right behind an address, which would become a part of it',
      '*https://contoh.id/a* (https://contoh.id/b).',
      '\\*<https://contoh.id/a>\\* (https://contoh.id/b).',
    ],
  ])('%s', (_what, text, shown) => {
    expect(partOf(text).text).toBe(shown)
  })
})

describe('Markdown', () => {
  const made = (markdown: string, length = 2000) => {
    const tree = readMarkdown(markdown)
    return network.text
      .render({ text: plainText(tree), tree }, { ...network.text.limits(), length })
      .map(({ text }) => text)
  }

  it('is written in Discord’s own, and what is no markup stays letters', () => {
    expect(
      made('## Judul\n\n**tebal _miring_** ~~x~~ [cerita](https://contoh.id/a_(b)) \\*bintang\\*\n\n> satu\n> dua'),
    ).toEqual([
      '## Judul\n\n**tebal *miring*** ~~x~~ [cerita](https://contoh.id/a_%28b%29) \\*bintang\\*\n\n> satu\n> dua',
    ])
    expect(made('``a ` b``\n\n```js\nx\n```')).toEqual(['``a ` b``\n\n```js\nx\n```'])
  })

  it('is closed at the end of a message, and opened again in the next', () => {
    const parts = made(`**${'kata '.repeat(30).trim()}**`, 80)
    expect(parts.length).toBeGreaterThan(1)
    for (const part of parts) expect(part).toMatch(/^\*\*kata( kata)*\*\*$/)
  })

  it('never cuts what keeps a sign from being markup', () => {
    const plain = network.text.render({ text: '*a '.repeat(60) }, { ...network.text.limits(), length: 50 })
    for (const { text } of plain) expect(text.replaceAll('\\*', '')).not.toMatch(/[*\\]/)
  })
})

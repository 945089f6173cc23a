import { describe, expect, it } from 'vitest'
import type { Post, Video } from '../../core/post.ts'
import type { Pending, Published, Session } from '../network.ts'
import { fakeNow } from '../testing/fake.ts'
import { openSession } from '../testing/session.ts'
import { network } from './index.ts'
import { recordKey } from './record.ts'
import { createFake } from './testing/fake.ts'
import { official } from './testing/shapes.ts'

const mega = 1024 * 1024
const video: Video = {
  id: 'v',
  mime: 'video/mp4',
  width: 1080,
  height: 1920,
  bytes: 9 * mega,
  seconds: 20,
  alt: 'Ombak',
}

async function open(server?: string) {
  const fake = createFake(server)
  const reads: [number, number][] = []
  const source = {
    bytes: video.bytes,
    mime: video.mime,
    read: async (start: number, end: number) => {
      reads.push([start, end])
      return new Uint8Array(end - start)
    },
  }
  const connected = await fake.connect(network)
  const { session } = openSession(connected, { fetch: fake.fetch, now: () => fakeNow, video: async () => source })
  return { fake, session, reads }
}

function partOf(post: Partial<Post>) {
  const [part] = network.text.render({ text: 'Halo', language: 'id', ...post }, network.text.limits())
  if (!part) throw new Error('no part')
  return part
}

/** Goes on to the end, each turn from what was kept; tells what was waited for. */
async function finish(sent: Published | Pending, session: Session): Promise<{ sent: Published; turns: Pending[] }> {
  const turns: Pending[] = []
  let now = sent
  while (now.state === 'pending') {
    turns.push(now)
    if (turns.length > 20) throw new Error('never there')
    now = (await network.sending.resume(JSON.parse(JSON.stringify(now.pending)), session)) as Published | Pending
  }
  return { sent: now, turns }
}

async function published(part: ReturnType<typeof partOf>, session: Session, key: string): Promise<Published> {
  return (await finish(await network.sending.publish(part, session, key), session)).sent
}

describe('videos', () => {
  const link = { url: 'https://contoh.id/a', title: 'Judul', description: '' }

  it('stand in the first part instead of pictures, and the link in its text', () => {
    const parts = network.text.render({ text: 'kata '.repeat(90), link, video }, network.text.limits())
    expect(parts.map((part) => part.video?.id)).toEqual(['v', undefined])
    expect(parts[0]?.text).toContain(link.url)
  })

  it('go through the video service on Bluesky’s own servers, in pieces', async () => {
    const { fake, session, reads } = await open(official)
    const part = partOf({ video })
    const first = await network.sending.publish(part, session, 'k')
    expect([first.state, fake.uploads, fake.posts()]).toEqual(['pending', [], []])
    const { turns } = await finish(first, session)
    expect(fake.uploads).toEqual([{ to: 'service', bytes: video.bytes }])
    expect(Math.max(...reads.map(([start, end]) => end - start))).toBeLessThanOrEqual(8 * mega)
    expect(turns.map(({ progress }) => progress)).toEqual([0, 0.5, 0.5, 0.5])
    expect(turns[1]?.retryAt.getTime()).toBeGreaterThan(fakeNow.getTime())
    expect(fake.embeds()).toMatchObject([
      {
        $type: 'app.bsky.embed.video',
        alt: 'Ombak',
        aspectRatio: { width: 1080, height: 1920 },
        video: { mimeType: 'video/mp4', size: video.bytes },
      },
    ])
    // A second try with the same key finds the post, and uploads nothing.
    expect((await network.sending.publish(part, session, 'k')).state).toBe('published')
    expect(fake.uploads).toHaveLength(1)
  })

  it('are known again when a worker died after the upload', async () => {
    const { fake, session } = await open(official)
    const begun = (await network.sending.publish(partOf({ video }), session, 'k')) as Pending
    await network.sending.resume(begun.pending, session)
    await finish(begun, session)
    expect([fake.uploads.length, fake.posts()]).toEqual([2, ['Halo']])
  })

  it('go to the server itself elsewhere', async () => {
    const { fake, session } = await open()
    const { turns } = await finish(await network.sending.publish(partOf({ video }), session, 'k'), session)
    expect(fake.uploads).toEqual([{ to: 'server', bytes: video.bytes }])
    expect(turns.map(({ progress }) => progress)).toEqual([0, 0.9])
    expect(fake.embeds()).toMatchObject([{ $type: 'app.bsky.embed.video' }])
  })

  it('are sent once more from the start where the token had ended', async () => {
    const { fake, session } = await open()
    const begun = (await network.sending.publish(partOf({ video }), session, 'k')) as Pending
    let refused = 0
    const between: typeof fetch = async (input, init) => {
      if (!String(input).endsWith('uploadBlob') || refused++ > 0) return fake.fetch(input, init)
      await new Response(init?.body).arrayBuffer()
      return Response.json({ error: 'ExpiredToken', message: 'Token has expired' }, { status: 400 })
    }
    const stale = { ...session, fetch: between, renew: async () => session.credentials }
    await finish(begun, stale)
    expect(fake.uploads).toEqual([{ to: 'server', bytes: video.bytes }])
  })

  it('wait for the next day where the quota is spent, and say why the service refuses', async () => {
    const { fake, session } = await open(official)
    const begun = (await network.sending.publish(partOf({ video }), session, 'k')) as Pending
    fake.service.left = 0
    await expect(network.sending.resume(begun.pending, session)).rejects.toMatchObject({ kind: 'rate-limited' })
    fake.service.left = 3
    fake.service.canUpload = false
    await expect(network.sending.resume(begun.pending, session)).rejects.toMatchObject({
      kind: 'rejected',
      words: { en: expect.stringContaining('verify your email') },
    })
    expect(fake.uploads).toEqual([])
    fake.service.canUpload = true
    fake.service.failing = 'Video is too long'
    await expect(finish(begun, session)).rejects.toMatchObject({
      kind: 'rejected',
      words: { id: expect.stringContaining('Video is too long') },
    })
    expect(fake.posts()).toEqual([])
  })
})

describe('gates', () => {
  const rkey = recordKey('k')
  const threadgate = `app.bsky.feed.threadgate/${rkey}`
  const postgate = `app.bsky.feed.postgate/${rkey}`

  it.each([
    ['mentioned', ['mentionRule']],
    ['following', ['followingRule']],
    ['followers', ['followerRule']],
    ['nobody', []],
  ])('let %s answer', async (replies, rules) => {
    const { fake, session } = await open()
    const { remoteId } = await published(partOf({ options: { replies } }), session, 'k')
    expect([...fake.gates.keys()]).toEqual([threadgate])
    expect(fake.gates.get(threadgate)?.value).toMatchObject({
      post: remoteId,
      allow: rules.map((rule) => ({ $type: `app.bsky.feed.threadgate#${rule}` })),
    })
  })

  it('are written once, with the post, and go with it', async () => {
    const { fake, session } = await open()
    const part = partOf({ options: { replies: 'nobody', noQuotes: 'yes' } })
    const first = await published(part, session, 'k')
    const before = structuredClone([...fake.gates])
    expect(await published(part, session, 'k')).toEqual(first)
    expect([...fake.gates]).toEqual(before)
    expect([...fake.gates.keys()].sort()).toEqual([postgate, threadgate])
    expect(fake.posts()).toEqual(['Halo'])
    const next = await network.sending.publish(partOf({ text: 'Komentar pertama' }), session, 'k2', {
      root: first,
      parent: first,
    })
    expect(next.state).toBe('published')
    await network.sending.retract(first, session)
    expect([fake.gates.size, fake.posts()]).toEqual([0, ['Komentar pertama']])
  })

  it('are none for a choice that nobody offers', () => {
    for (const replies of ['toString', 'constructor', 'siapa'])
      expect(partOf({ options: { replies } }).options).toBeUndefined()
  })

  it('are none where everybody may, and never stand at a later part', async () => {
    const { fake, session } = await open()
    const first = await published(partOf({ options: { replies: 'everybody', noQuotes: '' } }), session, 'k')
    const parts = network.text.render(
      { text: 'kata '.repeat(120), options: { replies: 'nobody' } },
      network.text.limits(),
    )
    expect(parts.map(({ options }) => options?.replies)).toEqual(['nobody', undefined])
    await network.sending.publish(partOf({ options: { replies: 'nobody' } }), session, 'k2', {
      root: first,
      parent: first,
    })
    expect(fake.gates.size).toBe(0)
  })
})

describe('hiding replies', () => {
  async function withReply(options?: Post['options']) {
    const opened = await open()
    const post = await published(partOf(options ? { options } : {}), opened.session, 'k')
    opened.fake.addResponse(post.remoteId, 'Beli pengikut di sini', fakeNow)
    const { responses } = (await network.responses.fetch('', opened.session)) ?? { responses: [] }
    const [response] = responses
    if (!response) throw new Error('no response')
    return { ...opened, post, response }
  }

  it('keeps who may answer, and what somebody else hid meanwhile', async () => {
    const { fake, session, response } = await withReply({ replies: 'followers' })
    fake.meddle()
    await network.responses.moderation.moderate(response, 'hold', session)
    const [gate] = fake.gates.values()
    expect(gate?.value.allow).toEqual([{ $type: 'app.bsky.feed.threadgate#followerRule' }])
    expect(gate?.value.hiddenReplies).toEqual(['at://did:plc:x/app.bsky.feed.post/3l', response.remoteId])
    await network.responses.moderation.moderate(response, 'approve', session)
    expect([...fake.gates.values()][0]?.value.hiddenReplies).toEqual(['at://did:plc:x/app.bsky.feed.post/3l'])
  })

  it('writes no gate to show what nobody hid, and lets everybody answer where it makes one', async () => {
    const { fake, session, response } = await withReply()
    await network.responses.moderation.moderate(response, 'approve', session)
    expect(fake.gates.size).toBe(0)
    await network.responses.moderation.moderate(response, 'hold', session)
    expect([...fake.gates.values()][0]?.value).not.toHaveProperty('allow')
  })

  it('is only for our own threads', async () => {
    const { session, response } = await withReply()
    const root = { uri: 'at://did:plc:z72i7hdynmk6r22z27h6tvur/app.bsky.feed.post/3l2222222222', cid: 'c' }
    const theirs = { ...response, reference: { cid: 'c', root } }
    await expect(network.responses.moderation.moderate(theirs, 'hold', session)).rejects.toMatchObject({
      kind: 'forbidden',
    })
  })

  it('says so when a thread hides as many as it can', async () => {
    const { fake, session, response } = await withReply({ replies: 'followers' })
    const [gate] = fake.gates.values()
    if (gate)
      gate.value.hiddenReplies = Array.from({ length: 300 }, (_, at) => `at://did:plc:x/app.bsky.feed.post/${at}`)
    await expect(network.responses.moderation.moderate(response, 'hold', session)).rejects.toMatchObject({
      kind: 'rejected',
    })
  })
})

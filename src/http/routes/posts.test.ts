import { expect, test, vi } from 'vitest'
import { connectChannel } from '../../channels/index.ts'
import { testContext } from '../../testing/context.ts'
import { fakeNetwork } from '../../testing/fake-network.ts'
import { freePort, testWeb } from '../../testing/web.ts'
import type { Me, Preview } from '../api.ts'
import { postContent } from '../api.ts'
import { clean } from './posts.ts'

test('a post’s content is kept without what was left empty', () => {
  const said = {
    thread: ['Dua'],
    firstReply: 'Tautan',
    warning: 'w',
    numbered: true,
    language: 'id',
    options: { a: 'b' },
  }
  expect(clean(postContent.parse(said))).toEqual(said)
  const empty = { thread: [], firstReply: '', warning: '', numbered: false, language: '', options: {} }
  expect(clean(postContent.parse(empty))).toEqual({})
  expect(clean(undefined)).toEqual({})
})

test('a preview composes what was asked and nothing else, and knows what goes to the other channels', async () => {
  const fake = fakeNetwork({ keys: true, find: true })
  const port = await freePort()
  const context = await testContext([fake.network], { PORT: String(port), BASE_URL: `http://localhost:${port}` })
  const web = await testWeb(context)
  try {
    const rina = web.person()
    const owner = { name: 'Rina', email: 'rina@contoh.id', password: 'kata-sandi-panjang', language: 'id' }
    const { user, workspace } = (await rina.post<Me>('/setup', { ...owner, timeZone: 'Asia/Jakarta' })).body
    const actor = { userId: user?.id ?? '', workspaceId: workspace?.id ?? '' }
    const channels: string[] = []
    for (let at = 0; at < 6; at++) {
      const done = await connectChannel(context, actor, 'fake', { handle: `rina${at}`, password: 'right' })
      if ('channel' in done) channels.push(done.channel.id)
    }
    const [channelId, ...others] = channels
    const text = 'Panen kopi tahun ini dimulai lebih awal, dan kami mengajak Anda melihatnya sendiri di kebun kami.'
    const composed = vi.spyOn(fake.network.text, 'render')
    const asked = { channelId, text, alsoTo: others.map((other) => ({ channelId: other, text })) }
    const { status, body } = await rina.post<Preview>('/preview', asked)
    expect([status, composed.mock.calls.length]).toEqual([200, 1])
    expect(body.findings).toContainEqual(expect.objectContaining({ check: 'same-text-everywhere' }))
  } finally {
    await web.close()
    await context.close()
  }
})

import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { connectChannel, removeChannel } from '../../channels/index.ts'
import { type TestContext, testContext } from '../../testing/context.ts'
import { fakeNetwork } from '../../testing/fake-network.ts'
import { freePort, type Person, type TestWeb, testWeb } from '../../testing/web.ts'
import type { KeptSet, Me, ProblemAnswer } from '../api.ts'

let context: TestContext
let web: TestWeb
let rina: Person
let channels: string[]
let actor: { userId: string; workspaceId: string }

beforeAll(async () => {
  const port = await freePort()
  context = await testContext([fakeNetwork().network], { PORT: String(port), BASE_URL: `http://localhost:${port}` })
  web = await testWeb(context)
  rina = web.person()
  const owner = { name: 'Rina', email: 'rina@contoh.id', password: 'kata-sandi-panjang', language: 'id' }
  const { user, workspace } = (await rina.post<Me>('/setup', { ...owner, timeZone: 'Asia/Jakarta' })).body
  actor = { userId: user?.id ?? '', workspaceId: workspace?.id ?? '' }
  channels = []
  for (const handle of ['satu', 'dua']) {
    const done = await connectChannel(context, actor, 'fake', { handle, password: 'right' })
    if ('channel' in done) channels.push(done.channel.id)
  }
})
afterAll(async () => {
  await web.close()
  await context.close()
})
beforeEach(async () => {
  for (const { id } of await all()) await rina.delete(`/sets/${id}`)
})

const all = async () => (await rina.get<{ sets: KeptSet[] }>('/sets')).body.sets
const make = (kind: string, name: string, items: string[]) =>
  rina.post<KeptSet & ProblemAnswer>('/sets', { kind, name, items })

describe('what is chosen together under a name', () => {
  test('is made, listed by kind and name, changed and removed', async () => {
    const group = (await make('channels', 'Kabar harian', channels)).body
    await make('hashtags', 'Kopi', ['#kopi', ' ngopi ', 'Kopi', '＃seduh'])
    await make('channels', 'Arsip', [])
    expect((await all()).map(({ kind, name, items }) => [kind, name, items])).toEqual([
      ['channels', 'Arsip', []],
      ['channels', 'Kabar harian', channels],
      ['hashtags', 'Kopi', ['kopi', 'ngopi', 'seduh']],
    ])
    const changed = await rina.put<KeptSet>(`/sets/${group.id}`, { name: 'Kabar' })
    expect(changed.body).toMatchObject({ name: 'Kabar', items: channels })
    await rina.put(`/sets/${group.id}`, { items: channels.slice(0, 1) })
    expect((await all()).find(({ id }) => id === group.id)?.items).toEqual(channels.slice(0, 1))
    await rina.delete(`/sets/${group.id}`)
    expect((await rina.put(`/sets/${group.id}`, { name: 'x' })).status).toBe(404)
    expect((await rina.delete(`/sets/${group.id}`)).status).toBe(200)
  })

  test('has a name that no other of its kind has, whatever the case', async () => {
    const first = (await make('channels', 'Kabar', [])).body
    const second = await make('channels', 'KABAR', [])
    expect([second.status, second.body.problem.field]).toEqual([422, 'name'])
    expect((await make('hashtags', 'Kabar', [])).status).toBe(201)
    expect((await rina.put(`/sets/${first.id}`, { name: 'kabar' })).status).toBe(200)
    const other = (await make('channels', 'Lain', [])).body
    expect((await rina.put(`/sets/${other.id}`, { name: 'kabar' })).status).toBe(422)
  })

  test('holds channels of this workspace only; one that is removed later stays without harm', async () => {
    const unknown = await make('channels', 'Orang lain', ['8f14e45f-ceea-4e7a-9f0c-000000000000'])
    expect([unknown.status, unknown.body.problem.field]).toEqual([404, 'items'])
    expect((await make('channels', 'Bukan', ['bukan-id'])).status).toBe(422)
    const group = (await make('channels', 'Semua', channels)).body
    await removeChannel(context, actor, channels[1] ?? '')
    expect((await rina.put(`/sets/${group.id}`, { name: 'Semuanya' })).status).toBe(200)
  })

  test('is bounded in number', async () => {
    for (let count = 0; count < 100; count++) expect((await make('hashtags', `Kumpulan ${count}`, [])).status).toBe(201)
    const more = await make('hashtags', 'Satu lagi', [])
    expect([more.status, more.body.problem.words.en]).toEqual([
      422,
      'There are 100 groups and hashtag sets already. Remove one that nobody uses first.',
    ])
  })
})

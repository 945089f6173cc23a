import { afterEach, beforeEach, expect, test } from 'vitest'
import { connectChannel } from '../channels/index.ts'
import { schedulePost } from '../publishing/index.ts'
import { type TestContext, testContext } from '../testing/context.ts'
import { fakeNetwork } from '../testing/fake-network.ts'
import { manyConversations } from '../testing/many.ts'
import { freePort, type Person, type TestWeb, testWeb } from '../testing/web.ts'
import type { Article, Me, SearchHits } from './api.ts'

const owner = { name: 'Rina', email: 'rina@contoh.id', password: 'kata-sandi-panjang', language: 'id' }

let context: TestContext
let web: TestWeb
let rina: Person
let actor: { userId: string; workspaceId: string }
let channels: string[]

beforeEach(async () => {
  const port = await freePort()
  context = await testContext([fakeNetwork().network], { PORT: String(port), BASE_URL: `http://localhost:${port}` })
  web = await testWeb(context)
  rina = web.person()
  const { user, workspace } = (await rina.post<Me>('/setup', { ...owner, timeZone: 'Asia/Jakarta' })).body
  actor = { userId: user?.id ?? '', workspaceId: workspace?.id ?? '' }
  channels = []
  for (const handle of ['rina', 'kelas']) {
    const done = await connectChannel(context, actor, 'fake', { handle, password: 'right' })
    if ('channel' in done) channels.push(done.channel.id)
  }
})
afterEach(async () => {
  await web.close()
  await context.close()
})

const search = async (query: string) => (await rina.get<SearchHits>(`/search?${query}`)).body

async function post(text: string, at: string) {
  const drafts = channels.map((channelId) => ({ channelId, text, mediaIds: [] }))
  await schedulePost(context, actor, { drafts, at: new Date(at), timeZone: 'Asia/Jakarta' })
}

test('one question finds a word wherever it is, with the line it is in; a message to two channels is one', async () => {
  const markdown = `${'Lain. '.repeat(80)}\n\nBawa **kelas** sendiri.`
  const { id } = (await rina.post<Article>('/articles', { title: 'Menyeduh', markdown, tags: ['kelas seduh'] })).body
  await post('Sabtu ini Kelas dibuka lagi.', '2030-01-05T02:00:00Z')
  const body = { channels: { [channels[0] ?? '']: { on: true, text: 'Draf tentang kelas' } } }
  expect((await rina.post('/drafts', { body })).status).toBe(201)
  const found = await search('q=kelas')
  expect(found.articles).toMatchObject([
    { id, title: 'Menyeduh', passage: expect.stringContaining('Bawa kelas sendiri.') },
  ])
  expect(found.posts).toMatchObject([{ state: 'scheduled', passage: 'Sabtu ini Kelas dibuka lagi.' }])
  expect(found.posts[0]?.networks.map(({ network }) => network)).toEqual(['fake', 'fake'])
  expect(found.drafts).toMatchObject([{ passage: 'Draf tentang kelas' }])
  expect(found.channels).toMatchObject([{ handle: expect.stringContaining('kelas') }])
  expect(found.tags).toEqual([{ tag: 'kelas seduh', articles: 1 }])
  expect(Object.values(await search('q=tidak-ada-di-mana-pun')).flat()).toEqual([])
})

test('people are found by name and handle, conversations by what was said, and by who spoke', async () => {
  await manyConversations({ context, actor, channelId: channels[0] ?? '', now: context.clock.now() }, 3)
  const [someone] = (await search('')).conversations
  const name = someone?.person.name ?? ''
  const { people, conversations } = await search(`q=${encodeURIComponent(name)}`)
  expect(people).toMatchObject([{ name, network: 'fake', conversationId: someone?.id }])
  expect(conversations.map(({ id }) => id)).toContain(someone?.id)
  const only = await search(`q=${encodeURIComponent(name)}&only=people`)
  expect(only.people).toEqual(people)
  expect(only.conversations).toEqual([])
})

test('of very many people of one name, those who wrote last are found', async () => {
  const [before = '', lately = ''] = channels
  const now = context.clock.now()
  await manyConversations({ context, actor, channelId: before, now: new Date(now.getTime() - 86_400_000) }, 300)
  await manyConversations({ context, actor, channelId: lately, now }, 2)
  const last = (await search('')).conversations
  expect(last.map(({ channel }) => channel.id)).toEqual([lately, lately])
  const { people } = await search('q=orang&only=people')
  expect(people.map(({ conversationId }) => conversationId)).toEqual(last.map(({ id }) => id))
  // One who wrote long ago is found all the same.
  expect((await search('q=orang277&only=people')).people).toMatchObject([{ name: 'Orang 277' }])
})

test('without words it shows what moved last, two of each, and as many as are asked for', async () => {
  for (const title of ['Satu', 'Dua', 'Tiga']) {
    context.clock.advance(60)
    await rina.post('/articles', { title, markdown: '', tags: ['kopi', title] })
  }
  for (const day of [1, 2, 3]) await post(`Kiriman ${day}`, `2030-01-0${day}T02:00:00Z`)
  const recent = await search('')
  expect(recent.articles.map(({ title }) => title)).toEqual(['Tiga', 'Dua'])
  expect(recent.posts.map(({ passage }) => passage)).toEqual(['Kiriman 3', 'Kiriman 2'])
  expect((await search('limit=20')).articles).toHaveLength(3)
  expect((await search('only=tags')).tags).toEqual([
    { tag: 'kopi', articles: 3 },
    { tag: 'Dua', articles: 1 },
  ])
})

test('a message to very many channels hides no other, and is one with all of them', async () => {
  await post('Kelas kemarin', '2030-01-01T02:00:00Z')
  for (let n = 0; n < 28; n += 1) {
    const done = await connectChannel(context, actor, 'fake', { handle: `kanal${n}`, password: 'right' })
    if ('channel' in done) channels.push(done.channel.id)
  }
  await post('Kelas hari ini', '2030-01-02T02:00:00Z')
  const { posts } = await search('q=kelas')
  expect(posts.map(({ passage, networks }) => [passage, networks.length])).toEqual([
    ['Kelas hari ini', 30],
    ['Kelas kemarin', 2],
  ])
})

test('another workspace’s words are not found', async () => {
  await rina.post('/articles', { title: 'Rahasia seduh', markdown: 'Isi rahasia', tags: ['rahasia'] })
  await post('Kiriman rahasia', '2030-01-01T02:00:00Z')
  const other = (await rina.post<{ workspace: { id: string } }>('/workspaces', { name: 'Lain' })).body
  const elsewhere = rina.in(other.workspace?.id ?? (other as unknown as { id: string }).id)
  const { status, body } = await elsewhere.get<SearchHits>('/search?q=rahasia')
  expect(status).toBe(200)
  expect(Object.values(body).flat()).toEqual([])
})

test('a word with one letter wrong, missing, too many or swapped finds what was meant, and says what that is', async () => {
  const markdown = 'Panaskan air, lalu seduh perlahan.'
  const { id } = (await rina.post<Article>('/articles', { title: 'Kopi tubruk', markdown, tags: [] })).body
  await post('Sabtu ini: menyangrai biji dari Gayo.', '2030-01-05T02:00:00Z')
  for (const [typed, meant] of [
    ['tubrk', 'tubruk'],
    ['tubruc', 'tubruk'],
    ['tubrukk', 'tubruk'],
    ['utbruk', 'tubruk'],
    ['Kopi tubrk', 'kopi tubruk'],
    ['perlhaan', 'perlahan'],
  ] as const) {
    const { articles, meant: read } = await search(`q=${encodeURIComponent(typed)}`)
    expect([articles.map((one) => one.id), read], typed).toEqual([[id], meant])
  }
  const sangrai = await search('q=menyagnrai')
  expect(sangrai).toMatchObject({ meant: 'menyangrai', posts: [{ passage: 'Sabtu ini: menyangrai biji dari Gayo.' }] })
  const body = { channels: { [channels[0] ?? '']: { on: true, text: 'Draf tentang cangkir' } } }
  expect((await rina.post('/drafts', { body })).status).toBe(201)
  expect(await search('q=cangikr')).toMatchObject({ meant: 'cangkir', drafts: [{ passage: 'Draf tentang cangkir' }] })
  expect(await search('q=kelsa')).toMatchObject({ meant: 'kelas', channels: [{ handle: 'kelas' }] })
  // What is there is shown as it was typed; what is too short or too far from all that is there finds nothing.
  for (const typed of ['tubruk', 'tubr']) expect((await search(`q=${typed}`)).meant, typed).toBeUndefined()
  for (const typed of ['kpi', 'tbrk', 'kopi tbrk', "tu'brk\\ & !", '%%%%'])
    expect(Object.values(await search(`q=${encodeURIComponent(typed)}`)).flat(), typed).toEqual([])
})

test('a slip is read by the words of one’s own workspace alone', async () => {
  await rina.post('/articles', { title: 'Rahasia seduh', markdown: 'Isi rahasia', tags: [] })
  expect((await search('q=rahasai')).meant).toBe('rahasia')
  const { workspace } = (await rina.post<{ workspace: { id: string } }>('/workspaces', { name: 'Lain' })).body
  const { body } = await rina.in(workspace.id).get<SearchHits>('/search?q=rahasai')
  expect(Object.values(body).flat()).toEqual([])
})

test('a channel is found by all its names together, and whatever one calls a channel', async () => {
  const handles = async (q: string) => (await search(`q=${encodeURIComponent(q)}`)).channels.map(({ handle }) => handle)
  const [channel] = (await search('q=kelas')).channels
  expect(channel).toBeDefined()
  const network = channel?.networkLabel ?? ''
  for (const q of [`${network} kelas`, `akun ${network} kelas`, 'kelas account', 'halaman kelas', 'saluran kelas'])
    expect(await handles(q), q).toEqual([channel?.handle])
  expect(await handles(`${network} entah`)).toEqual([])
  expect(await handles('akun')).toEqual([])
})

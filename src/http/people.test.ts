import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { connectChannel } from '../channels/index.ts'
import { asSystem } from '../db/client.ts'
import {
  changeInvitation,
  changeRole,
  invite,
  removeMember,
  renewInvitation,
  withdrawInvitation,
} from '../team/index.ts'
import { type TestContext, testContext } from '../testing/context.ts'
import { fakeNetwork } from '../testing/fake-network.ts'
import { newMember, rina as owner, password, signedIn } from '../testing/people.ts'
import { freePort, type Person, type TestWeb, testWeb } from '../testing/web.ts'
import type { Article, Delivery, Me, PermissionTable, ProblemAnswer, Team, WorkspaceEntered } from './api.ts'
import { reassign } from './reassign.ts'

let context: TestContext
let web: TestWeb
let rina: Person
let workspaceId = ''
let ownerId = ''
let channelId = ''

beforeAll(async () => {
  const port = await freePort()
  context = await testContext([fakeNetwork().network], { PORT: String(port), BASE_URL: `http://localhost:${port}` })
  web = await testWeb(context)
  rina = web.person()
  const { user, workspace } = (await rina.post<Me>('/setup', owner)).body
  ;[ownerId, workspaceId] = [user?.id ?? '', workspace?.id ?? '']
  const done = await connectChannel(context, { userId: ownerId, workspaceId }, 'fake', {
    handle: 'r',
    password: 'right',
  })
  channelId = 'channel' in done ? done.channel.id : ''
})
afterAll(async () => {
  await web.close()
  await context.close()
})

let count = 0
const someone = (role: Parameters<typeof newMember>[2]['role'], into = workspaceId) =>
  newMember(context, web, { name: `orang-${++count}`, role, workspaceId: into })
const later = '2030-01-01T01:00:00Z'

describe('members', () => {
  test('are seen by everybody in the workspace; who was here, and when', async () => {
    context.clock.advance(1)
    const { id, person } = await someone('viewer')
    context.clock.advance(3600)
    await person.get('/me')
    await person.get('/articles')
    const { members } = (await person.get<Team>('/team')).body
    expect(members.find((one) => one.id === id)).toMatchObject({ role: 'viewer', answers: false, you: true })
    expect(members.find((one) => one.id === id)?.seenAt).toBe(context.clock.now().toISOString())
    expect(members[0]).toMatchObject({ id: ownerId, email: owner.email, role: 'owner', answers: true, you: false })
  })

  test('get another role at once; only an owner gives it', async () => {
    const [{ id, person }, editor] = [await someone('viewer'), await someone('editor')]
    expect((await person.post('/articles', { title: 'A' })).status).toBe(403)
    expect((await editor.person.patch(`/team/${id}`, { role: 'author' })).status).toBe(403)
    expect((await rina.patch(`/team/${id}`, { role: 'author' })).status).toBe(200)
    expect((await person.post('/articles', { title: 'A' })).status).toBe(201)
    expect((await person.get<Me>('/me')).body.workspace?.role).toBe('author')
    expect((await rina.patch(`/team/${id}`, { role: 'raja' })).status).toBe(422)
    expect((await rina.patch('/team/tidak-ada', { role: 'author' })).status).toBe(404)
  })

  test('of another workspace are nobody here', async () => {
    const other = (await rina.post<WorkspaceEntered>('/workspaces', { name: 'Lain' })).body.workspace.id
    await rina.put('/workspace', { id: workspaceId })
    const { id, person } = await someone('viewer', other)
    expect((await rina.in(workspaceId).patch(`/team/${id}`, { role: 'owner' })).status).toBe(404)
    expect((await rina.in(workspaceId).post(`/team/${id}/remove`, { heir: ownerId })).status).toBe(404)
    expect((await person.get<Me>('/me')).body.workspace?.role).toBe('viewer')
  })

  test('see the table that the program obeys', async () => {
    const { body } = await rina.get<PermissionTable>('/permissions')
    const row = body.groups.flatMap(({ rows }) => rows).find(({ permission }) => permission === 'publish')
    expect(row?.may).toEqual([true, true, 'own', false, false])
    expect(body.roles[0]).toMatchObject({ role: 'owner', people: 1 })
  })
})

describe('the last owner', () => {
  test('stays, and stays owner', async () => {
    for (const [method, path, body] of [
      ['patch', `/team/${ownerId}`, { role: 'editor' }],
      ['post', '/team/leave', {}],
      ['post', `/team/${ownerId}/remove`, { heir: (await someone('editor')).id }],
    ] as const) {
      const answer = await rina[method]<ProblemAnswer>(path, body)
      expect([path, answer.status, answer.body.problem.kind]).toEqual([path, 409, 'conflict'])
    }
    expect((await rina.get<Me>('/me')).body.workspace?.role).toBe('owner')
  })

  test.each(['demoted', 'gone'])(
    'of two who are %s at the same moment, one stays: the database decides',
    async (how) => {
      const home = (await rina.post<WorkspaceEntered>('/workspaces', { name: how })).body.workspace.id
      await rina.put('/workspace', { id: workspaceId })
      for (let round = 0; round < 5; round++) {
        const { id, person } = await someone('owner', home)
        const heir = (await someone('viewer', home)).id
        const [a, b] = [rina.in(home), person.in(home)]
        const answers = await Promise.all(
          how === 'demoted'
            ? [a.patch(`/team/${ownerId}`, { role: 'editor' }), b.patch(`/team/${id}`, { role: 'editor' })]
            : [a.post('/team/leave', { heir }), b.post('/team/leave', { heir })],
        )
        expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
        const { rows } = await context.database.pool.query(
          `select "userId" from member where "organizationId" = $1 and role = 'owner'`,
          [home],
        )
        expect(rows).toHaveLength(1)
        await context.database.pool.query(
          `insert into member (id, "organizationId", "userId", role, "createdAt") values (gen_random_uuid()::text, $1, $2, 'owner', now())
         on conflict ("organizationId", "userId") do update set role = 'owner'`,
          [home, ownerId],
        )
        await context.database.pool.query(`delete from member where "organizationId" = $1 and "userId" <> $2`, [
          home,
          ownerId,
        ])
      }
    },
  )
})

describe('two owners at the same moment', () => {
  const pair = async () => {
    const home = (await rina.post<WorkspaceEntered>('/workspaces', { name: 'Berdua' })).body.workspace.id
    await rina.put('/workspace', { id: workspaceId })
    const [one, other] = [await someone('owner', home), await someone('owner', home)]
    return { home, one, other }
  }

  test('who take each other out, or each other’s role: one does, and the other one manages no more', async () => {
    for (let round = 0; round < 4; round++) {
      const { home, one, other } = await pair()
      const act = (person: Person, on: string, self: string) =>
        round % 2
          ? person.in(home).post<ProblemAnswer>(`/team/${on}/remove`, { heir: self })
          : person.in(home).patch<ProblemAnswer>(`/team/${on}`, { role: 'editor' })
      const answers = await Promise.all([act(one.person, other.id, one.id), act(other.person, one.id, other.id)])
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 403])
      const { rows } = await context.database.pool.query(
        `select "userId" from member where "organizationId" = $1 and role = 'owner' and "userId" <> $2`,
        [home, ownerId],
      )
      expect(rows).toHaveLength(1)
    }
  })

  test('whoever was let through the door as an owner, and is none by now, brings nobody in and changes nobody', async () => {
    const { home, one, other } = await pair()
    const actor = { userId: one.id, workspaceId: home }
    const { invitation } = await invite(
      context,
      { userId: other.id, workspaceId: home },
      { email: null, role: 'viewer' },
    )
    await rina.in(home).patch(`/team/${one.id}`, { role: 'editor' })
    const late = [
      () => invite(context, actor, { email: null, role: 'owner' }),
      () => renewInvitation(context, actor, invitation.id),
      () => changeInvitation(context, actor, invitation.id, 'owner'),
      () => withdrawInvitation(context, actor, invitation.id),
      () => changeRole(context, actor, one.id, 'owner'),
      () => removeMember(context, actor, other.id, one.id, reassign),
    ]
    for (const act of late) await expect(act()).rejects.toMatchObject({ kind: 'forbidden' })
    await rina.in(home).post(`/team/${one.id}/remove`, { heir: ownerId })
    for (const act of late) await expect(act()).rejects.toMatchObject({ kind: 'forbidden' })
  })
})

describe('somebody who is removed', () => {
  test('is out at once: requests, streams, and what they began; in other workspaces they stay', async () => {
    const home = (await rina.post<WorkspaceEntered>('/workspaces', { name: 'Rumah kedua' })).body.workspace.id
    await rina.put('/workspace', { id: workspaceId })
    const { id, person } = await someone('author')
    await context.database.pool.query(
      `insert into member (id, "organizationId", "userId", role, "createdAt") values ('kedua', $1, $2, 'viewer', now())`,
      [home, id],
    )
    const { body: here } = await person.get<Me>('/me')
    expect(here.workspace?.id).toBe(workspaceId)
    const stream = await openStream(`orang-${count}@contoh.id`, workspaceId)
    const elsewhere = await openStream(`orang-${count}@contoh.id`, home)
    expect((await rina.in(workspaceId).post(`/team/${id}/remove`, { heir: ownerId })).status).toBe(200)
    await stream.ended
    expect(elsewhere.open()).toBe(true)
    elsewhere.close()
    expect((await person.in(workspaceId).get('/articles')).status).toBe(403)
    expect((await person.in(workspaceId).post('/articles', { title: 'Masih bisa?' })).status).toBe(403)
    expect((await person.get<Me>('/me')).body.workspace?.id).toBe(home)
  })

  test('leaves what was theirs to whom the owner chose, who may act on it as on their own', async () => {
    const [gone, heir] = [await someone('author'), await someone('author')]
    const article = (await gone.person.post<Article>('/articles', { title: 'Warisan', markdown: 'Isi.' })).body
    const { deliveries } = (
      await gone.person.post<{ deliveries: Delivery[] }>('/posts', {
        texts: [{ channelId, text: 'Warisan' }],
        at: later,
      })
    ).body
    const act = () => heir.person.post(`/articles/${article.id}/publish`, { at: later })
    expect((await act()).status).toBe(403)
    for (const wrong of [gone.id, 'tidak-ada']) {
      const refused = await rina.post<ProblemAnswer>(`/team/${gone.id}/remove`, { heir: wrong })
      expect([refused.status, refused.body.problem.field]).toEqual([422, 'heir'])
    }
    expect((await rina.post(`/team/${gone.id}/remove`, { heir: heir.id })).status).toBe(200)
    expect((await act()).status).toBe(200)
    expect((await heir.person.post(`/deliveries/${deliveries[0]?.id}/cancel`)).status).toBe(200)
  })

  test('and somebody who leaves goes the same way, by themselves', async () => {
    const { id, person } = await someone('author')
    const article = (await person.post<Article>('/articles', { title: 'Pamit', markdown: 'Isi.' })).body
    expect((await person.post('/team/leave', {})).status).toBe(200)
    expect((await person.get<Me>('/me')).body).toMatchObject({ user: { id }, workspace: null })
    const { created_by } = await asSystem(context.db, (tx) =>
      tx.selectFrom('article').select('created_by').where('id', '=', article.id).executeTakeFirstOrThrow(),
    )
    expect(created_by).toBe(ownerId)
    // Their account stays, and a new invitation would bring them back.
    await signedIn(web, `orang-${count}@contoh.id`)
  })
})

/** An open event stream; `ended` is fulfilled when the server ends it. */
async function openStream(email: string, workspace: string) {
  const signIn = await fetch(`${web.url}/api/auth/sign-in/email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: web.url },
    body: JSON.stringify({ email, password }),
  })
  const cookie = signIn.headers.getSetCookie().map((one) => one.split(';')[0])
  const abort = new AbortController()
  const answer = await fetch(`${web.url}/api/events?workspace=${workspace}`, {
    headers: { cookie: cookie.join('; ') },
    signal: abort.signal,
  })
  expect(answer.status).toBe(200)
  let open = true
  const ended = (async () => {
    for await (const _ of answer.body ?? []);
    open = false
  })().catch(() => undefined)
  return { ended, open: () => open, close: () => abort.abort() }
}

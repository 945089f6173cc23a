import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { asSystem } from '../db/client.ts'
import { dueLetters, sendLetter } from '../mail/index.ts'
import { type TestContext, testContext } from '../testing/context.ts'
import { type MailServer, mailServer } from '../testing/mail-server.ts'
import { makePerson, newMember, rina as owner, password, putInto, signedIn } from '../testing/people.ts'
import { freePort, type Person, type TestWeb, testWeb } from '../testing/web.ts'
import type { Invitation, InvitationMade, InvitationSeen, Me, ProblemAnswer, Team, WorkspaceEntered } from './api.ts'

let server: MailServer
let context: TestContext
let web: TestWeb
let rina: Person
let workspaceId: string

beforeAll(async () => {
  server = await mailServer()
  const port = await freePort()
  context = await testContext([], {
    PORT: String(port),
    BASE_URL: `http://localhost:${port}`,
    SMTP_URL: server.url,
  })
  web = await testWeb(context)
  rina = web.person()
  workspaceId = (await rina.post<Me>('/setup', owner)).body.workspace?.id ?? ''
})
afterAll(async () => {
  await web.close()
  await context.close()
  await server.close()
})

let count = 0
const fresh = () => `baru${++count}@contoh.id`
const newcomer = (email: string) => ({ name: 'Bagas', email, password, language: 'id', timeZone: 'Asia/Jakarta' })
const tokenIn = (text: string | null | undefined) => /\/panel\/invitation\/([\w-]+)/.exec(text ?? '')?.[1] ?? ''
const byLink = async (role = 'author') => {
  const made = (await rina.post<InvitationMade>('/invitations', { email: null, role })).body
  return { id: made.invitation.id, token: tokenIn(made.link) }
}
async function byLetter(email: string, role = 'author') {
  const { status, body } = await rina.post<InvitationMade>('/invitations', { email, role })
  expect([status, body.link]).toEqual([201, null])
  return { id: body.invitation.id, token: await newestLetter(email.toLowerCase()) }
}
async function newestLetter(email: string): Promise<string> {
  for (const data of await dueLetters(context)) await sendLetter(context, data)
  const letter = server.letters.filter(({ to }) => to.includes(email)).at(-1)
  return tokenIn(letter?.readable)
}
/** As the page does it: an account, then signed in, then the invitation is taken. */
async function comeIn(token: string, email: string): Promise<Person> {
  const person = web.person()
  expect((await person.post('/invitation/join', { token, ...newcomer(email) })).status).toBe(202)
  expect((await person.post('/auth/sign-in/email', { email, password })).status).toBe(200)
  expect((await person.post('/invitation/accept', { token })).status).toBe(200)
  return person
}
const statusOf = async (token: string) => (await web.person().post('/invitation', { token })).status
const emails = async () => (await rina.get<Team>('/team')).body.members.map(({ email }) => email)
const keptTokens = () =>
  asSystem(context.db, async (tx) => {
    const { rows } = await sql<{ row: string }>`select to_jsonb(i)::text as row from team_invitation i`.execute(tx)
    return rows.map(({ row }) => row)
  })

describe('an invitation', () => {
  test('by letter brings somebody in who has no account: as what they were asked to be', async () => {
    const email = fresh()
    const { token } = await byLetter(email.toUpperCase(), 'responder')
    expect(token).not.toBe('')
    expect((await web.person().post<InvitationSeen>('/invitation', { token })).body).toMatchObject({
      workspace: owner.name,
      invitedBy: owner.name,
      role: 'responder',
      email,
    })
    const me = (await (await comeIn(token, email)).get<Me>('/me')).body
    expect([me.user?.email, me.workspace?.id, me.workspace?.role]).toEqual([email, workspaceId, 'responder'])
    // Once.
    expect(await statusOf(token)).toBe(404)
    expect((await rina.get<{ invitations: Invitation[] }>('/invitations')).body.invitations).toEqual([])
  })

  test('brings somebody in who has an account already', async () => {
    const email = fresh()
    await makePerson(context, 'sudah', email)
    const { token } = await byLetter(email)
    const person = await signedIn(web, email)
    // Signed in, and at home nowhere yet.
    expect((await person.get<Me>('/me')).body).toMatchObject({ user: { email }, workspace: null })
    expect((await person.get('/articles')).status).toBe(403)
    const { body } = await person.post<WorkspaceEntered>('/invitation/accept', { token })
    expect(body.workspace.id).toBe(workspaceId)
    expect((await person.get('/articles')).status).toBe(200)
  })

  test('is known to the database by a hash only, and the letter is gone from it once it is sent', async () => {
    const email = fresh()
    const [link, letter] = [await byLink(), await byLetter(email)]
    for (const row of await keptTokens()) {
      expect(row).not.toContain(link.token)
      expect(row).not.toContain(letter.token)
    }
    const rows = await asSystem(context.db, (tx) =>
      tx.selectFrom('mail').select('letter').where('address', '=', email).execute(),
    )
    expect(rows).toEqual([{ letter: null }])
    for (const { id } of [link, letter]) await rina.delete(`/invitations/${id}`)
  })

  test('opens nothing after a week, when it was withdrawn, or when a newer letter has gone', async () => {
    const [old, withdrawn, again] = [await byLink(), await byLink(), await byLetter('lagi@contoh.id')]
    expect((await rina.delete(`/invitations/${withdrawn.id}`)).status).toBe(200)
    expect(await statusOf(withdrawn.token)).toBe(404)
    expect((await rina.post(`/invitations/${again.id}/renew`)).status).toBe(200)
    const newer = await newestLetter('lagi@contoh.id')
    expect([await statusOf(again.token), await statusOf(newer)]).toEqual([404, 200])
    context.clock.advance(7 * 86_400 - 60)
    expect(await statusOf(old.token)).toBe(200)
    context.clock.advance(61)
    expect(await statusOf(old.token)).toBe(404)
    expect((await web.person().post('/invitation/join', { token: old.token, ...newcomer(fresh()) })).status).toBe(404)
    const listed = (await rina.get<{ invitations: Invitation[] }>('/invitations')).body.invitations
    expect(listed.map(({ over }) => over)).toEqual([true, true])
    for (const { id } of listed) expect((await rina.delete(`/invitations/${id}`)).status).toBe(200)
    expect((await rina.delete(`/invitations/${old.id}`)).status).toBe(404)
  })

  test('is made once an address, and not for a member', async () => {
    const email = fresh()
    const { id } = await byLetter(email)
    const again = await rina.post<ProblemAnswer>('/invitations', { email, role: 'viewer' })
    expect([again.status, again.body.problem.field]).toEqual([409, 'email'])
    expect((await rina.post('/invitations', { email: owner.email, role: 'viewer' })).status).toBe(409)
    await rina.delete(`/invitations/${id}`)
  })

  test('is nobody’s business but the owner’s', async () => {
    const { person } = await newMember(context, web, { name: 'editor-biasa', role: 'editor', workspaceId })
    for (const [method, path] of [
      ['get', '/invitations'],
      ['post', '/invitations'],
    ] as const)
      expect((await person[method](path, { email: null, role: 'owner' })).status).toBe(403)
  })
})

describe('whose it is', () => {
  test('an address’ is for that address alone: no other account takes it, and no other is made', async () => {
    const [email, other] = [fresh(), fresh()]
    const { id, token } = await byLetter(email)
    await makePerson(context, 'lain', other)
    const stranger = await signedIn(web, other)
    expect((await stranger.post('/invitation/accept', { token })).status).toBe(403)
    const made = await web.person().post<ProblemAnswer>('/invitation/join', { token, ...newcomer(fresh()) })
    expect([made.status, made.body.problem.field]).toEqual([422, 'email'])
    // The attempts cost it nothing.
    expect(await statusOf(token)).toBe(200)
    await rina.delete(`/invitations/${id}`)
  })

  test('a link’s is for whoever comes first with it, and theirs from then on', async () => {
    const { token } = await byLink()
    const [first, second] = [fresh(), fresh()]
    const answers = await Promise.all(
      [first, second].map((email) => web.person().post('/invitation/join', { token, ...newcomer(email) })),
    )
    expect(answers.map(({ status }) => status).filter((status) => status === 202)).toHaveLength(1)
    expect(answers.every(({ status }) => [202, 404, 422].includes(status))).toBe(true)
    const winner = answers[0]?.status === 202 ? first : second
    const loser = winner === first ? second : first
    const { rows } = await context.database.pool.query('select email from "user" where email = any($1)', [
      [first, second],
    ])
    expect(rows).toEqual([{ email: winner }])
    await makePerson(context, 'kalah', loser)
    expect((await (await signedIn(web, loser)).post('/invitation/accept', { token })).status).toBe(403)
    expect((await (await signedIn(web, winner)).post('/invitation/accept', { token })).status).toBe(200)
  })

  test.each([2, 5])('of %i who take one link at the same moment, one comes in: the database decides', async (many) => {
    const { token } = await byLink('viewer')
    const people = await Promise.all(
      Array.from({ length: many }, async () => {
        const email = fresh()
        await makePerson(context, 'serentak', email)
        return signedIn(web, email)
      }),
    )
    const before = (await emails()).length
    const answers = await Promise.all(people.map((person) => person.post('/invitation/accept', { token })))
    expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array(many - 1).fill(404)])
    expect((await emails()).length).toBe(before + 1)
  })

  test('a member who opens one keeps their role, and it stays good for somebody else', async () => {
    const { token } = await byLink('viewer')
    expect((await rina.post('/invitation/accept', { token })).status).toBe(409)
    expect((await rina.get<Me>('/me')).body.workspace?.role).toBe('owner')
    await comeIn(token, fresh())
  })
})

describe('nobody learns who has an account', () => {
  test('neither from inviting', async () => {
    const [known, unknown] = [fresh(), fresh()]
    await makePerson(context, 'dikenal', known)
    const answers = []
    for (const email of [known, unknown]) {
      const { status, body } = await rina.post<InvitationMade>('/invitations', { email, role: 'author' })
      const { id, ...shown } = body.invitation
      answers.push([status, { ...shown, email: '…' }, body.link])
      const token = await newestLetter(email)
      const seen = await web.person().post<InvitationSeen>('/invitation', { token })
      answers.push([seen.status, { ...seen.body, email: '…' }])
      await rina.delete(`/invitations/${id}`)
    }
    expect(answers.slice(0, 2)).toEqual(answers.slice(2))
  })

  test('nor from making an account: the answer is the same, and an account that is there stays as it is', async () => {
    const [known, unknown] = [fresh(), fresh()]
    const id = await makePerson(context, 'dikenal', known)
    const answers = []
    for (const email of [known, unknown]) {
      const { token } = await byLink()
      const { status, body } = await web
        .person()
        .post('/invitation/join', { token, ...newcomer(email), password: 'kata-sandi-tamu' })
      answers.push([status, body])
      // It is this address' invitation now, in either case: one try, and no more.
      expect((await web.person().post('/invitation/join', { token, ...newcomer(fresh()) })).status).toBe(422)
    }
    expect(answers[0]).toEqual(answers[1])
    const { rows } = await context.database.pool.query('select id, name from "user" where email = $1', [known])
    expect(rows).toEqual([{ id, name: 'dikenal' }])
    await signedIn(web, known)
  })

  test('and sign-up stays closed without one', async () => {
    const before = await context.database.pool.query('select count(*)::int as n from "user"')
    for (const token of ['', 'tidak-ada', 'x'.repeat(32)])
      expect((await web.person().post('/invitation/join', { token, ...newcomer(fresh()) })).status).toBeGreaterThan(400)
    expect((await web.person().post('/auth/sign-up/email', newcomer(fresh()))).status).toBe(404)
    const after = await context.database.pool.query('select count(*)::int as n from "user"')
    expect(after.rows).toEqual(before.rows)
  })
})

test('a link that was asked for under a key is kept nowhere: whoever repeats the request is told to make another one', async () => {
  const ask = () =>
    rina.post<InvitationMade & ProblemAnswer>(
      '/invitations',
      { email: null, role: 'owner' },
      { 'idempotency-key': 'undang' },
    )
  const made = await ask()
  const token = tokenIn(made.body.link)
  expect(await statusOf(token)).toBe(200)
  const { rows } = await asSystem(context.db, (tx) =>
    sql<{ answer: string | null }>`select answer from request_key where key = 'undang'`.execute(tx),
  )
  expect(rows.map(({ answer }) => answer?.includes(token) ?? false)).toEqual([false])
  const again = await ask()
  expect([again.status, again.body.problem?.kind]).toEqual([409, 'conflict'])
  await rina.delete(`/invitations/${made.body.invitation.id}`)
})

test('a letter that did not leave yet leaves no more when its invitation is withdrawn, sent again, or its sender manages no more', async () => {
  const { id, person } = await newMember(context, web, { name: 'pemilik-tiga', role: 'owner', workspaceId })
  const ask = async (by: Person, email: string) =>
    (await by.post<InvitationMade>('/invitations', { email, role: 'viewer' })).body.invitation.id
  const [withdrawn, again, left] = [fresh(), fresh(), fresh()]
  await rina.delete(`/invitations/${await ask(rina, withdrawn)}`)
  await rina.post(`/invitations/${await ask(rina, again)}/renew`)
  await ask(person, left)
  await rina.patch(`/team/${id}`, { role: 'editor' })
  for (const letter of await dueLetters(context)) await sendLetter(context, letter)
  const sent = (email: string) => server.letters.filter(({ to }) => to.includes(email)).length
  expect([withdrawn, again, left].map(sent)).toEqual([0, 1, 0])
  expect(await statusOf(await newestLetter(again))).toBe(200)
})

test('an account that somebody made in another’s name, by a link, is that other’s when their letter comes', async () => {
  const email = fresh()
  const { token } = await byLink('viewer')
  const squatter = web.person()
  await squatter.post('/invitation/join', {
    token,
    ...newcomer(email),
    name: 'Penyusup',
    password: 'kata-sandi-penyusup',
  })
  const enter = (person: Person, secret: string) => person.post('/auth/sign-in/email', { email, password: secret })
  expect((await enter(squatter, 'kata-sandi-penyusup')).status).toBe(200)
  const { id } = (await squatter.get<Me>('/me')).body.user ?? { id: '' }
  await context.database.pool.query(
    `insert into passkey (id, name, "publicKey", "userId", "credentialID", counter, "deviceType", "backedUp")
     values ('penyusup', 'x', 'x', $1, 'x', 0, 'singleDevice', false)`,
    [id],
  )
  await comeIn((await byLetter(email)).token, email)
  expect((await squatter.get<Me>('/me')).body.user).toBeNull()
  expect((await enter(squatter, 'kata-sandi-penyusup')).status).toBe(401)
  const { rows } = await context.database.pool.query('select id from passkey where "userId" = $1', [id])
  expect(rows).toEqual([])
  // From now on it is proven, and no letter takes it again.
  const again = await byLetter(fresh())
  expect((await web.person().post('/invitation/join', { token: again.token, ...newcomer(email) })).status).toBe(422)
  const { rows: users } = await context.database.pool.query(
    'select name, "emailVerified" as proven from "user" where id = $1',
    [id],
  )
  expect(users).toEqual([{ name: 'Bagas', proven: true }])
})

test('whoever guesses tokens is slowed down like whoever guesses passwords', async () => {
  const from = { 'x-forwarded-for': '203.0.113.9' }
  const statuses: number[] = []
  for (let n = 0; n < 45; n++)
    statuses.push((await web.person().post('/invitation', { token: `tebakan-${n}` }, from)).status)
  expect(statuses.slice(0, 10)).toEqual(Array(10).fill(404))
  expect(statuses.at(-1)).toBe(429)
  context.clock.advance(3600)
})

test('at most twenty letters an hour go out in somebody’s name', async () => {
  context.clock.advance(3700)
  const made: string[] = []
  let refused: number | undefined
  for (let n = 0; n < 30 && refused === undefined; n++) {
    const { status, body } = await rina.post<InvitationMade>('/invitations', { email: fresh(), role: 'viewer' })
    if (status === 201) made.push(body.invitation.id)
    else refused = status
  }
  expect([made.length, refused]).toEqual([20, 429])
  for (const id of made) await rina.delete(`/invitations/${id}`)
})

test('somebody who manages no more has no invitations out', async () => {
  const { id, person } = await newMember(context, web, { name: 'pemilik-dua', role: 'owner', workspaceId })
  const { body } = await person.post<InvitationMade>('/invitations', { email: null, role: 'owner' })
  const token = tokenIn(body.link)
  expect(await statusOf(token)).toBe(200)
  expect((await rina.patch(`/team/${id}`, { role: 'editor' })).status).toBe(200)
  expect(await statusOf(token)).toBe(404)
})

test('a workspace has two hundred people at most, invited ones too', async () => {
  await asSystem(context.db, (tx) => sql`delete from team_invitation`.execute(tx))
  const there = (await emails()).length
  for (let n = there; n < 199; n++) await putInto(context, await quickPerson(n), workspaceId, 'viewer')
  const last = await byLink()
  const over = await rina.post<ProblemAnswer>('/invitations', { email: null, role: 'viewer' })
  expect([over.status, over.body.problem.kind]).toEqual([422, 'rejected'])
  await rina.delete(`/invitations/${last.id}`)
})

/** An account that nobody signs in to. */
async function quickPerson(n: number): Promise<string> {
  const { rows } = await context.database.pool.query(
    `insert into "user" (id, name, email, "emailVerified", "createdAt", "updatedAt")
     values ($1, $1, $1 || '@contoh.id', true, now(), now()) returning id`,
    [`ramai-${n}`],
  )
  return rows[0].id
}

/** Subscribers of an older newsletter, brought from the panel: tried, then kept, of the same upload. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { asSystem } from '../db/client.ts'
import { type TestContext, testContext } from '../testing/context.ts'
import { newMember, rina as owner } from '../testing/people.ts'
import { freePort, type Person, type TestWeb, testWeb } from '../testing/web.ts'
import type { Me, SubscribersImported } from './api.ts'

let context: TestContext
let web: TestWeb
let rina: Person
let workspaceId: string

beforeAll(async () => {
  const port = await freePort()
  context = await testContext([], { PORT: String(port), BASE_URL: `http://127.0.0.1:${port}` })
  web = await testWeb(context)
  rina = web.person()
  const { workspace } = (await rina.post<Me>('/setup', owner)).body
  workspaceId = workspace?.id ?? ''
})
afterAll(async () => {
  await web.close()
  await context.close()
})

const list = [
  'email,name,subscribed',
  'ana@mail.example,Ana,true',
  'budi@mail.example,Budi,false',
  'tidak jelas,X,true',
].join('\n')

async function uploaded(person: Person, text: string, name = 'anggota.csv'): Promise<string> {
  const bytes = Buffer.from(text)
  const { body } = await person.post<{ id: string }>('/uploads', { name, bytes: bytes.length, use: 'import' })
  await person.send('PUT', `/uploads/${body.id}?at=0`, bytes)
  return body.id
}

const kept = () =>
  asSystem(context.db, async (tx) => {
    const rows = await tx.selectFrom('subscriber').select(['email', 'state']).orderBy('email').execute()
    return rows.map(({ email, state }) => `${email} ${state}`)
  })

test('a trial keeps nobody and leaves the upload; the same one is kept then, and is gone', async () => {
  const upload = await uploaded(rina, list)
  const tried = await rina.post<SubscribersImported>('/subscribers/import', { uploads: [upload] })
  expect(tried.body).toMatchObject({
    counts: { active: 1, left: 1, unconfirmed: 0, bounced: 0 },
    known: 0,
    faultCount: 1,
    faults: [{ file: 'anggota.csv', line: 4 }],
  })
  expect(await kept()).toEqual([])
  const written = await rina.post<SubscribersImported>('/subscribers/import', { uploads: [upload], write: true })
  expect(written.body.counts).toEqual(tried.body.counts)
  expect(await kept()).toEqual(['ana@mail.example active', 'budi@mail.example left'])
  expect((await rina.post('/subscribers/import', { uploads: [upload] })).status).toBe(404)
  const again = await rina.post<SubscribersImported>('/subscribers/import', { uploads: [await uploaded(rina, list)] })
  expect(again.body.known).toBe(2)
})

test('what is no list is refused in words, and an author may bring nobody', async () => {
  const wrong = await rina.post<{ problem: { kind: string } }>('/subscribers/import', {
    uploads: [await uploaded(rina, '{}', 'a.json')],
  })
  expect([wrong.status, wrong.body.problem.kind]).toEqual([422, 'wrong-input'])
  const author = await newMember(context, web, { name: 'sari', role: 'author', workspaceId })
  expect((await author.person.post('/subscribers/import', { uploads: [crypto.randomUUID()] })).status).toBe(403)
})

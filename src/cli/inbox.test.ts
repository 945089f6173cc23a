/** The inbox from the shell: shown, answered, given, snoozed, done. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { connectChannel } from '../channels/index.ts'
import { pollChannel } from '../conversations/index.ts'
import { inWorkspace } from '../db/client.ts'
import { listDeliveries } from '../publishing/index.ts'
import { type TestContext, testContext } from '../testing/context.ts'
import { type FakeNetwork, fakeNetwork } from '../testing/fake-network.ts'
import { makePerson, putInto } from '../testing/people.ts'
import { install, shell } from '../testing/shell.ts'

const address = 'https://fake.example/r0'

let context: TestContext
let fake: FakeNetwork

beforeEach(async () => {
  fake = fakeNetwork()
  context = await testContext([fake.network])
  await install(context)
  const done = await connectChannel(context, context.actor, 'fake', { handle: 'kopisenja', password: 'right' })
  const id = 'channel' in done ? done.channel.id : ''
  fake.responses.push({
    kind: 'mention',
    remoteId: 'r0',
    permalink: address,
    person: { remoteId: 'budi', name: 'Budi\u001b[2J', handle: '@budi', url: 'https://fake.example/@budi' },
    text: 'Bisa dikirim ke Makassar?',
    writtenAt: new Date('2026-11-21T08:00:00Z'),
  })
  await pollChannel(context, { id, workspaceId: context.actor.workspaceId })
})
afterEach(() => context.close())

const run = (...argv: string[]) => shell(context, argv)
const stored = () =>
  inWorkspace(context.db, context.actor.workspaceId, (tx) =>
    tx.selectFrom('conversation').select(['id', 'state', 'assignee_id', 'snoozed_until']).executeTakeFirstOrThrow(),
  )

test('is shown by the address of what was said, with what we answered', async () => {
  const answered = await run('inbox', 'answer', address, 'Bisa, ongkosnya dua puluh ribu.')
  expect([answered.code, answered.err]).toEqual([0, ''])
  expect(answered.out).toContain('Budi')
  const { out, code } = await run('inbox', 'show', address)
  expect(code).toBe(0)
  expect(out.indexOf('Makassar')).toBeGreaterThan(-1)
  expect(out.indexOf('Makassar')).toBeLessThan(out.indexOf('dua puluh ribu'))
  expect(out + answered.out).not.toContain('\u001b')
  const { id, said } = (await run('inbox', 'show', address, '--json')).json<{ id: string; said: { text: string }[] }>()
  expect(said.map(({ text }) => text)).toEqual(['Bisa dikirim ke Makassar?', 'Bisa, ongkosnya dua puluh ribu.'])
  expect((await run('inbox', 'show', id)).out).toBe(out)
})

test('an answer comes from standard input too, goes the way of every post, and is never empty', async () => {
  const { code } = await shell(context, ['inbox', 'answer', address], 'Bisa.\n')
  expect(code).toBe(0)
  const [delivery] = await inWorkspace(context.db, context.actor.workspaceId, (tx) => listDeliveries(tx, {}))
  expect([delivery?.text, delivery?.state, fake.posts]).toEqual(['Bisa.', 'scheduled', []])
  const empty = await shell(context, ['inbox', 'answer', address], ' \n')
  expect([empty.code, empty.err]).toEqual([2, expect.stringContaining('empty')])
})

test('is given to who acts, to somebody named, and back', async () => {
  const hana = await makePerson(context, 'hana', 'hana@contoh.id')
  await putInto(context, hana, context.actor.workspaceId, 'responder')
  expect((await run('inbox', 'assign', address)).code).toBe(0)
  expect((await stored()).assignee_id).toBe(context.actor.userId)
  expect((await run('inbox', 'assign', address, '--to', 'Hana@contoh.id')).out).toContain('hana')
  expect((await stored()).assignee_id).toBe(hana)
  expect((await run('inbox', 'show', address)).out).toContain('With hana.')
  expect((await run('inbox', 'assign', address, '--nobody')).code).toBe(0)
  expect((await stored()).assignee_id).toBeNull()
  const strange = await run('inbox', 'assign', address, '--to', 'siapa@contoh.id')
  expect([strange.code, strange.err]).toEqual([2, expect.stringContaining('hana@contoh.id')])
})

test('is snoozed until a time, or until they write; done and opened again', async () => {
  const at = new Date(context.clock.now().getTime() + 86_400_000)
  expect((await run('inbox', 'snooze', address, '--until', at.toISOString())).code).toBe(0)
  expect(await stored()).toMatchObject({ state: 'snoozed', snoozed_until: at })
  expect((await run('inbox')).out).toContain('Nobody is waiting')
  expect((await run('inbox', 'snooze', address)).code).toBe(0)
  expect((await run('inbox', 'show', address)).out).toContain('until they write again')
  expect((await run('inbox', 'done', address)).code).toBe(0)
  expect((await stored()).state).toBe('done')
  expect((await run('inbox', 'done', address, '--reopen')).code).toBe(0)
  expect((await stored()).state).toBe('open')
})

test('what is not there, or may not be done, is told with words', async () => {
  const none = await run('inbox', 'done', 'https://fake.example/lain')
  expect([none.code, none.err]).toEqual([2, expect.stringContaining('percakapan inbox --all')])
  expect((await run('inbox', 'done', '00000000-0000-4000-8000-000000000000')).code).toBe(1)
  const ani = await makePerson(context, 'ani', 'ani@contoh.id')
  await putInto(context, ani, context.actor.workspaceId, 'author')
  expect((await run('inbox', 'done', address, '--as', 'ani@contoh.id')).code).toBe(1)
  expect((await run('inbox', 'answer', address, 'Bisa.', '--as', 'ani@contoh.id')).code).toBe(1)
  expect((await run('inbox', 'tidak-ada')).code).toBe(2)
})

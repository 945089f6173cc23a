import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { connectChannel, testChannel } from '../channels/index.ts'
import { asSystem } from '../db/client.ts'
import { allNetworks } from '../networks/index.ts'
import { type Account, wayOf } from '../networks/network.ts'
import { deliverDue, schedulePost } from '../publishing/index.ts'
import { changeMailPreferences } from '../team/index.ts'
import { type TestContext, testContext } from '../testing/context.ts'
import { type FakeNetwork, fakeNetwork } from '../testing/fake-network.ts'
import { type MailServer, mailServer } from '../testing/mail-server.ts'
import { countFailedLetters, dueLetters, mailProblemOf, nextLetter, sendLetter } from './index.ts'
import { writeLetter } from './letter.ts'
import { reminderLetter } from './letters.ts'
import { markId, markPng } from './mark.ts'

const never = new AbortController().signal
/** Whichever network comes first that people post to by hand, beside an API or without one. */
const assisted = (await allNetworks()).find((network) => network.byHand)
if (!assisted) throw new Error('no network in the register is posted to by hand')
const composer = assisted.byHand?.composer
let server: MailServer
let context: TestContext
let fake: FakeNetwork

beforeEach(async () => {
  server = await mailServer()
  fake = fakeNetwork()
  context = await testContext([assisted, fake.network], { SMTP_URL: server.url })
})
afterEach(async () => {
  await context.close()
  await server.close()
})

async function connect(network: string, form: Record<string, string>): Promise<string> {
  const made = await connectChannel(
    context,
    context.actor,
    network,
    form,
    network === assisted?.name ? 'assisted' : undefined,
  )
  if (!('channel' in made)) throw new Error('no channel')
  return made.channel.id
}

/** An assisted post, brought to the moment when a person has to post it. */
async function reminded(text = 'Kopi “tubruk” & sabar <3'): Promise<string> {
  const { fields } = (assisted && wayOf(assisted, 'assisted')) ?? { fields: [] }
  const channelId = await connect(
    assisted?.name ?? '',
    Object.fromEntries(fields.map((field) => [field.name, 'kopisenja'])),
  )
  const drafts = [{ channelId, text, mediaIds: [] }]
  const [id = ''] = await schedulePost(context, context.actor, { drafts, timeZone: 'Asia/Jakarta' })
  context.clock.advance(11)
  await deliverDue(context, never, { id })
  return id
}

const sendDue = async () => {
  for (const data of await dueLetters(context)) await sendLetter(context, data)
}
const rows = () => asSystem(context.db, (tx) => tx.selectFrom('mail').selectAll().orderBy('created_at').execute())
const stateOf = (id: string) =>
  asSystem(context.db, (tx) => tx.selectFrom('delivery').select('state').where('id', '=', id).executeTakeFirstOrThrow())

describe('a reminder of a post by hand', () => {
  test('comes once, with the words, the composer and the way back, from our own host', async () => {
    const id = await reminded()
    expect(await rows()).toHaveLength(1)
    // Also one that became due since somebody looked.
    expect(await nextLetter(context)).toEqual((await rows())[0]?.next_try_at)
    await sendDue()
    expect(await nextLetter(context)).toBeUndefined()
    await sendDue()
    await deliverDue(context, never, { id })
    await sendDue()
    expect(server.letters).toHaveLength(1)
    const [letter] = server.letters
    expect(letter).toMatchObject({ from: 'percakapan@blog.example', to: [`${context.actor.userId}@contoh.id`] })
    expect(letter?.readable).toContain('Kopi “tubruk” & sabar <3')
    expect(letter?.readable).toContain('Kopi “tubruk” &amp; sabar &lt;3')
    const [part] = assisted?.text.render({ text: 'Kopi' }, assisted.text.limits()) ?? []
    const [channel] = await asSystem(context.db, (tx) => tx.selectFrom('channel').select('account').execute())
    const opened = part && composer?.(part, channel?.account as Account)
    expect(letter?.readable).toContain(opened?.split('?')[0])
    expect(letter?.readable).toContain('http://blog.example/panel/posts?state=by-hand')
    expect(letter?.readable).toContain('sudah tiba waktunya')
    // What it said is not kept.
    expect(await rows()).toMatchObject([{ state: 'sent', letter: null, about: id }])
  })

  test('two workers send it once', async () => {
    await reminded()
    const [data] = await dueLetters(context)
    await Promise.all([1, 2, 3].map(() => sendLetter(context, data as never)))
    expect(server.letters).toHaveLength(1)
  })

  test('"later" (451) is asked again after a while, under the same Message-ID; the delivery does not wait', async () => {
    server.refusals.push(451, 451)
    const id = await reminded()
    expect(await stateOf(id)).toEqual({ state: 'by-hand' })
    await sendDue()
    expect(await dueLetters(context)).toEqual([])
    expect(await mailProblemOf(context, context.actor.userId)).toMatchObject({ en: expect.stringContaining('451') })
    context.clock.advance(61)
    await sendDue()
    context.clock.advance(61)
    expect(await dueLetters(context)).toEqual([])
    context.clock.advance(61)
    await sendDue()
    expect(server.letters).toHaveLength(1)
    const [row] = await rows()
    expect(row).toMatchObject({ state: 'sent', attempts: 3, problem: null })
    expect(server.letters[0]?.raw).toContain(`<${row?.id}@blog.example>`)
  })

  test('"never" (550) ends it, and it is seen', async () => {
    server.refusals.push(550)
    const id = await reminded()
    await sendDue()
    context.clock.advance(7200)
    await sendDue()
    expect(server.letters).toHaveLength(0)
    expect(await rows()).toMatchObject([{ state: 'failed', attempts: 1, letter: null }])
    expect(await countFailedLetters(context)).toBe(1)
    expect(await mailProblemOf(context, context.actor.userId)).toMatchObject({ id: expect.stringContaining('550') })
    expect(await stateOf(id)).toEqual({ state: 'by-hand' })
  })

  test('a server that is away is asked again, for a day', async () => {
    await server.close()
    await reminded()
    for (let hour = 0; hour < 30; hour++) {
      await sendDue()
      context.clock.advance(3600)
    }
    const [row] = await rows()
    expect(row).toMatchObject({ state: 'failed' })
    expect(row?.attempts).toBeGreaterThan(15)
    server = await mailServer()
  })

  test('a wrong login is the settings’ fault: the letter waits, and the password is told nobody', async () => {
    const before = context.config
    context.config = { ...before, smtpUrl: server.url.replace('//', '//rina:rahasia-sekali@') }
    await reminded()
    await sendDue()
    const [row] = await rows()
    expect(row).toMatchObject({ state: 'waiting', problem: { en: expect.stringContaining('535') } })
    expect(JSON.stringify(row?.problem)).not.toContain('rahasia-sekali')
    context.config = before
    context.clock.advance(61)
    await sendDue()
    expect(server.letters).toHaveLength(1)
  })

  test('one that nobody sent for a day is not sent any more', async () => {
    await reminded()
    context.clock.advance(25 * 3600)
    await sendDue()
    expect(server.letters).toHaveLength(0)
    expect(await rows()).toMatchObject([{ state: 'failed', letter: null }])
  })

  test('a worker that died with it in hand does not keep it', async () => {
    await reminded()
    const [data] = await dueLetters(context)
    const taken = new Date(context.clock.now().getTime() + 150_000)
    await asSystem(context.db, (tx) => tx.updateTable('mail').set({ lease_until: taken }).execute())
    await sendLetter(context, data as never)
    expect(server.letters).toHaveLength(0)
    context.clock.advance(151)
    await sendDue()
    expect(server.letters).toHaveLength(1)
  })

  test('who does not want it gets none', async () => {
    await changeMailPreferences(context, context.actor.userId, { reminder: false })
    await reminded()
    expect(await rows()).toEqual([])
  })
})

test('without a mail server nothing is queued', async () => {
  const silent = { ...context, config: { ...context.config, smtpUrl: undefined } }
  const before = context
  context = silent as TestContext
  await reminded()
  context = before
  expect(await rows()).toEqual([])
})

test('a channel that lost its permission is told of once an incident, to those who want it', async () => {
  const id = await connect('fake', { handle: 'rina', password: 'right' })
  const fails = async (kind: 'unauthorized' | 'unavailable') => {
    const { Problem } = await import('../core/problem.ts')
    fake.faults.push({ on: 'before', problem: new Problem(kind, { id: 'Izin dicabut.', en: 'Permission revoked.' }) })
    await testChannel(context, context.actor, id)
  }
  await fails('unauthorized')
  expect(await rows()).toEqual([])
  await testChannel(context, context.actor, id)

  await changeMailPreferences(context, context.actor.userId, { reconnect: true })
  await fails('unauthorized')
  await fails('unavailable')
  await fails('unauthorized')
  expect(await rows()).toHaveLength(1)
  context.clock.advance(60)
  await testChannel(context, context.actor, id)
  context.clock.advance(60)
  await fails('unauthorized')
  await sendDue()
  expect(server.letters.map((letter) => letter.readable)).toEqual([
    expect.stringContaining('Izin dicabut.'),
    expect.stringContaining('http://blog.example/panel/settings/channels'),
  ])
})

test('a letter brings the product’s mark along, so that nothing is fetched when it is read, and names both schemes', async () => {
  await reminded()
  await sendDue()
  const raw = server.letters[0]?.raw ?? ''
  expect(raw).toContain(`Content-ID: <${markId}>`)
  expect(raw).toContain('Content-Disposition: inline')
  expect(raw).toContain(markPng.toString('base64').slice(0, 60))
  const html = writeLetter({ subject: { id: 'a', en: 'b' }, blocks: [], foot: { id: 'c', en: 'd' } }, 'id').html
  expect(html).toContain(`src="cid:${markId}"`)
  expect(html).toContain('<meta name="color-scheme" content="light dark">')
  // Neither pictures nor styles of somewhere else.
  expect(html).not.toMatch(/https?:/)
})

test('the mark in a letter is the panel’s own', async () => {
  const drawn = await sharp(markPng).metadata()
  expect(drawn).toMatchObject({ format: 'png', width: 96, height: 96 })
  const own = readFileSync(join(import.meta.dirname, '..', '..', 'web', 'public', 'mark.svg'), 'utf8')
  const { data } = await sharp(markPng).removeAlpha().raw().toBuffer({ resolveWithObject: true })
  const at = (x: number, y: number) => `#${data.subarray(3 * (96 * y + x), 3 * (96 * y + x) + 3).toString('hex')}`
  const [tile = '', , dot = ''] = own.match(/#[0-9a-f]{6}/g) ?? []
  expect([at(48, 4), at(70, 72)]).toEqual([tile, dot])
})

test('a letter is one subject line and speaks its reader’s language', () => {
  const letter = reminderLetter({
    label: 'X',
    handle: 'a\r\nBcc: all@example.com',
    parts: [{ text: 'one', composer: undefined, pictures: [] }],
    panel: 'https://a.example/p',
    settings: 'https://a.example/s',
  })
  const written = writeLetter(letter, 'en')
  expect(written.subject).toBe('Time to post to X (a Bcc: all@example.com)')
  expect(written.text).toContain('is due')
  expect(written.html).toContain('<html lang="en">')
})

test('a reminder brings the title where the network has one, and says why it came', () => {
  const about = { label: 'X', handle: 'a', panel: 'https://a.example/p', settings: 'https://a.example/s' }
  const of = (part: { title?: string; text: string }) =>
    writeLetter(reminderLetter({ ...about, parts: [{ ...part, composer: undefined, pictures: [] }] }), 'en').text
  const text = of({ title: 'Three mistakes', text: 'Read on.' })
  expect(text).toContain('Title:\n\nThree mistakes\n\nText:\n\nRead on.')
  expect(text).toMatch(/You get this email because .*reminded.*on from the start.*https:\/\/a\.example\/s/)
  expect(text).not.toContain('you asked')
  expect(of({ title: 'Only a link', text: '' })).not.toContain('Text:')
  expect(of({ text: 'Without one' })).not.toContain('Title:')
})

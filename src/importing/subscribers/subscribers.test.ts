import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { asSystem } from '../../db/client.ts'
import { type TestContext, testContext } from '../../testing/context.ts'
import { folderOf } from '../testing/read.ts'
import { importSubscribers } from './keep.ts'
import { readSubscribers } from './read.ts'
import { forgetSubscriberImports, undoLastSubscribers, undoSubscribers } from './runs.ts'

const states = (text: string, file = 'list.csv') => {
  const { label, found } = readSubscribers(text, file)
  return { label, ...Object.fromEntries(found.map(({ email, state }) => [email.split('@')[0], state])) }
}

describe('a list of subscribers', () => {
  test.each([
    [
      'Ghost',
      'id,email,name,note,subscribed_to_emails,complimentary_plan,stripe_customer_id,created_at,deleted_at,labels,tiers\n1,a@x.example,A,,true,,,2024-01-02T00:00:00.000Z,,"vip, baru",\n2,b@x.example,B,,false,,,2024-01-02T00:00:00.000Z,,,\n3,c@x.example,C,,true,,,2024-01-02T00:00:00.000Z,2025-01-01T00:00:00.000Z,,',
      { a: 'active', b: 'left', c: 'left' },
    ],
    [
      'Substack',
      'email,active_subscription,expiry,email_disabled,created_at\na@x.example,false,,false,2024-01-02\nb@x.example,true,,true,2024-01-02',
      { a: 'active', b: 'left' },
    ],
    [
      'beehiiv',
      'email,status,tier,created_at,unsubscribed_at\na@x.example,active,free,2024-01-02,\nb@x.example,inactive,free,2024-01-02,\nc@x.example,pending,free,2024-01-02,\nd@x.example,active,free,2024-01-02,2024-05-01',
      { a: 'active', b: 'left', c: 'unconfirmed', d: 'left' },
    ],
    [
      'Buttondown',
      'email_address;subscriber_type;creation_date\na@x.example;regular;2024-01-02\nb@x.example;unsubscribed;2024-01-02\nc@x.example;unactivated;2024-01-02\nd@x.example;spammy;2024-01-02',
      { a: 'active', b: 'left', c: 'unconfirmed', d: 'bounced' },
    ],
  ])('%s says who has left', (label, text, expected) => {
    expect(states(text)).toEqual({ label, ...expected })
  })

  test('a quotation mark that is never closed is told: nobody is lost without a word', () => {
    const { found, faults } = readSubscribers('email,name\na@x.example,A\nb@x.example,"B\nc@x.example,C\n', 'list.csv')
    expect(found.map(({ email }) => email)).toEqual(['a@x.example'])
    expect(faults).toMatchObject([{ line: 3, words: { en: expect.stringContaining('never closed') } }])
  })

  test('a list without a head begins with its first row; an address holds no control characters', () => {
    const { found, faults } = readSubscribers('a@x.example\nb@x.example\nb\0@x.example\n', 'list.csv')
    expect(found.map(({ email }) => email)).toEqual(['a@x.example', 'b@x.example'])
    expect(faults).toMatchObject([{ line: 3 }])
  })

  test('Mailchimp heads its columns in the account’s language, and has a file for those who left', () => {
    const list = (more: string) =>
      `Emailadresse,Vorname,Nachname,MEMBER_RATING,OPTIN_TIME,LEID,EUID,TAGS${more}\na@x.example,Ana,Sari,2,2024-01-02 03:04:05,1,abc,"""kopi"",""teh"""`
    expect(states(list(''), 'subscribed_members_export_1.csv')).toEqual({ label: 'Mailchimp', a: 'active' })
    expect(states(list(''), 'unsubscribed_members_export_1.csv')).toEqual({ label: 'Mailchimp', a: 'left' })
    expect(states(list(''), 'cleaned_members_export_1.csv')).toEqual({ label: 'Mailchimp', a: 'bounced' })
    expect(readSubscribers(list(''), 'a.csv').found[0]).toMatchObject({ labels: ['kopi', 'teh'] })
  })

  test('addresses are compared in small letters; a guard against formulas goes; rows without an address are named', () => {
    const text =
      'email,name\n A@X.example ,Satu\na@x.example,Dua\nbukan surel,Tiga\n,\n\'+b@x.example,Empat\n"c@x.example"\n'
    const { found, faults } = readSubscribers(text, 'a.csv')
    expect(found.map(({ email, name }) => `${email} ${name}`)).toEqual([
      'a@x.example Satu',
      '+b@x.example Empat',
      'c@x.example ',
    ])
    expect(faults.map(({ line }) => line)).toEqual([4])
  })

  test('a file without addresses is refused', () => {
    expect(() => readSubscribers('a,b\n1,2\n', 'a.csv')).toThrow(expect.objectContaining({ kind: 'wrong-input' }))
    expect(() => readSubscribers('', 'a.csv')).toThrow(expect.objectContaining({ kind: 'wrong-input' }))
  })
})

describe('keeping subscribers', () => {
  let context: TestContext
  beforeEach(async () => {
    context = await testContext()
  })
  afterEach(() => context.close())

  const keep = async (text: string, write = true, name = 'list.csv') =>
    importSubscribers(context, context.actor, [`${await folderOf({ [name]: text })}/${name}`], { write })
  const kept = async () => {
    const rows = await asSystem(context.db, (tx) =>
      tx.selectFrom('subscriber').select(['email', 'state', 'name']).orderBy('email').execute(),
    )
    return rows.map(({ email, state, name }) => `${email} ${state} ${name}`.trim())
  }

  test('a trial keeps nobody', async () => {
    expect(await keep('email\na@x.example\n', false)).toMatchObject({ counts: { active: 1 }, known: 0 })
    expect(await kept()).toEqual([])
  })

  test('who left stays away, whatever a later list says', async () => {
    await keep('email,subscribed\na@x.example,true\nb@x.example,false\n')
    expect(await keep('email,name\nA@x.example,Ana\nb@x.example,Budi\n')).toMatchObject({ known: 2 })
    expect(await kept()).toEqual(['a@x.example active Ana', 'b@x.example left Budi'])
    await keep('email,subscribed\na@x.example,false\n')
    await keep('email\na@x.example\n')
    expect(await kept()).toEqual(['a@x.example left Ana', 'b@x.example left Budi'])
  })

  test('of several files those who left win, in whichever order they come', async () => {
    const folder = await folderOf({
      'subscribed.csv': 'Email Address,LEID\na@x.example,1\n',
      'unsubscribed.csv': 'Email Address,LEID\na@x.example,1\n',
    })
    await importSubscribers(context, context.actor, [folder], { write: true })
    expect(await kept()).toEqual(['a@x.example left'])
  })

  const undo = async (text: string) => {
    const { importId } = await keep(text)
    return () => undoSubscribers(context, context.actor, importId ?? '')
  }

  test('a list that is taken back takes along whom it brought, and puts back what it changed', async () => {
    await keep('email,status,tier\nlama@x.example,pending,free\n')
    context.clock.advance(60)
    const back = await undo(
      'email,name,subscribed\nlama@x.example,Lama,true\nbaru@x.example,Baru,true\npergi@x.example,Pergi,false\n',
    )
    expect(await kept()).toEqual([
      'baru@x.example active Baru',
      'lama@x.example active Lama',
      'pergi@x.example left Pergi',
    ])
    expect(await back()).toMatchObject({ added: 2, listed: 3 })
    // Who has left stays known as such.
    expect(await kept()).toEqual(['lama@x.example unconfirmed', 'pergi@x.example left Pergi'])
    await back()
    expect(await kept()).toHaveLength(2)
  })

  test('who left since stays left', async () => {
    const back = await undo('email\na@x.example\nb@x.example\n')
    await asSystem(context.db, (tx) =>
      tx.updateTable('subscriber').set({ state: 'left' }).where('email', '=', 'a@x.example').execute(),
    )
    await back()
    expect(await kept()).toEqual(['a@x.example left'])
  })

  test('whom a later list names stays, until that one is taken back too', async () => {
    const first = await undo('email\na@x.example\nb@x.example\n')
    context.clock.advance(60)
    const second = await undo('email,name\na@x.example,Ana\n')
    await first()
    expect(await kept()).toEqual(['a@x.example active Ana'])
    await second()
    expect(await kept()).toEqual([])
  })

  test('after thirty days it can be taken back no more, and is forgotten', async () => {
    const back = await undo('email\na@x.example\n')
    context.clock.advance(31 * 86_400)
    await expect(back()).rejects.toMatchObject({ kind: 'conflict' })
    await forgetSubscriberImports(context)
    await expect(back()).rejects.toMatchObject({ kind: 'gone' })
    expect(await kept()).toEqual(['a@x.example active'])
  })

  test('a trial, and a list without anybody, leave nothing to take back', async () => {
    const { importId } = await keep('email\na@x.example\n', false)
    expect([importId, (await keep('email,name\n')).importId]).toEqual([null, null])
    await expect(undoLastSubscribers(context, context.actor)).rejects.toMatchObject({ kind: 'gone' })
  })
})

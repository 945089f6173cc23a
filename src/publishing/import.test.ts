import { afterEach, beforeEach, expect, test } from 'vitest'
import { connectChannel } from '../channels/index.ts'
import { csvFile } from '../core/csv.ts'
import { inWorkspace } from '../db/client.ts'
import { makeWorkspace, type TestContext, testContext } from '../testing/context.ts'
import { fakeNetwork } from '../testing/fake-network.ts'
import { importPosts, listDeliveries, setSlots } from './index.ts'

let context: TestContext
let channelId: string

beforeEach(async () => {
  context = await testContext([fakeNetwork().network])
  channelId = await connect('rina')
  context.clock.advance((Date.parse('2027-03-01T02:00:00Z') - context.clock.now().getTime()) / 1000)
})
afterEach(() => context.close())

async function connect(handle: string): Promise<string> {
  const result = await connectChannel(context, context.actor, 'fake', { handle, password: 'right' })
  if (!('channel' in result)) throw new Error('no channel')
  return result.channel.id
}

const look = (file: string, write = false) =>
  importPosts(context, context.actor, file, { timeZone: 'Asia/Jakarta', write })
const take = (file: string) => look(file, true)
const states = async (file: string, write = false) => (await look(file, write)).rows.map((row) => row.state)
const deliveries = () =>
  inWorkspace(context.db, context.actor.workspaceId, (tx) => listDeliveries(tx, { order: 'asc' }))

const indonesian = `saluran;teks;waktu;zona waktu;tautan;catatan
rina;"Kopi; dengan
dua baris";2027-03-02 09.00;;;bebas
fake:rina;Panen tiba;2027-03-02 09:00;America/New_York;https://kopi.example/panen;
@rina;Jam yang terlompati;2027-03-14 02:30;America/New_York;;
`

test('a file with names in Indonesian is looked at first, then taken; twice makes nothing twice', async () => {
  const seen = await look(indonesian)
  expect(seen.ignored).toEqual(['catatan'])
  expect(seen.rows).toMatchObject([
    { line: 2, state: 'ready', text: 'Kopi; dengan\ndua baris', at: new Date('2027-03-02T02:00:00Z') },
    { line: 4, state: 'ready', text: 'Panen tiba\n\nhttps://kopi.example/panen', at: new Date('2027-03-02T14:00:00Z') },
    { line: 5, state: 'ready', at: new Date('2027-03-14T07:30:00Z') },
  ])
  expect(await deliveries()).toEqual([])
  expect(await states(indonesian, true)).toEqual(['written', 'written', 'written'])
  expect(await states(indonesian, true)).toEqual(['already', 'already', 'already'])
  expect((await deliveries()).map((row) => row.due_at.toISOString())).toEqual([
    '2027-03-02T02:00:00.000Z',
    '2027-03-02T14:00:00.000Z',
    '2027-03-14T07:30:00.000Z',
  ])
})

test('wrong rows say why and hold no other up; mended, only they are new', async () => {
  await connect('toko')
  const file = (last: string) => `channel,text,at
rina,Satu,2027-03-02 09:00
siapa,Dua,2027-03-02 09:00
fake,Tiga,2027-03-02 09:00
rina,,2027-03-02 09:00
rina,Lima,besok
rina,Enam,2020-01-01 09:00
rina,password: rahasia123kami,2027-03-02 09:00
${last}
`
  const { rows } = await take(file('rina,Delapan,2027-02-30 09:00'))
  expect(rows.map((row) => row.state)).toEqual(['written', ...Array(7).fill('wrong')])
  expect(rows.slice(1, 6).map((row) => row.problems[0]?.en)).toEqual([
    expect.stringContaining('no channel “siapa”'),
    expect.stringContaining('fits several'),
    'The text is empty.',
    expect.stringContaining('“besok” can’t be read'),
    expect.stringContaining('has passed'),
  ])
  expect(rows[6]?.findings.some(({ severity }) => severity === 'error')).toBe(true)
  const mended = await take(file('rina,Delapan,2027-02-28 09:00'.replace('02-28', '03-28')))
  expect(mended.rows.map((row) => row.state)).toEqual(['already', ...Array(6).fill('wrong'), 'written'])
  expect(await deliveries()).toHaveLength(2)
})

test('a row without a time goes into the next free slot; where there is none, it says so', async () => {
  const file = 'saluran,teks,tanggal,jam\nsemua,Pertama,,\nsemua,Kedua,,\nsemua,Ketiga,2027-03-05,19:00\n'
  expect((await take(file)).rows.map((row) => row.state)).toEqual(['wrong', 'wrong', 'written'])
  const slots = [{ weekday: 5, time: '19:00' }]
  await setSlots(context, context.actor, channelId, { timeZone: 'Asia/Jakarta', slots })
  expect((await take(file)).rows.map((row) => row.state)).toEqual(['written', 'written', 'already'])
  expect((await deliveries()).map((row) => [row.text, row.due_at.toISOString()])).toEqual([
    ['Ketiga', '2027-03-05T12:00:00.000Z'],
    ['Pertama', '2027-03-12T12:00:00.000Z'],
    ['Kedua', '2027-03-19T12:00:00.000Z'],
  ])
})

test('two who take the same file at once make it once', async () => {
  const runs = await Promise.all([take(indonesian), take(indonesian), take(indonesian)])
  expect(runs.flatMap(({ rows }) => rows).filter((row) => row.state === 'written')).toHaveLength(3)
  expect(await deliveries()).toHaveLength(3)
})

test('two same rows in one file are two posts', async () => {
  const file = 'channel,text,at\nrina,Sama,2027-03-02 09:00\nrina,Sama,2027-03-02 09:00\n'
  expect(await states(file, true)).toEqual(['written', 'written'])
  expect(await states(file, true)).toEqual(['already', 'already'])
})

test('a text that begins like a formula survives a file that was made safe', async () => {
  const file = csvFile([
    ['channel', 'text', 'at'],
    ['rina', '=1+1 itu dua', '2027-03-02 09:00'],
  ])
  expect(file).toContain("'=1+1")
  expect((await look(file)).rows[0]?.text).toBe('=1+1 itu dua')
})

test('what is no such file is refused in words', async () => {
  for (const [file, why] of [
    ['', 'holds no posts'],
    ['channel,text\n', 'holds no posts'],
    ['a,b\n1,2\n', 'must be there'],
    ['channel,text\nrina,"open\n', 'quotation mark'],
    [`channel,text\n${'rina,x\n'.repeat(1001)}`, 'more than 1,000'],
  ] as const)
    await expect(look(file)).rejects.toThrow(why)
})

test('another workspace’s channels and rows are not there', async () => {
  await take(indonesian)
  const stranger = await makeWorkspace(context)
  const { rows } = await importPosts(context, stranger, indonesian, { timeZone: 'Asia/Jakarta', write: true })
  expect(rows.map((row) => row.state)).toEqual(['wrong', 'wrong', 'wrong'])
})

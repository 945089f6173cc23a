import { afterEach, beforeEach, expect, test } from 'vitest'
import { connectChannel } from '../channels/index.ts'
import { csvFile } from '../core/csv.ts'
import { openDocument, workbook } from '../core/table/testing/packed.ts'
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

const look = (file: string | Uint8Array, write = false) =>
  importPosts(context, context.actor, file, { timeZone: 'Asia/Jakarta', write })
const take = (file: string | Uint8Array) => look(file, true)
const states = async (file: string | Uint8Array, write = false) =>
  (await look(file, write)).rows.map((row) => row.state)
const deliveries = () =>
  inWorkspace(context.db, context.actor.workspaceId, (tx) => listDeliveries(tx, { order: 'asc' }))

const indonesian = `saluran;teks;waktu;zona waktu;tautan;catatan
rina;"Kopi; dengan
dua baris";2027-03-02 09.00;;;bebas
fake:rina;Panen tiba;2027-03-02 09:00;America/New_York;https://kopi.example/panen;
@rina;Jam yang terlompati;2027-03-14 02:30;America/New_York;;
`

test('a year that nobody plans for says just that, and midnight is the next day', async () => {
  const rows = (times: readonly string[]) =>
    ['text,channels,at', ...times.map((at, n) => `Kabar ${n},rina,${at}`)].join('\n')
  const imported = await look(
    rows(['31/12/9999 24.00', '05/12/1999 19.00', '31/12/2100 24.00', '2101-01-01 09:00', '30/12/2099 24.00']),
  )
  expect(imported.rows.map(({ state, problems }) => [state, problems[0]?.en.replace(/“.*”/, '…') ?? ''])).toEqual([
    ...Array(4).fill(['wrong', '… is outside the years that can be planned. Write one from 2000 to 2100.']),
    ['ready', ''],
  ])
  // The end of a day is the beginning of the next.
  expect(imported.rows.at(-1)?.at?.toISOString()).toBe('2099-12-30T17:00:00.000Z')
})

test('a row that is there already gives no advice', async () => {
  const file = `text,channels,at\nKABAR PANEN HARI INI DI KEBUN KAMI!!!,rina,2030-02-01 09:00`
  expect((await take(file)).rows[0]).toMatchObject({ state: 'written' })
  for (const write of [false, true])
    expect((await look(file, write)).rows[0]).toMatchObject({ state: 'already', problems: [], findings: [] })
})

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
rina,Lima,kapan-kapan
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
    expect.stringContaining('“kapan-kapan” can’t be read'),
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

const times = async (...typed: string[]) => {
  const { rows, notes } = await look(`saluran;teks;waktu\n${typed.map((at) => `rina;Halo;${at}`).join('\n')}\n`)
  return { at: rows.map((row) => row.at?.toISOString().slice(0, 16) ?? row.problems[0]?.en), notes }
}

test('times as people of both languages type them, and as the panel says them', async () => {
  // It is Monday 1 March 2027, nine in the morning in Jakarta.
  const { at } = await times(
    ...['05/12/2027 19.00', '5 Des 2027 pukul 19.00', '2027-12-05 19:00', '19:00 WIB', 'besok 9', 'Sab 19.00'],
    ...['05/12/2027 19.00 WITA', '46726,791666', 'tomorrow 9pm', '2027-12-05T19:00:00+09:00'],
  )
  expect(at).toEqual([
    ...['2027-12-05T12:00', '2027-12-05T12:00', '2027-12-05T12:00', '2027-03-01T12:00', '2027-03-02T02:00'],
    ...['2027-03-06T12:00', '2027-12-05T11:00', '2027-12-05T12:00', '2027-03-02T14:00', '2027-12-05T10:00'],
  ])
})

test('a wrong time says what is wrong with it, and is no slot', async () => {
  const { rows } = await look('saluran;teks;waktu\nrina;Halo;31/02/2028 9.00\nrina;Halo;05/12/2027\nrina;Halo;25.00\n')
  expect(rows.map(({ state, at, slot }) => [state, at, slot])).toEqual(Array(3).fill(['wrong', undefined, false]))
  expect(rows.map(({ problems }) => problems.map(({ id }) => id))).toEqual([
    [expect.stringContaining('tidak ada di kalender')],
    [expect.stringContaining('belum menyebut jam')],
    [expect.stringContaining('Jam “25.00” tidak ada')],
  ])
  const slots = [{ weekday: 5, time: '19:00' }]
  await setSlots(context, context.actor, channelId, { timeZone: 'Asia/Jakarta', slots })
  expect(await states('saluran;teks;waktu\nrina;Halo;\n', true)).toEqual(['written'])
  expect(await states('saluran;teks;waktu\nrina;Halo;entah\n')).toEqual(['wrong'])
})

test('dates that could be read two ways are told, and those of one file are read one way', async () => {
  expect((await times('05/12/2027 9.00', '25/12/2027 9.00')).notes[0]?.id).toContain(
    '05/12/2027 9.00 berarti 5 Desember 2027',
  )
  expect((await times('25/12/2027 9.00', '2027-12-05 9.00')).notes).toEqual([])
  const american = await times('05/12/2027 9:00 AM', '12/25/2027 9:00 AM')
  expect(american.at).toEqual(['2027-05-12T02:00', '2027-12-25T02:00'])
  expect(american.notes[0]?.en).toContain('month first: 05/12/2027 9:00 AM means 12 May 2027')
  const mixed = await times('05/12/2027 9.00', '25/12/2027 9.00', '12/25/2027 9.00', '5 Des 2027 9.00')
  expect(mixed.at).toEqual([
    expect.stringContaining('two ways'),
    ...['2027-12-25T02:00', '2027-12-25T02:00', '2027-12-05T02:00'],
  ])
})

test('columns in any order, by any of their names, with day and time apart and a zone for all', async () => {
  const file = 'Rencana kami\nJam (WITA),Isi,Tanggal,Akun\n19.00,Halo,05/12/2027,rina\n'
  expect((await look(file)).rows).toMatchObject([{ line: 3, at: new Date('2027-12-05T11:00:00Z'), text: 'Halo' }])
  const zoned = 'channel;text;at;tz\nrina;Halo;5 Dec 2027 19:00;WIT\nrina;Halo;5 Dec 2027 19:00;di sana\n'
  const { rows } = await look(zoned)
  expect(rows[0]).toMatchObject({ at: new Date('2027-12-05T10:00:00Z'), timeZone: 'Asia/Jayapura' })
  expect(rows[1]?.problems[0]?.en).toContain('“di sana” is unknown')
})

test('what Excel and LibreOffice save is taken as it is', async () => {
  const cell = (text: string) => `<c t="inlineStr"><is><t>${text}</t></is></c>`
  const excel = await workbook(
    `<row r="1">${['Saluran', 'Teks', 'Waktu', 'Jam'].map(cell).join('')}</row><row r="2">${cell('rina')}${cell('Dari Excel')}<c s="1"><v>46726.791666666664</v></c></row><row r="3">${cell('rina')}${cell('Dua kolom')}<c s="2"><v>46726</v></c><c s="3"><v>0.375</v></c></row><row r="4">${cell('rina')}${cell('Tanpa bentuk')}<c><v>46726.5</v></c></row>`,
    { formats: ['dd/mm/yyyy hh:mm', 'dd/mm/yyyy', 'hh:mm'] },
  )
  const at = async (file: Uint8Array) => (await look(file)).rows.map((row) => row.at?.toISOString().slice(0, 16))
  expect(await at(excel)).toEqual(['2027-12-05T12:00', '2027-12-05T02:00', '2027-12-05T05:00'])
  const p = (text: string) => `<table:table-cell office:value-type="string"><text:p>${text}</text:p></table:table-cell>`
  const libre = await openDocument(
    `<table:table-row>${p('saluran')}${p('teks')}${p('waktu')}</table:table-row><table:table-row>${p('rina')}${p('Dari LibreOffice')}<table:table-cell office:value-type="date" office:date-value="2027-12-05T19:00:00"><text:p>05/12/27</text:p></table:table-cell></table:table-row>`,
  )
  expect(await at(libre)).toEqual(['2027-12-05T12:00'])
  expect(await states(excel, true)).toEqual(['written', 'written', 'written'])
})

test('after the writing each slot has its real time', async () => {
  const slots = [{ weekday: 5, time: '19:00' }]
  await setSlots(context, context.actor, channelId, { timeZone: 'Asia/Jakarta', slots })
  const { rows } = await take('saluran,teks\nrina,Pertama\nrina,Kedua\n')
  expect(rows.map(({ slot, planned }) => [slot, planned])).toEqual([
    [true, [{ channelId, at: new Date('2027-03-05T12:00:00Z') }]],
    [true, [{ channelId, at: new Date('2027-03-12T12:00:00Z') }]],
  ])
})

test('a sign that the database can’t keep holds up no other row: it is left out', async () => {
  const cell = (text: string) => `<c t="inlineStr"><is><t>${text}</t></is></c>`
  const row = (line: number, text: string) =>
    `<row r="${line}">${cell('rina')}${cell(text)}${cell('2027-04-01 09:00')}</row>`
  const head = `<row r="1">${cell('saluran')}${cell('teks')}${cell('waktu')}</row>`
  const file = await workbook(
    `${head}${row(2, 'Panen_x0000_ tiba_x001B_')}${row(3, 'Separuh _xD83D_')}${row(4, 'Utuh')}`,
  )
  expect((await take(file)).rows.map(({ state, text }) => [state, text])).toEqual([
    ['written', 'Panen tiba'],
    ['written', 'Separuh \ufffd'],
    ['written', 'Utuh'],
  ])
  expect((await deliveries()).map(({ text }) => text).toSorted()).toEqual(['Panen tiba', 'Separuh \ufffd', 'Utuh'])
})

import { createHash } from 'node:crypto'
import { type Channel, channelsFitting, listChannels } from '../channels/index.ts'
import type { Finding } from '../checks/check.ts'
import type { Actor, Context } from '../context.ts'
import type { Problem } from '../core/problem.ts'
import { zoneOf } from '../core/typed-words.ts'
import { fill, type Words } from '../core/words.ts'
import { inWorkspace, type Tx } from '../db/client.ts'
import { checkTimeZone } from '../team/index.ts'
import { composeIn } from './compose.ts'
import { type FileRow, type FileRows, readImport } from './import-file.ts'
import { type DateOrder, dateOrderOf, instantOfTyped, readRowTime, wallClockAt } from './import-time.ts'
import { writePost } from './schedule.ts'
import { takeSlots } from './slots.ts'

/** What a row of a file becomes. */
export interface ImportedRow {
  line: number
  text: string
  channels: Channel[]
  /** When it is to leave; missing where its time is wrong, or where it is to take slots. */
  at: Date | undefined
  /** It names no time: the next free slot of each channel. */
  slot: boolean
  timeZone: string
  /** When each channel's post leaves, once it is written. */
  planned: { channelId: string; at: Date }[]
  /** `ready`: would be written · `written` · `already`: an earlier import wrote it · `wrong`: see `problems` */
  state: 'ready' | 'written' | 'already' | 'wrong'
  problems: Words[]
  findings: Finding[]
}

/** What became of a file’s rows, or would become of them. */
export interface Imported {
  rows: ImportedRow[]
  /** Columns that nothing is known about. */
  ignored: string[]
  /** What is to be told about the whole file: how its dates were read. */
  notes: Words[]
}

interface Reading {
  context: Context
  tx: Tx
  actor: Actor
  all: readonly Channel[]
  /** The zone of rows that name none: the file's, or the person's own. */
  timeZone: string
  dates: DateOrder
  dayZero: number
}

/**
 * Looks at a file (CSV, XLSX, ODS), or (with `write`) takes its valid rows in one transaction. A row is known by what it says: the same
 * file twice, or with some rows mended, makes nothing twice.
 * @throws Problem `wrong-input` for a file that can't be read
 */
export async function importPosts(
  context: Context,
  actor: Actor,
  file: Uint8Array | string,
  options: { timeZone: string; write: boolean },
): Promise<Imported> {
  const read = await readImport(file)
  const { rows, ignored } = read
  const about = aboutFile(read, options.timeZone, context.clock.now())
  const imported = await inWorkspace(context.db, actor.workspaceId, async (tx) => {
    const all = (await listChannels(context, tx)).filter((channel) => !channel.removedAt)
    const reading: Reading = { context, tx, actor, all, dayZero: read.dayZero, ...about }
    const seen = new Map<string, number>()
    const done: ImportedRow[] = []
    for (const row of rows) {
      const read = await readRow(reading, row)
      const key = keyOf(read, seen)
      done.push(options.write ? await writeRow(reading, read, key) : await markKnown(tx, read, key))
    }
    return done
  })
  if (options.write) context.bus.tell(actor.workspaceId, 'deliveries')
  return { rows: imported, ignored, notes: about.dates.notes }
}

/** The zone that holds for the whole file, and how it writes its dates. */
function aboutFile({ rows, zone }: FileRows, own: string, now: Date): Pick<Reading, 'timeZone' | 'dates'> {
  const timeZone = (zone && knownZone(zone)) || own
  const typed = rows.map(({ times }) => times.join(' ')).filter(Boolean)
  return { timeZone, dates: dateOrderOf(typed, wallClockAt(now, timeZone)) }
}

/** A zone as people write it: `WIB`, `+07:00`, `Asia/Jakarta`. */
function knownZone(typed: string): string | undefined {
  const known = zoneOf(typed.trim().toLowerCase())
  if (known) return known
  try {
    checkTimeZone(typed)
    return typed
  } catch {
    // Words that are no zone.
    return undefined
  }
}

async function readRow(reading: Reading, row: FileRow): Promise<ImportedRow> {
  const { line, cells } = row
  const { context, all } = reading
  const problems: Words[] = []
  const zone = rowZone(cells.zone, reading.timeZone, problems)
  const channels = channelsOf(all, cells.channel ?? '', problems)
  const { at, slot, timeZone } = timeOf(reading, row, zone, problems)
  const words = cells.text ?? ''
  const text = cells.link && !words.includes(cells.link) ? `${words}\n\n${cells.link}`.trim() : words
  if (!text) problems.push(noText)
  const found = { line, text, channels, at, slot, timeZone, planned: [], problems, findings: [] as Finding[] }
  if (problems.length) return { ...found, state: 'wrong' }
  const composed = await composeIn(context, reading.tx, reading.actor, draftsOf(found), {})
  const findings = composed.flatMap((one) => one.findings)
  return { ...found, findings, state: findings.some(({ severity }) => severity === 'error') ? 'wrong' : 'ready' }
}

const draftsOf = ({ channels, text }: Pick<ImportedRow, 'channels' | 'text'>) =>
  channels.map(({ id }) => ({ channelId: id, text, mediaIds: [] }))

function rowZone(typed: string | undefined, own: string, problems: Words[]): string {
  if (!typed) return own
  const known = knownZone(typed)
  if (!known) problems.push(fill(noZone, { zone: typed }))
  return known ?? own
}

function channelsOf(all: readonly Channel[], typed: string, problems: Words[]): Channel[] {
  const wanted = typed.split(/[,;|]/).map((name) => name.trim())
  const found = wanted.filter(Boolean).flatMap((name) => {
    if (/^(all|semua)$/i.test(name)) return [...all]
    const fitting = channelsFitting(all, name)
    if (fitting.length === 0) problems.push(fill(noChannel, { name }))
    if (fitting.length > 1) problems.push(fill(whichChannel, { name }))
    return fitting.slice(0, 1)
  })
  if (!wanted.some(Boolean)) problems.push(emptyChannel)
  return [...new Set(found)]
}

function timeOf(
  { context, dates, dayZero }: Reading,
  { times }: FileRow,
  zone: string,
  problems: Words[],
): Pick<ImportedRow, 'at' | 'slot' | 'timeZone'> {
  const now = context.clock.now()
  const time = readRowTime(times, { dates, dayZero, now: wallClockAt(now, zone) })
  if (!time) return { at: undefined, slot: true, timeZone: zone }
  if ('id' in time) {
    problems.push(time)
    return { at: undefined, slot: false, timeZone: zone }
  }
  const at = instantOfTyped(time, zone)
  if (at <= now) problems.push(fill(past, { typed: times.join(' ') }))
  // An offset is right for that instant, and no zone to live in.
  return { at, slot: false, timeZone: time.timeZone?.includes('/') ? time.timeZone : zone }
}

/** A row by what it says; the second of two same ones in a file is another. */
function keyOf(row: ImportedRow, seen: Map<string, number>): string {
  const ids = row.channels.map(({ id }) => id).sort()
  // A time that can't be read is no row that was there before.
  const at = row.slot ? 'slot' : (row.at?.toISOString() ?? `? ${row.line}`)
  const said = JSON.stringify([ids, row.text, at])
  const nth = (seen.get(said) ?? 0) + 1
  seen.set(said, nth)
  return createHash('sha256').update(`${nth} ${said}`).digest('hex')
}

/** Nothing is to be done about it: no advice, and no doubt. */
const alreadyThere = (row: ImportedRow): ImportedRow => ({ ...row, state: 'already', problems: [], findings: [] })

async function markKnown(tx: Tx, row: ImportedRow, key: string): Promise<ImportedRow> {
  const known = await tx.selectFrom('imported_row').select('key').where('key', '=', key).executeTakeFirst()
  return known ? alreadyThere(row) : row
}

async function writeRow(reading: Reading, row: ImportedRow, key: string): Promise<ImportedRow> {
  if (row.state !== 'ready') return markKnown(reading.tx, row, key)
  const { context, tx, actor } = reading
  const fresh = await tx
    .insertInto('imported_row')
    .values({ workspace_id: actor.workspaceId, key })
    .onConflict((on) => on.columns(['workspace_id', 'key']).doNothing())
    .returning('key')
    .executeTakeFirst()
  if (!fresh) return alreadyThere(row)
  const drafts = draftsOf(row)
  const ids = row.channels.map(({ id }) => id)
  const at = row.at
  const slots = at ? undefined : await slotsFor(reading, row, ids)
  if (!at && !slots) {
    await tx.deleteFrom('imported_row').where('key', '=', key).execute()
    return { ...row, state: 'wrong' }
  }
  const composed = await composeIn(context, tx, actor, drafts, {})
  const dues = ids.map((id) => at ?? (slots?.get(id) as Date))
  await writePost(context, tx, actor, { drafts, timeZone: row.timeZone }, composed, dues)
  const planned = ids.map((channelId, index) => ({ channelId, at: dues[index] as Date }))
  return { ...row, planned, state: 'written' }
}

/** A channel without slots makes its row wrong, not the file. */
async function slotsFor(reading: Reading, row: ImportedRow, ids: readonly string[]) {
  const { context, tx } = reading
  const earliest = new Date(context.clock.now().getTime() + context.config.undoSeconds * 1000)
  try {
    return await takeSlots(context, tx, ids, earliest)
  } catch (error) {
    row.problems.push((error as Problem).words)
    return undefined
  }
}

const noText: Words = { id: 'Teksnya kosong.', en: 'The text is empty.' }
const emptyChannel: Words = { id: 'Salurannya belum disebut.', en: 'No channel is named.' }
const noChannel: Words = {
  id: 'Saluran “{name}” tidak ada. Tulis nama akunnya seperti di Pengaturan → Saluran, atau jejaring:akun.',
  en: 'There is no channel “{name}”. Write its handle as in Settings → Channels, or network:handle.',
}
const whichChannel: Words = {
  id: '“{name}” cocok dengan beberapa saluran. Tulis jejaring:akun.',
  en: '“{name}” fits several channels. Write network:handle.',
}
const noZone: Words = {
  id: 'Zona waktu “{zone}” tidak dikenal. Tulis WIB, WITA, WIT, atau yang seperti Asia/Jakarta.',
  en: 'The time zone “{zone}” is unknown. Write WIB, WITA, WIT, or one like Europe/London.',
}
const past: Words = { id: 'Waktu “{typed}” sudah lewat.', en: 'The time “{typed}” has passed.' }

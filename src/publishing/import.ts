import { createHash } from 'node:crypto'
import { type Channel, channelsFitting, listChannels } from '../channels/index.ts'
import type { Finding } from '../checks/check.ts'
import type { Actor, Context } from '../context.ts'
import { readInstant } from '../core/instant.ts'
import type { Problem } from '../core/problem.ts'
import { fill, type Words } from '../core/words.ts'
import { inWorkspace, type Tx } from '../db/client.ts'
import { checkTimeZone } from '../team/index.ts'
import { composeIn } from './compose.ts'
import { type FileRow, readImport } from './import-file.ts'
import { writePost } from './schedule.ts'
import { takeSlots } from './slots.ts'

/** What a row of a file becomes. */
export interface ImportedRow {
  line: number
  text: string
  channels: Channel[]
  /** Missing: the next free slot of each channel. */
  at: Date | undefined
  timeZone: string
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
}

interface Reading {
  context: Context
  tx: Tx
  actor: Actor
  all: readonly Channel[]
  /** The person's own zone, where a row names none. */
  timeZone: string
}

/**
 * Looks at a CSV file, or (with `write`) takes its valid rows in one transaction. A row is known by what it says: the same
 * file twice, or with some rows mended, makes nothing twice.
 * @throws Problem `wrong-input` for a file that can't be read
 */
export async function importPosts(
  context: Context,
  actor: Actor,
  file: string,
  options: { timeZone: string; write: boolean },
): Promise<Imported> {
  const { rows, ignored } = readImport(file)
  const imported = await inWorkspace(context.db, actor.workspaceId, async (tx) => {
    const all = (await listChannels(context, tx)).filter((channel) => !channel.removedAt)
    const reading: Reading = { context, tx, actor, all, timeZone: options.timeZone }
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
  return { rows: imported, ignored }
}

async function readRow(reading: Reading, { line, cells }: FileRow): Promise<ImportedRow> {
  const { context, all } = reading
  const problems: Words[] = []
  const timeZone = zoneOf(cells.zone, reading.timeZone, problems)
  const channels = channelsOf(all, cells.channel ?? '', problems)
  const at = instantOf(cells, timeZone, context.clock.now(), problems)
  const words = cells.text ?? ''
  const text = cells.link && !words.includes(cells.link) ? `${words}\n\n${cells.link}`.trim() : words
  if (!text) problems.push(noText)
  const row = { line, text, channels, at, timeZone, problems, findings: [] as Finding[] }
  if (problems.length) return { ...row, state: 'wrong' }
  const composed = await composeIn(context, reading.tx, reading.actor, draftsOf(row), {})
  const findings = composed.flatMap((one) => one.findings)
  return { ...row, findings, state: findings.some(({ severity }) => severity === 'error') ? 'wrong' : 'ready' }
}

const draftsOf = ({ channels, text }: Pick<ImportedRow, 'channels' | 'text'>) =>
  channels.map(({ id }) => ({ channelId: id, text, mediaIds: [] }))

function zoneOf(typed: string | undefined, own: string, problems: Words[]): string {
  if (!typed) return own
  try {
    checkTimeZone(typed)
    return typed
  } catch (error) {
    problems.push((error as Problem).words)
    return own
  }
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

/** @returns `undefined` for an empty cell or the word slot */
function instantOf({ at = '', clock = '' }: FileRow['cells'], zone: string, now: Date, problems: Words[]) {
  const typed = `${at} ${clock}`.trim()
  if (!typed || /^slot$/i.test(typed)) return undefined
  const instant = readInstant(typed, zone)
  if (!instant) problems.push(fill(noInstant, { typed }))
  else if (instant <= now) problems.push(fill(past, { typed }))
  return instant
}

/** A row by what it says; the second of two same ones in a file is another. */
function keyOf(row: ImportedRow, seen: Map<string, number>): string {
  const ids = row.channels.map(({ id }) => id).sort()
  const said = JSON.stringify([ids, row.text, row.at?.toISOString() ?? 'slot'])
  const nth = (seen.get(said) ?? 0) + 1
  seen.set(said, nth)
  return createHash('sha256').update(`${nth} ${said}`).digest('hex')
}

async function markKnown(tx: Tx, row: ImportedRow, key: string): Promise<ImportedRow> {
  const known = await tx.selectFrom('imported_row').select('key').where('key', '=', key).executeTakeFirst()
  return known ? { ...row, state: 'already', problems: [] } : row
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
  if (!fresh) return { ...row, state: 'already' }
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
  return { ...row, state: 'written' }
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
const noInstant: Words = {
  id: 'Waktu “{typed}” tidak dapat dibaca. Tulis seperti 2026-12-01 09:00, atau kosongkan untuk slot kosong berikutnya.',
  en: 'The time “{typed}” can’t be read. Write it like 2026-12-01 09:00, or leave it empty for the next free slot.',
}
const past: Words = { id: 'Waktu “{typed}” sudah lewat.', en: 'The time “{typed}” has passed.' }

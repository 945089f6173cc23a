import type { Selectable } from 'kysely'
import { findChannel, listChannels, lockChannels } from '../channels/index.ts'
import type { Actor, Context } from '../context.ts'
import { Problem } from '../core/problem.ts'
import { instantOf, wallAt } from '../core/recurrence/index.ts'
import { inWorkspace, type Tx } from '../db/client.ts'
import type { Tables } from '../db/tables.ts'
import { checkTimeZone, record } from '../team/index.ts'
import { comingOf } from './coming.ts'

/** A time of the week: weekday 1 is Monday; `HH:MM` on the clock of the rhythm's zone. */
export interface Slot {
  weekday: number
  time: string
}

/** The weekly rhythm of one channel, and its next time that nothing takes yet. */
export interface Rhythm {
  channelId: string
  /** IANA name */
  timeZone: string
  slots: Slot[]
  next: Date | undefined
}

const dayMs = 86_400_000
/** How far ahead a free slot is looked for. */
const horizonDays = 371
/** A slot is taken when something of its channel leaves less than this away from it. */
const nearMs = 5 * 60_000
/** What keeps a slot: everything that leaves then, or has left. */
const live = ['scheduled', 'sending', 'pending', 'by-hand', 'published'] as const

/** Gives a channel its weekly rhythm, in the place of the one that it had. @throws Problem `wrong-input`, `gone` */
export async function setSlots(
  context: Context,
  actor: Actor,
  channelId: string,
  rhythm: { timeZone: string; slots: readonly Slot[] },
): Promise<Rhythm> {
  checkTimeZone(rhythm.timeZone)
  const slots = new Map(rhythm.slots.map((slot) => [`${slot.weekday} ${slot.time}`, slot]))
  const set = await inWorkspace(context.db, actor.workspaceId, async (tx) => {
    await findChannel(context, tx, channelId)
    await lockChannels(tx, [channelId])
    await tx.deleteFrom('slot').where('channel_id', '=', channelId).execute()
    if (slots.size) {
      const common = { workspace_id: actor.workspaceId, channel_id: channelId, time_zone: rhythm.timeZone }
      await tx
        .insertInto('slot')
        .values([...slots.values()].map(({ weekday, time }) => ({ ...common, weekday, local_time: time })))
        .execute()
    }
    await record(tx, actor, 'channel.slots', channelId, { slots: [...slots.keys()], timeZone: rhythm.timeZone })
    return { ...(await rhythmOf(tx, channelId, context.clock.now())), timeZone: rhythm.timeZone }
  })
  context.bus.tell(actor.workspaceId, 'channels')
  return set
}

/** The rhythms of all channels; those without slots too. */
export async function listRhythms(context: Context, tx: Tx): Promise<Rhythm[]> {
  const channels = await listChannels(context, tx)
  return rhythmsOf(
    tx,
    channels.map(({ id }) => id),
    context.clock.now(),
  )
}

async function rhythmsOf(tx: Tx, channelIds: readonly string[], now: Date): Promise<Rhythm[]> {
  const slots = await slotsOf(tx, channelIds)
  const next = await nextFreeOf(tx, slots, now)
  return channelIds.map((channelId) => {
    const rows = slots.get(channelId) ?? []
    return {
      channelId,
      timeZone: rows[0]?.time_zone ?? '',
      slots: rows.map(({ weekday, local_time }) => ({ weekday, time: local_time })),
      next: next.get(channelId),
    }
  })
}

async function rhythmOf(tx: Tx, channelId: string, now: Date): Promise<Rhythm> {
  const [rhythm] = await rhythmsOf(tx, [channelId], now)
  return rhythm as Rhythm
}

type SlotRow = Selectable<Tables['slot']>

/** The slots of channels, in the order of the week; none for those without. */
async function slotsOf(tx: Tx, channelIds: readonly string[]): Promise<Map<string, SlotRow[]>> {
  if (!channelIds.length) return new Map()
  const rows = await tx
    .selectFrom('slot')
    .selectAll()
    .where('channel_id', 'in', [...channelIds])
    .orderBy('weekday')
    .orderBy('local_time')
    .execute()
  return Map.groupBy(rows, ({ channel_id }) => channel_id)
}

/** Most have room soon: only for those that have none is looked through the whole year. */
const soonDays = 28

/** The next free time of each of these channels, in two questions at most. */
async function nextFreeOf(
  tx: Tx,
  slots: ReadonlyMap<string, readonly SlotRow[]>,
  after: Date,
): Promise<Map<string, Date>> {
  const found = new Map<string, Date>()
  for (const days of [soonDays, horizonDays + 1]) {
    const open = [...slots].filter(([id]) => !found.has(id))
    if (!open.length) break
    const until = new Date(after.getTime() + days * dayMs)
    const taken = await takenTimes(
      tx,
      open.map(([id]) => id),
      after,
      until,
    )
    for (const [id, rows] of open) {
      const at = firstFree(slotTimes(rows, after), taken.get(id) ?? [])
      if (at && at < until) found.set(id, at)
    }
  }
  return found
}

function firstFree(times: Iterable<Date>, taken: readonly number[]): Date | undefined {
  for (const at of times) if (!isTaken(at, taken)) return at
  return undefined
}

function isTaken(at: Date, taken: readonly number[] = []): boolean {
  return taken.some((time) => Math.abs(time - at.getTime()) < nearMs)
}

async function takenTimes(
  tx: Tx,
  channelIds: readonly string[],
  after: Date,
  until: Date,
): Promise<Map<string, number[]>> {
  const rows = await tx
    .selectFrom('delivery')
    .select(['channel_id', 'due_at'])
    .where('channel_id', 'in', [...channelIds])
    .where('state', 'in', [...live])
    .where('due_at', '>', new Date(after.getTime() - nearMs))
    .where('due_at', '<', new Date(until.getTime() + nearMs))
    .execute()
  const coming = await comingOf(tx, after, {
    from: new Date(after.getTime() - nearMs),
    to: new Date(until.getTime() + nearMs),
    channelIds,
  })
  const times = [
    ...rows.map((row) => [row.channel_id, row.due_at] as const),
    ...coming.flatMap((one) => one.channelIds.map((id) => [id, one.at] as const)),
  ]
  const byChannel = Map.groupBy(times, ([id]) => id)
  return new Map([...byChannel].map(([id, taken]) => [id, taken.map(([, at]) => at.getTime())]))
}

/** A free time of weekly rhythms, and of which channels. */
export interface FreeSlot {
  at: Date
  channelIds: string[]
}

/** The free slots of a span that are still to come, in order of time; of all connected channels, or of these among them. */
export async function freeSlotsOf(
  context: Context,
  tx: Tx,
  { from, to, channelIds }: { from: Date; to: Date; channelIds?: readonly string[] | undefined },
): Promise<FreeSlot[]> {
  const now = context.clock.now()
  const after = from > now ? new Date(from.getTime() - 1) : now
  const live = (await listChannels(context, tx)).filter(({ removedAt }) => !removedAt).map(({ id }) => id)
  const slots = await slotsOf(
    tx,
    live.filter((id) => channelIds?.includes(id) ?? true),
  )
  if (!slots.size || to <= after) return []
  const taken = await takenTimes(tx, [...slots.keys()], after, to)
  const free = new Map<number, string[]>()
  for (const [id, rows] of slots)
    for (const at of slotTimes(rows, after)) {
      if (at >= to) break
      if (isTaken(at, taken.get(id))) continue
      const there = free.get(at.getTime())
      if (there) there.push(id)
      else free.set(at.getTime(), [id])
    }
  return [...free].toSorted(([a], [b]) => a - b).map(([at, ids]) => ({ at: new Date(at), channelIds: ids }))
}

/** The times of a weekly rhythm after a moment, in order, by the one rule for clock changes. */
function* slotTimes(
  rows: readonly { weekday: number; local_time: string; time_zone: string }[],
  after: Date,
): Generator<Date> {
  const zone = rows[0]?.time_zone ?? 'UTC'
  const first = Math.floor(wallAt(after, zone) / dayMs)
  for (let day = first; day < first + horizonDays; day++) {
    const weekday = ((((day + 3) % 7) + 7) % 7) + 1
    for (const row of rows.filter((each) => each.weekday === weekday)) {
      const [hour = 0, minute = 0] = row.local_time.split(':').map(Number)
      const at = instantOf(day * dayMs + (hour * 60 + minute) * 60_000, zone)
      if (at > after) yield at
    }
  }
}

/**
 * A free slot for each channel. The channels stay locked until the transaction ends, so that two who ask at once get two slots.
 * @throws Problem `wrong-input` when a channel has no rhythm, `conflict` when all its slots within a year are taken
 */
export async function takeSlots(
  context: Context,
  tx: Tx,
  channelIds: readonly string[],
  after: Date,
): Promise<Map<string, Date>> {
  await lockChannels(tx, channelIds)
  const taken = await nextFreeOf(tx, await slotsOf(tx, channelIds), after)
  const without = channelIds.find((id) => !taken.has(id))
  if (without) throw await noSlot(context, tx, without)
  return taken
}

/** A free slot for each channel that has a rhythm; the given moment for the others. Locks as {@link takeSlots} does. */
export async function slotsWhereThere(tx: Tx, channelIds: readonly string[], after: Date): Promise<Date[]> {
  await lockChannels(tx, channelIds)
  const free = await nextFreeOf(tx, await slotsOf(tx, channelIds), after)
  return channelIds.map((id) => free.get(id) ?? after)
}

async function noSlot(context: Context, tx: Tx, channelId: string): Promise<Problem> {
  const { network, account } = await findChannel(context, tx, channelId)
  const values = { channel: `${network.label} ${account.handle}` }
  if ((await slotsOf(tx, [channelId])).size) {
    const words = {
      id: 'Semua slot {channel} dalam setahun ini sudah terisi. Pilih waktu sendiri, atau tambah slotnya.',
      en: 'Every slot of {channel} within a year is taken. Choose a time yourself, or give it more slots.',
    }
    return new Problem('conflict', words, { field: 'when', values })
  }
  const words = {
    id: '{channel} belum punya slot. Atur jadwal mingguannya di Pengaturan → Saluran, atau pilih waktu sendiri.',
    en: '{channel} has no slots yet. Set its weekly schedule in Settings → Channels, or choose a time yourself.',
  }
  return new Problem('wrong-input', words, { field: 'when', values })
}

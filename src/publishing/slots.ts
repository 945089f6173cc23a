import { findChannel, listChannels } from '../channels/index.ts'
import type { Actor, Context } from '../context.ts'
import { Problem } from '../core/problem.ts'
import { instantOf, wallAt } from '../core/recurrence/index.ts'
import { inWorkspace, type Tx } from '../db/client.ts'
import { checkTimeZone, record } from '../team/index.ts'

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
  const rhythms: Rhythm[] = []
  for (const channel of await listChannels(context, tx))
    rhythms.push(await rhythmOf(tx, channel.id, context.clock.now()))
  return rhythms
}

async function rhythmOf(tx: Tx, channelId: string, now: Date): Promise<Rhythm> {
  const rows = await slotRows(tx, channelId)
  return {
    channelId,
    timeZone: rows[0]?.time_zone ?? '',
    slots: rows.map(({ weekday, local_time }) => ({ weekday, time: local_time })),
    next: await nextFreeSlot(tx, channelId, now),
  }
}

function slotRows(tx: Tx, channelId: string) {
  return tx
    .selectFrom('slot')
    .selectAll()
    .where('channel_id', '=', channelId)
    .orderBy('weekday')
    .orderBy('local_time')
    .execute()
}

/** The channel's next time after a moment that nothing takes; `undefined` where it has no slots, or none within a year. */
export async function nextFreeSlot(tx: Tx, channelId: string, after: Date): Promise<Date | undefined> {
  const rows = await slotRows(tx, channelId)
  if (!rows.length) return undefined
  const taken = await tx
    .selectFrom('delivery')
    .select('due_at')
    .where('channel_id', '=', channelId)
    .where('state', 'in', [...live])
    .where('due_at', '>', new Date(after.getTime() - nearMs))
    .execute()
  const times = taken.map((row) => row.due_at.getTime())
  for (const at of slotTimes(rows, after)) {
    if (times.every((time) => Math.abs(time - at.getTime()) >= nearMs)) return at
  }
  return undefined
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
  const taken = new Map<string, Date>()
  for (const id of channelIds) {
    const at = await nextFreeSlot(tx, id, after)
    if (!at) throw await noSlot(context, tx, id)
    taken.set(id, at)
  }
  return taken
}

/** A free slot for each channel that has a rhythm; the given moment for the others. Locks as {@link takeSlots} does. */
export async function slotsWhereThere(tx: Tx, channelIds: readonly string[], after: Date): Promise<Date[]> {
  await lockChannels(tx, channelIds)
  const dues: Date[] = []
  for (const id of channelIds) dues.push((await nextFreeSlot(tx, id, after)) ?? after)
  return dues
}

/** In one order, so that two transactions never wait for each other; inserting deliveries goes on. */
export async function lockChannels(tx: Tx, ids: readonly string[]): Promise<void> {
  await tx
    .selectFrom('channel')
    .select('id')
    .where('id', 'in', [...ids])
    .orderBy('id')
    .forNoKeyUpdate()
    .execute()
}

async function noSlot(context: Context, tx: Tx, channelId: string): Promise<Problem> {
  const { network, account } = await findChannel(context, tx, channelId)
  const values = { channel: `${network.label} ${account.handle}` }
  if ((await slotRows(tx, channelId)).length) {
    const words = {
      id: 'Semua slot {channel} dalam setahun ini sudah terisi. Pilih waktu sendiri, atau tambah slotnya.',
      en: 'Every slot of {channel} within a year is taken. Choose a time yourself, or give it more slots.',
    }
    return new Problem('conflict', words, { field: 'when', values })
  }
  const words = {
    id: '{channel} belum punya slot. Atur iramanya di Pengaturan → Saluran, atau pilih waktu sendiri.',
    en: '{channel} has no slots yet. Set its rhythm in Settings → Channels, or choose a time yourself.',
  }
  return new Problem('wrong-input', words, { field: 'when', values })
}

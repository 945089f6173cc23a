/** What calls use up (money, quotas): counted before it is spent, in rows that all workers share, and never overdrawn. */
import type { Actor, Context } from '../context.ts'
import { instantOf, localDate } from '../core/local-time.ts'
import { Problem } from '../core/problem.ts'
import { fill } from '../core/words.ts'
import { inWorkspace, type Tx } from '../db/client.ts'
import { addUsage, type Usage, usedSoFar } from '../db/usage.ts'
import { type Credentials, type Quota, quotasOf, type Session } from '../networks/network.ts'
import { record } from '../team/index.ts'
import type { Channel } from './channel.ts'

/** A quota of one channel, as it stands now. */
export interface QuotaReading {
  quota: Quota
  used: number
  /** The network's limit, or the person's budget. */
  limit: number
  /** When it begins anew. */
  resetsAt: Date
}

/** How a session counts for its channel. */
export function spendOf(context: Context, channel: Channel, renewable: { credentials: Credentials }): Session['spend'] {
  return async (name, amount) => {
    const quota = quotasOf(channel.network).find((one) => one.name === name)
    if (!quota) throw new Error(`${channel.network.name} has no quota ${name}`)
    if (amount <= 0) return
    const now = context.clock.now()
    const spent = await inWorkspace(context.db, channel.workspaceId, async (tx) => {
      const usage = usageOf(channel, keyOf(channel, quota, renewable.credentials), quota, now)
      return addUsage(tx, usage, amount, await limitOf(tx, channel, quota))
    })
    if (!spent) throw usedUp(channel, quota, periodOf(quota, now).end)
  }
}

function usageOf(channel: Channel, key: string, quota: Quota, now: Date): Usage {
  return { workspaceId: channel.workspaceId, key, quota: quota.name, period: periodOf(quota, now).day }
}

/** One app's quota is shared by all accounts that it serves. */
function keyOf(channel: Channel, quota: Quota, credentials: Credentials): string {
  const app = quota.per === 'app' ? channel.network.identity.ownApp?.(credentials) : undefined
  return app ? `app:${channel.network.name}:${app.id}` : `channel:${channel.id}`
}

/** The period that an instant is in: its first day, and when the next one begins. */
export function periodOf(
  { period, timeZone }: Pick<Quota, 'period' | 'timeZone'>,
  now: Date,
): { day: string; end: Date } {
  const today = localDate(now, timeZone)
  const day = period === 'day' ? today : `${today.slice(0, 8)}01`
  const next = Temporal.PlainDate.from(day).add(period === 'day' ? { days: 1 } : { months: 1 })
  return { day, end: instantOf(`${next}T00:00`, timeZone) }
}

async function limitOf(tx: Tx, channel: Channel, quota: Quota): Promise<number> {
  if (!quota.budget) return quota.limit
  const row = await tx
    .selectFrom('quota_budget')
    .select('amount')
    .where('channel_id', '=', channel.id)
    .where('quota', '=', quota.name)
    .executeTakeFirst()
  return row?.amount ?? quota.limit
}

function usedUp(channel: Channel, quota: Quota, end: Date): Problem {
  return new Problem('rate-limited', quota.budget ? budgetUsed : quotaSpent, {
    retryAt: end,
    values: { label: channel.network.label, quota: quota.label.en },
  })
}

const budgetUsed = {
  id: 'Anggaran {label} untuk saluran ini tidak cukup lagi pada masa ini. Naikkan anggarannya di Pengaturan → Saluran, atau tunggu sampai masa berikutnya; kiriman lalu berangkat otomatis.',
  en: 'This channel’s budget for {label} is not enough in this period. Raise it in Settings → Channels, or wait for the next period; the post goes out automatically.',
}
const quotaSpent = {
  id: 'Jatah {label} untuk masa ini sudah habis. Tidak ada yang hilang: kiriman dikirim otomatis pada masa berikutnya.',
  en: 'What {label} allows in this period is used up. Nothing is lost: the post goes out automatically in the next one.',
}

/** What a channel's quotas show. @param credentials of the channel, for the quotas of its app */
export async function readQuotas(
  context: Context,
  tx: Tx,
  channel: Channel,
  credentials: Credentials,
): Promise<QuotaReading[]> {
  const readings: QuotaReading[] = []
  for (const quota of quotasOf(channel.network)) {
    const now = context.clock.now()
    const used = await usedSoFar(tx, usageOf(channel, keyOf(channel, quota, credentials), quota, now))
    const limit = await limitOf(tx, channel, quota)
    readings.push({ quota, used, limit, resetsAt: periodOf(quota, now).end })
  }
  return readings
}

/** Sets a budget. @throws Problem `wrong-input` where the network's quota knows none */
export async function setBudget(
  context: Context,
  actor: Actor,
  channel: Channel,
  name: string,
  amount: number,
): Promise<void> {
  const quota = quotasOf(channel.network).find((one) => one.name === name && one.budget)
  if (!quota) throw new Problem('wrong-input', fill(noBudget, { label: channel.network.label }), { field: 'quota' })
  await inWorkspace(context.db, actor.workspaceId, async (tx) => {
    await tx
      .insertInto('quota_budget')
      .values({ workspace_id: actor.workspaceId, channel_id: channel.id, quota: name, amount })
      .onConflict((on) => on.columns(['channel_id', 'quota']).doUpdateSet({ amount }))
      .execute()
    await record(tx, actor, 'channel.budget', channel.id, { quota: name, amount })
  })
  context.bus.tell(actor.workspaceId, 'channels')
}

const noBudget = {
  id: '{label} tidak mengenal anggaran seperti itu.',
  en: '{label} knows no such budget.',
}

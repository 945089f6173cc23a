import { articlesPlanned, permalinkOf } from '../blog/index.ts'
import { listChannels } from '../channels/index.ts'
import type { Context } from '../context.ts'
import { countWaiting } from '../conversations/index.ts'
import { type Language, say, type Words } from '../core/words.ts'
import { inWorkspace, type Tx } from '../db/client.ts'
import type { DeliveryState } from '../db/tables.ts'
import { actionsFor, type ListedDelivery, listDeliveries, readHold, stateWords } from '../publishing/index.ts'
import { homeAddressOf } from '../team/index.ts'
import type { Command, ExitCode } from './command.ts'
import { type Acting, actingAs, actingOptions, inHouse, workerRuns } from './house.ts'
import { shortTime, table } from './table.ts'

const texts = {
  hold: {
    id: 'SEMUA DITAHAN sejak {since} oleh {by}: {reason}',
    en: 'EVERYTHING IS HELD since {since} by {by}: {reason}',
  },
  restored: {
    id: 'SEMUA DITAHAN sejak dipulihkan {since}, dari cadangan {from}. Yang seharusnya berangkat sesudah cadangan itu mungkin sudah terkirim: periksa, lalu lanjutkan pengiriman di panel.',
    en: 'EVERYTHING IS HELD since it was restored at {since}, from the backup of {from}. What was due after that backup may already have gone out: look, then resume sending in the panel.',
  },
  noReason: { id: 'tanpa alasan', en: 'no reason given' },
  leaving: { id: 'Akan berangkat', en: 'Goes out next' },
  nothingLeaves: { id: 'Belum ada yang dijadwalkan.', en: 'Nothing is scheduled.' },
  decisions: { id: 'Menunggu keputusan Anda', en: 'Needs your decision' },
  nothingToDecide: { id: 'Tidak ada.', en: 'Nothing.' },
  channels: { id: 'Saluran', en: 'Channels' },
  noChannels: { id: 'Belum ada. Hubungkan di panel.', en: 'None yet. Connect one in the panel.' },
  article: { id: 'artikel', en: 'article' },
  waiting: { id: 'Percakapan yang menunggu jawaban: {n}', en: 'Conversations waiting for an answer: {n}' },
  asleep: {
    id: 'Pekerja tidak berjalan: kiriman berangkat setelah npm start.',
    en: 'The worker is not running: posts go out once npm start runs.',
  },
  ffmpeg: {
    id: 'Video dikonversi bila perlu (ffmpeg ada).',
    en: 'Videos are converted where needed (ffmpeg is there).',
  },
  noFfmpeg: {
    id: 'Video tidak dikonversi: ffmpeg tidak ditemukan di mesin ini.',
    en: 'Videos are not converted: ffmpeg was not found on this machine.',
  },
  decide: { id: 'Putuskan di panel: {url}', en: 'Decide in the panel: {url}' },
} satisfies Record<string, Words>

const healthWords: Readonly<Record<'fine' | 'reconnect' | 'unreachable', Words>> = {
  fine: { id: 'baik', en: 'fine' },
  reconnect: { id: 'hubungkan ulang', en: 'reconnect' },
  unreachable: { id: 'tak terjangkau', en: 'unreachable' },
}

const shown = 20
const leavingStates: readonly DeliveryState[] = ['scheduled', 'sending', 'pending']

type Status = Awaited<ReturnType<typeof readStatus>>

/** Everything that the answer needs, in one look at the database. */
async function readStatus(context: Context, tx: Tx, acting: Acting) {
  const channels = await listChannels(context, tx)
  const deliveries = await listDeliveries(tx, { states: leavingStates, order: 'asc', limit: shown })
  const decisions = await listDeliveries(tx, { decide: true, limit: shown })
  const articles = await articlesPlanned(tx, { limit: shown })
  const home = await homeAddressOf(context.config, tx, acting.actor.workspaceId)
  const named = (row: ListedDelivery) => {
    const channel = channels.find((one) => one.id === row.channel_id)
    return {
      id: row.id,
      what: row.in_reply_to ? ('reply' as const) : ('post' as const),
      at: row.due_at,
      channel: channel ? `${channel.network.name}:${channel.account.handle}` : row.channel_id,
      label: channel?.network.label ?? '',
      text: row.text,
      state: row.state,
      reason: row.reason,
      actions: channel ? actionsFor(row, channel.network) : [],
    }
  }
  const leaving = [
    ...deliveries.map(named),
    ...articles.map((row) => ({
      id: row.id,
      what: 'article' as const,
      at: row.publish_at as Date,
      text: row.title,
      state: row.state,
      permalink: permalinkOf(home, row),
    })),
  ].sort((a, b) => a.at.getTime() - b.at.getTime())
  return {
    hold: (await readHold(tx, acting.actor.workspaceId)) ?? null,
    leaving: leaving.slice(0, shown),
    decisions: decisions.map(named),
    channels: channels.map((channel) => ({
      id: channel.id,
      channel: `${channel.network.name}:${channel.account.handle}`,
      label: channel.network.label,
      handle: channel.account.handle,
      health: channel.health,
      healthWords: channel.healthWords,
      checkedAt: channel.checkedAt,
    })),
    waiting: await countWaiting(tx),
    ffmpeg: context.config.ffmpeg !== undefined,
  }
}

function section(title: Words, empty: Words, language: Language, lines: string): string {
  return `${say(title, language)}\n${lines || `  ${say(empty, language)}\n`}\n`
}

function holdLine({ hold }: Status, language: Language, timeZone: string): string {
  if (!hold) return ''
  if (hold.restored) {
    const [since, from] = [hold.since, hold.restored.from].map((at) => shortTime(at, timeZone, language))
    return `${say(texts.restored, language, { since: since ?? '', from: from ?? '' })}\n\n`
  }
  const reason = hold.reason || say(texts.noReason, language)
  return `${say(texts.hold, language, { since: shortTime(hold.since, timeZone, language), by: hold.by, reason })}\n\n`
}

function asText(status: Status, awake: boolean, language: Language, timeZone: string, panel: string): string {
  const leaving = status.leaving.map((one) => [
    shortTime(one.at, timeZone, language),
    one.what === 'article' ? say(texts.article, language) : one.label,
    one.text,
  ])
  const decisions = status.decisions.map((one) => [
    say(stateWords[one.state], language),
    one.label,
    one.reason ? `${one.text.slice(0, 30)} · ${one.reason[language]}` : one.text,
  ])
  const channels = status.channels.map((one) => [
    say(healthWords[one.health], language),
    one.label,
    one.healthWords && one.health !== 'fine' ? `${one.handle} · ${one.healthWords[language]}` : one.handle,
  ])
  return [
    holdLine(status, language, timeZone),
    section(texts.leaving, texts.nothingLeaves, language, table(leaving, [17, 12, 45])),
    section(texts.decisions, texts.nothingToDecide, language, table(decisions, [17, 12, 45])),
    section(texts.channels, texts.noChannels, language, table(channels, [17, 12, 45])),
    `${say(texts.waiting, language, { n: status.waiting })}\n`,
    `${say(status.ffmpeg ? texts.ffmpeg : texts.noFfmpeg, language)}\n`,
    awake || status.leaving.length === 0 ? '' : `${say(texts.asleep, language)}\n`,
    status.decisions.length === 0 ? '' : `${say(texts.decide, language, { url: panel })}\n`,
  ].join('')
}

/** `percakapan status`: its arguments, its help, and what it runs. */
export const command: Command = {
  options: [
    ...actingOptions,
    { flags: '--json', about: { id: 'jawab sebagai satu objek JSON', en: 'answer as one JSON object' } },
  ],
  examples: ['percakapan status', 'percakapan status --json'],
  run: (_args, options, streams, open) =>
    inHouse<ExitCode>(open, streams, async (context) => {
      const acting = await actingAs(context, options, streams, ['read'])
      const status = await inWorkspace(context.db, acting.actor.workspaceId, (tx) => readStatus(context, tx, acting))
      const worker = await workerRuns(context)
      if (options.json) await streams.out(`${JSON.stringify({ ...status, worker })}\n`)
      else {
        const panel = `${context.config.baseUrl}/panel/`
        await streams.out(asText(status, worker, streams.language, acting.member.timeZone, panel))
      }
      return 0
    }),
}

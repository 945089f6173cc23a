import { dayName } from '../cadence/index.ts'
import { channelsById } from '../channels/index.ts'
import type { Context } from '../context.ts'
import { type Language, say, type Words } from '../core/words.ts'
import { inWorkspace, type Tx } from '../db/client.ts'
import { stateWords } from '../publishing/index.ts'
import { readToday, type Today } from '../today/index.ts'
import type { Command, ExitCode } from './command.ts'
import { actingAs, actingOptions, inHouse } from './house.ts'
import { oneLine, shortTime, table } from './table.ts'

const texts = {
  waiting: { id: 'Menunggu jawaban: {n}', en: 'Waiting for an answer: {n}' },
  nobody: { id: 'Tidak ada yang menunggu.', en: 'Nobody is waiting.' },
  leaving: { id: 'Berangkat hari ini', en: 'Going out today' },
  nothingLeaves: { id: 'Tidak ada hari ini.', en: 'Nothing today.' },
  decisions: { id: 'Menunggu keputusan Anda', en: 'Needs your decision' },
  nothingToDecide: { id: 'Tidak ada.', en: 'Nothing.' },
  article: { id: 'artikel', en: 'article' },
  rhythm: { id: 'Blog: 12 pekan terakhir', en: 'Blog: the last 12 weeks' },
  never: { id: 'Belum ada artikel yang terbit.', en: 'No article has been published yet.' },
  since: { id: 'Artikel terakhir {n} hari yang lalu.', en: 'The last article was {n} {n|day|days} ago.' },
  next: { id: 'Berikutnya: {at}.', en: 'Next: {at}.' },
  gap: { id: 'Janji blog: {day} masih kosong.', en: 'The blog’s promise: {day} is still open.' },
  proposals: { id: 'Usulan kiriman yang perlu ditinjau: {n}', en: 'Suggested posts to review: {n}' },
  repeats: { id: 'Kiriman berulang yang kehabisan versi: {n}', en: 'Repeats that have run out of versions: {n}' },
  channels: { id: 'Saluran yang perlu dilihat: {names}', en: 'Channels to look at: {names}' },
  undecreed: {
    id: 'Hari libur {year}: keputusannya belum ada di versi ini, jadi tanggalnya hanya perkiraan, tanpa cuti bersama. Perbarui Percakapan.',
    en: 'Holidays of {year}: this version does not hold their decree, so the days are only expected, without joint leave. Update Percakapan.',
  },
} satisfies Record<string, Words>

const columns = [17, 22, 45] as const

async function asText(
  context: Context,
  tx: Tx,
  now: Today,
  { language, timeZone }: { language: Language; timeZone: string },
): Promise<string> {
  const time = (at: Date) => shortTime(at, timeZone, language)
  const deliveries = [...now.decisions, ...now.leaving.flatMap((one) => (one.what === 'post' ? [one.delivery] : []))]
  const ids = [...deliveries.map((one) => one.channel_id), ...now.waiting.map((one) => one.channelId)]
  const channels = await channelsById(context, tx, ids)
  const nameOf = (id: string) => {
    const channel = channels.get(id)
    return channel ? `${channel.network.label} ${channel.account.handle}` : ''
  }
  const waiting = now.waiting.map((one) => [
    one.waitingSince ? time(one.waitingSince) : '',
    oneLine(one.shown.person.name),
    oneLine(one.shown.text),
  ])
  const leaving = now.leaving.map((one) =>
    one.what === 'article'
      ? [time(one.at), say(texts.article, language), oneLine(one.article.title)]
      : [time(one.at), nameOf(one.delivery.channel_id), oneLine(one.delivery.text)],
  )
  const decisions = now.decisions.map((one) => [
    say(stateWords[one.state], language),
    nameOf(one.channel_id),
    oneLine(one.text),
  ])
  const section = (title: string, empty: Words, lines: string) =>
    `${title}\n${lines || `  ${say(empty, language)}\n`}\n`
  return [
    section(say(texts.waiting, language, { n: now.waitingCount }), texts.nobody, table(waiting, columns)),
    section(say(texts.leaving, language), texts.nothingLeaves, table(leaving, columns)),
    section(say(texts.decisions, language), texts.nothingToDecide, table(decisions, columns)),
    rhythmText(now.rhythm, language, time),
    now.gap ? `${say(texts.gap, language, { day: dayName(now.gap.due, language) })}\n` : '',
    ...also(now, language),
  ].join('')
}

function rhythmText({ weeks, daysSince, nextAt }: Today['rhythm'], language: Language, time: (at: Date) => string) {
  const since = daysSince === null ? say(texts.never, language) : say(texts.since, language, { n: daysSince })
  const next = nextAt ? ` ${say(texts.next, language, { at: time(nextAt) })}` : ''
  return `${say(texts.rhythm, language)}\n  ${weeks.map(({ articles }) => articles).join(' ')}\n  ${since}${next}\n\n`
}

function also(now: Today, language: Language): string[] {
  const names = now.channels.map((one) => `${one.network.label} ${one.account.handle}`).join(', ')
  return [
    now.proposals ? `${say(texts.proposals, language, { n: now.proposals })}\n` : '',
    now.repeats.length ? `${say(texts.repeats, language, { n: now.repeats.length })}\n` : '',
    names ? `${say(texts.channels, language, { names })}\n` : '',
    now.undecreed ? `${say(texts.undecreed, language, { year: String(now.undecreed.year) })}\n` : '',
  ]
}

/** `percakapan today`: its arguments, its help, and what it runs. */
export const command: Command = {
  options: [
    ...actingOptions,
    { flags: '--json', about: { id: 'jawab sebagai satu objek JSON', en: 'answer as one JSON object' } },
  ],
  examples: ['percakapan today', 'percakapan today --json'],
  run: (_args, options, streams, open) =>
    inHouse<ExitCode>(open, streams, async (context) => {
      const { actor, member } = await actingAs(context, options, streams, ['read'])
      const { timeZone } = member
      await inWorkspace(context.db, actor.workspaceId, async (tx) => {
        const now = await readToday(context, tx, { workspaceId: actor.workspaceId, timeZone })
        const text = options.json
          ? `${JSON.stringify(asJson(now))}\n`
          : await asText(context, tx, now, { language: streams.language, timeZone })
        await streams.out(text)
      })
      return 0
    }),
}

/** Names and times, as `status --json` gives them. */
function asJson(now: Today): object {
  const delivery = (one: Today['decisions'][number]) => ({
    id: one.id,
    at: one.due_at,
    text: one.text,
    state: one.state,
    reason: one.reason,
  })
  return {
    waitingCount: now.waitingCount,
    waiting: now.waiting.map(({ id, waitingSince, shown }) => ({
      id,
      waitingSince,
      name: shown.person.name,
      text: shown.text,
    })),
    leaving: now.leaving.map((one) =>
      one.what === 'article'
        ? { what: one.what, id: one.article.id, at: one.at, text: one.article.title, state: one.article.state }
        : { what: one.what, ...delivery(one.delivery) },
    ),
    decisions: now.decisions.map(delivery),
    rhythm: now.rhythm,
    gap: now.gap ? { due: now.gap.due, draft: now.gap.draft?.title ?? null } : null,
    proposals: now.proposals,
    repeats: now.repeats.length,
    channels: now.channels.map(({ id, network, account, health, healthWords }) => ({
      id,
      channel: `${network.name}:${account.handle}`,
      health,
      healthWords,
    })),
    undecreed: now.undecreed,
    steps: now.steps,
  }
}

import { listChannels } from '../channels/index.ts'
import type { Context } from '../context.ts'
import {
  type ConversationState,
  type ConversationView,
  type InboxFilter,
  pageOfConversations,
} from '../conversations/index.ts'
import { type Language, say, type Words } from '../core/words.ts'
import { inWorkspace, type Tx } from '../db/client.ts'
import { eachRow } from '../db/page.ts'
import type { Command, ExitCode } from './command.ts'
import { actingAs, actingOptions, inHouse } from './house.ts'
import { manyLines, oneLine, shortTime } from './table.ts'

const texts = {
  empty: { id: 'Tidak ada yang menunggu jawaban.', en: 'Nobody is waiting for an answer.' },
  emptyAll: { id: 'Belum ada percakapan.', en: 'There are no conversations yet.' },
  more: { id: '(dan {n} lagi dalam percakapan ini)', en: '(and {n} more in this conversation)' },
  answer: { id: 'Jawab di panel: {url}', en: 'Answer in the panel: {url}' },
} satisfies Record<string, Words>

const stateWords: Readonly<Record<ConversationState, Words>> = {
  open: { id: 'terbuka', en: 'open' },
  snoozed: { id: 'ditunda', en: 'snoozed' },
  done: { id: 'selesai', en: 'done' },
}

/** Oldest first where somebody waits; with `all`, every conversation, the last moved first. */
async function readInbox(context: Context, tx: Tx, all: boolean) {
  const channels = new Map((await listChannels(context, tx)).map((channel) => [channel.id, channel]))
  const filter: InboxFilter = all ? {} : { state: 'open', waiting: true }
  const found = await Array.fromAsync(eachRow((cursor) => pageOfConversations(tx, { ...filter, cursor })))
  return found.map((one) => {
    const channel = channels.get(one.channelId)
    return {
      ...one,
      channel: channel ? `${channel.network.name}:${channel.account.handle}` : one.channelId,
      label: channel ? `${channel.network.label} ${channel.account.handle}` : '',
    }
  })
}

function asText(one: ConversationView & { label: string }, language: Language, timeZone: string, all: boolean): string {
  const { shown } = one
  const head = [
    shortTime(shown.writtenAt, timeZone, language),
    oneLine(`${shown.person.name} (${shown.person.handle})`),
    oneLine(one.label),
    ...(all ? [say(stateWords[one.state], language)] : []),
  ]
  const lines = manyLines(shown.text).map((line) => `  ${line}`.trimEnd())
  if (one.waiting > 1) lines.push(`  ${say(texts.more, language, { n: one.waiting - 1 })}`)
  return `${head.join(' · ')}\n${lines.join('\n')}\n  ${oneLine(shown.permalink)}\n\n`
}

/** `percakapan inbox`: its arguments, its help, and what it runs. */
export const command: Command = {
  options: [
    {
      flags: '--all',
      about: { id: 'juga yang sudah dijawab atau selesai', en: 'also what has been answered or is done' },
    },
    ...actingOptions,
    { flags: '--json', about: { id: 'jawab sebagai satu objek JSON', en: 'answer as one JSON object' } },
  ],
  examples: ['percakapan inbox', 'percakapan inbox --all --json'],
  run: (_args, options, streams, open) =>
    inHouse<ExitCode>(open, streams, async (context) => {
      const { actor, member } = await actingAs(context, options, streams, ['read'])
      const all = options.all === true
      const conversations = await inWorkspace(context.db, actor.workspaceId, (tx) => readInbox(context, tx, all))
      if (options.json) {
        await streams.out(`${JSON.stringify({ conversations })}\n`)
        return 0
      }
      for (const one of conversations) await streams.out(asText(one, streams.language, member.timeZone, all))
      const closing = conversations.length > 0 ? texts.answer : all ? texts.emptyAll : texts.empty
      await streams.out(`${say(closing, streams.language, { url: `${context.config.baseUrl}/panel/conversations` })}\n`)
      return 0
    }),
}

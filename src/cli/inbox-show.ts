import type { Context } from '../context.ts'
import { say, type Words } from '../core/words.ts'
import { inWorkspace, type Tx } from '../db/client.ts'
import { listDeliveries } from '../publishing/index.ts'
import { namesOf } from '../team/index.ts'
import type { Command, ExitCode, Streams } from './command.ts'
import { conversationArgument, conversationNamed } from './conversation-named.ts'
import { actingAs, actingOptions, inHouse } from './house.ts'
import { manyLines, oneLine, shortTime } from './table.ts'

const texts = {
  us: { id: 'Kami', en: 'We' },
  assignee: { id: 'Ditangani {name}.', en: 'With {name}.' },
  snoozed: { id: 'Ditunda sampai {time}.', en: 'Snoozed until {time}.' },
  snoozedThey: { id: 'Ditunda sampai mereka menulis lagi.', en: 'Snoozed until they write again.' },
  done: { id: 'Selesai.', en: 'Done.' },
} satisfies Record<string, Words>

/** One thing that somebody said. `link` is its address at the network, empty where it has none yet. */
interface Line {
  at: Date
  who: string
  text: string
  link: string
}

async function readTalk(context: Context, tx: Tx, named: string, language: Streams['language']) {
  const talk = await conversationNamed(context, tx, named)
  const answers = await listDeliveries(tx, { conversationId: talk.id, order: 'asc' })
  const theirs = talk.responses.map(({ writtenAt, person, text, permalink }) => ({
    at: writtenAt,
    who: `${person.name} (${person.handle})`,
    text,
    link: permalink,
  }))
  const ours = answers.map(({ published_at, due_at, text, permalink }) => ({
    at: published_at ?? due_at,
    who: say(texts.us, language),
    text,
    link: permalink ?? '',
  }))
  const lines: Line[] = [...theirs, ...ours].sort((one, other) => one.at.getTime() - other.at.getTime())
  const name = (await namesOf(tx, [talk.assigneeId])).get(talk.assigneeId ?? '')
  return { talk, lines, assignee: name ?? null }
}

function asText({ talk, lines, assignee }: Awaited<ReturnType<typeof readTalk>>, streams: Streams, timeZone: string) {
  const { language } = streams
  const time = (at: Date) => shortTime(at, timeZone, language)
  const said = lines.map(({ at, who, text, link }) => {
    const body = manyLines(text).map((line) => `  ${line}`.trimEnd())
    return [`${time(at)} · ${oneLine(who)}`, ...body, ...(link ? [`  ${oneLine(link)}`] : []), ''].join('\n')
  })
  const notes = [
    ...(assignee === null ? [] : [say(texts.assignee, language, { name: oneLine(assignee) })]),
    ...(talk.state === 'done' ? [say(texts.done, language)] : []),
    ...(talk.state !== 'snoozed'
      ? []
      : [
          talk.snoozedUntil
            ? say(texts.snoozed, language, { time: time(talk.snoozedUntil) })
            : say(texts.snoozedThey, language),
        ]),
  ]
  return `${[...said, ...notes].join('\n').trimEnd()}\n`
}

/** `percakapan inbox show <conversation>`: its arguments, its help, and what it runs. */
export const command: Command = {
  arguments: [conversationArgument],
  options: [
    ...actingOptions,
    { flags: '--json', about: { id: 'jawab sebagai satu objek JSON', en: 'answer as one JSON object' } },
  ],
  examples: ['percakapan inbox show https://fake.example/r1'],
  run: ([named = ''], options, streams, open) =>
    inHouse<ExitCode>(open, streams, async (context) => {
      const { actor, member } = await actingAs(context, options, streams, ['read'])
      const read = await inWorkspace(context.db, actor.workspaceId, (tx) =>
        readTalk(context, tx, named, streams.language),
      )
      const { id, state, snoozedUntil } = read.talk
      const json = { id, state, snoozedUntil, assignee: read.assignee, said: read.lines }
      await streams.out(options.json ? `${JSON.stringify(json)}\n` : asText(read, streams, member.timeZone))
      return 0
    }),
}

import { snoozeConversation } from '../conversations/index.ts'
import { say, type Words } from '../core/words.ts'
import { inWorkspace } from '../db/client.ts'
import type { Command, ExitCode } from './command.ts'
import { conversationArgument, conversationNamed, personAnswered } from './conversation-named.ts'
import { actingAs, actingOptions, inHouse } from './house.ts'
import { oneLine, shortTime } from './table.ts'
import { plannedInstant } from './when.ts'

const texts = {
  until: {
    id: 'Percakapan dengan {who} ditunda sampai {time}, atau sampai mereka menulis lagi.',
    en: 'The conversation with {who} is snoozed until {time}, or until they write again.',
  },
  they: {
    id: 'Percakapan dengan {who} ditunda sampai mereka menulis lagi.',
    en: 'The conversation with {who} is snoozed until they write again.',
  },
} satisfies Record<string, Words>

/** `percakapan inbox snooze <conversation>`: its arguments, its help, and what it runs. */
export const command: Command = {
  arguments: [conversationArgument],
  options: [
    {
      flags: '--until <time>',
      about: {
        id: 'hari dan jam, atau ISO 8601; tanpa ini: sampai mereka menulis lagi',
        en: 'day and time, or ISO 8601; none: until they write again',
      },
    },
    ...actingOptions,
  ],
  examples: ['percakapan inbox snooze https://fake.example/r1 --until "2027-01-04 09:00"'],
  run: ([named = ''], options, streams, open) =>
    inHouse<ExitCode>(open, streams, async (context) => {
      const { actor, member } = await actingAs(context, options, streams, ['answer'])
      const until =
        typeof options.until === 'string' ? plannedInstant(options.until, member.timeZone, context.clock.now()) : null
      const found = await inWorkspace(context.db, actor.workspaceId, (tx) => conversationNamed(context, tx, named))
      await snoozeConversation(context, actor, found.id, until)
      const time = until ? shortTime(until, member.timeZone, streams.language) : ''
      const words = until ? texts.until : texts.they
      await streams.out(`${say(words, streams.language, { who: oneLine(personAnswered(found)), time })}\n`)
      return 0
    }),
}

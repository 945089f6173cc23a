import { setConversationState } from '../conversations/index.ts'
import { say, type Words } from '../core/words.ts'
import { inWorkspace } from '../db/client.ts'
import type { Command, ExitCode } from './command.ts'
import { conversationArgument, conversationNamed, personAnswered } from './conversation-named.ts'
import { actingAs, actingOptions, inHouse } from './house.ts'
import { oneLine } from './table.ts'

const texts = {
  done: { id: 'Percakapan dengan {who} ditandai selesai.', en: 'The conversation with {who} is marked as done.' },
  open: { id: 'Percakapan dengan {who} dibuka lagi.', en: 'The conversation with {who} is open again.' },
} satisfies Record<string, Words>

/** `percakapan inbox done <conversation>`: its arguments, its help, and what it runs. */
export const command: Command = {
  arguments: [conversationArgument],
  options: [{ flags: '--reopen', about: { id: 'buka lagi', en: 'open it again' } }, ...actingOptions],
  examples: ['percakapan inbox done https://fake.example/r1', 'percakapan inbox done https://fake.example/r1 --reopen'],
  run: ([named = ''], options, streams, open) =>
    inHouse<ExitCode>(open, streams, async (context) => {
      const { actor } = await actingAs(context, options, streams, ['answer'])
      const found = await inWorkspace(context.db, actor.workspaceId, (tx) => conversationNamed(context, tx, named))
      const state = options.reopen === true ? 'open' : 'done'
      await setConversationState(context, actor, found.id, state)
      await streams.out(`${say(texts[state], streams.language, { who: oneLine(personAnswered(found)) })}\n`)
      return 0
    }),
}

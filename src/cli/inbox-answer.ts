import { replyTo } from '../conversations/index.ts'
import { say, type Words } from '../core/words.ts'
import { inWorkspace } from '../db/client.ts'
import { undoSeconds } from '../publishing/index.ts'
import { type Command, type ExitCode, WrongUse } from './command.ts'
import { conversationArgument, conversationNamed, personAnswered } from './conversation-named.ts'
import { actingAs, actingOptions, inHouse } from './house.ts'
import { readText } from './input.ts'
import { oneLine } from './table.ts'

/** As the API takes it, in UTF-16 units. */
const longestAnswer = 100_000

const texts = {
  leaves: {
    id: 'Jawaban untuk {who} berangkat sesudah {n} detik. Tarik kembali di panel: {url}',
    en: 'The answer to {who} leaves after {n} s. Take it back in the panel: {url}',
  },
  leavesNow: { id: 'Jawaban untuk {who} berangkat sekarang.', en: 'The answer to {who} leaves now.' },
} satisfies Record<string, Words>

const empty: Words = {
  id: 'Jawabannya kosong. Tulis sesudah alamatnya, atau lewat masukan standar.',
  en: 'The answer is empty. Write it behind the address, or through standard input.',
}

/** `percakapan inbox answer <conversation> [text]`: its arguments, its help, and what it runs. */
export const command: Command = {
  arguments: [
    conversationArgument,
    {
      name: '[text]',
      about: { id: 'jawabannya; tanpa ini: dari masukan standar', en: 'the answer; none: from standard input' },
    },
  ],
  options: [...actingOptions],
  examples: ['percakapan inbox answer https://fake.example/r1 "Bisa, ongkosnya dua puluh ribu."'],
  run: ([named = '', typed], options, streams, open) =>
    inHouse<ExitCode>(open, streams, async (context) => {
      const { actor, member } = await actingAs(context, options, streams, ['answer'])
      const found = await inWorkspace(context.db, actor.workspaceId, (tx) => conversationNamed(context, tx, named))
      const text = (typed ?? (await readText('-', streams, longestAnswer))).trim()
      if (text === '') throw new WrongUse(empty)
      await replyTo(context, actor, { responseId: found.shown.id, text, timeZone: member.timeZone })
      const { baseUrl } = context.config
      const n = await inWorkspace(context.db, actor.workspaceId, (tx) => undoSeconds(context, tx, actor.workspaceId))
      const url = `${baseUrl}/panel/conversations/${found.id}`
      const words = n > 0 ? texts.leaves : texts.leavesNow
      const who = oneLine(personAnswered(found))
      await streams.out(`${say(words, streams.language, { who, n, url })}\n`)
      return 0
    }),
}

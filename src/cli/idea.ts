import type { Actor, Context } from '../context.ts'
import { withoutRefused } from '../core/text/foreign.ts'
import { say, type Words } from '../core/words.ts'
import { eachRow } from '../db/page.ts'
import { catchIdea, type Idea, pageOfIdeas } from '../ideas/index.ts'
import type { Command, ExitCode, Streams } from './command.ts'
import { actingAs, actingOptions, inHouse } from './house.ts'
import { oneLine, shortTime } from './table.ts'

const texts = {
  caught: { id: 'Tercatat: {text}', en: 'Caught: {text}' },
  none: {
    id: 'Belum ada ide. Catat satu: percakapan idea "…"',
    en: 'There are no ideas yet. Catch one: percakapan idea "…"',
  },
} satisfies Record<string, Words>

const asJson = ({ id, text, source, by, created_at }: Idea) => ({ id, text, source, by, createdAt: created_at })

/** `percakapan idea`: its arguments, its help, and what it runs. */
export const command: Command = {
  arguments: [{ name: '[text]', about: { id: 'idenya; tanpa ini: daftarnya', en: 'the idea; none: the list' } }],
  options: [
    ...actingOptions,
    { flags: '--json', about: { id: 'jawab sebagai satu objek JSON', en: 'answer as one JSON object' } },
  ],
  examples: ['percakapan idea "Kenapa kopi dingin tidak asam"', 'percakapan idea --json'],
  run: async ([text], options, streams, open) =>
    inHouse<ExitCode>(open, streams, async (context) => {
      const { actor, member } = await actingAs(context, options, streams, [text === undefined ? 'read' : 'write'])
      if (text === undefined) await tellAll(context, actor, streams, options.json === true, member.timeZone)
      else {
        const idea = await catchIdea(context, actor, withoutRefused(text), 'shell')
        const caught = say(texts.caught, streams.language, { text: oneLine(idea.text) })
        await streams.out(options.json ? `${JSON.stringify(asJson(idea))}\n` : `${caught}\n`)
      }
      return 0
    }),
}

async function tellAll(context: Context, actor: Actor, streams: Streams, json: boolean, timeZone: string) {
  const { language } = streams
  const ideas = await Array.fromAsync(eachRow((cursor) => pageOfIdeas(context, actor, { cursor })))
  if (json) return streams.out(`${JSON.stringify({ ideas: ideas.map(asJson) })}\n`)
  if (ideas.length === 0) return streams.out(`${say(texts.none, language)}\n`)
  for (const one of ideas)
    await streams.out(`${shortTime(one.created_at, timeZone, language)} · ${oneLine(one.text)}\n`)
}

import { setTimeout as sleep } from 'node:timers/promises'
import {
  beginReplacement,
  discardReplacement,
  findReplacement,
  outcomesOf,
  pageOfReplacementItems,
  pageOfReplacements,
  type ReplacementItem,
  type ReplacementRow,
  type ReplacementSearch,
  startReplacement,
  undoReplacement,
  workOnReplacement,
} from '../blog/index.ts'
import type { Actor, Context } from '../context.ts'
import { longestInput } from '../core/input-limits.ts'
import { Problem } from '../core/problem.ts'
import { say, type Words } from '../core/words.ts'
import { inWorkspace } from '../db/client.ts'
import { type Command, type ExitCode, type OptionValues, type Streams, WrongUse } from './command.ts'
import { actingAs, actingOptions, inHouse } from './house.ts'
import { oneLine } from './table.ts'

const texts = {
  tried: { id: 'Uji coba. Belum ada yang disimpan.', en: 'Trial run. Nothing is saved yet.' },
  found: {
    id: '{articles} artikel, {places} tempat',
    en: '{articles} {articles|article|articles}, {places} {places|place|places}',
  },
  none: { id: 'Tidak ada artikel yang memuat kata itu.', en: 'No article contains these words.' },
  noneToUndo: {
    id: 'Belum ada penggantian yang dapat ditarik kembali.',
    en: 'There is no replacement to take back.',
  },
  changed: { id: '{n} artikel diubah', en: '{n} {n|article|articles} changed' },
  failed: { id: '{n} artikel tidak diubah', en: '{n} {n|article|articles} not changed' },
  left: { id: '{n} artikel dibiarkan', en: '{n} {n|article|articles} left alone' },
  restored: { id: '{n} artikel dikembalikan', en: '{n} {n|article|articles} restored' },
  same: {
    id: '{n} artikel yang katanya sudah tidak ada',
    en: '{n} {n|article|articles} without these words by then',
  },
  untitled: { id: 'Tanpa judul', en: 'Untitled' },
} satisfies Record<string, Words>

const kinds = ['article', 'page', 'note'] as const
const states = ['draft', 'scheduled', 'published'] as const
const parts = ['title', 'summary', 'text'] as const
/** So many articles are listed. */
const mostListed = 20
const lookEvery = 500

/** `percakapan replace`: its arguments, its help, and what it runs. */
export const command: Command = {
  arguments: [
    { name: '[old]', about: { id: 'kata yang dicari', en: 'the words to look for' } },
    { name: '[new]', about: { id: 'penggantinya; "": katanya dihapus', en: 'what replaces them; "": they go' } },
  ],
  options: [
    {
      flags: '--dry-run',
      about: { id: 'hanya lihat apa yang akan diganti', en: 'only see what would be replaced' },
    },
    { flags: '--words', about: { id: 'hanya kata utuh', en: 'whole words only' } },
    { flags: '--case', about: { id: 'bedakan huruf besar', en: 'match upper and lower case' } },
    {
      flags: '--as-typed',
      about: {
        id: 'penggantinya persis seperti diketik; tanpa ini huruf besarnya ikut kata yang diganti',
        en: 'what replaces them comes as typed; else it gets the capitals of what it replaces',
      },
    },
    { flags: '--markup', about: { id: 'juga di tautan dan kode', en: 'in links and code too' } },
    {
      flags: '--in <parts>',
      about: { id: 'bagian: title,summary,text; tanpa ini: semuanya', en: 'parts: title,summary,text; none: all' },
    },
    { flags: '--kind <kind>', about: { id: 'hanya article, page, atau note', en: 'only article, page or note' } },
    {
      flags: '--state <state>',
      about: { id: 'hanya draft, scheduled, atau published', en: 'only draft, scheduled or published' },
    },
    {
      flags: '--not-readers',
      about: {
        id: 'yang sudah dibaca orang tetap, sampai diterbitkan lagi',
        en: 'what readers have stays, until it is published again',
      },
    },
    { flags: '--undo', about: { id: 'tarik kembali penggantian terakhir', en: 'take the last replacement back' } },
    ...actingOptions,
    { flags: '--json', about: { id: 'jawab sebagai satu objek JSON', en: 'answer as one JSON object' } },
  ],
  examples: ['percakapan replace "kopi luwak" "kopi Gayo" --words --dry-run', 'percakapan replace --undo'],
  run: ([old, fresh], options, streams, open) =>
    inHouse<ExitCode>(open, streams, async (context) => {
      const { actor } = await actingAs(context, options, streams, ['move'])
      if (options.undo === true) return undo(context, actor, options, streams)
      const { id } = await beginReplacement(context, actor, searchOf(old, fresh, options))
      const tried = await settled(context, actor, id)
      if (options.dryRun === true || tried.state === 'failed' || tried.articles === 0) {
        const code = await tell(context, actor, tried, options, streams)
        await discardReplacement(context, actor, id)
        return code
      }
      await startReplacement(context, actor, id)
      return tell(context, actor, await settled(context, actor, id), options, streams)
    }),
}

async function undo(context: Context, actor: Actor, options: OptionValues, streams: Streams): Promise<ExitCode> {
  const { rows } = await inWorkspace(context.db, actor.workspaceId, (tx) => pageOfReplacements(tx, {}))
  const last = rows.find(({ state }) => state === 'done' || state === 'running')
  if (!last) throw new Problem('gone', texts.noneToUndo)
  await undoReplacement(context, actor, last.id)
  return tell(context, actor, await settled(context, actor, last.id), options, streams)
}

function searchOf(old: string | undefined, fresh: string | undefined, options: OptionValues): ReplacementSearch {
  if (!old || fresh === undefined || old.length > longestInput.replaced || fresh.length > longestInput.replacement)
    throw new WrongUse({
      id: 'Tulis kata yang dicari (paling panjang 200 karakter) dan penggantinya (1.000): percakapan replace "lama" "baru"',
      en: 'Give the words to look for (200 characters at most) and what replaces them (1,000): percakapan replace "old" "new"',
    })
  const typed = typeof options.in === 'string' ? options.in.split(',').map((part) => part.trim()) : parts
  return {
    ...{ find: old, replace: fresh, parts: [...new Set(typed.map((part) => oneOf(parts, part)))] },
    ...{ words: options.words === true, case: options.case === true, markup: options.markup === true },
    capitals: options.asTyped !== true,
    ...(options.kind === undefined ? {} : { kind: oneOf(kinds, String(options.kind)) }),
    ...(options.state === undefined ? {} : { state: oneOf(states, String(options.state)) }),
    readers: options.notReaders !== true,
  }
}

function oneOf<Name extends string>(names: readonly Name[], typed: string): Name {
  const known = names.find((name) => name === typed)
  if (known) return known
  const all = names.join(', ')
  throw new WrongUse({ id: `“${typed}” tidak dikenal. Pilih: ${all}.`, en: `“${typed}” is not known. Choose: ${all}.` })
}

/** Works on it until it waits for a person or is over, here or in the program that runs beside. */
async function settled(context: Context, actor: Actor, id: string): Promise<ReplacementRow> {
  for (;;) {
    await workOnReplacement(context, id, new AbortController().signal)
    const run = await inWorkspace(context.db, actor.workspaceId, (tx) => findReplacement(tx, id))
    if (!['trying', 'running', 'undoing'].includes(run.state)) return run
    await sleep(lookEvery)
  }
}

async function tell(
  context: Context,
  actor: Actor,
  run: ReplacementRow,
  options: OptionValues,
  streams: Streams,
): Promise<ExitCode> {
  const { outcomes, items } = await inWorkspace(context.db, actor.workspaceId, async (tx) => {
    const found = await pageOfReplacementItems(tx, run.id, { limit: mostListed })
    return { outcomes: await outcomesOf(tx, run.id), items: found.rows }
  })
  if (run.state === 'failed' && !options.json) throw new Problem('wrong-input', run.reason ?? texts.none)
  const { id, state, articles, places } = run
  if (options.json) await streams.out(`${JSON.stringify({ id, state, articles, places, outcomes, items })}\n`)
  else await streams.out(asText(run, outcomes, items, streams))
  return run.state === 'failed' ? 2 : outcomes.failed || outcomes.left ? 1 : 0
}

function asText(
  { state, articles, places }: ReplacementRow,
  outcomes: Record<string, number>,
  items: readonly ReplacementItem[],
  { language }: Streams,
): string {
  if (articles === 0) return `${say(texts.none, language)}\n`
  const listed = items.map(({ title, reason, samples }) => {
    const [first] = samples
    const why = reason
      ? say(reason, language)
      : first
        ? `${first.before}[${first.match}${first.becomes === undefined ? '' : ` → ${first.becomes}`}]${first.after}`
        : ''
    return `  ${oneLine(title || say(texts.untitled, language))}: ${oneLine(why)}\n`
  })
  if (state === 'ready')
    return `${say(texts.found, language, { articles, places })}\n${listed.join('')}\n${say(texts.tried, language)}\n`
  return (['failed', 'left', 'changed', 'restored', 'same'] as const)
    .flatMap((outcome) => (outcomes[outcome] ? [`${say(texts[outcome], language, { n: outcomes[outcome] })}\n`] : []))
    .join('')
}

import { basename, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Actor, Context } from '../context.ts'
import { Problem } from '../core/problem.ts'
import { type Language, say, type Words } from '../core/words.ts'
import { inWorkspace, type Tx } from '../db/client.ts'
import {
  beginImport,
  discardImport,
  type FormatId,
  findImport,
  formatIds,
  type ItemView,
  lossWords,
  outcomeOf,
  outcomeWords,
  pageOfItems,
  type RunRow,
  startImport,
  type Trial,
  trialWords,
  working,
  workOnImport,
} from '../importing/index.ts'
import { type Command, type ExitCode, type OptionValues, type Streams, WrongUse } from './command.ts'
import { actingAs, actingOptions, inHouse } from './house.ts'
import { oneLine, table } from './table.ts'

/** A look at a run that another process works on, this often, in milliseconds. */
const lookEvery = 500
/** Items that are worth a look are listed, up to so many. */
const mostListed = 50

const texts = {
  tried: {
    id: 'Uji coba: belum ada yang masuk ke blog. Tanpa --dry-run, semuanya diimpor.',
    en: 'A trial: nothing has come into the blog. Without --dry-run everything is imported.',
  },
  losses: { id: 'Yang tidak ikut persis seperti aslinya:', en: 'What does not come over exactly as it was:' },
  look: { id: 'Perlu dilihat:', en: 'Worth a look:' },
  labels: {
    id: 'Label: {fresh} baru, {known} sudah ada di blog ini.',
    en: 'Labels: {fresh} new, {known} on this blog already.',
  },
  alike: {
    id: 'label “{comes}” hampir sama dengan “{other}”, dan menjadi label terpisah',
    en: 'label “{comes}” is almost “{other}”, and becomes one beside it',
  },
  format: {
    id: 'Jenis “{name}” tidak dikenal. Yang ada: {all}.',
    en: 'There is no format “{name}”. There are: {all}.',
  },
} satisfies Record<string, Words>

/** `percakapan import blog <path...>`: its arguments, its help, and what it runs. */
export const command: Command = {
  arguments: [
    {
      name: '<path...>',
      about: {
        id: 'berkas ekspor (XML, JSON, ZIP; boleh beberapa bagian), atau folder',
        en: 'an export’s file (XML, JSON, ZIP; several parts are fine), or a folder',
      },
    },
  ],
  options: [
    {
      flags: '--dry-run',
      about: {
        id: 'hanya lihat apa yang akan masuk dan apa yang hilang',
        en: 'only see what would come, and what would be lost',
      },
    },
    {
      flags: '--site <url>',
      about: {
        id: 'alamat blog lama, bila ekspornya tidak menyebutnya',
        en: 'address of the old blog, where the export does not say it',
      },
    },
    {
      flags: '--format <name>',
      about: {
        id: `jenis ekspor, bila tidak dikenali sendiri: ${formatIds.join(', ')}`,
        en: `kind of export, where it is not recognised: ${formatIds.join(', ')}`,
      },
    },
    {
      flags: '--emails',
      about: { id: 'simpan juga surel (email) para komentator', en: 'keep commenters’ email addresses too' },
    },
    ...actingOptions,
    { flags: '--json', about: { id: 'jawab sebagai satu objek JSON', en: 'answer as one JSON object' } },
  ],
  examples: ['percakapan import blog ekspor.xml --dry-run', 'percakapan import blog situs-lama/'],
  run: async (given, options, streams, open) => {
    const paths = (given as unknown as [readonly string[]])[0]
    return inHouse<ExitCode>(open, streams, async (context) => {
      const { actor, member } = await actingAs(context, options, streams, ['move'])
      const files = paths.map((path) => ({ name: basename(resolve(path)), path: resolve(path) }))
      const { id } = await beginImport(context, actor, { paths: files }, optionsOf(options, member.timeZone))
      const tried = await settled(context, actor, id)
      if (options.dryRun === true || tried.state === 'failed') {
        const code = await tell(context, actor, tried, options, streams)
        await discardImport(context, actor, id)
        return code
      }
      await startImport(context, actor, id)
      return tell(context, actor, await settled(context, actor, id), options, streams)
    })
  },
}

function optionsOf({ site, format, emails }: OptionValues, timeZone: string) {
  const known = formatIds.find((one) => one === format)
  if (format !== undefined && !known) {
    const values = { name: String(format), all: formatIds.join(', ') }
    throw new WrongUse({ id: say(texts.format, 'id', values), en: say(texts.format, 'en', values) })
  }
  return {
    timeZone,
    emails: emails === true,
    ...(typeof site === 'string' ? { site: siteOf(site) } : {}),
    ...(known ? { format: known as FormatId } : {}),
  }
}

function siteOf(typed: string): string {
  const address = /^https?:\/\//i.test(typed) ? typed : `https://${typed}`
  if (URL.canParse(address)) return address
  throw new WrongUse({ id: `--site: “${typed}” bukan alamat.`, en: `--site: “${typed}” is no address.` })
}

/** Works on it until it waits for a person or is over, here or in the program that runs beside. */
async function settled(context: Context, actor: Actor, id: string): Promise<RunRow> {
  for (;;) {
    await workOnImport(context, id, new AbortController().signal)
    const run = await inWorkspace(context.db, actor.workspaceId, (tx) => findImport(tx, id))
    if (!(working as readonly string[]).includes(run.state)) return run
    await sleep(lookEvery)
  }
}

async function tell(
  context: Context,
  actor: Actor,
  run: RunRow,
  options: OptionValues,
  streams: Streams,
): Promise<ExitCode> {
  if (run.state === 'failed' && !options.json) throw new Problem('wrong-input', run.reason ?? texts.look)
  const report = await inWorkspace(context.db, actor.workspaceId, (tx) => reportOf(tx, run))
  if (options.json) await streams.out(`${JSON.stringify(asJson(run, report))}\n`)
  else await streams.out(asText(run, report, streams))
  return run.state === 'failed' ? 2 : report.look.some(({ state }) => state === 'skipped') ? 1 : 0
}

interface Report {
  outcome: Record<string, number>
  look: readonly ItemView[]
}

async function reportOf(tx: Tx, run: RunRow): Promise<Report> {
  const { rows } = await pageOfItems(tx, run.id, { show: 'look', limit: mostListed })
  return { outcome: await outcomeOf(tx, run.id), look: rows }
}

function asJson(run: RunRow, { outcome, look }: Report) {
  const { id, state, format, site, trial, reason } = run
  return {
    ...{ id, state, format, site, reason },
    ...(trial as Trial | null),
    items: outcome,
    look: look.map(({ title, kind, state, reason, losses }) => ({ title, kind, state, reason, losses })),
  }
}

function asText(run: RunRow, { outcome, look }: Report, { language }: Streams): string {
  const trial = run.trial as Trial | null
  const rows = trial
    ? Object.entries(trialWords).map(
        ([key, words]) => [say(words, language), trial.counts[key as keyof Trial['counts']]] as const,
      )
    : []
  const counts =
    run.state === 'done'
      ? Object.entries(outcomeWords).map(([key, words]) => [say(words, language), outcome[key] ?? 0] as const)
      : rows
  const lines = counts.filter(([, n]) => n > 0).map(([name, n]) => table([[name, String(n)]], [34, 10]))
  const lost = (trial?.losses ?? []).map((loss) => `  ${loss.items} × ${say(lossWords(loss), language)}\n`)
  const listed = look.map(({ title, reason, losses }) => {
    const words = reason ?? (losses[0] && lossWords(losses[0]))
    return `  ${oneLine(title)}${words ? `: ${oneLine(say(words, language))}` : ''}\n`
  })
  const part = (head: Words, body: readonly string[]) =>
    body.length ? `\n${say(head, language)}\n${body.join('')}` : ''
  const labels = run.state === 'ready' ? labelLines(trial?.tags, language) : ''
  const foot = run.state === 'done' ? '' : `\n${say(texts.tried, language)}\n`
  return `${lines.join('')}${labels}${part(texts.losses, lost)}${part(texts.look, listed)}${foot}`
}

/** How many labels are new, and those that are almost another one. */
function labelLines(tags: Trial['tags'], language: Language): string {
  if (!tags || tags.fresh + tags.known === 0) return ''
  const { fresh, known, alike } = tags
  const near = alike.map(({ comes, other }) => `  ${oneLine(say(texts.alike, language, { comes, other }))}\n`)
  return `\n${say(texts.labels, language, { fresh: String(fresh), known: String(known) })}\n${near.join('')}`
}

import type { CheckDraft, Facts, Finding } from '../checks/check.ts'
import { runChecks } from '../checks/index.ts'
import type { Post } from '../core/post.ts'
import { leadsIn } from '../core/text/leads.ts'
import { type Language, say } from '../core/words.ts'
import { networkNames, type TextSide, textSideOf } from '../networks/index.ts'
import { type Command, WrongUse } from './command.ts'
import { answerLines, type Row, readText, textField } from './input.ts'
import { limitsFor, namedNetwork, networkOption } from './network.ts'
import { postOf, rowOfFile } from './post.ts'

type Brand = NonNullable<Facts['brand']>

const kitWanted = new WrongUse({
  id: 'Berkas merek harus berupa JSON seperti {"name": "Kopi Rina", "handles": ["@kopirina"], "homeLinks": ["https://kopirina.id"]}.',
  en: 'The brand kit must be JSON like {"name": "Kopi Rina", "handles": ["@kopirina"], "homeLinks": ["https://kopirina.id"]}.',
})

const strings = (value: unknown): string[] | undefined => {
  if (value === undefined || value === null) return []
  return Array.isArray(value) && value.every((one) => typeof one === 'string') ? value : undefined
}

/** A brand kit as JSON: `name`, and `handles` and `homeLinks` where there are some. */
export function brandOf(value: unknown): Brand {
  const kit = (typeof value === 'object' && value !== null ? value : {}) as Row
  const [handles, homeLinks] = [strings(kit.handles), strings(kit.homeLinks)]
  if (typeof kit.name !== 'string' || !handles || !homeLinks) throw kitWanted
  return { name: kit.name, handles, homeLinks }
}

/** What a row says of the draft besides its post. */
function draftOf(row: Row, post: Post, network: string | undefined, side: TextSide | undefined): CheckDraft {
  const pictures = Array.isArray(row.pictures)
    ? row.pictures.map((picture: unknown) => ({ alt: String((picture as Row | null)?.alt ?? '') }))
    : undefined
  const url = post.link?.url
  const inText = url !== undefined && side?.render(post, side.defaults)[0]?.text.includes(url)
  return {
    text: textField(row, 'text'),
    ...(network === undefined ? {} : { network }),
    ...(row.reply === true ? { reply: true } : {}),
    ...(url === undefined ? {} : { link: url, card: !inText }),
    ...(pictures ? { pictures } : {}),
    ...(post.title === undefined ? {} : { title: post.title }),
    ...(post.tree === undefined ? {} : { leads: leadsIn(post.tree) }),
    ...(post.language === undefined ? {} : { language: post.language }),
  }
}

/** Facts out of a row: those of `facts`, or beside the text; moments are written as ISO texts there. */
function factsOf(row: Row, post: Post, side: TextSide | undefined, brand: Brand | undefined): Facts {
  const given = { ...row, ...(typeof row.facts === 'object' ? row.facts : {}) } as Row
  const kit = given.brand === undefined ? brand : brandOf(given.brand)
  const own = (name: string) => (given[name] === undefined ? {} : { [name]: given[name] })
  const earlier = Array.isArray(given.earlier)
    ? given.earlier.map((said: Row) => ({ reply: false, channel: '', ...said, at: new Date(String(said.at ?? 0)) }))
    : undefined
  return {
    ...own('channelName'),
    ...own('linkAnswers'),
    ...own('alsoTo'),
    ...own('conversation'),
    ...own('acquaintances'),
    ...(earlier ? { earlier } : {}),
    ...(given.now === undefined ? {} : { now: new Date(String(given.now)) }),
    ...(kit ? { brand: kit } : {}),
    ...(side ? { limits: limitFacts(row, post, side) } : {}),
  } as Facts
}

function limitFacts(row: Row, post: Post, side: TextSide): NonNullable<Facts['limits']> {
  const limits = limitsFor(side, row)
  const parts = side.render(post, limits)
  return {
    length: limits.length,
    measured: Math.max(...parts.map(({ length }) => length)),
    tags: limits.tags,
    unit: limits.unit,
    altLength: limits.altLength,
    parts: parts.length,
    ...(limits.bytes === undefined ? {} : { bytes: limits.bytes }),
    ...(limits.titleLength === undefined ? {} : { title: limits.titleLength }),
  }
}

/** The findings about one row, with words in one language. */
async function check(row: Row, network: unknown, brand: Brand | undefined, language: Language) {
  const name = namedNetwork(row.network ?? network)
  const side = name && (await textSideOf(name))
  const post = await postOf(row)
  const findings = runChecks(draftOf(row, post, name, side), factsOf(row, post, side, brand))
  return findings.map(({ message, ...finding }: Finding) => ({ ...finding, message: message[language] }))
}

async function readBrand(file: unknown, streams: Parameters<Command['run']>[2]): Promise<Brand | undefined> {
  if (typeof file !== 'string') return undefined
  try {
    return brandOf(JSON.parse(await readText(file, streams)))
  } catch (error) {
    throw error instanceof SyntaxError ? kitWanted : error
  }
}

/** `percakapan check [file]`: its arguments, its help, and what it runs. */
export const command: Command = {
  arguments: [
    {
      name: '[file]',
      about: { id: 'teks kiriman; - atau kosong: masukan baku', en: 'the post’s text; - or none: standard input' },
    },
  ],
  options: [
    networkOption,
    {
      flags: '-b, --brand <file>',
      about: {
        id: 'berkas merek (JSON): name, handles, homeLinks',
        en: 'the brand kit (JSON): name, handles, homeLinks',
      },
    },
    { flags: '-l, --link <address>', about: { id: 'tautan kirimannya', en: 'the post’s link' } },
    { flags: '--reply', about: { id: 'teks ini jawaban kepada seseorang', en: 'the text answers a person' } },
    { flags: '--json', about: { id: 'jawab sebagai satu objek JSON', en: 'answer as one JSON object' } },
    {
      flags: '--jsonl',
      about: {
        id: 'satu objek JSON per baris: {id, text, …} → {id, findings}',
        en: 'one JSON object a line: {id, text, …} → {id, findings}',
      },
    },
  ],
  examples: [
    `percakapan check --network ${networkNames[0]} --brand merek.json teaser.txt`,
    'percakapan check --jsonl < posts.jsonl',
  ],
  async run([file], options, streams) {
    const brand = await readBrand(options.brand, streams)
    const of = (row: Row) => check(row, options.network, brand, streams.language)
    if (options.jsonl) {
      namedNetwork(options.network)
      return answerLines(file, streams, async (row) => {
        const findings = await of(row)
        return { line: { findings }, failed: findings.length > 0 }
      })
    }
    const row = await rowOfFile(await readText(file, streams))
    const findings = await of({
      ...row,
      ...(options.link === undefined ? {} : { link: options.link }),
      ...(options.reply ? { reply: true } : {}),
    })
    if (options.json) await streams.out(`${JSON.stringify({ findings })}\n`)
    else await streams.out(inWords(findings, streams.language))
    return findings.length > 0 ? 1 : 0
  },
}

const severityWords = {
  error: { id: 'perlu diperbaiki', en: 'needs fixing' },
  warning: { id: 'perlu dilihat', en: 'worth a look' },
  hint: { id: 'saran', en: 'advice' },
}

function inWords(findings: Awaited<ReturnType<typeof check>>, language: Language): string {
  if (findings.length === 0) return `${say({ id: 'Tidak ada temuan.', en: 'No findings.' }, language)}\n`
  return findings
    .map(({ check, severity, start, end, message, mend }) => {
      const mended = mend === undefined ? '' : `\n   → ${mend.replaceAll('\n', '\n     ')}`
      return `${severityWords[severity][language]} · ${check} (${start}–${end})\n   ${message}${mended}\n`
    })
    .join('\n')
}

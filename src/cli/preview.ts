import type { Entity, Part } from '../core/post.ts'
import { type Language, say } from '../core/words.ts'
import { networkNames } from '../networks/index.ts'
import type { Limits } from '../networks/network.ts'
import type { Command } from './command.ts'
import { answerLines, type Row, readText } from './input.ts'
import { askedNetwork, limitsFor, networkOption } from './network.ts'
import { postOf, rowOfFile } from './post.ts'

/** A part as the command answers it: what is not there is left out. */
export interface PreviewPart {
  text: string
  length: number
  entities: readonly Entity[]
  formatted?: Part['formatted']
  title?: string
  html?: string
  card?: Part['card']
  warning?: string
}

/** What is shown of a part. */
export function shown({ text, length, entities, formatted, title, html, card, warning }: Part): PreviewPart {
  return {
    text,
    length,
    entities: entities.map(({ type, value, start, end, byteStart, byteEnd }) => ({
      type,
      value,
      start,
      end,
      byteStart,
      byteEnd,
    })),
    ...(formatted === undefined ? {} : { formatted }),
    ...(title === undefined ? {} : { title }),
    ...(html === undefined ? {} : { html }),
    ...(card === undefined ? {} : { card }),
    ...(warning === undefined ? {} : { warning }),
  }
}

/** `percakapan preview [file]`: its arguments, its help, and what it runs. */
export const command: Command = {
  arguments: [
    {
      name: '[file]',
      about: {
        id: 'teks kiriman, boleh dengan bagian depan (link, title); - atau kosong: masukan baku',
        en: 'the post’s text, with front matter if you like (link, title); - or none: standard input',
      },
    },
  ],
  options: [
    networkOption,
    { flags: '-l, --link <address>', about: { id: 'tautan kirimannya', en: 'the post’s link' } },
    {
      flags: '--numbered',
      about: {
        id: 'beri nomor tiap bagian (1/4) bila teksnya menjadi beberapa bagian',
        en: 'number the parts (1/4) where the text becomes several',
      },
    },
    {
      flags: '--markdown',
      about: {
        id: 'teksnya Markdown: tiap jejaring mendapat sejauh yang dapat ditampilkannya',
        en: 'the text is Markdown: each network gets what it can show of it',
      },
    },
    { flags: '--json', about: { id: 'jawab sebagai satu objek JSON', en: 'answer as one JSON object' } },
    {
      flags: '--jsonl',
      about: {
        id: 'satu objek JSON per baris: {id, text, link?, numbered?, markdown?} → {id, parts}',
        en: 'one JSON object a line: {id, text, link?, numbered?, markdown?} → {id, parts}',
      },
    },
  ],
  examples: [
    `percakapan preview --network ${networkNames[0]} teaser.txt --link https://example.com/artikel`,
    `percakapan preview -n ${networkNames[0]} --jsonl < posts.jsonl`,
  ],
  async run([file], options, streams) {
    const side = await askedNetwork(options)
    const preview = async (row: Row) => side.render(await postOf(row), limitsFor(side, row)).map(shown)
    const asked = {
      ...(options.numbered === undefined ? {} : { numbered: true }),
      ...(options.markdown === undefined ? {} : { markdown: true }),
    }
    const link = options.link === undefined ? {} : { link: options.link }
    if (options.jsonl)
      return answerLines(file, streams, async (row) => ({ line: { parts: await preview({ ...row, ...asked }) } }))
    const row = await rowOfFile(await readText(file, streams))
    const parts = await preview({ ...row, ...link, ...asked })
    if (options.json) await streams.out(`${JSON.stringify({ parts })}\n`)
    else await streams.out(inWords(parts, limitsFor(side, row), streams.language))
    return 0
  },
}

function inWords(parts: readonly PreviewPart[], limits: Limits, language: Language): string {
  const limit = Number.isFinite(limits.length) ? ` / ${limits.length}` : ''
  return parts
    .map((part, index) => {
      const head = { id: 'Bagian {n} dari {all}', en: 'Part {n} of {all}' }
      const values = { n: index + 1, all: parts.length }
      const rows = [`── ${say(head, language, values)} · ${part.length}${limit} ──`]
      if (part.title !== undefined) rows.push(`# ${part.title}`)
      rows.push(part.text)
      for (const { type, value } of part.entities) rows.push(`   ${type}: ${value}`)
      if (part.card) rows.push(`   [${part.card.title || part.card.url}] ${part.card.url}`)
      return `${rows.join('\n')}\n`
    })
    .join('\n')
}

import { isLanguage } from '../core/words.ts'
import type { Command } from './command.ts'
import { answerLines, type Row, readText, textField } from './input.ts'
import { rowOfFile } from './post.ts'

export const command: Command = {
  arguments: [
    {
      name: '[file]',
      about: { id: 'berkas Markdown; - atau kosong: masukan baku', en: 'a Markdown file; - or none: standard input' },
    },
  ],
  options: [
    { flags: '--json', about: { id: 'jawab sebagai satu objek JSON', en: 'answer as one JSON object' } },
    {
      flags: '--jsonl',
      about: {
        id: 'satu objek JSON per baris: {id, markdown} → {id, html}',
        en: 'one JSON object a line: {id, markdown} → {id, html}',
      },
    },
  ],
  examples: ['percakapan render artikel.md > artikel.html', 'percakapan render --jsonl < articles.jsonl'],
  async run([file], options, streams) {
    const { renderMarkdown } = await import('../blog/markdown/index.ts')
    const render = (markdown: string, row: Row) =>
      renderMarkdown(markdown, { language: isLanguage(row.language) ? row.language : streams.language })
    if (options.jsonl) {
      return answerLines(file, streams, async (row) => ({
        line: { html: await render(textField(row, 'markdown'), row) },
      }))
    }
    const row = await rowOfFile(await readText(file, streams))
    const html = await render(textField(row, 'text'), row)
    await streams.out(options.json ? `${JSON.stringify({ html })}\n` : `${html}\n`)
    return 0
  },
}

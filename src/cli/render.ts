import { isLanguage, type Language } from '../core/words.ts'
import { networkNamed } from '../networks/index.ts'
import { type Command, type OptionValues, WrongUse } from './command.ts'
import { answerLines, type Row, readText, textField } from './input.ts'
import { namedNetwork } from './network.ts'
import { rowOfFile } from './post.ts'

type Render = (markdown: string, row: Row) => Promise<string>

/** Markdown as it stands; or with all that the blog makes of an article. */
async function asMarkdown(language: Language, article: boolean): Promise<Render> {
  const { layOut, renderMarkdown } = await import('../blog/markdown/index.ts')
  return async (markdown, row) => {
    const options = { language: isLanguage(row.language) ? row.language : language }
    return article ? (await layOut(markdown, options)).html : renderMarkdown(markdown, options)
  }
}

/** As a network lays out its own markup. @throws WrongUse where it has none */
async function asOn(options: OptionValues): Promise<Render> {
  const network = await networkNamed(namedNetwork(options.network) ?? '')
  const layOut = network?.text.layOut
  if (!layOut) throw noMarkup
  return async (markup) => layOut(markup, options.wiki !== undefined)
}

const noMarkup = new WrongUse({
  id: 'Jejaring itu tidak punya cara menulis sendiri yang disusun menjadi HTML. Tanpa --network, teksnya dibaca sebagai artikel.',
  en: 'That network has no markup of its own that is laid out as HTML. Without --network the text is read as an article.',
})

/** `percakapan render [file]`: its arguments, its help, and what it runs. */
export const command: Command = {
  arguments: [
    {
      name: '[file]',
      about: { id: 'berkas Markdown; - atau kosong: masukan baku', en: 'a Markdown file; - or none: standard input' },
    },
  ],
  options: [
    {
      flags: '-n, --network <name>',
      about: {
        id: 'baca sebagai tulisan jejaring itu, dan susun seperti di sana',
        en: 'read it as that network’s own markup, and lay it out as it does',
      },
    },
    {
      flags: '--wiki',
      about: { id: 'seperti pada halaman wiki jejaring itu', en: 'as on a page of the network’s wiki' },
    },
    {
      flags: '--article',
      about: {
        id: 'dengan semua yang dibuat blog dari sebuah artikel: keterangan gambar, galeri, daftar isi, tipografi, dan lain-lain',
        en: 'with all that the blog makes of an article: captions, galleries, contents, typography and so on',
      },
    },
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
    const render =
      options.network === undefined
        ? await asMarkdown(streams.language, options.article !== undefined)
        : await asOn(options)
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

import type { LinkCard, Post } from '../core/post.ts'
import { plainText } from '../core/text/flatten.ts'
import { WrongUse } from './command.ts'
import { optionalText, type Row, textField } from './input.ts'

/** A link as an address, or as a card `{url, title?, description?}`. */
function linkField(row: Row): LinkCard | undefined {
  const { link } = row
  if (link === undefined || link === null || link === '') return undefined
  const card = typeof link === 'string' ? { url: link } : (link as Row)
  if (typeof card !== 'object' || typeof card.url !== 'string') {
    throw new WrongUse({
      id: '"link" harus alamat, atau objek {url, title, description}.',
      en: '"link" must be an address, or an object {url, title, description}.',
    })
  }
  return {
    url: card.url,
    title: optionalText(card as Row, 'title') ?? '',
    description: optionalText(card as Row, 'description') ?? '',
  }
}

/** A post out of a JSON line, or of a file's front matter and text. */
export async function postOf(row: Row): Promise<Post> {
  const link = linkField(row)
  const title = optionalText(row, 'title')
  const language = optionalText(row, 'language')
  const warning = optionalText(row, 'warning') ?? optionalText(row, 'spoiler')
  const tags = Array.isArray(row.tags) ? row.tags.map(String) : undefined
  return {
    ...(await wordsOf(row)),
    ...(link ? { link } : {}),
    ...(title === undefined ? {} : { title }),
    ...(language === undefined ? {} : { language }),
    ...(warning === undefined ? {} : { warning }),
    ...(row.numbered === true ? { numbered: true } : {}),
    ...(tags ? { tags } : {}),
  }
}

/** A text as it stands, or as Markdown where the row says so; what reads Markdown is loaded then. */
async function wordsOf(row: Row): Promise<Pick<Post, 'text' | 'tree'>> {
  const text = textField(row, 'text')
  if (row.markdown !== true) return { text }
  const { readMarkdown } = await import('../core/text/markdown.ts')
  const tree = readMarkdown(text)
  return { text: plainText(tree), tree }
}

const frontMatter = /^---[^\S\n]*\r?\n([\s\S]*?)\r?\n---[^\S\n]*(?:\r?\n|$)/

/** A file as a row: the text, and what its front matter (YAML between `---` lines) says: link, title, language, warning, tags. */
export async function rowOfFile(content: string): Promise<Row> {
  const match = frontMatter.exec(content)
  if (!match) return { text: content }
  const { parse } = await import('yaml')
  let fields: unknown
  try {
    fields = parse(match[1] ?? '')
  } catch (error) {
    const detail = error instanceof Error ? (error.message.split('\n')[0] ?? '') : ''
    throw new WrongUse({
      id: `Bagian depan berkas bukan YAML: ${detail}`,
      en: `The front matter is no YAML: ${detail}`,
    })
  }
  if (typeof fields !== 'object' || fields === null || Array.isArray(fields)) return { text: content }
  return { ...fields, text: content.slice(match[0].length).replace(/^\r?\n/, '') }
}

import { type Language, say, type Words } from '../core/words.ts'
import { markId } from './mark.ts'

/** A piece of a letter: a sentence of ours, words to be taken as they are, or an address to open. */
export type Block = { say: Words } | { quote: string } | { open: Words; href: string }

/** What a letter says, in every language. */
export interface Letter {
  subject: Words
  blocks: readonly Block[]
  /** Why it came, and how to have no more of them. */
  foot: Words
}

/** A letter in one language, as it travels. */
export interface WrittenLetter {
  language: Language
  subject: string
  text: string
  html: string
}

/** Writes a letter as plain text and as simple HTML that says the same. */
export function writeLetter(letter: Letter, language: Language): WrittenLetter {
  const subject = oneLine(say(letter.subject, language))
  const text = [...letter.blocks.map((block) => asText(block, language)), `-- \n${letter.foot[language]}`].join('\n\n')
  return { language, subject, text: `${text}\n`, html: asHtml(letter, subject, language) }
}

function asText(block: Block, language: Language): string {
  if ('say' in block) return block.say[language]
  if ('quote' in block) return block.quote
  return `${block.open[language]}:\n${block.href}`
}

/** In the dark the same paper and ink as the panel's: a letter that names both schemes is not turned about by the mail program. */
const darkStyle = `@media (prefers-color-scheme: dark) {
body { background: #171512 !important; color: #ede8df !important }
a { color: #78c6bd !important }
blockquote { background: #1f1d19 !important; border-color: #78c6bd !important }
.foot { color: #b0a799 !important }
}`

function asHtml(letter: Letter, subject: string, language: Language): string {
  const blocks = letter.blocks.map((block) => blockHtml(block, language)).join('\n')
  return `<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><meta name="color-scheme" content="light dark"><meta name="supported-color-schemes" content="light dark"><title>${asSafe(subject)}</title><style>${darkStyle}</style></head>
<body style="margin:0;padding:24px;background:#faf7f1;color:#211e1a;font:16px/1.6 system-ui,sans-serif">
<div style="max-width:34em;margin:0 auto">
<p style="margin:0"><img src="cid:${markId}" width="32" height="32" alt="Percakapan" style="display:block;border-radius:8px"></p>
<h1 style="margin:20px 0 16px;font-size:20px;line-height:1.3">${asSafe(subject)}</h1>
${blocks}
<p class="foot" style="margin-top:32px;color:#625b50;font-size:13px">${asSafe(letter.foot[language])}</p>
</div></body></html>
`
}

function blockHtml(block: Block, language: Language): string {
  if ('say' in block) return `<p>${asSafe(block.say[language])}</p>`
  if ('quote' in block)
    return `<blockquote style="margin:16px 0;padding:12px 16px;border-left:3px solid #0f5e5a;background:#fffdf9;white-space:pre-wrap">${asSafe(block.quote)}</blockquote>`
  return `<p><a href="${asSafe(block.href)}" style="color:#0f5e5a;font-weight:600">${asSafe(block.open[language])}</a></p>`
}

function asSafe(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}

/** A subject is one line, whatever a name holds. */
function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\s]+/gu, ' ').trim()
}

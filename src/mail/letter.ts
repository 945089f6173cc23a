import { type Language, say, type Words } from '../core/words.ts'

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

function asHtml(letter: Letter, subject: string, language: Language): string {
  const blocks = letter.blocks.map((block) => blockHtml(block, language)).join('\n')
  return `<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><title>${asSafe(subject)}</title></head>
<body style="margin:0;padding:24px;background:#faf6ee;color:#1f1c18;font:16px/1.6 system-ui,sans-serif">
<div style="max-width:34em;margin:0 auto">
${blocks}
<p style="margin-top:32px;color:#6b6459;font-size:13px">${asSafe(letter.foot[language])}</p>
</div></body></html>
`
}

function blockHtml(block: Block, language: Language): string {
  if ('say' in block) return `<p>${asSafe(block.say[language])}</p>`
  if ('quote' in block)
    return `<blockquote style="margin:16px 0;padding:12px 16px;border-left:3px solid #0f766e;background:#fff;white-space:pre-wrap">${asSafe(block.quote)}</blockquote>`
  return `<p><a href="${asSafe(block.href)}" style="color:#0f766e">${asSafe(block.open[language])}</a></p>`
}

function asSafe(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}

/** A subject is one line, whatever a name holds. */
function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\s]+/gu, ' ').trim()
}

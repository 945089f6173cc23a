/** Blocks of code, and which language each is in. */
import type { Element, Root } from 'hast'
import { elementsIn, isElement, make, replaceIn, said, textIn, words } from './tree.ts'

/** Names of languages in classes: of highlight.js, Prism, SyntaxHighlighter, GitHub, Chroma, Rouge. */
const named =
  /(?:^|[\s;])(?:language-|lang-|lang:|brush:\s*|highlight-source-|source-|decode:true lang:)([\w#+.-]{1,30})/i

/** Each block of code becomes `pre > code`, with its language as CommonMark writes it. */
export function findCode(root: Root): void {
  replaceIn(root, (node) => {
    if (isElement(node, 'div', 'figure', 'table') && isHighlighter(node)) return blockIn(node)
    if (!isElement(node, 'pre')) return undefined
    return [block(textOf(node), languageOf(node))]
  })
}

const isHighlighter = (node: Element) =>
  /(?:^|\s)(?:highlight|highlighter-rouge|chroma|crayon-syntax|wp-block-syntaxhighlighter-code)(?:\s|$)/.test(
    said(node, 'className'),
  )

/** Rows of numbers beside the code are no code. */
function blockIn(node: Element): Element[] | undefined {
  const all = [...elementsIn(node)].filter((one) => one.tagName === 'pre')
  const code = all.find((one) => !/^[\s\d]*$/.test(textIn(one))) ?? all[0]
  return code && [block(textOf(code), languageOf(node) ?? languageOf(code))]
}

function block(text: string, language: string | undefined): Element {
  const properties = language ? { className: [`language-${language.toLowerCase()}`] } : {}
  return make('pre', {}, make('code', properties, words(text)))
}

function languageOf(node: Element): string | undefined {
  for (const one of [node, ...elementsIn(node)]) {
    const own =
      said(one, 'dataLang') ||
      said(one, 'dataLanguage') ||
      named.exec(said(one, 'className'))?.[1] ||
      named.exec(said(one, 'title'))?.[1]
    if (own && !/^(?:plain|text|none|plaintext|plain_text|nohighlight)$/i.test(own)) return own
  }
  return undefined
}

/** Line breaks may be elements there, and each line an element of its own. */
function textOf(node: Element): string {
  for (const one of elementsIn(node)) if (one.tagName === 'br') one.children = [words('\n')]
  return textIn(node).replace(/\r\n?/g, '\n').replace(/\n+$/, '')
}

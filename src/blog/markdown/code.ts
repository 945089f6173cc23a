import type { Element, ElementContent, Root } from 'hast'
import { toText } from 'hast-util-to-text'
import type { HighlighterCore, LanguageInput } from 'shiki/core'
import { visit } from 'unist-util-visit'
import { isTooSlow, within } from '../../core/text/bounds.ts'

/** Languages that are coloured, loaded when an article has one; other code stays plain. */
const languages: Readonly<Record<string, () => Promise<{ default: LanguageInput }>>> = {
  bash: () => import('shiki/langs/bash.mjs') as never,
  c: () => import('shiki/langs/c.mjs') as never,
  cpp: () => import('shiki/langs/cpp.mjs') as never,
  csharp: () => import('shiki/langs/csharp.mjs') as never,
  css: () => import('shiki/langs/css.mjs') as never,
  dart: () => import('shiki/langs/dart.mjs') as never,
  diff: () => import('shiki/langs/diff.mjs') as never,
  go: () => import('shiki/langs/go.mjs') as never,
  html: () => import('shiki/langs/html.mjs') as never,
  ini: () => import('shiki/langs/ini.mjs') as never,
  java: () => import('shiki/langs/java.mjs') as never,
  javascript: () => import('shiki/langs/javascript.mjs') as never,
  json: () => import('shiki/langs/json.mjs') as never,
  kotlin: () => import('shiki/langs/kotlin.mjs') as never,
  markdown: () => import('shiki/langs/markdown.mjs') as never,
  php: () => import('shiki/langs/php.mjs') as never,
  python: () => import('shiki/langs/python.mjs') as never,
  ruby: () => import('shiki/langs/ruby.mjs') as never,
  rust: () => import('shiki/langs/rust.mjs') as never,
  sql: () => import('shiki/langs/sql.mjs') as never,
  swift: () => import('shiki/langs/swift.mjs') as never,
  tsx: () => import('shiki/langs/tsx.mjs') as never,
  typescript: () => import('shiki/langs/typescript.mjs') as never,
  xml: () => import('shiki/langs/xml.mjs') as never,
  yaml: () => import('shiki/langs/yaml.mjs') as never,
}

const otherNames: Readonly<Record<string, string>> = {
  js: 'javascript',
  mjs: 'javascript',
  jsx: 'tsx',
  ts: 'typescript',
  py: 'python',
  sh: 'bash',
  shell: 'bash',
  zsh: 'bash',
  console: 'bash',
  yml: 'yaml',
  rb: 'ruby',
  rs: 'rust',
  md: 'markdown',
  'c++': 'cpp',
  'c#': 'csharp',
  cs: 'csharp',
  golang: 'go',
  kt: 'kotlin',
  toml: 'ini',
  svg: 'xml',
  jsonc: 'json',
}

/** Longer code (UTF-16 units) stays plain: colouring it would take seconds. */
const longest = 50_000
/** All the code of a text together; what is left then stays plain. */
const colouringSeconds = 6

let highlighter: Promise<HighlighterCore> | undefined

/** Shiki with its JavaScript engine: its WebAssembly one breaks where the global `Response` is replaced. */
async function makeHighlighter(): Promise<HighlighterCore> {
  const [{ createHighlighterCore, createCssVariablesTheme }, { createJavaScriptRegexEngine }] = await Promise.all([
    import('shiki/core'),
    import('shiki/engine/javascript'),
  ])
  return createHighlighterCore({
    themes: [createCssVariablesTheme({ name: 'words', variablePrefix: '' })],
    engine: createJavaScriptRegexEngine({ forgiving: true }),
  })
}

function languageOf(code: Element): string | undefined {
  const names = Array.isArray(code.properties.className) ? code.properties.className : []
  const name = names.map(String).find((one) => one.startsWith('language-'))
  const typed = name?.slice('language-'.length).toLowerCase() ?? ''
  const known = otherNames[typed] ?? typed
  return Object.hasOwn(languages, known) ? known : undefined
}

/** Blocks of code whose language is known. */
function blocks(tree: Root): { code: Element; language: string }[] {
  const found: { code: Element; language: string }[] = []
  visit(tree, 'element', (node) => {
    const code = node.tagName === 'pre' ? node.children[0] : undefined
    if (code?.type !== 'element' || code.tagName !== 'code') return
    const language = languageOf(code)
    if (language) found.push({ code, language })
  })
  return found
}

/**
 * Colours code by classes (`tok-keyword`, `tok-string`, `tok-comment`, `tok-constant`, `tok-function`, `tok-parameter`,
 * `tok-string-expression`, `tok-punctuation`, `tok-link`), not by inline styles, which a strict
 * Content-Security-Policy forbids.
 */
export async function colourCode(tree: Root): Promise<void> {
  let left = colouringSeconds
  for (const { code, language } of blocks(tree)) {
    const text = toText(code, { whitespace: 'pre' })
    if (text.length > longest) continue
    const shiki = await highlighterOf(language)
    const began = performance.now()
    const coloured = colour(shiki, text, language, left)
    left -= (performance.now() - began) / 1000
    if (coloured) code.children = coloured
    if (left <= 0) return
  }
}

async function highlighterOf(language: string): Promise<HighlighterCore> {
  highlighter ??= makeHighlighter()
  const shiki = await highlighter
  if (!shiki.getLoadedLanguages().includes(language)) {
    const loaded = await languages[language]?.()
    if (loaded) await shiki.loadLanguage(loaded.default)
  }
  return shiki
}

/** Without shiki's own limit for a line: on a busy machine the very first line takes longer. */
const settings = (lang: string) => ({ lang, theme: 'words', tokenizeTimeLimit: 0 })

/** `undefined` where it takes longer than it may: the code stays plain. */
function colour(shiki: HighlighterCore, text: string, language: string, seconds: number): ElementContent[] | undefined {
  try {
    const { tokens } = within(seconds, () => shiki.codeToTokens(text, settings(language)))
    return tokens.flatMap((line, number) => {
      const words = line.map(({ content, color }) => word(content, color))
      return number === 0 ? words : [{ type: 'text', value: '\n' } as const, ...words]
    })
  } catch (error) {
    if (!isTooSlow(error)) throw error
    // It was stopped in the middle of its work: the next one begins afresh.
    highlighter = undefined
    return undefined
  }
}

function word(value: string, color: string | undefined): ElementContent {
  const token = /token-([a-z-]+)/.exec(color ?? '')?.[1]
  if (token === undefined || value.trim() === '') return { type: 'text', value }
  return {
    type: 'element',
    tagName: 'span',
    properties: { className: [`tok-${token}`] },
    children: [{ type: 'text', value }],
  }
}

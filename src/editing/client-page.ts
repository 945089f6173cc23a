/** What an editor's own page says of it. Runs in a thread: it is a stranger's HTML. */
import { type DefaultTreeAdapterMap, parseFragment } from 'parse5'

type Node = DefaultTreeAdapterMap['childNode']

/** What is taken of a page. */
export interface ClientPage {
  name: string
  /** Where it may be answered, as the page writes it. */
  redirects: string[]
}

const mostRedirects = 50

/** Reads the links and the name of an editor's page: `link rel=redirect_uri`, `h-app` or else the title. Linear in its length. */
export function readClientPage(html: string): ClientPage {
  const page: ClientPage = { name: '', redirects: [] }
  let title = ''
  let inApp = false
  const waiting: Node[] = [...parseFragment(html, { scriptingEnabled: false }).childNodes].reverse()
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    if (!('tagName' in node)) continue
    const { rel = '', href, class: classes = '' } = attributesOf(node)
    if (
      node.tagName === 'link' &&
      wordsOf(rel).includes('redirect_uri') &&
      href &&
      page.redirects.length < mostRedirects
    )
      page.redirects.push(href)
    if (node.tagName === 'title') title ||= textOf(node)
    if (wordsOf(classes).some((one) => one === 'h-app' || one === 'h-x-app')) inApp = true
    if (inApp && wordsOf(classes).includes('p-name')) page.name ||= textOf(node)
    for (let at = node.childNodes.length - 1; at >= 0; at -= 1) waiting.push(node.childNodes[at] as Node)
  }
  return { ...page, name: page.name || title }
}

function attributesOf({ attrs }: DefaultTreeAdapterMap['element']): Record<string, string | undefined> {
  return Object.fromEntries(attrs.map(({ name, value }) => [name, value]))
}

const wordsOf = (value: string) => value.toLowerCase().split(/\s+/)

function textOf(element: DefaultTreeAdapterMap['element']): string {
  const texts: string[] = []
  const waiting: Node[] = [element]
  for (let node = waiting.pop(); node && texts.length < 100; node = waiting.pop()) {
    if ('value' in node) texts.push(node.value)
    else if ('childNodes' in node) waiting.push(...[...node.childNodes].reverse())
  }
  return texts.join('')
}

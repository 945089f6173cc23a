/** A bare address on a line of its own, where something can be shown of it: asked for when it is opened, and not before. */
import type { Element, ElementContent, Root } from 'hast'
import { SKIP, visit } from 'unist-util-visit'
import { type Language, say } from '../../core/words.ts'
import type { Embed, EmbedReader } from '../../networks/embed.ts'
import { embedReaders } from '../../networks/index.ts'
import { embedSites } from './embed-sites.ts'
import { isBareLink, isBlank, isElement, make, said, words } from './tree.ts'
import { bodyWords } from './words.ts'

/** What knows the addresses of which something can be shown. */
export function allEmbeds(): Promise<readonly EmbedReader[]> {
  all ??= embedReaders().then((networks) => [...embedSites, ...networks])
  return all
}

let all: Promise<readonly EmbedReader[]> | undefined

/** How an article's embeds are made. */
export interface EmbedOptions {
  readers: readonly EmbedReader[]
  language: Language
  /** The blog's own address: nothing of itself is shown in a frame. */
  site: string | undefined
}

/** Makes embeds of bare addresses. @returns the origins that their frames need, each once */
export function layEmbeds(tree: Root, options: EmbedOptions): string[] {
  const origins = new Set<string>()
  visit(tree, 'element', (node, index, parent) => {
    if (node.tagName !== 'p' || !parent || index === undefined) return undefined
    if (isElement(parent, 'summary', 'a', 'figcaption')) return undefined
    const lines = linesOf(node).map((line) => ({ line, embed: embedOf(line, options) }))
    if (!lines.some(({ embed }) => embed)) return undefined
    const made: ElementContent[] = []
    let between: ElementContent[] = []
    for (const { line, embed } of lines) {
      if (!embed) {
        between.push(...line)
        continue
      }
      made.push(...paragraph(between), elementOf(embed, options.language))
      between = []
      origins.add(new URL(embed.frame).origin)
    }
    made.push(...paragraph(between))
    parent.children.splice(index, 1, ...made)
    return [SKIP, index + made.length]
  })
  return [...origins]
}

/** A paragraph's lines, each with the break that ends it. */
function linesOf(paragraph: Element): ElementContent[][] {
  const lines: ElementContent[][] = [[]]
  for (const child of paragraph.children) {
    if (child.type !== 'text') {
      lines.at(-1)?.push(child)
      if (isElement(child, 'br')) lines.push([])
      continue
    }
    for (const piece of child.value.split(/(?<=\n)/)) {
      lines.at(-1)?.push(words(piece))
      if (piece.endsWith('\n')) lines.push([])
    }
  }
  return lines
}

/** Lines that stay, without the breaks around them. */
function paragraph(children: readonly ElementContent[]): Element[] {
  const is = (child: ElementContent) => !isBlank(child) && !isElement(child, 'br')
  const first = children.findIndex(is)
  if (first < 0) return []
  const kept = children.slice(first, children.findLastIndex(is) + 1)
  const last = kept.at(-1)
  return [make('p', {}, last?.type === 'text' ? [...kept.slice(0, -1), words(last.value.trimEnd())] : kept)]
}

interface Found extends Embed {
  /** The page itself, as it was typed. */
  page: string
}

function embedOf(line: readonly ElementContent[], { readers, site }: EmbedOptions): Found | undefined {
  const [link, second] = line.filter((child) => !isBlank(child) && !isElement(child, 'br'))
  if (!isElement(link, 'a') || second || !isBareLink(link)) return undefined
  const page = said(link, 'href')
  const address = URL.parse(page)
  if (!address || !/^https?:$/.test(address.protocol)) return undefined
  for (const read of readers) {
    const embed = read(address)
    if (embed && URL.parse(embed.frame)?.origin !== URL.parse(site ?? '')?.origin) return { ...embed, page }
  }
  return undefined
}

/** What a frame may do: run itself, and open what is pressed. */
const sandbox = ['allow-scripts', 'allow-same-origin', 'allow-popups', 'allow-presentation', 'allow-forms']

const told = {
  video: { open: bodyWords.openVideo, name: bodyWords.videoFrom },
  audio: { open: bodyWords.openAudio, name: bodyWords.audioFrom },
  post: { open: bodyWords.openPost, name: bodyWords.postFrom },
}

function elementOf({ frame, shape, site, page }: Found, language: Language): Element {
  const iframe = make('iframe', {
    src: frame,
    title: say(told[shape].name, language, { site }),
    loading: 'lazy',
    allow: 'fullscreen; picture-in-picture; encrypted-media',
    sandbox,
    referrerPolicy: 'strict-origin-when-cross-origin',
    width: 640,
    height: shape === 'video' ? 360 : shape === 'audio' ? 180 : 560,
  })
  const there = make('p', {}, [
    words(`${say(bodyWords.openThere, language, { site })} `),
    make('a', { href: page }, [words(page)]),
  ])
  const summary = make('summary', {}, [make('span', {}, [words(say(told[shape].open, language, { site }))])])
  return make('details', { className: ['embed', shape] }, [summary, iframe, there])
}

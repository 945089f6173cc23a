/** Small things that editors leave behind, which would be noise in Markdown. */
import type { Element, ElementContent, Root, RootContent } from 'hast'
import type { Losses } from './losses.ts'
import { elementsIn, isBlank, isElement, make, replaceIn, said, textIn, words } from './tree.ts'

/** Takes out what is no text for readers, and says so where something is lost. */
export function dropMachinery(root: Root, losses: Losses): void {
  root.children = withoutComments(root.children) as typeof root.children
  for (const element of elementsIn(root)) element.children = withoutComments(element.children) as ElementContent[]
  replaceIn(root, (node) => {
    if (isElement(node, 'script')) {
      if (!ofNetworks.test(said(node, 'src'))) losses.add('script', said(node, 'src') || 'script', 'nothing')
      return []
    }
    if (isElement(node, 'style', 'link', 'meta', 'template', 'title', 'base', 'head')) return []
    if (isElement(node, 'form')) {
      losses.add('form', said(node, 'action') || 'form', 'words')
      return node.children as RootContent[]
    }
    if (isElement(node, 'button', 'select', 'textarea', 'canvas')) {
      losses.add('form', textIn(node).trim() || node.tagName, 'nothing')
      return []
    }
    if (isElement(node, 'svg')) {
      losses.add('drawing', said(node, 'ariaLabel') || 'svg', 'nothing')
      return []
    }
    return isElement(node, 'math') ? formula(node, losses) : undefined
  })
}

/** What only draws the posts of a network, which are there without it (embeds.ts). */
const ofNetworks =
  /^(?:https?:)?\/\/(?:platform\.(?:twitter|x|instagram)\.com|www\.(?:instagram|tiktok)\.com\/embed|embed\.(?:bsky|reddit|redditmedia)\.(?:app|com)|connect\.facebook\.net)/i

/** A formula is kept as TeX, where it says that. */
function formula(node: Element, losses: Losses): RootContent[] {
  const tex = [...elementsIn(node)].find((one) => isElement(one, 'annotation') && /tex/i.test(said(one, 'encoding')))
  const written = textIn(tex ?? node).trim()
  losses.add('drawing', written || 'math', tex ? 'words' : 'nothing')
  return written ? [make('code', {}, words(written))] : []
}

const withoutComments = (children: readonly RootContent[] | readonly ElementContent[]) =>
  (children as RootContent[]).filter((child) => child.type !== 'comment' && child.type !== 'doctype')

const pressed = ['b', 'strong', 'i', 'em', 'del', 's', 'strike', 'u', 'mark', 'ins', 'a', 'sup', 'sub', 'small']

/** Spaces move out of emphasis and links; what is empty or the same twice goes. */
export function tidyInline(root: Root): void {
  replaceIn(root, (node) => {
    if (!isElement(node, ...pressed)) return undefined
    if (isBlank(node) && said(node, 'id') === '' && node.properties.dataNote === undefined) return spaceOf(node)
    const [only] = node.children
    if (node.children.length === 1 && isElement(only, node.tagName) && node.tagName !== 'a') return [only]
    return spacesOut(node)
  })
}

const spaceOf = (node: Element): RootContent[] => (textIn(node) ? [{ type: 'text', value: ' ' }] : [])

function spacesOut(node: Element): RootContent[] | undefined {
  const first = node.children[0]
  const last = node.children.at(-1)
  const before = first?.type === 'text' ? (/^\s+/.exec(first.value)?.[0] ?? '') : ''
  const after = last?.type === 'text' ? last.value.slice(last.value.trimEnd().length) : ''
  if (!before && !after) return undefined
  if (first?.type === 'text') first.value = first.value.replace(/^\s+/, '')
  if (last?.type === 'text') last.value = last.value.trimEnd()
  return [...(before ? [words(' ')] : []), node, ...(after ? [words(' ')] : [])] as RootContent[]
}

const blocks = new Set(
  'address article aside blockquote center dd details dialog div dl dt fieldset figcaption figure footer h1 h2 h3 h4 h5 h6 header hgroup hr li main nav ol p pre section table ul'.split(
    ' ',
  ),
)

/** Whether it stands on lines of its own. */
export const isBlock = (node: ElementContent | RootContent) => node.type === 'element' && blocks.has(node.tagName)

/** Two line breaks in a row were a paragraph to whoever typed them. */
export function splitAtBreaks(root: Root): void {
  replaceIn(root, (node) => {
    if (!isElement(node, 'p', 'div') || node.children.some(isBlock)) return undefined
    const parts = partsOf(node.children)
    if (parts.length < 2) return undefined
    return parts.map((part) => make('p', {}, ...part))
  })
  if (root.children.some((child) => isElement(child, 'br'))) root.children = wrapLoose(root.children)
}

/** Runs of text and inline elements at the top, each as its paragraphs. */
function wrapLoose(children: readonly RootContent[]): RootContent[] {
  const result: RootContent[] = []
  let run: ElementContent[] = []
  const end = () => {
    for (const part of partsOf(run)) if (part.some((one) => !isBlank(one))) result.push(make('p', {}, ...part))
    run = []
  }
  for (const child of children) {
    if (isBlock(child)) {
      end()
      result.push(child)
    } else run.push(child as ElementContent)
  }
  end()
  return result
}

function partsOf(children: readonly ElementContent[]): ElementContent[][] {
  const parts: ElementContent[][] = [[]]
  let breaks = 0
  for (const child of children) {
    if (isElement(child, 'br')) {
      breaks += 1
      continue
    }
    const blank = child.type === 'text' && child.value.trim() === ''
    if (breaks && blank) continue
    if (breaks > 1) parts.push([])
    else if (breaks === 1 && parts.at(-1)?.length) parts.at(-1)?.push(make('br', {}))
    breaks = 0
    parts.at(-1)?.push(child)
  }
  return parts.filter((part) => part.length > 0)
}

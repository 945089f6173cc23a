/** Pictures that stand alone: a figure with its caption, or a gallery of several. */
import type { Element, ElementContent, Root, RootContent } from 'hast'
import { SKIP, visit } from 'unist-util-visit'
import { ratios } from '../../core/picture-shapes.ts'
import type { PictureInfo } from './options.ts'
import { isPlayer } from './players.ts'
import { isBlank, isElement, make, said, shown, words } from './tree.ts'

/** A paragraph of nothing but pictures, and the line in italics below them. */
interface Pictures {
  /** Each a picture, or a link around one. */
  each: Element[]
  caption: ElementContent[]
}

/** Where a figure can't stand. */
const noPlace = new Set(['a', 'summary', 'figcaption', 'caption', 'dt', 'p'])

/**
 * Makes figures of the paragraphs that hold nothing but pictures. A picture's title is its caption; so is a line in italics
 * right below, and for several pictures a paragraph in italics behind them.
 */
export function layFigures(tree: Root, info: ReadonlyMap<string, PictureInfo> | undefined): void {
  visit(tree, 'element', (node, index, parent) => {
    const found = node.tagName === 'p' && parent && index !== undefined ? readPictures(node) : undefined
    if (!found || !parent || index === undefined) return undefined
    if (parent.type === 'element' && noPlace.has(parent.tagName)) return undefined
    // Typed as a figure already, it needs no second one.
    if (isElement(parent, 'figure')) {
      parent.children.splice(index, 1, ...found.each)
      return [SKIP, index + found.each.length]
    }
    const made = figuresOf(found, () => takeCaption(parent, index), info)
    parent.children.splice(index, 1, ...made)
    return [SKIP, index + made.length]
  })
}

function readPictures(paragraph: Element): Pictures | undefined {
  const all = shown(paragraph)
  const last = all.at(-1)
  const below = all.length > 1 && isElement(last, 'em') && startsLine(paragraph, last) ? last : undefined
  const each = (below ? all.slice(0, -1) : all).filter((child): boolean => !isElement(child, 'br'))
  const pictures = each.filter(isPicture)
  if (pictures.length === 0 || pictures.length < each.length) return undefined
  return { each: pictures, caption: below?.children ?? [] }
}

/** Whether a line break stands right before. */
function startsLine(parent: Element, node: ElementContent): boolean {
  const before = parent.children[parent.children.indexOf(node) - 1]
  return isElement(before, 'br') || (before?.type === 'text' && before.value.includes('\n'))
}

function isPicture(node: ElementContent): node is Element {
  if (isElement(node, 'img')) return true
  return isElement(node, 'a') && shown(node).length === 1 && isElement(shown(node)[0], 'img')
}

const imageIn = (picture: Element): Element => (picture.tagName === 'img' ? picture : (shown(picture)[0] as Element))

function figuresOf(
  { each, caption }: Pictures,
  captionBehind: () => ElementContent[],
  info: ReadonlyMap<string, PictureInfo> | undefined,
): ElementContent[] {
  const [only, second] = each
  if (only && !second) return [figure(only, caption)]
  // What plays can't be cut to fit beside others.
  if (each.some((one) => isPlayer(imageIn(one)))) return each.map((one) => figure(one, []))
  const below = caption.length ? caption : captionBehind()
  const rows = rowsOf(each).map((row) =>
    make(
      'div',
      { className: ['row'] },
      row.map((one) => inRow(one, info)),
    ),
  )
  return [make('figure', { className: ['gallery'] }, [...rows, ...captioned(below)])]
}

const captioned = (caption: readonly ElementContent[]) => (caption.length ? [make('figcaption', {}, caption)] : [])

function figure(picture: Element, caption: readonly ElementContent[]): Element {
  const title = takeTitle(imageIn(picture))
  return make('figure', {}, [picture, ...captioned(caption.length ? caption : title)])
}

/** A picture's title becomes what is read; it is not said a second time. */
function takeTitle(image: Element): ElementContent[] {
  const title = said(image, 'title').trim()
  delete image.properties.title
  return title ? [words(title)] : []
}

/** A paragraph in italics behind a gallery is its caption, and is taken from its place. */
function takeCaption(parent: Root | Element, index: number): ElementContent[] {
  let at = index + 1
  while (at < parent.children.length && isBlank(parent.children[at] as RootContent)) at += 1
  const next = parent.children[at]
  const [only, second] = isElement(next, 'p') ? shown(next) : []
  if (!isElement(only, 'em') || second) return []
  parent.children.splice(at, 1)
  return only.children
}

/** Two or three in a row, and never one alone in the last. */
function rowsOf(each: readonly Element[]): Element[][] {
  const rows: Element[][] = []
  for (let at = 0; at < each.length; ) {
    const left = each.length - at
    const size = left === 2 || left === 4 ? 2 : Math.min(3, left)
    rows.push(each.slice(at, at + size))
    at += size
  }
  return rows
}

/** Of a picture whose size nobody has told. */
const usual = 'r32'

/** The class of the ratio that is nearest to a picture's own. */
function ratioOf(size: { width?: number; height?: number } | undefined): string {
  const { width, height } = size ?? {}
  if (!width || !height) return usual
  const off = (ratio: number) => Math.abs(Math.log(width / height / ratio))
  const [nearest] = Object.entries(ratios).sort(([, a], [, b]) => off(a) - off(b))
  return nearest?.[0] ?? usual
}

/** A picture of a row leads to itself, whole; one with a title has its own caption. */
function inRow(picture: Element, info: ReadonlyMap<string, PictureInfo> | undefined): Element {
  const image = imageIn(picture)
  const title = takeTitle(image)
  const src = said(image, 'src')
  const link = picture.tagName === 'a' ? picture : make('a', src ? { href: src } : {}, [picture])
  const ratio = { className: [ratioOf(info?.get(src))] }
  if (title.length) return make('figure', ratio, [link, ...captioned(title)])
  Object.assign(link.properties, ratio)
  return link
}

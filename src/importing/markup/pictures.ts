/** Pictures and their captions, as the many blogs write them, in one form: an image, alone in a figure where it has a caption. */
import type { Element, ElementContent, Root, RootContent } from 'hast'
import { elementsIn, firstIn, hasClass, isBlank, isElement, make, replaceIn, said, textIn, words } from './tree.ts'

const pictureFile = /\.(?:jpe?g|png|gif|webp|avif|svg|bmp|tiff?)(?:$|[?#])/i

/** Attributes in which pages hide a picture's address until it comes into view, the best first. */
const lazily = ['dataOrigFile', 'dataOriginal', 'dataSrc', 'dataLazySrc', 'dataFullUrl', 'dataOrigSrc']

/** Finds each picture's own address: behind lazy loading, in the largest of its sizes, in the link around it. */
export function findPictures(root: Root): void {
  dropDoubles(root)
  for (const image of elementsIn(root)) if (image.tagName === 'img') image.properties.src = bestOf(image)
  replaceIn(root, (node) => {
    if (isElement(node, 'picture')) return node.children.filter((child) => isElement(child, 'img'))
    if (!isElement(node, 'a')) return undefined
    const picture = alone(node)
    // A thumbnail that leads to the picture itself is the picture.
    if (!picture || !pictureFile.test(pathOf(said(node, 'href')))) return undefined
    return [make('img', { ...picture.properties, src: said(node, 'href') })]
  })
}

/** A picture is written a second time for browsers without script. */
function dropDoubles(root: Root): void {
  replaceIn(root, (node) => {
    if (!isElement(node, 'noscript')) return undefined
    return firstIn(node, 'img') ? [] : (node.children as RootContent[])
  })
}

/** The only thing in an element, where that is a picture. */
function alone(node: Element): Element | undefined {
  const seen = node.children.filter((child) => !isBlank(child))
  const [only] = seen
  if (seen.length !== 1 || !only) return undefined
  if (isElement(only, 'img')) return only
  return isElement(only, 'span', 'picture', 'div') ? alone(only) : undefined
}

function pathOf(address: string): string {
  return URL.canParse(address, 'http://a.example') ? new URL(address, 'http://a.example').pathname : address
}

function bestOf(image: Element): string {
  const src = said(image, 'src')
  const hidden = lazily.map((name) => said(image, name)).find((address) => address !== '')
  const shown = hidden ?? (/^data:/i.test(src) ? '' : src)
  return shown || largestOf(said(image, 'srcSet') || said(image, 'dataSrcset')) || src
}

/** https://html.spec.whatwg.org/multipage/images.html#srcset-attributes */
function largestOf(srcSet: string): string {
  let best = { address: '', size: -1 }
  for (const candidate of srcSet.split(/,\s+/).slice(0, 50)) {
    const [address = '', size = '1x'] = candidate.trim().split(/\s+/)
    const value = Number.parseFloat(size) || 0
    if (address && value > best.size) best = { address: address.replace(/,$/, ''), size: value }
  }
  return best.address
}

/** Captions of WordPress's older editor, of Blogger and Tumblr become figures like all others. */
export function findCaptions(root: Root): void {
  replaceIn(root, (node) => {
    if (isElement(node, 'div', 'dl') && hasClass(node, 'wp-caption')) return figureOf(node, 'wp-caption-text')
    if (isElement(node, 'table') && hasClass(node, 'tr-caption-container')) return figureOf(node, 'tr-caption')
    if (isElement(node, 'div') && hasClass(node, 'separator') && alone(node))
      return [make('p', {}, alone(node) as Element)]
    return undefined
  })
}

function figureOf(node: Element, captionClass: string): RootContent[] | undefined {
  const image = firstIn(node, 'img')
  if (!image) return undefined
  const caption = [...elementsIn(node)].find((one) => hasClass(one, captionClass))
  const parts: ElementContent[] = caption ? [image, make('figcaption', {}, ...caption.children)] : [image]
  return [make('figure', {}, ...parts)]
}

/** A figure whose caption is plain words is a picture with a title; several pictures are one gallery. */
export function layFigures(root: Root): void {
  replaceIn(root, (node) => {
    if (!isElement(node, 'figure')) return undefined
    const caption = firstIn(node, 'figcaption')
    const images = [...elementsIn(node)].filter((one) => one.tagName === 'img')
    const rest = [...elementsIn(node)].filter((one) =>
      isElement(one, 'iframe', 'video', 'audio', 'table', 'pre', 'blockquote'),
    )
    if (images.length === 0 || rest.length) return unwrapped(node, caption)
    const said = caption && captionOf(caption)
    const [only] = images
    if (images.length > 1 || !only) return gallery(images, caption)
    if (said === undefined && caption && !isBlank(caption))
      return [make('figure', {}, only, make('figcaption', {}, ...caption.children))]
    return [make('p', {}, said ? make('img', { ...only.properties, title: said }) : only)]
  })
}

/** What has a caption but is no picture: the caption follows it as a paragraph. */
function unwrapped(node: Element, caption: Element | undefined): RootContent[] {
  const inner = node.children.filter((child) => child !== caption) as RootContent[]
  return caption && !isBlank(caption) ? [...inner, make('p', {}, ...caption.children)] : inner
}

function gallery(images: readonly Element[], caption: Element | undefined): RootContent[] {
  const row = images.flatMap((image, at) => (at ? [words(' '), image] : [image]))
  const below = caption && !isBlank(caption) ? [make('p', {}, make('em', {}, words(textIn(caption).trim())))] : []
  return [make('p', {}, ...row), ...below]
}

/** A caption in plain words; `undefined` where it has links or emphasis. */
function captionOf(caption: Element): string | undefined {
  for (const inside of elementsIn(caption)) if (!isElement(inside, 'span', 'p', 'div', 'br')) return undefined
  return textIn(caption).replace(/\s+/gu, ' ').trim()
}

import type { ShownPicture } from '../../media/index.ts'
import { type Html, html } from './html.ts'

/** How a picture stands on its page. */
export interface Standing {
  alt: string
  /** How wide it is shown, as `sizes` says it (https://html.spec.whatwg.org/multipage/images.html#sizes-attributes). */
  sizes: string
  /** Of the image itself: `u-featured`, for one. */
  className?: string
  /** It is seen at once, above all else: asked for first. Else it is asked for when it comes near. */
  first?: boolean
}

/**
 * A picture as HTML: in the formats and widths that are made (media/source-sets.ts), with its size, the class of its focal point, and a
 * few pixels to be seen until it is there. `span.pic` around it, where it has those; nothing needs a script or an inline style.
 */
export function pictureElement(picture: ShownPicture, { alt, sizes, className, first }: Standing): Html {
  const names = [...(className ? [className] : []), ...focusClasses(picture.focus)].join(' ')
  const image = html`<img${names && html` class="${names}"`} src="${picture.src}" alt="${alt}" width="${picture.width}" height="${picture.height}"${first ? html` fetchpriority="high"` : html` loading="lazy" decoding="async"`}>`
  const all = picture.sources.map(
    ({ type, srcSet }) => html`<source type="${type}" srcset="${srcSet}" sizes="${sizes}">`,
  )
  const whole = all.length ? html`<picture>${all}${image}</picture>` : image
  return picture.placeholder
    ? html`<span class="pic"><img class="blur" src="${picture.placeholder}" alt="">${whole}</span>`
    : whole
}

/** The width of a column of text, in pixels, on screens that are wider than it. */
const column = 720

/** The `sizes` of what takes a share of the column: of all of the screen where that is narrower. */
export const columnSizes = (share = 1): string =>
  `(min-width: 800px) ${Math.round(column * share)}px, ${Math.ceil(100 * share)}vw`

/** How many places a focal point has, from edge to edge: their middle needs no class. */
const steps = 4

/** The classes that hold a cut picture at its focal point: `fx0` (left) to `fx4` (right), `fy0` (top) to `fy4` (foot). */
export function focusClasses(focus: ShownPicture['focus']): string[] {
  if (!focus) return []
  const step = (at: number) => Math.round(Math.min(1, Math.max(0, at)) * steps)
  const [x, y] = [step(focus.x), step(focus.y)]
  return [...(x === steps / 2 ? [] : [`fx${x}`]), ...(y === steps / 2 ? [] : [`fy${y}`])]
}

/** The style of {@link pictureElement}. */
export const pictureStyle = `.pic{display:block;position:relative;overflow:hidden;width:fit-content;max-width:100%;border-radius:.3rem}.pic img:not(.blur){display:block;position:relative}.blur{position:absolute;inset:0;width:100%;height:100%;object-fit:cover;filter:blur(.7rem);transform:scale(1.1)}
.head .pic{width:100%}.row .pic{width:100%;height:100%}${Array.from({ length: steps + 1 }, (_, at) => (at === steps / 2 ? '' : `.fx${at}{--fx:${(at * 100) / steps}%}.fy${at}{--fy:${(at * 100) / steps}%}`)).join('')}[class*=fx],[class*=fy]{object-position:var(--fx,50%) var(--fy,50%)}
@media print{.blur{display:none}}`

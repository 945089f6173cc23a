import { type Html, html } from '../core/html.ts'
import { focusClasses, focusSteps } from '../core/picture-shapes.ts'
import type { ShownPicture } from '../media/index.ts'

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

/** The style of {@link pictureElement}: the same in all themes. */
export const pictureStyle = `.pic{display:block;position:relative;overflow:hidden;width:fit-content;max-width:100%}.pic img:not(.blur){display:block;position:relative}.blur{position:absolute;inset:0;width:100%;height:100%;object-fit:cover;filter:blur(.7rem);transform:scale(1.1)}.row .pic{width:100%;height:100%}${focusStyle()}@media print{.blur{display:none}}`

function focusStyle(): string {
  const each = Array.from({ length: focusSteps + 1 }, (_, at) => {
    const share = `${(at * 100) / focusSteps}%`
    return at === focusSteps / 2 ? '' : `.fx${at}{--fx:${share}}.fy${at}{--fy:${share}}`
  })
  return `${each.join('')}[class*=fx],[class*=fy]{object-position:var(--fx,50%) var(--fy,50%)}`
}

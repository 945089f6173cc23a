/** Where something stands beside words: above or below them, as long as there is room for it in the window. */
export type Side = 'above' | 'below'

/**
 * Puts something beside words that are marked in a field's mirror (TypedText), wherever the field is scrolled to: as `--top` and
 * `--left` in its offset parent, never past the mirror's right edge.
 */
export function standBeside(
  box: HTMLElement,
  words: Element | null | undefined,
  mirror: HTMLElement,
  side: Side,
): void {
  const parent = box.offsetParent
  if (!words || !parent) return
  const [first] = words.getClientRects()
  const around = words.getBoundingClientRect()
  const origin = parent.getBoundingClientRect()
  const { height, width } = box.getBoundingClientRect()
  const roomBelow = window.innerHeight - around.bottom >= height + gap
  const roomAbove = around.top >= height + gap
  const above = side === 'above' ? roomAbove || !roomBelow : !roomBelow && roomAbove
  const top = above ? around.top - height - gap : around.bottom + gap
  const most = Math.max(0, mirror.getBoundingClientRect().right - origin.left - width)
  box.style.setProperty('--top', `${top - origin.top}px`)
  box.style.setProperty('--left', `${Math.min((first ?? around).left - origin.left, most)}px`)
}

const gap = 4

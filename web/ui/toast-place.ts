/** What something takes of the window's height, in pixels from its top. */
export interface Span {
  top: number
  bottom: number
}

/** What lies between a toast and what stands below it, in pixels. */
const gap = 8

/** The lowest place for something `tall` that touches none of what is `taken`: how far its foot is from the window's. */
function lowest(tall: number, window: number, taken: readonly Span[]): number {
  let foot = window
  for (let tries = 0; tries <= taken.length; tries++) {
    const [top, bottom] = [foot - gap - tall, foot - gap]
    const hit = taken.find((one) => one.top < bottom && one.bottom > top && one.top < foot)
    if (!hit) break
    foot = hit.top
  }
  return window - foot + gap
}

/**
 * How far above the window's foot a toast stands where it is as wide as the window: above what is fixed there (bars, an open
 * answer), and clear of main buttons too, unless that would push it into the upper third, where a page says what it is.
 */
export function toastFoot(
  tall: number,
  window: number,
  { feet, buttons }: { feet: readonly Span[]; buttons: readonly Span[] },
): number {
  const clear = lowest(tall, window, [...feet, ...buttons])
  return window - clear - tall < window / 3 ? lowest(tall, window, feet) : clear
}

/** How pictures stand on pages: what the body of an article says in classes, and what the style of a page makes of those. */

/** The ratios that every style knows, as width to height, by their classes. */
export const ratios = {
  r21: 2,
  r169: 16 / 9,
  r32: 3 / 2,
  r43: 4 / 3,
  r11: 1,
  r34: 3 / 4,
  r23: 2 / 3,
  r916: 9 / 16,
  r12: 1 / 2,
}

/** The width of a column of text, in pixels, on screens that are wider than it. */
const column = 720

/** The `sizes` of what takes a share of the column: of all of the screen where that is narrower. */
export const columnSizes = (share = 1): string =>
  `(min-width: 800px) ${Math.round(column * share)}px, ${Math.ceil(100 * share)}vw`

/** How many steps a focal point has, from edge to edge: their middle needs no class. */
export const focusSteps = 4

/** The classes that hold a cut picture at its focal point: `fx0` (left) to `fx4` (right), `fy0` (top) to `fy4` (foot). */
export function focusClasses(focus: { x: number; y: number } | undefined): string[] {
  if (!focus) return []
  const step = (at: number) => Math.round(Math.min(1, Math.max(0, at)) * focusSteps)
  const [x, y] = [step(focus.x), step(focus.y)]
  return [...(x === focusSteps / 2 ? [] : [`fx${x}`]), ...(y === focusSteps / 2 ? [] : [`fy${y}`])]
}

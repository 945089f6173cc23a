/** The words that a note is about, in the mirror of their field (TypedText). */
export function markOf(mirror: HTMLElement, key: string): HTMLElement | undefined {
  const marks = mirror.querySelectorAll<HTMLElement>('[data-notes]')
  return [...marks].find(({ dataset }) => dataset.notes?.split('\n').includes(key))
}

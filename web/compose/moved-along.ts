/** The time of a post that moves along when its article does; never before now. */
export function movedAlong(due: string, from: string, to: string, now: Date): string {
  const moved = Date.parse(due) + Date.parse(to) - Date.parse(from)
  return new Date(Math.max(moved, now.getTime() + 60_000)).toISOString()
}

/**
 * Lets so many pieces of work go on at once and the others wait; the same one, by its name, is done once however many ask for it.
 * @param lanes how many at once
 */
export function inTurn<Made>(lanes: number): (name: string, work: () => Promise<Made>) => Promise<Made> {
  const underWay = new Map<string, Promise<Made>>()
  const ends: Promise<unknown>[] = Array.from({ length: lanes }, () => Promise.resolve())
  return (name, work) => {
    const same = underWay.get(name)
    if (same) return same
    const lane = underWay.size % lanes
    const turn = (ends[lane] as Promise<unknown>).then(work).finally(() => underWay.delete(name))
    ends[lane] = turn.catch(() => undefined)
    underWay.set(name, turn)
    return turn
  }
}

import { z } from 'zod'

/**
 * How far reading has come, for networks whose responses are read place by place (a post, a list): for each the moment of
 * the newest response seen there. One moment for all of them would lose what arrives at one place while another is read.
 */
export class Marks {
  readonly #before: Readonly<Record<string, number>>
  readonly #after: Record<string, number> = {}

  readonly #latest: number

  /**
   * @param cursor as {@link cursor} wrote it; anything else is a beginning
   * @param now one wrong moment in the future would leave out everything until then: nothing is marked past a day from now
   */
  constructor(cursor: string, now: Date) {
    this.#latest = now.getTime() + dayMs
    this.#before = read(cursor)
  }

  /** Milliseconds since 1970 of the newest that was seen there; `undefined`: it was not read yet. */
  at(place: string): number | undefined {
    return this.#mark(place)
  }

  /** Whether something there may be new. What came in the very moment of the newest comes again, since more may have. */
  isNew(place: string, instant: number): boolean {
    return instant >= (this.#mark(place) ?? Number.NEGATIVE_INFINITY)
  }

  /** Keeps the place, and that something of this moment was seen there. */
  seen(place: string, instant = Number.NEGATIVE_INFINITY): void {
    const known = instant <= this.#latest ? instant : Number.NEGATIVE_INFINITY
    this.#after[place] = Math.max(known, this.#after[place] ?? Number.NEGATIVE_INFINITY, this.#mark(place) ?? 0)
  }

  #mark(place: string): number | undefined {
    const mark = this.#before[place]
    return mark === undefined ? undefined : Math.min(mark, this.#latest)
  }

  /** Only the places that were read this time: what nobody asks about any more is forgotten. */
  cursor(): string {
    return JSON.stringify(this.#after)
  }
}

const dayMs = 86_400_000

function read(cursor: string): Record<string, number> {
  if (cursor === '') return {}
  try {
    return z.record(z.string(), z.number()).parse(JSON.parse(cursor))
  } catch {
    // A cursor of another shape: reading begins anew, and what is known already is not kept twice.
    return {}
  }
}

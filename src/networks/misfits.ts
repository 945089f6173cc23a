import { AsyncLocalStorage } from 'node:async_hooks'
import { z } from 'zod'

/** Something in an answer that is not as the network's documentation says, so that it can't be read. */
export interface Misfit {
  /** Its id at the network, where it has one. */
  id: string
  /** What is wrong with it, for the log. */
  detail: string
}

const gathering = new AsyncLocalStorage<Misfit[]>()

/** So many are told; more of one answer tell no more. */
const most = 100

/** Does some work with a network, and gathers what could not be read in its answers. */
export async function gatherMisfits<Value>(work: () => Promise<Value>): Promise<{ value: Value; misfits: Misfit[] }> {
  const misfits: Misfit[] = []
  const value = await gathering.run(misfits, work)
  return { value, misfits }
}

/** The names under which networks put ids. */
const idNames = ['id', 'uri', 'name', 'urn', 'message_id']

function idOf(one: unknown): string {
  if (typeof one !== 'object' || one === null) return ''
  const of = one as Record<string, unknown>
  const id = idNames.map((name) => of[name]).find((value) => typeof value === 'string' || typeof value === 'number')
  return id === undefined ? '' : String(id)
}

/**
 * A list in an answer, of which each part is read by itself: where misfits are gathered, one is noted and keeps none of the others
 * back. Elsewhere the list must be whole, since whoever looks for something in it must not take a misfit for nothing.
 */
export function eachSound<Schema extends z.ZodType>(schema: Schema) {
  return z.array(z.unknown()).transform((all, context): z.output<Schema>[] => {
    const misfits = gathering.getStore()
    return all.flatMap((one, index) => {
      const read = schema.safeParse(one)
      if (read.success) return [read.data]
      const detail = read.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ')
      if (!misfits) context.addIssue({ code: 'custom', path: [index], message: detail })
      else if (misfits.length < most) misfits.push({ id: idOf(one), detail: detail.slice(0, 500) })
      return []
    })
  })
}

/** Something in an answer that the rest can do without: what does not fit is noted, and is `undefined`. */
export function ifSound<Schema extends z.ZodType>(schema: Schema) {
  return z
    .unknown()
    .transform((one): z.output<Schema> | undefined =>
      one === undefined ? undefined : eachSound(schema).safeParse([one]).data?.[0],
    )
}

/** A list that the rest can do without: what does not fit in it is left out, and no more is said. */
export function whateverFits<Schema extends z.ZodType>(schema: Schema) {
  return z
    .unknown()
    .transform((all): z.output<Schema>[] =>
      Array.isArray(all)
        ? all.flatMap((one) => {
            const read = schema.safeParse(one)
            return read.success ? [read.data] : []
          })
        : [],
    )
    .optional()
}

/** An instant as text: what says none is a misfit, not an error later on. */
export const instantText = z.string().refine((text) => Number.isFinite(Date.parse(text)), 'no moment')

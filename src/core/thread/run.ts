/** What a thread of the pool does (pool.ts): calls one function of one module, and gives back what came of it. */
import { Problem } from '../problem.ts'

/** A function's module, its name there, and what it is given. */
export interface Call {
  module: string
  name: string
  given: unknown[]
}

/** What came of it. A Problem would lose its class on the way. */
export type Answer =
  | { result: unknown }
  | { problem: Pick<Problem, 'kind' | 'words'> & { detail: string; field?: string } }

/** The pool’s worker: calls the function and never throws, since an error would lose its class between threads. */
export default async function run({ module, name, given }: Call): Promise<Answer> {
  const { [name]: work } = (await import(module)) as Record<string, (...given: unknown[]) => unknown>
  if (!work) throw new Error(`${module} exports no ${name}`)
  try {
    return { result: await work(...given) }
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    const { kind, words, message, field } = error
    return { problem: { kind, words, detail: message, ...(field === undefined ? {} : { field }) } }
  }
}

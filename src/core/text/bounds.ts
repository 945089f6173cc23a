import { type Context, createContext, Script } from 'node:vm'
import { Problem } from '../problem.ts'

/** The longest article, in UTF-16 units. */
export const longestArticle = 2 ** 20

/**
 * How many seconds a text may take: four for a short one, ten for the longest. Ordinary articles take a tenth of that on
 * a small machine, the longest three to four seconds; what is over is a machine that does other things too.
 */
export function secondsFor(markdown: string): number {
  return 4 + 6 * Math.min(1, markdown.length / longestArticle)
}

const tooDeep = {
  id: 'Tulisan ini terlalu dalam susunannya (kutipan, daftar, atau elemen HTML di dalam satu sama lain ribuan kali). Sederhanakanlah, lalu coba lagi.',
  en: 'This text is nested too deep (quotes, lists or HTML elements inside each other thousands of times). Make it simpler, and try again.',
}

const tooSlow = {
  id: 'Menyusun tulisan ini memakan waktu terlalu lama, jadi dihentikan. Biasanya sebabnya satu tanda Markdown (` * [ ! < |) yang berulang ribuan kali. Hapus bagian itu, atau bagi tulisan ini menjadi beberapa artikel, lalu coba lagi.',
  en: 'Laying out this text took too long and was stopped. Usually the cause is one Markdown sign (` * [ ! < |) repeated thousands of times. Delete that part, or split the text into several articles, and try again.',
}

const tooLong = {
  id: 'Tulisan ini lebih dari satu juta karakter. Bagilah menjadi beberapa artikel, lalu simpan lagi.',
  en: 'This text has more than a million characters. Split it into several articles, and save again.',
}

const script = new Script('work()')
let sandbox: Context | undefined

/** Whether {@link within} stopped the work that threw this. */
export function isTooSlow(error: unknown): boolean {
  return (error as NodeJS.ErrnoException | undefined)?.code === 'ERR_SCRIPT_EXECUTION_TIMEOUT'
}

/**
 * Runs synchronous work and stops it, wherever it is, when its time is over. The parsers under Markdown take time by the
 * square of some texts, in a dozen places; no list of such texts would be complete, a clock is. Whatever the work was
 * changing must be thrown away then.
 * @throws Error `ERR_SCRIPT_EXECUTION_TIMEOUT`
 */
export function within<Result>(seconds: number, work: () => Result): Result {
  sandbox ??= createContext({})
  sandbox.work = work
  try {
    return script.runInContext(sandbox, { timeout: Math.max(1, Math.ceil(seconds * 1000)) }) as Result
  } finally {
    sandbox.work = undefined
  }
}

/**
 * Does some work on a text; it may be begun a second time.
 * @param field what the person typed it into
 * @throws Problem `wrong-input` where it is nested thousands of levels deep, or takes longer than `seconds`
 */
export function bounded<Result>(seconds: number, work: () => Result, field = 'markdown'): Result {
  try {
    return patiently(seconds, work)
  } catch (cause) {
    if (cause instanceof RangeError) throw new Problem('wrong-input', tooDeep, { cause, field })
    if (isTooSlow(cause)) throw new Problem('wrong-input', tooSlow, { cause, field })
    throw cause
  }
}

/** Where the time went by because the machine was busy with other things, the text gets another chance. */
function patiently<Result>(seconds: number, work: () => Result): Result {
  const began = process.threadCpuUsage()
  try {
    return within(seconds, work)
  } catch (error) {
    const { user, system } = process.threadCpuUsage(began)
    const busyElsewhere = (user + system) / 1_000_000 < 0.6 * seconds
    if (isTooSlow(error) && busyElsewhere) return within(2 * seconds, work)
    throw error
  }
}

/** @throws Problem `wrong-input` for a text that is longer than an article may be */
export function refuseTooLong(markdown: string): void {
  if (markdown.length > longestArticle) throw new Problem('wrong-input', tooLong, { field: 'markdown' })
}

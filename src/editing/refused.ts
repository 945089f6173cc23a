import { Problem, type ProblemKind } from '../core/problem.ts'
import type { Values, Words } from '../core/words.ts'

/**
 * What an editor is told when something can't be: names that programs know.
 * https://www.w3.org/TR/micropub/#error-response, https://www.rfc-editor.org/rfc/rfc6749#section-5.2
 */
export const refusals = {
  invalid_request: { status: 400, kind: 'wrong-input' },
  invalid_grant: { status: 400, kind: 'wrong-input' },
  unsupported_grant_type: { status: 400, kind: 'wrong-input' },
  unauthorized: { status: 401, kind: 'forbidden' },
  forbidden: { status: 403, kind: 'forbidden' },
  insufficient_scope: { status: 403, kind: 'forbidden' },
} as const satisfies Record<string, { status: number; kind: ProblemKind }>
/** The name of a refusal. */
export type RefusalCode = keyof typeof refusals

/** A request of an editor that is refused, by the name that editors know. */
export class Refused extends Problem {
  readonly code: RefusalCode
  /** The scope that is missing. */
  readonly scope: string | undefined

  constructor(code: RefusalCode, words: Words, more: { values?: Values; scope?: string; cause?: unknown } = {}) {
    const { scope, ...rest } = more
    super(refusals[code].kind, words, rest)
    this.code = code
    this.scope = scope
  }
}

/** The request itself can't be understood, or asks for what there is not. */
export function invalid(id: string, en: string, values: Values = {}): Refused {
  return new Refused('invalid_request', { id, en }, { values })
}

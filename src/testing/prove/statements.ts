/** What the program says to its database, as far as it tells of a delivery's steps. */
import type { Step } from './words.ts'

/** One statement with its values, as text. */
export interface Statement {
  text: string
  values: readonly unknown[]
}

/** A step that a transaction writes down; `saved`: a new delivery. `looking` is no write: it asks which copies are others'. */
export interface Written {
  step: Step | 'saved'
  delivery: string
  part: number
}

/** The steps that this statement writes, were its transaction committed. */
export function stepsOf({ text, values }: Statement): Written[] {
  if (/^\s*update delivery set state\b[\s\S]*\blease_token = /.test(text))
    return claimed(values).map((delivery) => ({ step: 'claimed', delivery, part: 0 }))
  if (/\bupdate delivery d set \w+ = [cs]\./.test(text)) return ledgerSteps(values)
  if (/^\s*with begun as \(\s*insert into delivery_intent\b/.test(text))
    return claimed(values).map((delivery) => ({ step: 'intended', delivery, part: 0 }))
  if (text.startsWith('insert into "delivery"')) return [{ step: 'saved', delivery: String(values[0]), part: 0 }]
  return []
}

/** Whether this statement is the first of a look (publishing/others.ts), and whose. */
export function lookupsIn({ text, values }: Statement): Written[] {
  return /^\s*select part ->> 'remoteId'/.test(text) ? [{ step: 'looking', delivery: String(values[1]), part: 0 }] : []
}

const uuid = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g

/** The ids that publishing/claim.ts takes for this worker, or that publishing/intents.ts begins: the one value that is a list. */
function claimed(values: readonly unknown[]): string[] {
  return values.flatMap((value) =>
    Array.isArray(value)
      ? (value as string[])
      : typeof value === 'string' && value.startsWith('{')
        ? (value.match(uuid) ?? [])
        : [],
  )
}

/** A delivery's step as publishing/ledger.ts writes it. */
interface Row {
  id: string
  state: string
  sent: unknown[]
  sending_part: number | null
}

function ledgerSteps(values: readonly unknown[]): Written[] {
  const json = (begin: string) => values.find((value) => typeof value === 'string' && value.startsWith(begin))
  const [each, common] = [json('[{'), json('{"')]
  if (each === undefined || common === undefined) return []
  return (JSON.parse(each as string) as Row[]).flatMap((own): Written[] => {
    // What is the same in all of them is said once.
    const row: Row = { ...JSON.parse(common as string), ...own }
    if (row.state === 'published') return [{ step: 'recorded', delivery: row.id, part: 0 }]
    if (row.sending_part !== null) return [{ step: 'intended', delivery: row.id, part: row.sending_part }]
    return row.sent.length ? [{ step: 'part-kept', delivery: row.id, part: row.sent.length - 1 }] : []
  })
}

/** Faulty versions of the program: what a careless change could make of it. The proof must find each of them. */
import { join } from 'node:path'
import type { FaultName } from './faults.ts'
import type { Plan } from './plan.ts'
import type { RequestFault } from './request-faults.ts'

/** Where the program's files lie. */
export const sources = join(import.meta.dirname, '..', '..')

/** One text of one file, which stands there exactly once, and what stands there instead. */
export interface Edit {
  /** From src on. */
  file: string
  from: string
  to: string
}

export interface Mutant {
  name: string
  /** More than one where the program does something in two ways, so that either may fail. */
  edits: readonly Edit[]
  /** The trials that could find it. */
  by: Target
}

/** Trials with this fault, or with this request fault on a line. */
export interface Target {
  fault?: FaultName
  at?: Plan['at']
  requestFault?: RequestFault
  site?: string
}

const found = 'fake-found'
const blind = 'fake-blind'

export const mutants: readonly Mutant[] = [
  {
    name: 'no lease check, and no limit to a call',
    edits: [
      {
        file: 'publishing/lease.ts',
        from: 'if (performance.now() > ends.monotonic || Date.now() > ends.wall)',
        to: 'if (Date.now() < 0)',
      },
      {
        file: 'channels/session.ts',
        from: 'openDeadline((context.config.callSeconds + upload) * 1000, signal)',
        to: 'openDeadline((context.config.callSeconds + upload) * 100_000, signal)',
      },
    ],
    by: { fault: 'paused', at: 'intended', site: found },
  },
  {
    name: 'lease of a second',
    edits: [{ file: 'publishing/lease.ts', from: 'return callSeconds * 1.25', to: 'return Math.min(1, callSeconds)' }],
    by: { fault: 'long-call', site: blind },
  },
  {
    name: 'token ignored',
    edits: [
      {
        file: 'publishing/ledger.ts',
        from: 'where d.id = s.id and d.lease_token = s.token ',
        to: 'where d.id = s.id ',
      },
      {
        file: 'publishing/intents.ts',
        // biome-ignore lint/suspicious/noTemplateCurlyInString: it is a text of the program.
        from: 'and d.lease_token = ${token} and exists (select 1 from begun)',
        to: '',
      },
    ],
    by: { fault: 'paused', site: found },
  },
  {
    name: 'what is on its way together is forgotten',
    edits: [
      { file: 'publishing/intents.ts', from: 'i.token = d.lease_token and i.begun', to: 'not i.begun and i.begun' },
    ],
    by: { fault: 'killed', at: 'accepted', site: found },
  },
  {
    name: 'hold ignored',
    edits: [
      {
        file: 'publishing/intents.ts',
        from: 'and w.hold_since is not null)`',
        to: 'and w.hold_since is not null and false)`',
      },
    ],
    by: { fault: 'hold', at: 'claimed' },
  },
  {
    name: 'a step is not tried again',
    edits: [{ file: 'publishing/ledger.ts', from: 'if (!isPassing(error)) return', to: 'if (batch.length) return' }],
    by: { fault: 'database-fails', at: 'recorded', site: blind },
  },
  {
    name: 'no row locks',
    edits: [
      {
        file: 'publishing/claim.ts',
        from: 'order by d.wake_at, d.id for update of d skip locked`',
        to: 'order by d.wake_at, d.id`',
      },
    ],
    by: { fault: 'rivals' },
  },
  {
    name: 'never missed',
    edits: [
      {
        file: 'publishing/claim.ts',
        from: 'new Date(now.getTime() - graceMinutes * 60_000)',
        to: 'new Date(now.getTime() - graceMinutes * 60_000_000)',
      },
    ],
    by: { fault: 'downtime' },
  },
  {
    name: 'missed at once',
    edits: [
      { file: 'publishing/waiting.ts', from: 'export const graceMinutes = 60', to: 'export const graceMinutes = 0' },
    ],
    by: { fault: 'lines' },
  },
  {
    name: 'an ended lease is never taken over',
    edits: [{ file: 'publishing/claim.ts', from: 'if (!mayTakeOver(context)) return', to: 'if (now) return' }],
    by: { fault: 'paused' },
  },
  {
    name: 'uncertain forgotten',
    edits: [
      {
        file: 'publishing/outcome.ts',
        from: 'return look(one, { words, retryAt }, { attempts, doubt })',
        to: 'return again(one, now, words, { attempts })',
      },
    ],
    by: { requestFault: 'cut-after', site: found },
  },
  {
    name: 'trouble of our own is taken for “not sent”',
    edits: [
      { file: 'publishing/outcome.ts', from: 'if (mayHaveLeft) return look(one, { words }, { attempts })', to: '' },
    ],
    by: { fault: 'database-cut-before', at: 'looking', site: found },
  },
  {
    name: 'turns are counted as failures',
    edits: [
      {
        file: 'publishing/outcome.ts',
        from: 'return again(one, at, words, { waits: waits + 1 }, block)',
        to: 'return again(one, at, words, { waits: waits + 1, attempts }, block)',
      },
    ],
    by: { requestFault: 'wait-often' },
  },
  {
    name: 'a refusal in doubt is believed at once',
    edits: [
      {
        file: 'networks/http.ts',
        from: "if (broken(attempt.call) !== 'unknown' || !nothingCertain(more.status)) return meant",
        to: 'if (attempt) return meant',
      },
    ],
    by: { requestFault: '404-kept', site: found },
  },
  {
    name: '503 is taken for “not sent”',
    edits: [
      {
        file: 'networks/http.ts',
        from: 'const nothingCertain = (status: number) => status < 400 || status >= 500',
        to: 'const nothingCertain = (status: number) => status < 400 || (status >= 500 && status !== 503)',
      },
    ],
    by: { requestFault: '503-kept', site: found },
  },
  {
    name: 'Retry-After is believed without bounds',
    edits: [
      {
        file: 'publishing/waiting.ts',
        from: 'return new Date(Math.min(Math.max(at, least.getTime()), Math.max(now.getTime() + longestTold, least.getTime())))',
        to: 'return new Date(Math.min(at, now.getTime() + 1e12))',
      },
    ],
    by: { requestFault: 'wait-1000000000' },
  },
  {
    name: 'one look, at once',
    edits: [
      {
        file: 'publishing/settling.ts',
        from: "if (within(network.sending, 'keys') === true) return 0",
        to: 'if (network) return 0',
      },
    ],
    by: { requestFault: 'late', site: found },
  },
  {
    name: 'sent again without a look',
    edits: [{ file: 'publishing/deliver.ts', from: 'await unfinished(one, network, session, sent)', to: 'undefined' }],
    by: { fault: 'killed', at: 'accepted', site: found },
  },
  {
    name: 'the intent is not written',
    edits: [{ file: 'publishing/deliver.ts', from: 'await intend(one, sent.length)', to: '' }],
    by: { requestFault: 'cut-after', site: found },
  },
  {
    name: 'parts are not kept',
    edits: [
      { file: 'publishing/deliver.ts', from: 'if (sent.length < parts.length) await keepPart(one, sent)', to: '' },
    ],
    by: { fault: 'paused' },
  },
  {
    name: 'keys change',
    edits: [
      {
        file: 'publishing/deliver.ts',
        // biome-ignore lint/suspicious/noTemplateCurlyInString: it is a text of the program.
        from: 'return `${deliveryId}:${part}`',
        // biome-ignore lint/suspicious/noTemplateCurlyInString: it is a text of the program.
        to: 'return `${deliveryId}${performance.now()}:${part}`',
      },
    ],
    by: { requestFault: 'cut-after', site: 'fake-keyed' },
  },
  {
    name: 'the copies of others are not left out',
    edits: [
      {
        file: 'publishing/deliver.ts',
        from: 'others: await othersOf(context, lease.row) }',
        to: 'others: new Set<string>() }',
      },
    ],
    by: { fault: 'same-words', site: found },
  },
  {
    name: 'what is due is looked for once',
    edits: [{ file: 'publishing/dispatch.ts', from: 'const pollSeconds = 5', to: 'const pollSeconds = 50_000' }],
    by: { fault: 'database-fails', at: 'claimed' },
  },
  {
    name: 'no sleeping until the next instant',
    edits: [
      {
        file: 'publishing/dispatch.ts',
        from: 'const next = await nextDue(context, began)',
        to: 'return void began; const next = await nextDue(context, began)',
      },
    ],
    by: { fault: 'its-time' },
  },
  {
    name: 'what is pending is forgotten',
    edits: [
      {
        file: 'publishing/outcome.ts',
        from: "return later(one, at, { state: 'pending', pending, progress, reason: null })",
        to: "return later(one, at, { state: 'pending', pending: null, progress, reason: pending && null })",
      },
    ],
    by: { fault: 'pending' },
  },
  {
    name: 'the fate of a COMMIT is not asked',
    edits: [
      {
        file: 'db/client.ts',
        from: "const fate = xid === null ? 'committed' : await fateOf(db, xid)",
        to: "const fate = await fateOf(db, xid ?? '3').then(() => 'aborted' as string)",
      },
    ],
    by: { fault: 'saving-cut-after' },
  },
  {
    name: 'a key is freed after an error',
    edits: [
      {
        file: 'db/request-keys.ts',
        from: "    .where('saved', '=', false)\n",
        to: '',
      },
    ],
    by: { fault: 'saving-fails-late' },
  },
  {
    name: 'commits do not wait for the disk',
    edits: [
      {
        file: 'db/client.ts',
        from: 'connectionTimeoutMillis: 10_000,',
        to: "connectionTimeoutMillis: 10_000, options: '-c synchronous_commit=off',",
      },
    ],
    by: { fault: 'machine-dies', at: 'accepted', site: found },
  },
  {
    name: 'the server does not ask the disk',
    edits: [
      {
        file: 'db/postgres.ts',
        // biome-ignore lint/suspicious/noTemplateCurlyInString: it is a text of the program.
        from: "const settings = Object.entries(parameters).flatMap(([name, value]) => ['-c', `${name}=${value}`])",
        to: "const settings = Object.entries({ ...parameters, fsync: 'off' }).flatMap((one) => ['-c', one.join('=')])",
      },
    ],
    by: { fault: 'its-time' },
  },
  {
    name: 'a leap of the database’s clock is believed',
    edits: [{ file: 'db/clock.ts', from: 'const acceptSeconds = 60', to: 'const acceptSeconds = 0' }],
    by: { fault: 'clock-database-ahead' },
  },
  {
    name: 'the machine’s clock tells the time',
    edits: [
      { file: 'db/clock.ts', from: 'now: () => new Date((offset ?? 0) + monotonic())', to: 'now: () => new Date()' },
    ],
    by: { fault: 'clock-machine-ahead' },
  },
  {
    name: 'undo is ignored',
    edits: [
      {
        file: 'publishing/decide.ts',
        from: "return decide(context, actor, id, 'cancel', (tx) => setState(context, tx, id, 'cancelled'))",
        to: "return decide(context, actor, id, 'cancel', async () => undefined)",
      },
    ],
    by: { fault: 'undo', at: 'waiting' },
  },
  {
    name: 'edited while it leaves',
    edits: [
      {
        file: 'publishing/decide.ts',
        from: "edit: ['scheduled', 'missed', 'rejected', 'by-hand'],",
        to: "edit: ['scheduled', 'sending', 'missed', 'rejected', 'by-hand'],",
      },
    ],
    by: { fault: 'edit', at: 'claimed' },
  },
  {
    name: 'edited words are not what is sent',
    edits: [{ file: 'publishing/edit.ts', from: 'parts: JSON.stringify(composed.parts),', to: '' }],
    by: { fault: 'edit', at: 'waiting' },
  },
  {
    name: 'retracted here, and not there',
    edits: [
      {
        file: 'publishing/retract.ts',
        from: 'await retract(part, session).catch(',
        to: 'await Promise.resolve(part && session).catch(',
      },
    ],
    by: { fault: 'retract' },
  },
  {
    name: 'a removed channel sends on',
    edits: [{ file: 'channels/session.ts', from: 'if (!row || row.removed_at) throw', to: 'if (!row) throw' }],
    by: { fault: 'removal' },
  },
]

/** @throws Error where there is none */
export function mutantNamed(name: string): Mutant {
  const mutant = mutants.find((one) => one.name === name)
  if (!mutant) throw new Error(`no such mutant: ${name}`)
  return mutant
}

/** @throws Error where the text does not stand there exactly once: the program has changed, and the mutant must follow */
export function replaced({ file, from, to }: Edit, text: string): string {
  const many = text.split(from).length - 1
  if (many !== 1) throw new Error(`a mutant’s text stands ${many} times in ${file}: ${from}`)
  return text.replace(from, () => to)
}

/** Whether this trial could find it. */
export function couldFind({ by: { fault, at, requestFault, site } }: Mutant, plan: Plan): boolean {
  if (requestFault)
    return plan.requestFaults.some(
      (one) => one.requestFault === requestFault && one.on === 'writes' && (!site || one.site === site),
    )
  return plan.fault === fault && (!at || plan.at === at) && (!site || plan.site === site)
}

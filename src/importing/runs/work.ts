/** What the worker does with an import that is in one of its working states. */
import { randomUUID } from 'node:crypto'
import type { Context } from '../../context.ts'
import { Problem, StorageProblem } from '../../core/problem.ts'
import type { Words } from '../../core/words.ts'
import { keepingLease } from '../../work/index.ts'
import { bringItems } from './bring-items.ts'
import { convertItems } from './convert-items.ts'
import { finishRun } from './finish-run.ts'
import { type Held, leaseSeconds, renewRun, settleRun, takeRun } from './lease.ts'
import { readSource } from './read-source.ts'
import type { RunRow } from './run.ts'
import { undoRun } from './undo-run.ts'

/** Taken up so many times without coming further, it is given up, and says so. */
const mostAttempts = 5

type Working = 'reading' | 'converting' | 'running' | 'undoing'

const steps: Readonly<Record<Working, (context: Context, held: Held) => Promise<void>>> = {
  reading: readSource,
  converting: convertItems,
  running: async (context, held) => {
    await bringItems(context, held)
    await finishRun(context, held)
  },
  undoing: undoRun,
}

/** Works on an import until it waits for a person, or is over. Another worker goes on where this one ends. */
export async function workOnImport(context: Context, id: string, signal: AbortSignal): Promise<void> {
  for (;;) {
    const token = randomUUID()
    const run = await takeRun(context, id, token)
    if (!run) return
    await workOnState(context, run, token, signal)
  }
}

async function workOnState(context: Context, run: RunRow, token: string, signal: AbortSignal): Promise<void> {
  const held = (until: AbortSignal): Held => ({ run, lease: { id: run.id, token }, signal: until })
  try {
    if (run.attempts > mostAttempts) throw new Problem('wrong-input', stuck)
    const step = steps[run.state as Working]
    const renew = () => renewRun(context, held(signal))
    await keepingLease(context.log, { seconds: leaseSeconds, signal, renew }, (until) => step(context, held(until)))
  } catch (error) {
    // A full disk or a database that is away is no fault of the import: it goes on later.
    if (!(error instanceof Problem) || error instanceof StorageProblem) throw error
    await settleRun(context, held(signal), {
      state: 'failed',
      reason: JSON.stringify(error.words),
      ended_at: context.clock.now(),
    })
  }
}

const stuck: Words = {
  id: 'Impor ini berhenti beberapa kali di tempat yang sama. Yang sudah masuk tetap ada. Lanjutkan sekali lagi, atau tarik semuanya kembali; bila terus begini, laporkan dengan berkasnya.',
  en: 'This import stopped several times at the same place. What has come in stays. Continue once more, or take all of it back; if it stays like this, report it with its file.',
}

/** What people do while something waits, leaves or has left. */
import { setTimeout as sleep } from 'node:timers/promises'
import { removeChannel, restoreChannel } from '../../channels/index.ts'
import { Problem } from '../../core/problem.ts'
import {
  cancelDelivery,
  editDelivery,
  holdEverything,
  releaseHold,
  retractDelivery,
  retryDelivery,
} from '../../publishing/index.ts'
import {
  allIds,
  becomeDue,
  lookMilliseconds,
  mainId,
  noneThere,
  type RunningTrial,
  rowOf,
  rowsOf,
  settle,
  stopAt,
  wake,
} from './running-trial.ts'
import { textOf } from './trial-words.ts'
import type { WorkerProcess } from './worker-process.ts'

/** So long something that must not leave has time to leave. */
const chanceMilliseconds = 300
const decisionMilliseconds = 5000

/** Before the post's time, with a worker at work; or when it has been claimed, and stands still. @returns the worker */
async function instant(running: RunningTrial): Promise<WorkerProcess | undefined> {
  if (running.plan.at !== 'waiting') return stopAt(running)
  const worker = await running.testBed.worker(running.term)
  worker.begin()
  running.met = true
  return worker
}

/** What was said in the moment may be carried out now. */
async function goOn(running: RunningTrial, worker: WorkerProcess): Promise<void> {
  if (running.plan.at === 'waiting') await becomeDue(running)
  else worker.goOn()
  await sleep(chanceMilliseconds)
}

/** A worker that has it in hand says what it thinks of it; one that leaves it alone gets a few seconds. */
async function decided(running: RunningTrial): Promise<void> {
  const deadline = Date.now() + decisionMilliseconds
  const inHand = async () => ['scheduled', 'sending'].includes((await rowOf(running, mainId(running)))?.state ?? '')
  while (Date.now() < deadline && (await inHand())) await sleep(lookMilliseconds)
}

/** Whether it was done, or refused because it was too late. */
async function done(act: Promise<unknown>): Promise<boolean> {
  try {
    await act
    return true
  } catch (error) {
    if (error instanceof Problem && error.kind === 'conflict') return false
    throw error
  }
}

export async function hold(running: RunningTrial): Promise<void> {
  const { testBed, plan } = running
  const { context, actor } = testBed
  const worker = await instant(running)
  if (!worker) return
  // It may wait for what is in the air.
  const holding = holdEverything(context, actor, 'prove')
  await Promise.race([holding, sleep(chanceMilliseconds)])
  await goOn(running, worker)
  await holding
  wake(running)
  await sleep(chanceMilliseconds)
  await noneThere(running, plan.at === 'waiting' ? plan.sites : [plan.site], 'although everything is held')
  await releaseHold(context, actor)
  for (const row of await rowsOf(running)) if (row.state === 'missed') await retryDelivery(context, actor, row.id)
  await settle(running, worker)
}

export async function undo(running: RunningTrial): Promise<void> {
  const { context, actor } = running.testBed
  const worker = await instant(running)
  if (!worker) return
  const id = mainId(running)
  if (await done(cancelDelivery(context, actor, id))) running.ends.set(id, 'cancelled')
  await goOn(running, worker)
  await settle(running, worker)
}

/** The row tells which words were taken; the count looks whether those are there, and no others. */
export async function edit(running: RunningTrial): Promise<void> {
  const { context, actor } = running.testBed
  const worker = await instant(running)
  if (!worker) return
  const text = textOf(running.plan, running.run, newWords)
  const edited = await done(editDelivery(context, actor, mainId(running), { text, mediaIds: [] }, {}))
  const kept = JSON.stringify((await rowOf(running, mainId(running)))?.parts ?? []).includes(`p${newWords}x`)
  if (edited !== kept)
    running.wrong.push(edited ? 'the new words are not what is sent' : 'the new words are sent, though refused')
  await goOn(running, worker)
  await settle(running, worker)
}

/** The words of an edited post are numbered from here on. */
const newWords = 10

export async function retract(running: RunningTrial): Promise<void> {
  const { testBed } = running
  const worker = await testBed.worker(running.term)
  worker.begin()
  await settle(running, worker)
  const id = mainId(running)
  await retractDelivery(testBed.context, testBed.actor, id)
  running.ends.set(id, 'retracted')
  running.met = true
}

/** While its channel is away, nothing of it leaves; put back, it goes on, with a person's word where one is asked. */
export async function remove(running: RunningTrial): Promise<void> {
  const { context, actor, channels } = running.testBed
  const channel = channels.get(running.plan.site) as string
  const worker = await instant(running)
  if (!worker) return
  await removeChannel(context, actor, channel)
  await goOn(running, worker)
  await decided(running)
  await noneThere(running, [running.plan.site], 'although its channel is removed')
  await restoreChannel(context, actor, channel)
  const asked = (await rowsOf(running)).filter(
    (row) => row.channel_id === channel && ['rejected', 'missed'].includes(row.state),
  )
  for (const { id } of asked) await retryDelivery(context, actor, id)
  await settle(running, worker)
  if (allIds(running).length) running.met = true
}

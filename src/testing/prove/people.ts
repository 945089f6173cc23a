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
import type { Life } from './life.ts'
import {
  allIds,
  becomeDue,
  lookMilliseconds,
  mainId,
  noneThere,
  rowOf,
  rowsOf,
  type Stand,
  settle,
  stopAt,
  wake,
} from './stand.ts'
import { textOf } from './trial-words.ts'

/** So long something that must not leave has time to leave. */
const chanceMilliseconds = 300
const decisionMilliseconds = 5000

/** Before the post's time, with a worker at work; or when it has been claimed, and stands still. @returns the worker */
async function moment(stand: Stand): Promise<Life | undefined> {
  if (stand.plan.at !== 'waiting') return stopAt(stand)
  const life = await stand.lane.life(stand.term)
  life.begin()
  stand.met = true
  return life
}

/** What was said in the moment may be carried out now. */
async function goOn(stand: Stand, life: Life): Promise<void> {
  if (stand.plan.at === 'waiting') await becomeDue(stand)
  else life.goOn()
  await sleep(chanceMilliseconds)
}

/** A worker that has it in hand says what it thinks of it; one that leaves it alone gets a few seconds. */
async function decided(stand: Stand): Promise<void> {
  const deadline = Date.now() + decisionMilliseconds
  const inHand = async () => ['scheduled', 'sending'].includes((await rowOf(stand, mainId(stand)))?.state ?? '')
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

export async function hold(stand: Stand): Promise<void> {
  const { lane, plan } = stand
  const { context, actor } = lane
  const life = await moment(stand)
  if (!life) return
  // It may wait for what is in the air.
  const held = holdEverything(context, actor, 'prove')
  await Promise.race([held, sleep(chanceMilliseconds)])
  await goOn(stand, life)
  await held
  wake(stand)
  await sleep(chanceMilliseconds)
  await noneThere(stand, plan.at === 'waiting' ? plan.sites : [plan.site], 'although everything is held')
  await releaseHold(context, actor)
  for (const row of await rowsOf(stand)) if (row.state === 'missed') await retryDelivery(context, actor, row.id)
  await settle(stand, life)
}

export async function undo(stand: Stand): Promise<void> {
  const { context, actor } = stand.lane
  const life = await moment(stand)
  if (!life) return
  const id = mainId(stand)
  if (await done(cancelDelivery(context, actor, id))) stand.ends.set(id, 'cancelled')
  await goOn(stand, life)
  await settle(stand, life)
}

/** The row tells which words were taken; the count looks whether those are there, and no others. */
export async function edit(stand: Stand): Promise<void> {
  const { context, actor } = stand.lane
  const life = await moment(stand)
  if (!life) return
  const text = textOf(stand.plan, stand.run, newWords)
  const edited = await done(editDelivery(context, actor, mainId(stand), { text, mediaIds: [] }, {}))
  const kept = JSON.stringify((await rowOf(stand, mainId(stand)))?.parts ?? []).includes(`p${newWords}x`)
  if (edited !== kept)
    stand.wrong.push(edited ? 'the new words are not what is sent' : 'the new words are sent, though refused')
  await goOn(stand, life)
  await settle(stand, life)
}

/** The words of an edited post are numbered from here on. */
const newWords = 10

export async function retract(stand: Stand): Promise<void> {
  const { lane } = stand
  const life = await lane.life(stand.term)
  life.begin()
  await settle(stand, life)
  const id = mainId(stand)
  await retractDelivery(lane.context, lane.actor, id)
  stand.ends.set(id, 'retracted')
  stand.met = true
}

/** While its channel is away, nothing of it leaves; put back, it goes on, with a person's word where one is asked. */
export async function remove(stand: Stand): Promise<void> {
  const { context, actor, channels } = stand.lane
  const channel = channels.get(stand.plan.site) as string
  const life = await moment(stand)
  if (!life) return
  await removeChannel(context, actor, channel)
  await goOn(stand, life)
  await decided(stand)
  await noneThere(stand, [stand.plan.site], 'although its channel is removed')
  await restoreChannel(context, actor, channel)
  const asked = (await rowsOf(stand)).filter(
    (row) => row.channel_id === channel && ['rejected', 'missed'].includes(row.state),
  )
  for (const { id } of asked) await retryDelivery(context, actor, id)
  await settle(stand, life)
  if (allIds(stand).length) stand.met = true
}

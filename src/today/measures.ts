import { articlesPlanned } from '../blog/index.ts'
import {
  type AnswersMeasured,
  answersSince,
  type PromiseMeasured,
  promiseKept,
  readPromise,
} from '../conversations/index.ts'
import { weekStart } from '../core/days.ts'
import type { Tx } from '../db/client.ts'
import { type SaidMeasured, saidSince } from '../publishing/index.ts'

/** Over the last thirty days. */
export type TalkMeasured = AnswersMeasured & {
  said: SaidMeasured
  /** How the brand’s promise was kept; `null` where it made none. */
  promise: PromiseMeasured | null
}

const talkDays = 30
const weeksAhead = 8

/** What was answered, and what was said of oneself, in the last thirty days. */
export async function measureTalk(tx: Tx, workspaceId: string, now: Date): Promise<TalkMeasured> {
  const since = new Date(now.getTime() - talkDays * 86_400_000)
  const promise = await readPromise(tx, workspaceId)
  return {
    ...(await answersSince(tx, since)),
    said: await saidSince(tx, since, now),
    promise: promise ? await promiseKept(tx, promise, since, now) : null,
  }
}

/**
 * The first week from this one on in which nothing is published, nor planned to be; `null` where the next weeks have an article each.
 * @param thisWeek how many articles this week had
 */
export async function nextHollow(tx: Tx, timeZone: string, now: Date, thisWeek: number): Promise<Date | null> {
  const starts = Array.from({ length: weeksAhead + 1 }, (_, week) => weekStart(timeZone, now, week))
  const planned = await articlesPlanned(tx, { from: now, to: starts.at(-1) as Date, limit: 500 })
  for (let week = thisWeek > 0 ? 1 : 0; week < weeksAhead; week++) {
    const [from, to] = [starts[week] as Date, starts[week + 1] as Date]
    if (!planned.some(({ publish_at: at }) => at && at >= from && at < to)) return from
  }
  return null
}

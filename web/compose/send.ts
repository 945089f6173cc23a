import type { TFunction } from 'i18next'
import type { Delivery, PostCreate } from '../../src/http/api.ts'
import { ask, willPass } from '../base/api.ts'
import { freshId } from '../base/ids.ts'
import { refreshTopic } from '../base/queries.ts'
import { toast } from '../ui/toasts.tsx'

/**
 * Takes deliveries back before they leave; says so, or says which one had left already.
 * @param onBack nothing of it left: its words are to be had again
 */
async function takeBack(
  deliveries: readonly Delivery[],
  t: TFunction,
  onBack: ((one: Delivery) => void) | undefined,
): Promise<void> {
  const ends = await Promise.allSettled(
    deliveries.map(({ id }) => ask<Delivery>(`/api/deliveries/${id}/cancel`, { method: 'POST' })),
  )
  const late = ends.filter(({ status }) => status === 'rejected').length
  toast(late ? t('posts.tooLate', { count: late }) : t('posts.takenBack'))
  await refreshTopic('deliveries')
  const [one] = deliveries
  if (one && late === 0) onBack?.(one)
}

/** What leaves, and what a person then does with their own hands. */
function leavingWords(waiting: readonly Delivery[], t: TFunction): string {
  const byHand = waiting.filter(({ channel }) => channel.kind === 'assisted').length
  if (byHand === 0) return t('posts.leaving', { count: waiting.length })
  if (byHand === waiting.length) return t('posts.leavingByHand', { count: byHand })
  return t('posts.leavingBoth', { count: waiting.length - byHand })
}

/** Offers to take back what leaves in a few seconds. @param onBack as in {@link takeBack} */
export function offerUndo(deliveries: readonly Delivery[], t: TFunction, onBack?: (one: Delivery) => void): void {
  const waiting = deliveries.filter(({ state }) => state === 'scheduled')
  if (waiting.length === 0) return
  const until = Math.max(...waiting.map(({ dueAt }) => Date.parse(dueAt)))
  toast(leavingWords(waiting, t), {
    until,
    undoLabel: t('posts.takeBack'),
    undo: () => takeBack(waiting, t, onBack),
  })
}

/** The last one that was not answered: pressed again after a lost line, it is the same request. */
let unanswered: { body: string; key: string } | undefined

async function askOnce(post: PostCreate): Promise<Delivery[]> {
  const body = JSON.stringify(post)
  const { key } = unanswered?.body === body ? unanswered : { key: freshId() }
  try {
    const { deliveries } = await ask<{ deliveries: Delivery[] }>('/api/posts', { method: 'POST', body: post, key })
    unanswered = undefined
    return deliveries
  } catch (error) {
    unanswered = willPass(error) ? { body, key } : undefined
    throw error
  }
}

/** Sends words to channels, now (with the seconds to take them back), at `post.at` or into slots. @param onBack as in {@link takeBack} */
export async function sendPost(post: PostCreate, t: TFunction, onBack: (one: Delivery) => void): Promise<Delivery[]> {
  const deliveries = await askOnce(post)
  void refreshTopic('deliveries')
  if (post.when === 'now') offerUndo(deliveries, t, onBack)
  return deliveries
}

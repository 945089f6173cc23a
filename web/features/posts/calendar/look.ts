import type { CalendarPost, DeliveryState } from '../../../../src/http/api.ts'
import { toneOf } from '../../../deliveries/delivery-state.ts'
import type { Entry } from './days.ts'

/** How an entry looks: by what it means for the person who looks, never by colour alone. */
export type Look = 'planned' | 'sent' | 'working' | 'bad' | 'gone' | 'repeat' | 'slot'

/** What is worst of several stands for all: what failed, then what needs somebody, what is on its way, what waits, what is out. */
const weight: Record<DeliveryState, number> = {
  rejected: 9,
  missed: 8,
  unconfirmed: 7,
  'by-hand': 6,
  sending: 5,
  pending: 5,
  scheduled: 4,
  published: 3,
  retracted: 2,
  cancelled: 1,
}

/** The state that stands for all of a message's deliveries. */
export function stateOf(posts: readonly CalendarPost[]): DeliveryState | undefined {
  return posts.map(({ state }) => state).toSorted((a, b) => weight[b] - weight[a])[0]
}

/** How an entry looks. */
export function lookOf(entry: Entry): Look {
  if (entry.kind === 'slot') return 'slot'
  if (entry.kind === 'repeat') return entry.repeat.text ? 'repeat' : 'bad'
  const state = stateOf(entry.posts)
  if (entry.kind === 'article' && (!state || !['failed', 'needs'].includes(toneOf[state])))
    return entry.article.state === 'published' ? 'sent' : 'planned'
  return state ? lookOfState(state) : 'planned'
}

function lookOfState(state: DeliveryState): Look {
  if (state === 'published') return 'sent'
  if (state === 'sending' || state === 'pending') return 'working'
  if (state === 'cancelled' || state === 'retracted') return 'gone'
  return state === 'scheduled' ? 'planned' : 'bad'
}

import type { DeliveryState } from '../../src/http/api.ts'
import type { Tone } from '../ui/parts.tsx'

/** What each state means for the person who looks. */
export const toneOf: Record<DeliveryState, Tone> = {
  scheduled: 'waiting',
  sending: 'waiting',
  pending: 'waiting',
  'by-hand': 'needs',
  published: 'fine',
  rejected: 'failed',
  unconfirmed: 'needs',
  missed: 'failed',
  cancelled: 'plain',
  retracted: 'plain',
}

/** In the order in which one looks for them. */
export const deliveryStates = Object.keys(toneOf) as DeliveryState[]

import { fill } from '../core/words.ts'
import type { Absent } from './network.ts'

/** In the place of `webhook`, for a network that sends none that we read. @param label as people know the network */
export function noWebhook(label: string): Absent {
  return { absent: fill(fetched, { label }) }
}

const fetched = {
  id: 'Pemberitahuan dari {label} tidak dipakai; tanggapannya diambil sendiri setiap beberapa menit.',
  en: 'Notices from {label} are not used; its responses are fetched every few minutes.',
}

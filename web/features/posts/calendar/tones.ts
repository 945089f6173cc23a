import { toneOf } from '../../../deliveries/delivery-state.ts'
import type { Tone } from '../../../ui/parts.tsx'
import type { Entry } from './days.ts'

/** What an entry means for the person who looks. Articles are told apart by their icon and their edge. */
export function toneOfEntry(entry: Entry): Tone {
  if (entry.kind === 'post') return toneOf[entry.post.state]
  return entry.article.state === 'published' ? 'fine' : 'waiting'
}

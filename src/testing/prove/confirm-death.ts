import type { DeliveryRow } from '../../publishing/lease.ts'
import type { Death } from './plan.ts'
import type { Step } from './words.ts'

/** The columns of a row that show how far its delivery has come. */
export type Seen = Pick<DeliveryRow, 'state' | 'sending_part'> & { sent: readonly unknown[] }

const shows: Record<Step, (row: Seen, part: number) => boolean> = {
  claimed: (row) => row.state === 'sending' && row.sending_part === null && row.sent.length === 0,
  intended: onItsWay,
  accepted: onItsWay,
  answered: onItsWay,
  'part-kept': (row, part) => row.state === 'sending' && row.sending_part === null && row.sent.length === part + 1,
  recorded: (row) => row.state === 'published',
  looking: onItsWay,
  looked: onItsWay,
  random: () => true,
}

function onItsWay(row: Seen, part: number): boolean {
  return row.state === 'sending' && row.sending_part === part && row.sent.length === part
}

/**
 * Whether the row that a dead worker left shows the step at which it was to die: else the deaths are not where they are
 * said to be, and prove nothing.
 * @throws Error naming both
 */
export function confirmDeath({ step, part, site }: Death, row: Seen | undefined): void {
  if (row && shows[step](row, part)) return
  const seen = row ? `${row.state}, sent ${row.sent.length}, sending part ${row.sending_part}` : 'no row'
  throw new Error(`died at ${step} of part ${part} on ${site}, but the row shows: ${seen}`)
}

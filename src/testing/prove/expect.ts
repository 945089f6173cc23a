/** How a delivery may end, by what its trial has done to it. */
import type { DeliveryState } from '../../db/tables.ts'
import { kindOf, type SiteTraits } from './faults.ts'
import type { Plan } from './plan.ts'
import { leavesDoubt, refuses } from './request-faults.ts'

/**
 * The states in which it may end; everything else is told wrongly. Published is what the plan wants wherever nothing else is
 * named: a person is only asked where nobody can know, a refusal only stands where the network has refused.
 */
export function endsAllowed(plan: Plan, site: Pick<SiteTraits, 'name' | 'find' | 'keys'>): ReadonlySet<DeliveryState> {
  const ends = new Set<DeliveryState>(['published'])
  const requestFaults = plan.requestFaults
    .filter((requestFault) => requestFault.site === site.name)
    .map(({ requestFault }) => requestFault)
  if (!site.find && (kindOf(plan.fault).doubt || requestFaults.some(leavesDoubt))) ends.add('unconfirmed')
  if (requestFaults.some(refuses)) ends.add('rejected')
  if (plan.away) ends.add('missed')
  return ends
}

import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'

/**
 * What axe is asked: everything, or what hangs on the colours alone. A screen that it has seen in one scheme is the same in the
 * other but for those.
 */
export type AxeRules = 'all' | 'colours'

/** https://dequeuniversity.com/rules/axe/4.13/color-contrast */
const ofColours = ['color-contrast']

/** What axe finds on the page as it stands, a line for each rule: the rule's name, and what it is about. Frames are left out. */
export async function axeFindings(
  page: Page,
  rules: AxeRules = 'all',
  /** Rules that this page can't keep. */
  without: readonly string[] = [],
): Promise<string[]> {
  // Its newer way sums up in a page of its own each time, for the sake of frames of other origins.
  const axe = new AxeBuilder({ page }).setLegacyMode().exclude('iframe')
  const asked = rules === 'colours' ? axe.withRules(ofColours) : axe.disableRules([...without])
  const { violations } = await asked.analyze()
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`)
}

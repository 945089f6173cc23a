import axe from 'axe-core'
import type { Page } from 'playwright-core'

/**
 * What axe is asked: everything, or what hangs on the colours alone. A screen that it has seen in one scheme is the same in the
 * other but for those.
 */
export type AxeRules = 'all' | 'colours'

/** https://dequeuniversity.com/rules/axe/4.13/color-contrast */
const ofColours = { runOnly: { type: 'rule', values: ['color-contrast'] } }

/** What axe finds on the page as it stands, a line for each rule: the rule's name, and what it is about. Frames are left out. */
export async function axeFindings(
  page: Page,
  rules: AxeRules = 'all',
  /** Rules that this page can't keep. */
  without: readonly string[] = [],
): Promise<string[]> {
  const asked = { rules: Object.fromEntries(without.map((rule) => [rule, { enabled: false }])) }
  // Only what is wrong is gathered and handed over: where everything else stands takes most of the time otherwise.
  const options = { ...(rules === 'colours' ? ofColours : asked), resultTypes: ['violations'] }
  // It is read once by each document, however often it is asked there. As text, because the page's own names are not known here.
  if (!(await page.evaluate('"axe" in window'))) await page.evaluate(axe.source)
  return page.evaluate(`axe.run({ exclude: [['iframe']] }, ${JSON.stringify(options)}).then(({ violations }) =>
    violations.map(({ id, nodes }) => id + ': ' + nodes.map(({ html }) => html).join(' | ')))`)
}

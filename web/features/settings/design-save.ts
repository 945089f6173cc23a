import type { Design, DesignChoice } from '../../../src/http/api.ts'
import { ask } from '../../base/api.ts'
import { designQuery, queryClient } from '../../base/queries.ts'

/** What is sent of a design: what was chosen, without what can be. */
export const choiceOf = ({ theme, menu, footer, head, icon }: Design): DesignChoice => ({
  theme,
  menu,
  footer,
  head,
  icon,
})

/** Saves a design, and shows it as the server has it then. */
export async function saveDesign(choice: DesignChoice): Promise<void> {
  const saved = await ask<Design>('/api/design', { method: 'PUT', body: choice })
  queryClient.setQueryData(designQuery.queryKey, saved)
}

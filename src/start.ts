import type { Context } from './context.ts'
import { bypassesRowSecurity, bypassWords } from './db/role.ts'
import { probeStore } from './media/index.ts'

/**
 * What only shows when one looks, before anything is served: the picture storage and the database's role. A setting that is wrong
 * refuses the start; a storage that is away does not (the blog must be readable), but keeps `/readyz` at "no" until it answers.
 * @throws Problem naming the setting
 */
export async function checkStart(context: Context): Promise<void> {
  if (await bypassesRowSecurity(context.db)) context.log.warn({ words: bypassWords }, bypassWords.en)
  const problem = await probeStore(context.config)
  if (problem?.field) throw problem
  if (problem) context.log.warn({ words: problem.words, error: problem }, problem.words.en)
}

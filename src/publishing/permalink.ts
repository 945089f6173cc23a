import type { Context } from '../context.ts'

/** Whether a permalink answers 200. A teaser leaves only then. */
export async function permalinkAnswers(context: Context, permalink: string): Promise<boolean> {
  try {
    const answer = await context.fetch(permalink, {
      method: 'GET',
      redirect: 'follow',
      signal: AbortSignal.timeout(10_000),
    })
    await answer.body?.cancel()
    return answer.status === 200
  } catch (error) {
    context.log.debug({ permalink, error }, 'home does not answer')
    return false
  }
}

import { createArticle } from '../../base/actions.ts'
import { asProblem, willPass } from '../../base/api.ts'
import { keptKeys, writeKept } from '../../base/kept.ts'
import { onLineBack } from '../../base/line.ts'
import { articleQuery, queryClient, refreshTopic } from '../../base/queries.ts'
import { createStore } from '../../base/store.ts'
import { heldDrafts, type KeptDraft, keptDrafts, saveWords } from './drafts.ts'

/** Words that are on this device only: their pages were closed before the server had them. */
export const unsent = createStore<readonly KeptDraft[]>([])

let running: Promise<number> | undefined

/**
 * Gives the server what earlier pages could not. A draft that some page is still writing is left to that page; one that
 * somebody else's words stand against stays here, and a person decides when the article is opened.
 * Answers how many were sent.
 */
export function sendUnsent(): Promise<number> {
  running ??= sendAll().finally(() => {
    running = undefined
  })
  return running
}

async function sendAll(): Promise<number> {
  const held = await heldDrafts()
  // Where it can't be known which page is still open, only the page itself sends.
  const waiting = held ? keptDrafts().filter(({ key }) => !held.has(key)) : []
  let sent = 0
  for (const draft of waiting) if (await send(draft)) sent += 1
  forgetEmptyBeginnings(held)
  unsent.set(keptDrafts().filter(({ key }) => !held?.has(key)))
  if (sent) await refreshTopic('articles')
  return sent
}

async function send({ key, articleId, base, fields }: KeptDraft): Promise<boolean> {
  try {
    const article = await saveWords(articleId, base, fields)
    queryClient.setQueryData(articleQuery(articleId).queryKey, article)
  } catch (error) {
    if (asProblem(error).kind !== 'gone' || willPass(error)) return false
    // The article was deleted meanwhile; the words were not.
    const copy = await createArticle({ ...fields, slug: '' }).catch(() => undefined)
    if (!copy || copy.version === 0) return false
  }
  writeKept(key, undefined)
  return true
}

/** An article that was begun without a line, and in which nothing was written, was never there. */
function forgetEmptyBeginnings(held: Set<string> | undefined): void {
  if (!held) return
  const used = new Set([...keptKeys('draft:'), ...held].map((key) => key.split(':')[1]))
  for (const key of keptKeys('begun:')) if (!used.has(key.split(':')[1])) writeKept(key, undefined)
}

/** Sends what waits now and whenever the line is back. Answers the way to stop. */
export function startSendingUnsent(onSent: (count: number) => void): () => void {
  const run = () => void sendUnsent().then((count) => count && onSent(count))
  run()
  return onLineBack(run)
}

/** How ready a draft is: five steps that anyone can check, kept with its words so that lists need not read them. */
import { runChecks } from '../checks/index.ts'
import type { Context } from '../context.ts'
import { Problem } from '../core/problem.ts'
import type { Tx } from '../db/client.ts'
import type { ArticleKind, HeadPicture } from '../db/tables.ts'
import { brandFacts } from '../publishing/index.ts'
import { countWords } from './brief.ts'
import { linksIn, picturesIn } from './markdown/index.ts'

/** In the order in which they are done. Pictures and checks are done where there is a text: an empty page is not ready. */
export const readySteps = ['title', 'text', 'summary', 'pictures', 'checks'] as const
/** One of {@link readySteps}. */
export type ReadyStep = (typeof readySteps)[number]

/** Less than this is not an article's text yet. A note is as long as it is. */
const leastWords = 200

/** What the steps need of a text, read beside the thread that serves; missing: it cannot be laid out. */
export type BodyFacts =
  | { leads: Awaited<ReturnType<typeof linksIn>>; pictures: Awaited<ReturnType<typeof picturesIn>> }
  | undefined

/** Reads a text's links and pictures. */
export async function bodyFactsOf(markdown: string): Promise<BodyFacts> {
  // Nothing of a text without these is a link or a picture.
  if (!/[[<]|:\/\//.test(markdown)) return { leads: [], pictures: [] }
  try {
    const [leads, pictures] = await Promise.all([linksIn(markdown), picturesIn(markdown)])
    return { leads, pictures }
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    return undefined
  }
}

interface Words {
  kind: ArticleKind
  title: string
  summary: string
  markdown: string
  language: 'id' | 'en'
  picture: HeadPicture | null
}

/** How many steps are done, and which are not, in the columns' names. */
export async function readinessOf(
  context: Context,
  tx: Tx,
  workspaceId: string,
  { kind, title, summary, markdown, language, picture }: Words,
  body: BodyFacts,
): Promise<{ ready: number; lacks: string[] }> {
  const note = kind === 'note'
  const words = countWords(markdown)
  const text = words >= (note ? 1 : leastWords)
  const brand = body?.leads.length ? await brandFacts(context, tx, workspaceId) : undefined
  const pictures = [...(picture ? [{ alt: picture.alt }] : []), ...(body?.pictures ?? [])]
  const findings = runChecks(
    { text: markdown, title, language, leads: body?.leads ?? [], pictures },
    brand ? { brand } : {},
    ['link-elsewhere', 'missing-alt-text'],
  )
  const unseen = findings.some(({ check }) => check === 'missing-alt-text')
  const done: Record<ReadyStep, boolean> = {
    title: note || title.trim() !== '',
    text,
    summary: (note && text) || summary.trim() !== '',
    pictures: text && body !== undefined && !unseen,
    checks: text && body !== undefined && findings.every(({ check }) => check === 'missing-alt-text'),
  }
  const lacks = readySteps.filter((step) => !done[step])
  return { ready: readySteps.length - lacks.length, lacks }
}

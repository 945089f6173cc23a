import { z } from '@hono/zod-openapi'
import { previewWords } from '../../blog/index.ts'
import type { Actor, Context } from '../../context.ts'
import { csvFile } from '../../core/csv.ts'
import { say } from '../../core/words.ts'
import { inWorkspace, type Tx } from '../../db/client.ts'
import { eachRow } from '../../db/page.ts'
import {
  beginImport,
  discardImport,
  findImport,
  formatsToChoose,
  type ItemView,
  importUploadedSubscribers,
  labelOf,
  lossesInWords,
  lossWords,
  outcomeOf,
  outcomeWords,
  pageOfImports,
  pageOfItems,
  pageOfSubscriberImports,
  type RunRow,
  readImportAgain,
  type SubscriberImport,
  sampleAt,
  sampleBefore,
  samplesOf,
  startImport,
  type Trial,
  undoImport,
  undoSubscribers,
  undoUntil,
} from '../../importing/index.ts'
import { namesOf } from '../../team/index.ts'
import type * as api from '../api.ts'
import {
  answer,
  cursor,
  importAgain,
  importBegin,
  importFormats,
  importItems,
  importPage,
  importRun,
  importSamples,
  subscriberImport,
  subscriberImports,
  subscribersImport,
  subscribersImported,
} from '../api.ts'
import { type App, idParam, operation } from '../operation.ts'
import { needing } from '../permits.ts'
import { previewPolicy } from '../preview-policy.ts'

const mostSamples = 10

/** Another blog that moves in: its trial, its way in, and back. */
export function importsRoutes(app: App, context: Context): void {
  // Before the address of one import, which its name would be taken for.
  items(app, context)
  const inHere = <T>({ workspaceId }: Actor, work: (tx: Tx) => Promise<T>) => inWorkspace(context.db, workspaceId, work)
  const viewed = (actor: Actor, row: RunRow) => inHere(actor, async (tx) => viewOne(tx, row))
  operation(
    app,
    {
      method: 'get',
      path: '/imports',
      needs: 'move',
      summary: 'Blogs that were imported, newest first',
      query: z.object({ cursor }),
      answer: importPage,
    },
    (c) =>
      inHere(c.actor, async (tx) => {
        const { rows, next } = await pageOfImports(tx, c.query)
        const names = await namesOf(
          tx,
          rows.map((row) => row.created_by),
        )
        return { imports: rows.map((row) => viewRun(row, names)), next }
      }),
  )
  operation(
    app,
    {
      method: 'post',
      path: '/imports',
      needs: 'move',
      summary: 'Read uploaded files of another blog, and try what would come of them',
      body: importBegin,
      answer: importRun,
      status: 201,
    },
    async (c) => {
      const { uploads, ...options } = c.body
      return viewed(c.actor, await beginImport(context, c.actor, { uploads }, asOptions(options, c.member.timeZone)))
    },
  )
  operation(
    app,
    {
      method: 'get',
      path: '/imports/{id}',
      needs: 'move',
      summary: 'How far an import is',
      params: idParam,
      answer: importRun,
    },
    (c) => inHere(c.actor, async (tx) => viewOne(tx, await findImport(tx, c.params.id))),
  )
  deciding(app, context)
  files(app, context)
  subscribers(app, context)
}

const mostFaults = 20

/** Who read the old newsletter. */
function subscribers(app: App, context: Context): void {
  operation(
    app,
    {
      method: 'post',
      path: '/subscribers/import',
      needs: 'move',
      summary: 'Bring the subscribers of another newsletter, or try who would come',
      body: subscribersImport,
      answer: subscribersImported,
    },
    async ({ actor, body: { uploads, write } }) => {
      const { faults, ...told } = await importUploadedSubscribers(context, actor, uploads, { write })
      return { ...told, faults: faults.slice(0, mostFaults), faultCount: faults.length }
    },
  )
  operation(
    app,
    {
      method: 'get',
      path: '/subscribers/imports',
      needs: 'move',
      summary: 'Lists of subscribers that were brought in within 30 days, the newest first',
      query: z.object({ cursor }),
      answer: subscriberImports,
    },
    ({ actor, query }) =>
      inWorkspace(context.db, actor.workspaceId, async (tx) => {
        const { rows, next } = await pageOfSubscriberImports(tx, query)
        return { imports: await viewSubscriberImports(tx, rows), next }
      }),
  )
  operation(
    app,
    {
      method: 'post',
      path: '/subscribers/imports/{id}/undo',
      needs: 'move',
      summary: 'Take such a list back: whom it brought goes, and who has left stays left',
      params: idParam,
      answer: subscriberImport,
    },
    async ({ actor, params }) => {
      const row = await undoSubscribers(context, actor, params.id)
      const [view] = await inWorkspace(context.db, actor.workspaceId, (tx) => viewSubscriberImports(tx, [row]))
      return view as api.SubscriberImport
    },
  )
}

async function viewSubscriberImports(tx: Tx, rows: readonly SubscriberImport[]): Promise<api.SubscriberImport[]> {
  const names = await namesOf(
    tx,
    rows.map((row) => row.created_by),
  )
  return rows.map((row) => ({
    ...{ id: row.id, labels: row.labels, added: row.added, listed: row.listed },
    by: names.get(row.created_by) ?? '',
    createdAt: row.created_at.toISOString(),
    undoneAt: row.undone_at?.toISOString() ?? null,
    undoUntil: undoUntil(row)?.toISOString() ?? null,
  }))
}

/** What a person decides of an import. */
function deciding(app: App, context: Context): void {
  const viewed = (actor: Actor, row: RunRow) =>
    inWorkspace(context.db, actor.workspaceId, async (tx) => viewOne(tx, row))
  operation(
    app,
    {
      method: 'post',
      path: '/imports/{id}/again',
      needs: 'move',
      summary: 'Read its files anew, with other options',
      params: idParam,
      body: importAgain,
      answer: importRun,
    },
    async (c) =>
      viewed(c.actor, await readImportAgain(context, c.actor, c.params.id, asOptions(c.body, c.member.timeZone))),
  )
  operation(
    app,
    {
      method: 'post',
      path: '/imports/{id}/start',
      needs: 'move',
      summary: 'Let everything that was found come into the blog',
      params: idParam,
      answer: importRun,
    },
    async (c) => viewed(c.actor, await startImport(context, c.actor, c.params.id)),
  )
  operation(
    app,
    {
      method: 'post',
      path: '/imports/{id}/undo',
      needs: 'move',
      summary: 'Take all of it back',
      params: idParam,
      answer: importRun,
    },
    async (c) => viewed(c.actor, await undoImport(context, c.actor, c.params.id)),
  )
  operation(
    app,
    {
      method: 'delete',
      path: '/imports/{id}',
      needs: 'move',
      summary: 'Forget an import of which nothing is in the blog',
      params: idParam,
      answer,
    },
    async (c) => {
      await discardImport(context, c.actor, c.params.id)
      return {}
    },
  )
}

/** What is in an import, and what became of it. */
function items(app: App, context: Context): void {
  operation(
    app,
    {
      method: 'get',
      path: '/imports/formats',
      needs: 'move',
      summary: 'What can be imported, and where one gets it',
      answer: importFormats,
    },
    async () => ({ formats: formatsToChoose() }),
  )
  operation(
    app,
    {
      method: 'get',
      path: '/imports/{id}/items',
      needs: 'move',
      summary: 'What became of its articles: what lost most first',
      params: idParam,
      query: z.object({ cursor, show: z.enum(['all', 'look', 'imported', 'updated', 'skipped']).default('all') }),
      answer: importItems,
    },
    (c) =>
      inWorkspace(context.db, c.actor.workspaceId, async (tx) => {
        const run = await findImport(tx, c.params.id)
        const { rows, next } = await pageOfItems(tx, run.id, c.query)
        return { items: rows.map(viewItem), next, outcome: await outcomeOf(tx, run.id) }
      }),
  )
  operation(
    app,
    {
      method: 'get',
      path: '/imports/{id}/samples',
      needs: 'move',
      summary: 'The ten articles that lose most',
      params: idParam,
      answer: importSamples,
    },
    (c) =>
      inWorkspace(context.db, c.actor.workspaceId, async (tx) => {
        const run = await findImport(tx, c.params.id)
        return { samples: (await samplesOf(tx, run.id, mostSamples)).map(viewItem) }
      }),
  )
}

/** Pages and files of an import. */
function files(app: App, context: Context): void {
  app.get('/imports/:id/samples/:n/:side', needing('move'), async (c) => {
    const { id } = idParam.parse({ id: c.req.param('id') })
    const { n, side } = z
      .object({
        n: z.coerce
          .number()
          .int()
          .min(0)
          .max(2 ** 31 - 1),
        side: z.enum(['before', 'after']),
      })
      .parse(c.req.param())
    const actor = c.get('actor')
    const sample = await inWorkspace(context.db, actor.workspaceId, async (tx) =>
      sampleAt(tx, await findImport(tx, id), n),
    )
    const { page, frames } =
      side === 'before' ? { page: sampleBefore(sample), frames: [] } : await previewWords(context, actor, sample.words)
    c.header('content-security-policy', previewPolicy(frames))
    return c.html(page)
  })
  app.get('/imports/:id/items.csv', needing('move'), async (c) => {
    const { id } = idParam.parse({ id: c.req.param('id') })
    const language = c.req.query('language') === 'en' ? 'en' : 'id'
    const rows: string[][] = []
    await inWorkspace(context.db, c.get('actor').workspaceId, async (tx) => {
      const run = await findImport(tx, id)
      for await (const item of eachRow((at) => pageOfItems(tx, run.id, { cursor: at, limit: 1000 })))
        rows.push(csvRow(item, language))
    })
    c.header('content-type', 'text/csv; charset=utf-8')
    c.header('content-disposition', `attachment; filename="${language === 'en' ? 'import' : 'impor'}.csv"`)
    return c.body(csvFile([csvHead[language], ...rows], language === 'id' ? ';' : ','))
  })
}

const csvHead = { id: ['Judul', 'Hasil', 'Keterangan'], en: ['Title', 'Result', 'Reason'] }

function csvRow({ title, state, reason, losses }: ItemView, language: 'id' | 'en'): string[] {
  const result = state === 'found' || state === 'converted' ? '' : say(outcomeWords[state], language)
  const told = [...(reason ? [reason] : []), ...losses.map(lossWords)]
  return [title, result, told.map((words) => say(words, language)).join('; ')]
}

function asOptions({ site, timeZone, emails }: z.infer<typeof importAgain>, zone: string) {
  return { timeZone: timeZone ?? zone, emails, ...(site ? { site } : {}) }
}

async function viewOne(tx: Tx, row: RunRow): Promise<api.ImportRun> {
  return viewRun(row, await namesOf(tx, [row.created_by]))
}

function viewRun(row: RunRow, names: ReadonlyMap<string, string>): api.ImportRun {
  const trial = row.trial as Trial | null
  const { site, timeZone, emails } = row.options
  return {
    id: row.id,
    name: row.name,
    state: row.state,
    label: row.format && labelOf(row.format),
    site: row.site && { url: row.site.url, title: row.site.title },
    options: { timeZone, emails, ...(site ? { site } : {}) },
    counts: trial?.counts ?? null,
    // A trial of an older version counted none.
    tags: trial?.tags ?? null,
    losses: (trial?.losses ?? []).map((loss) => ({ words: lossWords(loss), items: loss.items })),
    reason: row.reason,
    items: row.items,
    finished: row.finished,
    by: names.get(row.created_by) ?? '',
    createdAt: row.created_at.toISOString(),
    startedAt: row.started_at?.toISOString() ?? null,
    endedAt: row.ended_at?.toISOString() ?? null,
    undoUntil: row.undo_until?.toISOString() ?? null,
  }
}

function viewItem({ n, kind, title, state, reason, losses, article_id }: ItemView): api.ImportItem {
  return { n, kind, title, state, reason, losses: lossesInWords(losses), articleId: article_id }
}

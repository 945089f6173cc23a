/** Another blog that moves in. */
import { z } from '@hono/zod-openapi'
import { id, instant, next, words } from './shared.ts'

const counts = z.object({
  articles: z.number(),
  pages: z.number(),
  notes: z.number(),
  drafts: z.number(),
  scheduled: z.number(),
  comments: z.number(),
  authors: z.number(),
  tags: z.number(),
  pictures: z.number(),
  skipped: z.number(),
})

/** Tags that come: how many no article here has, how many are here; the first names, and those that differ from another in capitals or accents alone. */
const tags = z.object({
  fresh: z.number(),
  known: z.number(),
  names: z.array(z.string()),
  /** `here`: the other one is an article's here; else it comes too. */
  alike: z.array(z.object({ comes: z.string(), other: z.string(), here: z.boolean() })),
})

const importOptions = {
  /** The address that the blog had, where its export doesn't say it. */
  site: z.url().max(300).optional(),
  /** Of dates that say no zone; missing: that of the person. */
  timeZone: z.string().max(64).optional(),
  /** Keep commenters' email addresses. */
  emails: z.boolean().default(false),
}

/** `POST /api/imports`: files that were uploaded with `use: import` → 201 import. Nothing of the blog changes until it is started. */
export const importBegin = z.object({ uploads: z.array(id).min(1).max(50), ...importOptions })
/** `POST /api/imports/{id}/again`: reads the same files anew, with other wishes, as long as nothing has come in. */
export const importAgain = z.object(importOptions)

/**
 * An import. `reading` and `converting` lead to `ready`: it waits for a person. `running` leads to `done`, `undoing` to `undone`; `failed` has a
 * reason, and can be started again where its trial was whole. `finished` of `items` are done in the state that it is in.
 */
export const importRun = z.object({
  id,
  name: z.string(),
  state: z.enum(['reading', 'converting', 'ready', 'running', 'done', 'undoing', 'undone', 'failed']),
  /** What it is an export of, as people know it. */
  label: z.string().nullable(),
  site: z.object({ url: z.string(), title: z.string() }).nullable(),
  options: z.object({ site: z.string().optional(), timeZone: z.string(), emails: z.boolean() }),
  counts: counts.nullable(),
  tags: tags.nullable(),
  /** What does not come over exactly as it was, the most frequent first; in how many articles. */
  losses: z.array(z.object({ words, items: z.number() })),
  reason: words.nullable(),
  items: z.number(),
  finished: z.number(),
  by: z.string(),
  createdAt: instant,
  startedAt: instant.nullable(),
  endedAt: instant.nullable(),
  undoUntil: instant.nullable(),
})
/** `GET /api/imports?cursor=`, the newest first */
export const importPage = z.object({ imports: z.array(importRun), next })

/** `GET /api/imports/formats`: what can be imported: what one brings, and where one gets it */
export const importFormats = z.object({
  formats: z.array(z.object({ id: z.string(), label: z.string(), file: words, how: words })),
})

/** One article, page or note of an import, or a part of its files that could not be read. */
export const importItem = z.object({
  n: z.number(),
  kind: z.enum(['article', 'page', 'note']).nullable(),
  title: z.string(),
  state: z.enum(['found', 'converted', 'imported', 'updated', 'same', 'edited', 'skipped']),
  reason: words.nullable(),
  losses: z.array(words),
  articleId: id.nullable(),
})
/** `GET /api/imports/{id}/items?show=&cursor=`: what lost most first; `outcome`: how many of each state there are in all. */
export const importItems = z.object({ items: z.array(importItem), next, outcome: z.record(z.string(), z.number()) })
/**
 * `GET /api/imports/{id}/samples`: the ten that lose most. `GET /api/imports/{id}/samples/{n}/before` and `…/after` answer each as a page, as
 * it was and as it will be.
 */
export const importSamples = z.object({ samples: z.array(importItem) })

/**
 * `POST /api/subscribers/import`: lists that were uploaded with `use: import`. Without `write` it is a trial: nobody is kept, and the
 * same uploads can be sent again with `write`. Nobody is written to.
 */
export const subscribersImport = z.object({ uploads: z.array(id).min(1).max(50), write: z.boolean().default(false) })
/** Whose lists they are, who is in them, how many are here already, and the first rows that can't be read, with how many there are in all. */
export const subscribersImported = z.object({
  labels: z.array(z.string()),
  counts: z.object({ active: z.number(), unconfirmed: z.number(), left: z.number(), bounced: z.number() }),
  known: z.number(),
  faults: z.array(z.object({ file: z.string(), line: z.number(), words })),
  faultCount: z.number(),
  /** By which it can be taken back; `null` for a trial. */
  importId: id.nullable(),
})
/** Lists of subscribers that were brought in at once. */
export const subscriberImport = z.object({
  id,
  by: z.string(),
  labels: z.array(z.string()),
  /** How many were not here before, and how many the lists named. */
  added: z.number(),
  listed: z.number(),
  createdAt: instant,
  undoneAt: instant.nullable(),
  /** Until when it can be taken back; `null`: it was. */
  undoUntil: instant.nullable(),
})
/** `GET /api/subscribers/imports?cursor=`: those of the last 30 days, the newest first. `POST …/{id}/undo` takes one back. */
export const subscriberImports = z.object({ imports: z.array(subscriberImport), next })

/**
 * `GET /api/exports`: ways to take the blog out. `GET /api/exports/{id}` answers everything in that format, as a ZIP archive that is written
 * while it is read.
 */
export const exportFormatsAnswer = z.object({
  formats: z.array(z.object({ id: z.string(), label: z.string(), about: words })),
})

export type SubscriberImport = z.infer<typeof subscriberImport>
export type SubscriberImports = z.infer<typeof subscriberImports>
export type SubscribersImported = z.infer<typeof subscribersImported>
export type ExportFormats = z.infer<typeof exportFormatsAnswer>
export type ImportFormats = z.infer<typeof importFormats>
export type ImportPage = z.infer<typeof importPage>
export type ImportSamples = z.infer<typeof importSamples>
export type ImportRun = z.infer<typeof importRun>
export type ImportItem = z.infer<typeof importItem>
export type ImportItems = z.infer<typeof importItems>

/** Themes that people brought, as rows: bring, list, take away, bring back; and what readers' pages need of them. */
import { randomUUID } from 'node:crypto'
import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { sql } from 'kysely'
import type { Actor, Context } from '../../context.ts'
import { siteNeed } from '../../core/page-needs.ts'
import { Problem } from '../../core/problem.ts'
import { threadedWithin } from '../../core/thread/pool.ts'
import type { Words } from '../../core/words.ts'
import { inWorkspace, type Tx } from '../../db/client.ts'
import type { ThemeFinding, ThemeTrouble } from '../../db/tables.ts'
import { takeUpload } from '../../media/index.ts'
import { record } from '../../team/index.ts'
import { defaultTheme } from '../register.ts'
import type { Theme } from '../theme.ts'
import type { Trouble } from './draw.ts'
import type { Templated } from './drawing.ts'
import { finding } from './findings.ts'
import type * as reading from './read-theme.ts'

/** What a theme may have, packed. */
export const largestTheme = 5 * 2 ** 20
/** So many a workspace may have. */
const mostThemes = 10
/** So long one that was taken away can be brought back. */
const keptMs = 24 * 3600 * 1000

/** A theme that somebody brought, as it is listed. */
export interface BroughtTheme {
  id: string
  name: string
  version: string
  licence: string
  author: string
  about: Words
  /** What it lacks. */
  findings: readonly ThemeFinding[]
  /** What it could not draw for a reader; `null`: nothing. */
  trouble: ThemeTrouble | null
}

/** What came of bringing a theme. Without `theme` something in it was refused, and nothing was kept. */
export interface Bringing {
  /** As it calls itself; empty where that can't be read. */
  name: string
  version: string
  theme?: BroughtTheme
  /** It has taken the place of an older version of its name. */
  replaced: boolean
  findings: readonly ThemeFinding[]
}

/** As long as all pages of the contract may take, twice. */
const longestMs = 60_000
const readAside = threadedWithin<typeof reading.readTheme>(
  new URL('./read-theme.ts', import.meta.url),
  'readTheme',
  'file',
  longestMs,
)

/** Reads a theme and tries it on a page of each kind. Keeps nothing. @param bytes a ZIP */
export async function checkTheme(bytes: Uint8Array): Promise<reading.ReadTheme> {
  if (bytes.length > largestTheme) return refusedWhole('tooBig', '5 MB')
  // A thread that has to be ended has shown enough.
  return readAside(bytes).catch(() => refusedWhole('endless', `${longestMs / 1000} s`))
}

function refusedWhole(key: 'tooBig' | 'endless', detail: string): reading.ReadTheme {
  return { name: '', version: '', findings: [finding(key, { file: '', line: null, detail })] }
}

/**
 * Brings a theme into the workspace; one of the same name takes the older one's place.
 * @param bytes a ZIP
 * @throws Problem `wrong-input` where the workspace has as many as it may
 */
export async function bringTheme(context: Context, actor: Actor, bytes: Uint8Array): Promise<Bringing> {
  const { name, version, parts, findings } = await checkTheme(bytes)
  if (!parts) return { name, version, replaced: false, findings }
  const { theme, replaced } = await inWorkspace(context.db, actor.workspaceId, async (tx) => {
    await forgetRemoved(tx, actor.workspaceId, new Date(context.clock.now().getTime() - keptMs))
    const kept = await keepTheme(tx, actor.workspaceId, parts, findings, context.clock.now())
    await record(tx, actor, 'theme.bring', kept.theme.id, { name: parts.name })
    return kept
  })
  context.bus.tell(actor.workspaceId, 'brand')
  context.bus.tell(actor.workspaceId, 'pages', [siteNeed])
  return { name, version, theme, replaced, findings }
}

async function forgetRemoved(tx: Tx, workspaceId: string, before: Date): Promise<void> {
  await tx
    .deleteFrom('brought_theme')
    .where('workspace_id', '=', workspaceId)
    .where('removed_at', '<', before)
    .execute()
}

async function keepTheme(
  tx: Tx,
  workspaceId: string,
  parts: reading.ThemeParts,
  findings: readonly ThemeFinding[],
  now: Date,
): Promise<{ theme: BroughtTheme; replaced: boolean }> {
  const { name, version, licence, author, style, hash } = parts
  const json = {
    about: JSON.stringify(parts.about),
    tokens: JSON.stringify(parts.tokens),
    templates: JSON.stringify(parts.templates),
    findings: JSON.stringify(findings),
  }
  const values = { name, version, licence, author, style, hash, ...json, trouble: null, brought_at: now }
  const before = await sameName(tx, workspaceId, name)
  if (!before) await roomForMore(tx, workspaceId)
  const row = before
    ? await tx
        .updateTable('brought_theme')
        .set(values)
        .where('id', '=', before)
        .returning(shown)
        .executeTakeFirstOrThrow()
    : await tx
        .insertInto('brought_theme')
        .values({ workspace_id: workspaceId, ...values })
        .returning(shown)
        .executeTakeFirstOrThrow()
  await tx.deleteFrom('brought_theme_file').where('theme_id', '=', row.id).execute()
  for (const { path, address, type, bytes } of parts.files)
    await tx
      .insertInto('brought_theme_file')
      .values({ theme_id: row.id, workspace_id: workspaceId, path, address, type, bytes: Buffer.from(bytes) })
      .execute()
  return { theme: row, replaced: before !== undefined }
}

const shown = ['id', 'name', 'version', 'licence', 'author', 'about', 'findings', 'trouble'] as const

async function sameName(tx: Tx, workspaceId: string, name: string): Promise<string | undefined> {
  const row = await tx
    .selectFrom('brought_theme')
    .select('id')
    .where('workspace_id', '=', workspaceId)
    .where('removed_at', 'is', null)
    .where(sql`lower(name)`, '=', name.toLowerCase())
    .executeTakeFirst()
  return row?.id
}

async function roomForMore(tx: Tx, workspaceId: string): Promise<void> {
  if ((await listThemes(tx, workspaceId)).length < mostThemes) return
  const words = {
    id: 'Ruang kerja ini sudah punya 10 tema sendiri. Hapus salah satu, lalu coba lagi.',
    en: 'This workspace already has 10 themes of its own. Remove one, then try again.',
  }
  throw new Problem('wrong-input', words, { field: 'file' })
}

/** The workspace's own themes, by their names. There are at most ten. */
export async function listThemes(tx: Tx, workspaceId: string): Promise<BroughtTheme[]> {
  return tx
    .selectFrom('brought_theme')
    .select(shown)
    .where('workspace_id', '=', workspaceId)
    .where('removed_at', 'is', null)
    .orderBy(sql`lower(name)`)
    .execute()
}

/** Takes a theme away; a blog that has it is drawn by the calm one then. @throws Problem `gone` */
export async function removeTheme(context: Context, actor: Actor, id: string): Promise<void> {
  await inWorkspace(context.db, actor.workspaceId, async (tx) => {
    const row = await setRemoved(tx, actor.workspaceId, id, context.clock.now())
    await tx
      .updateTable('blog_design')
      .set({ theme: defaultTheme.id })
      .where('workspace_id', '=', actor.workspaceId)
      .where('theme', '=', id)
      .execute()
    await record(tx, actor, 'theme.remove', id, { name: row.name })
  })
  context.bus.tell(actor.workspaceId, 'brand')
  context.bus.tell(actor.workspaceId, 'pages', [siteNeed])
}

/** Brings back what was taken away, within a day. It is not in use then. @throws Problem `gone`, `conflict` */
export async function restoreTheme(context: Context, actor: Actor, id: string): Promise<void> {
  await inWorkspace(context.db, actor.workspaceId, async (tx) => {
    const before = await tx.selectFrom('brought_theme').select('name').where('id', '=', id).executeTakeFirst()
    if (before && (await sameName(tx, actor.workspaceId, before.name))) throw new Problem('conflict', nameTaken)
    const row = await setRemoved(tx, actor.workspaceId, id, null)
    await record(tx, actor, 'theme.restore', id, { name: row.name })
  })
  context.bus.tell(actor.workspaceId, 'brand')
}

const nameTaken: Words = {
  id: 'Sudah ada tema lain dengan nama ini. Hapus dulu yang itu.',
  en: 'Another theme has this name now. Remove that one first.',
}
const noTheme: Words = {
  id: 'Tema itu sudah tidak ada. Unggah lagi berkasnya.',
  en: 'That theme is no longer here. Upload its file again.',
}

async function setRemoved(tx: Tx, workspaceId: string, id: string, at: Date | null): Promise<{ name: string }> {
  const row = await tx
    .updateTable('brought_theme')
    .set({ removed_at: at })
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', id)
    .where('removed_at', at ? 'is' : 'is not', null)
    .returning('name')
    .executeTakeFirst()
  if (!row) throw new Problem('gone', noTheme)
  return row
}

/** A theme that somebody brought, as pages are drawn with it. */
export interface WholeTheme extends Templated {
  id: string
  theme: Theme
  tokens: { paper?: string; accent?: string }
}

const isId = (text: string) => /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/.test(text)

/** The workspace's own theme of an id; `undefined`: there is none (any more). */
export async function wholeTheme(tx: Tx, workspaceId: string, id: string): Promise<WholeTheme | undefined> {
  if (!isId(id)) return undefined
  const row = await tx
    .selectFrom('brought_theme')
    .select(['id', 'name', 'about', 'tokens', 'templates', 'style', 'hash'])
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', id)
    .where('removed_at', 'is', null)
    .executeTakeFirst()
  if (!row) return undefined
  const files = await tx
    .selectFrom('brought_theme_file')
    .select(['path', 'address'])
    .where('theme_id', '=', id)
    .execute()
  const { name, about, style, tokens, templates, hash } = row
  return { id, files, tokens, templates, hash, theme: { ...defaultTheme, id, name, about, style, fonts: undefined } }
}

/** A file of one of the workspace's themes. @param address below home, with its slash */
export async function themeFileAt(
  tx: Tx,
  workspaceId: string,
  address: string,
): Promise<{ type: string; bytes: Buffer } | undefined> {
  return tx
    .selectFrom('brought_theme_file')
    .select(['type', 'bytes'])
    .where('workspace_id', '=', workspaceId)
    .where('address', '=', address)
    .limit(1)
    .executeTakeFirst()
}

/** Keeps what a theme could not draw for a reader, for its owner to see; once, until another version is brought. */
export async function keepTrouble(context: Context, workspaceId: string, id: string, trouble: Trouble): Promise<void> {
  const kept = await inWorkspace(context.db, workspaceId, async (tx) => {
    const { kind, refused, file, line, detail } = trouble
    const key = refused === 'style' ? 'styleAttribute' : (refused ?? kind)
    const told = finding(key as Parameters<typeof finding>[0], { file: `templates/${file}`, line, detail })
    const at = context.clock.now().toISOString()
    return tx
      .updateTable('brought_theme')
      .set({ trouble: JSON.stringify({ ...told, at }) })
      .where('id', '=', id)
      .where('trouble', 'is', null)
      .executeTakeFirst()
  })
  if (kept.numUpdatedRows > 0n) context.bus.tell(workspaceId, 'brand')
}

/**
 * The same of a file that was uploaded in pieces (media).
 * @throws Problem `gone`; `conflict` while a piece is missing; as {@link bringTheme}
 */
export async function bringUpload(context: Context, actor: Actor, upload: string): Promise<Bringing> {
  const path = join(context.config.dataDir, 'themes', randomUUID())
  try {
    const { bytes } = await takeUpload(context, actor, upload, path)
    if (bytes > largestTheme) return { replaced: false, ...refusedWhole('tooBig', '5 MB') }
    return await bringTheme(context, actor, await readFile(path))
  } finally {
    await rm(path, { force: true })
  }
}

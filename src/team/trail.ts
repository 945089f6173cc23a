/** The audit trail as people read it: who did what to what, when. */
import { sql } from 'kysely'
import type { Actor, Context } from '../context.ts'
import { isUuid } from '../core/uuid.ts'
import { type Language, say, type Words } from '../core/words.ts'
import { inWorkspace, type Tx } from '../db/client.ts'
import { type Page, type PageOf, readPage } from '../db/page.ts'
import { roleNames, roleOf } from './roles.ts'
import { type ActKind, actKinds, actWords } from './trail-words.ts'

/** The names of things by their ids, as far as they are there. Each room names its own. */
export type Namer = (tx: Tx, ids: readonly string[]) => Promise<Map<string, string>>

/** Which lines of the trail are shown, and which page of it. */
export interface TrailFilter extends PageOf {
  /** Whose acts. */
  who?: string | undefined
  what?: ActKind | undefined
  /** Half-open. */
  from?: Date | undefined
  to?: Date | undefined
}

/** One line: `who` did it (`null`: nobody knows any more), `did` says what, without their name. */
export interface TrailLine {
  at: Date
  who: { id: string; name: string } | null
  act: string
  subject: string
  did: Words
}

/** No name is longer in a line. */
const longestName = 90

interface Row {
  at: Date
  userId: string | null
  name: string | null
  action: string
  subject: string
  details: Record<string, unknown>
}

/**
 * A page of the trail, newest first.
 * @param namers by what an act's name begins with: `article`
 */
export async function readTrail(
  context: Context,
  actor: Actor,
  filter: TrailFilter,
  namers: Readonly<Record<string, Namer>>,
): Promise<Page<TrailLine>> {
  return inWorkspace(context.db, actor.workspaceId, async (tx) => {
    const { rows, next } = await readRows(tx, actor, filter)
    const names = await namesOf(tx, rows, namers)
    return { next, rows: rows.map((row) => asLine(row, names)) }
  })
}

function readRows(tx: Tx, actor: Actor, { who, what, from, to, ...page }: TrailFilter): Promise<Page<Row>> {
  let query = tx
    .selectFrom('audit')
    .leftJoin('user', 'user.id', 'audit.user_id')
    .select(['audit.at', 'audit.user_id as userId', 'user.name', 'audit.action', 'audit.subject', 'audit.details'])
    .where('audit.workspace_id', '=', actor.workspaceId)
  if (who !== undefined) query = query.where('audit.user_id', '=', who)
  if (what !== undefined) query = query.where(kindOf, 'in', [...actKinds[what]])
  if (from) query = query.where('audit.at', '>=', from)
  if (to) query = query.where('audit.at', '<', to)
  const keys = [
    { column: 'audit.at', type: 'timestamptz', direction: 'desc' },
    { column: 'audit.id', type: 'bigint', direction: 'desc' },
  ] as const
  return readPage(query, keys, page)
}

/** An index holds it (0039). */
const kindOf = sql<string>`split_part(audit.action, '.', 1)`

/** One question a kind, however many lines. */
async function namesOf(
  tx: Tx,
  rows: readonly Row[],
  namers: Readonly<Record<string, Namer>>,
): Promise<Map<string, string>> {
  const byKind = Map.groupBy(rows, ({ action }) => action.split('.')[0] ?? '')
  const names = new Map<string, string>()
  for (const [kind, each] of byKind) {
    const name = Object.hasOwn(namers, kind) ? namers[kind] : undefined
    const ids = [...new Set(each.map(({ subject }) => subject))].filter(isUuid)
    if (!name || ids.length === 0) continue
    for (const [id, text] of await name(tx, ids)) names.set(`${kind} ${id}`, text)
  }
  return names
}

function asLine({ at, userId, name, action, subject, details }: Row, names: ReadonlyMap<string, string>): TrailLine {
  const kind = action.split('.')[0] ?? ''
  const named = names.get(`${kind} ${subject}`) ?? text(details.title) ?? text(details.url) ?? text(details.handle)
  const words = actWords[action] ?? unknownAct
  const values = (language: Language) => ({ ...told(details, language), thing: named ? `“${short(named)}”` : '' })
  const done = tidy({ id: say(words, 'id', values('id')), en: say(words, 'en', values('en')) })
  const editor = text(details.editor)
  const did = editor ? { id: `${done.id}, lewat ${short(editor)}`, en: `${done.en}, with ${short(editor)}` } : done
  const who = userId === null || name === null ? null : { id: userId, name }
  return { at, who, act: action, subject, did }
}

const unknownAct: Words = { id: 'melakukan sesuatu', en: 'did something' }
const anybody: Words = { id: 'seseorang lewat tautan', en: 'somebody by link' }

/** What the act told with itself: names as they are, roles in the reader's language. */
function told(details: Record<string, unknown>, language: Language): Record<string, string> {
  const role = (value: unknown) => roleNames[roleOf(text(value) ?? '')][language].toLowerCase()
  const changed = details.from !== undefined
  return {
    name: short(text(details.name) ?? ''),
    whom: text(details.email) ?? anybody[language],
    role: role(details.role),
    from: role(details.from),
    path: short(text(details.path) ?? ''),
    find: short(text(details.find) ?? ''),
    replace: short(text(details.replace) ?? ''),
    to: changed ? role(details.to) : short(text(details.to) ?? ''),
  }
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined
}

/** One line, and no longer than a line is. */
function short(name: string): string {
  const line = name.replace(/\s+/g, ' ').trim()
  const chars = [...line]
  return chars.length > longestName ? `${chars.slice(0, longestName - 1).join('')}…` : line
}

/** Without the gap of a name that is not there. */
function tidy({ id, en }: Words): Words {
  const one = (line: string) =>
    line
      .replace(/ {2,}/g, ' ')
      .replace(/:? $/, '')
      .replace(/ ([,;])/g, '$1')
  return { id: one(id), en: one(en) }
}

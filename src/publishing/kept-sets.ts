import { randomUUID } from 'node:crypto'
import type { Selectable } from 'kysely'
import { channelRows } from '../channels/index.ts'
import type { Actor, Context } from '../context.ts'
import { Problem } from '../core/problem.ts'
import { inWorkspace, type Tx } from '../db/client.ts'
import { here } from '../db/page.ts'
import type { Tables } from '../db/tables.ts'
import { record } from '../team/index.ts'

/** Channels (their ids) or hashtags (without `#`) that are chosen together under a name, by everybody of a workspace. */
export type KeptSet = Selectable<Tables['kept_set']>

/** What a person gives of one. */
export type SetWords = Pick<KeptSet, 'kind' | 'name' | 'items'>

/** A workspace has so many at most, of both kinds together: they are chosen from a menu. */
const most = 100

/** By kind, then by name. */
export function listSets(context: Context, actor: Actor): Promise<KeptSet[]> {
  return inWorkspace(context.db, actor.workspaceId, (tx) =>
    tx.selectFrom('kept_set').selectAll().where(here('workspace_id')).orderBy('kind').orderBy('name').execute(),
  )
}

/** Each once, in their order; a hashtag without its sign. */
function itemsOf({ kind, items }: Pick<SetWords, 'kind' | 'items'>): string[] {
  const plain = kind === 'hashtags' ? items.map((tag) => tag.trim().replace(/^[#＃]+/u, '')) : [...items]
  const seen = new Set<string>()
  return plain.filter((item) => item !== '' && !seen.has(item.toLowerCase()) && seen.add(item.toLowerCase()))
}

/** The database keeps them as words: it knows no channel by them. @throws Problem `gone` for a channel that is not there */
async function checkChannels(tx: Tx, { kind, items }: Pick<SetWords, 'kind' | 'items'>): Promise<void> {
  if (kind !== 'channels' || items.length === 0) return
  const known = await channelRows(tx, items)
  if (items.every((id) => known.has(id))) return
  const words = { id: 'Salah satu saluran itu tidak ada lagi.', en: 'One of these channels is no longer there.' }
  throw new Problem('gone', words, { field: 'items' })
}

/** @throws Problem `wrong-input` when another one of its kind has the name */
async function checkName(tx: Tx, { kind, name }: Pick<SetWords, 'kind' | 'name'>, id: string): Promise<void> {
  const others = await tx
    .selectFrom('kept_set')
    .select(({ fn, ref }) => ['id', fn<string>('lower', [ref('name')]).as('name')])
    .where(here('workspace_id'))
    .where('kind', '=', kind)
    .execute()
  if (!others.some((one) => one.id !== id && one.name === name.toLowerCase())) return
  const words = {
    id: 'Nama itu sudah dipakai. Pilih nama lain, atau ubah yang sudah ada.',
    en: 'That name is taken. Choose another one, or change the one that has it.',
  }
  throw new Problem('wrong-input', words, { field: 'name' })
}

const noSuchSet = () => new Problem('gone', { id: 'Itu tidak ada lagi.', en: 'That is no longer there.' })

function tooMany(): Problem {
  const words = {
    id: 'Grup dan kumpulan tagar sudah {most}. Hapus dulu yang tidak dipakai.',
    en: 'There are {most} groups and hashtag sets already. Remove one that nobody uses first.',
  }
  return new Problem('wrong-input', words, { values: { most } })
}

/** @throws Problem `gone`, `wrong-input` */
export async function createSet(context: Context, actor: Actor, words: SetWords): Promise<KeptSet> {
  const items = itemsOf(words)
  const { kind, name } = words
  const made = await inWorkspace(context.db, actor.workspaceId, async (tx) => {
    const id = randomUUID()
    await checkChannels(tx, { kind, items })
    await checkName(tx, words, id)
    const { n } = await tx
      .selectFrom('kept_set')
      .where(here('workspace_id'))
      .select(({ fn }) => fn.countAll<number>().as('n'))
      .executeTakeFirstOrThrow()
    if (n >= most) throw tooMany()
    await record(tx, actor, `${kind}-set.make`, id, { name })
    return tx
      .insertInto('kept_set')
      .values({ id, workspace_id: actor.workspaceId, kind, name, items, created_at: context.clock.now() })
      .returningAll()
      .executeTakeFirstOrThrow()
  })
  context.bus.tell(actor.workspaceId, 'sets', [made.id])
  return made
}

/** Gives one another name, or other things in it. @throws Problem `gone`, `wrong-input` */
export async function changeSet(
  context: Context,
  actor: Actor,
  id: string,
  change: Partial<Pick<SetWords, 'name' | 'items'>>,
): Promise<KeptSet> {
  const changed = await inWorkspace(context.db, actor.workspaceId, async (tx) => {
    const before = await tx.selectFrom('kept_set').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
    if (!before) throw noSuchSet()
    const after = { kind: before.kind, name: change.name ?? before.name, items: change.items ?? before.items }
    const items = itemsOf(after)
    // Those that it has already may be gone by now: only new ones are looked for.
    await checkChannels(tx, { kind: after.kind, items: items.filter((item) => !before.items.includes(item)) })
    await checkName(tx, after, id)
    await record(tx, actor, `${after.kind}-set.change`, id, { name: after.name })
    return tx
      .updateTable('kept_set')
      .set({ name: after.name, items })
      .where('id', '=', id)
      .returningAll()
      .executeTakeFirstOrThrow()
  })
  context.bus.tell(actor.workspaceId, 'sets', [id])
  return changed
}

/** Removes one. A missing one is no error. */
export async function removeSet(context: Context, actor: Actor, id: string): Promise<void> {
  await inWorkspace(context.db, actor.workspaceId, async (tx) => {
    const gone = await tx.deleteFrom('kept_set').where('id', '=', id).returning(['kind', 'name']).executeTakeFirst()
    if (gone) await record(tx, actor, `${gone.kind}-set.remove`, id, { name: gone.name })
  })
  context.bus.tell(actor.workspaceId, 'sets', [id])
}

/** What an editor may be allowed to do: https://indieweb.org/scope */
import type { Words } from '../core/words.ts'
import { may, type Permission, type Role } from '../team/index.ts'

/** In the order of lists. */
export const scopes = ['create', 'draft', 'update', 'delete', 'undelete', 'media', 'profile'] as const
/** One thing that an editor may be allowed to do. */
export type Scope = (typeof scopes)[number]

/** What a person must be allowed to do themselves, to let an editor do it. */
const needed: Readonly<Record<Scope, Permission>> = {
  create: 'publish',
  draft: 'write',
  update: 'write',
  delete: 'publish',
  undelete: 'publish',
  media: 'compose',
  profile: 'write',
}

/** What a scope lets an editor do, as people say it. */
export const scopeWords: Readonly<Record<Scope, Words>> = {
  create: { id: 'Menulis dan menerbitkan artikel dan catatan', en: 'Write and publish articles and notes' },
  draft: { id: 'Menyimpan draf', en: 'Save drafts' },
  update: { id: 'Membaca dan mengubah artikel yang sudah ada', en: 'Read and change articles that are there' },
  delete: { id: 'Menghapus artikel (dapat dikembalikan)', en: 'Delete articles (they can be brought back)' },
  undelete: { id: 'Mengembalikan artikel yang dihapus', en: 'Bring deleted articles back' },
  media: { id: 'Mengunggah gambar', en: 'Upload pictures' },
  profile: { id: 'Melihat nama Anda', en: 'See your name' },
}

/** The known ones among words apart by spaces; `post` is what older editors call `create`. */
export function readScopes(said: string): Scope[] {
  const named = new Set(said.slice(0, 1000).split(/\s+/))
  return scopes.filter((scope) => named.has(scope) || (scope === 'create' && named.has('post')))
}

/** Whether somebody of a role may let an editor do this. */
export function mayGrant(role: Role, scope: Scope): boolean {
  return may(role, needed[scope]) !== false
}

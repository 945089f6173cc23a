import type { ArticleRow } from '../blog/index.ts'
import { may, notPermitted, type Permission } from '../team/index.ts'
import { Refused } from './refused.ts'
import { type Scope, scopeWords } from './scopes.ts'
import type { Access } from './tokens.ts'

/** @throws Refused `insufficient_scope` where the token has none of them, with the first one as what is missing */
export function needScope({ scopes }: Pick<Access, 'scopes'>, ...wanted: [Scope, ...Scope[]]): void {
  if (wanted.some((scope) => scopes.has(scope))) return
  const [first] = wanted
  throw new Refused('insufficient_scope', lacking, { scope: first, values: { what: scopeWords[first] } })
}

const lacking = {
  id: 'Editor ini tidak diizinkan untuk: {what}. Masuk lagi dari editornya dan izinkan, atau buat token lain di Pengaturan → Editor.',
  en: 'This editor is not allowed to: {what}. Sign in again from the editor and allow it, or make another token in Settings → Editors.',
}

/**
 * What an editor does, its person must be allowed to do by the role that they have now.
 * @param about whose article it is; missing: something new
 * @throws Problem `forbidden`
 */
export function needPermission(
  { member }: Access,
  permission: Permission,
  about?: Pick<ArticleRow, 'created_by'>,
): void {
  const allowed = may(member.role, permission)
  const own = allowed === 'own' && (about === undefined || about.created_by === member.userId)
  if (allowed !== true && !own) throw notPermitted(member.role, permission)
}

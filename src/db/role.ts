import { sql } from 'kysely'
import type { Words } from '../core/words.ts'
import type { Db } from './client.ts'

/** Whether the role that we work as passes by row-level security: the second lock between workspaces is open then. */
export async function bypassesRowSecurity(db: Db): Promise<boolean> {
  const { rows } = await sql<{ bypasses: boolean }>`
    select rolsuper or rolbypassrls as bypasses from pg_roles where rolname = current_user`.execute(db)
  return rows[0]?.bypasses ?? false
}

/** What to do about it. */
export const bypassWords: Words = {
  id: 'Peran basis data di DATABASE_URL melewati keamanan baris (superuser atau BYPASSRLS), jadi kunci kedua antar-ruang kerja terbuka. Pakailah peran biasa yang memiliki basis data ini: CREATE ROLE percakapan LOGIN PASSWORD …; CREATE DATABASE percakapan OWNER percakapan.',
  en: 'The database role in DATABASE_URL passes by row-level security (superuser or BYPASSRLS), so the second lock between workspaces is open. Use an ordinary role that owns this database: CREATE ROLE percakapan LOGIN PASSWORD …; CREATE DATABASE percakapan OWNER percakapan.',
}

import { type Kysely, sql } from 'kysely'

/** Deliveries that were claimed together are intended together: one row says so of all that have its token. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table delivery_intent (token uuid primary key, begun boolean not null, at timestamptz not null, last_at timestamptz not null)`.execute(
    db,
  )
}

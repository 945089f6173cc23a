import { type Kysely, sql } from 'kysely'

/** How fast a channel or an app may send, and until when a network has asked us to wait; what a post is made of beside its text. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}

const statements = [
  // When to look at it, as long as there is something to do. A column, because row-level security keeps `coalesce` out of index
  // conditions; over the state, so that claiming a row and writing its intent touch no index.
  `alter table delivery add column wake_at timestamptz generated always as (
    case when state in ('scheduled', 'sending', 'pending') then coalesce(next_try_at, due_at) end) stored`,
  `drop index delivery_due`,
  `create index delivery_wake on delivery (wake_at) where wake_at is not null`,
  `alter table delivery set (fillfactor = 80)`,
  // One row for each thing that has a rate: a channel, an app with a network, the late posts of a channel.
  `create table rate_bucket (key text primary key, tokens double precision not null, filled_at timestamptz not null,
    blocked_until timestamptz)`,
  // Put off to keep a rate: its turn is reserved, and it need not ask again.
  `alter table delivery add column reserved boolean not null default false`,
  // Thread, first reply, warning and language as the person wrote them; the parts are what came of it.
  `alter table delivery add column content jsonb not null default '{}'`,
]

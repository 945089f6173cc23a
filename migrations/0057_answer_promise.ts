import { type Kysely, sql } from 'kysely'

/** Within which time a brand promises to answer, where it does. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}

const scope = `case current_setting('percakapan.workspace', true) when '*' then true when workspace_id then true else false end`

const statements = [
  `create table answer_promise (workspace_id text primary key references "organization" ("id") on delete cascade,
    amount int not null check (amount between 1 and 99), unit text not null check (unit in ('hours', 'office-hours', 'days')),
    time_zone text not null)`,
  `alter table answer_promise enable row level security`,
  `alter table answer_promise force row level security`,
  `create policy workspace on answer_promise using (${scope})`,
]

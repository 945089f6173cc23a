import { type Kysely, sql } from 'kysely'

/** Who has a conversation open just now, and whether they write an answer: so that nobody is answered twice. Forgotten within the hour. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}

const scope = `case current_setting('percakapan.workspace', true) when '*' then true when workspace_id then true else false end`

const statements = [
  // Nothing is lost with it: it need not survive a crash.
  `create unlogged table conversation_reader (
    conversation_id uuid not null,
    user_id text not null references "user" ("id") on delete cascade,
    workspace_id text not null references "organization" ("id") on delete cascade,
    writing boolean not null,
    seen_at timestamptz not null,
    primary key (conversation_id, user_id))`,
  `create index conversation_reader_seen on conversation_reader (seen_at)`,
  `alter table conversation_reader enable row level security`,
  `alter table conversation_reader force row level security`,
  `create policy workspace on conversation_reader using (${scope})`,
]

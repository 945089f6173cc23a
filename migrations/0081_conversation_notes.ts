import { type Kysely, sql } from 'kysely'

/** What members tell each other beside a conversation. No person outside of the team ever sees it. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}

const scope = `case current_setting('percakapan.workspace', true) when '*' then true when workspace_id then true else false end`

const statements = [
  `create table conversation_note (
    id uuid primary key,
    workspace_id text not null references "organization" ("id") on delete cascade,
    conversation_id uuid not null references conversation on delete cascade,
    written_by text references "user" ("id") on delete set null,
    text text not null check (length(text) between 1 and 5000),
    written_at timestamptz not null,
    deleted_at timestamptz)`,
  `create index conversation_note_talk on conversation_note (conversation_id, written_at)`,
  `create index conversation_note_workspace on conversation_note (workspace_id)`,
  `alter table conversation_note enable row level security`,
  `alter table conversation_note force row level security`,
  `create policy workspace on conversation_note using (${scope})`,
]

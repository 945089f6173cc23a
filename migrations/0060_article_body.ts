import { type Kysely, sql } from 'kysely'

/** What an article's body needs beside its HTML: the sites that it may show in frames, its pictures, and their source sets. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}

const scope = `case current_setting('percakapan.workspace', true) when '*' then true when workspace_id then true else false end`

const statements = [
  // \`media\`: the pictures and videos of ours that it shows, so that it is laid out anew when a source set of one is made.
  `alter table article_page add column frames text[] not null default '{}', add column media uuid[] not null default '{}'`,
  `create index article_page_media on article_page using gin (media)`,
  // A picture at several widths in newer formats, for readers. Its id is the picture's.
  `create table source_set (id uuid primary key references media on delete cascade,
    workspace_id text not null references "organization" ("id") on delete cascade,
    state text not null default 'waiting' check (state in ('waiting', 'ready', 'failed')),
    maker int not null default 0, made jsonb, attempts int not null default 0,
    next_try_at timestamptz not null, lease_token uuid, lease_until timestamptz,
    created_at timestamptz not null default now())`,
  `create index source_set_due on source_set (next_try_at) where state = 'waiting'`,
  'alter table source_set enable row level security',
  'alter table source_set force row level security',
  `create policy workspace on source_set using (${scope})`,
]

import { type Kysely, sql } from 'kysely'

/**
 * Where the blogs of further workspaces are read: one host each that readers type (`current`), and those that it had before,
 * which lead on. The first workspace's blog is at BASE_URL and has no row.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}

const scope = `case current_setting('percakapan.workspace', true) when '*' then true when workspace_id then true else false end`

const statements = [
  // \`host\`: as a browser sends it, in small letters, with a port where it is not that of its scheme. \`address\`: the scheme before it.
  `create table blog_host (host text primary key check (length(host) between 1 and 260 and host = lower(host)),
    workspace_id text not null references "organization" ("id") on delete cascade, address text not null,
    current boolean not null, since timestamptz not null)`,
  `create unique index blog_host_current on blog_host (workspace_id) where current`,
  `create index blog_host_workspace on blog_host (workspace_id)`,
  `alter table blog_host enable row level security`,
  `alter table blog_host force row level security`,
  `create policy workspace on blog_host using (${scope})`,
]

import { type Kysely, sql } from 'kysely'

/** How often a blog promises an article, from which day on, and its breaks; and how ready each draft is. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}

const workspaceId = `workspace_id text not null references "organization" ("id") on delete cascade`
const scope = `case current_setting('percakapan.workspace', true) when '*' then true when workspace_id then true else false end`
const secured = (table: string) => [
  `alter table ${table} enable row level security`,
  `alter table ${table} force row level security`,
  `create policy workspace on ${table} using (${scope})`,
]

const statements = [
  // Each holds from its day until the next one's. \`every\` null: from that day on nothing is promised. \`at\`: the usual time of day.
  `create table cadence_promise (${workspaceId}, from_day date not null, every text check (every in ('day', 'week', 'weekdays', 'month')),
    times int not null default 1 check (times between 1 and 31), weekdays int[] not null default '{}', at text,
    notes boolean not null default false, time_zone text not null, primary key (workspace_id, from_day))`,
  `create table cadence_break (id uuid primary key, ${workspaceId}, first_day date not null, last_day date not null check (last_day >= first_day))`,
  `create index cadence_break_days on cadence_break (workspace_id, last_day)`,
  // Which gaps people were told of.
  `create table cadence_warning (${workspaceId}, gap_day date not null, told_at timestamptz not null, primary key (workspace_id, gap_day))`,
  // How many of five steps a draft has done, and which it lacks; made anew with its brief (\`brief_by\`).
  `alter table article add column ready int not null default 0, add column lacks text[] not null default '{}'`,
  `create index article_ready on article (workspace_id, ready desc, updated_at desc, id desc)
    where state = 'draft' and deleted_at is null and kind <> 'page'`,
  ...['cadence_promise', 'cadence_break', 'cadence_warning'].flatMap(secured),
]

import { type Kysely, sql } from 'kysely'

/**
 * What people look for is kept beside the rows, in lower case, with an index of every three letters of it. Under row-level security no
 * index answers `like` (its operators are not leakproof, https://www.postgresql.org/docs/current/rules-privileges.html), so these tables
 * have no policy: the program reads them by views, which show the words of the transaction's workspace only.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`select set_config('percakapan.workspace', '*', true)`.execute(db)
  for (const statement of Object.entries(tables).flatMap(([table, words]) => statementsFor(table, words)))
    await sql.raw(statement).execute(db)
  await sql.raw('create index response_person on response (person_id)').execute(db)
  await sql.raw(indexes).execute(db)
}

interface Words {
  /** What they are made of. */
  of: readonly string[]
  /** @param row begins the names of the columns */
  made: (row: string) => string
}

const tables: Readonly<Record<string, Words>> = {
  delivery: { of: ['text'], made: (row) => `${row}text` },
  article: {
    of: ['title', 'tags', 'markdown'],
    made: (row) => `${row}title || E'\\n' || array_to_string(${row}tags, ' ') || E'\\n' || ${row}markdown`,
  },
  response: { of: ['text'], made: (row) => `${row}text` },
  person: { of: ['name', 'handle'], made: (row) => `${row}name || E'\\n' || ${row}handle` },
}

function statementsFor(table: string, { of, made }: Words): string[] {
  const keep = (from: string, row: string) =>
    `insert into ${table}_words (id, workspace_id, words) select ${row}id, ${row}workspace_id, lower(${made(row)}) from ${from}
      on conflict (id) do update set words = excluded.words`
  return [
    `create table ${table}_words (id uuid primary key references ${table} on delete cascade, workspace_id text not null, words text not null)`,
    `${keep(`${table} r`, 'r.').replace(/\n.*$/, '')}`,
    `create or replace function ${table}_said() returns trigger language plpgsql as $$ begin ${keep('added a', 'a.')}; return null; end $$`,
    `create trigger ${table}_said after insert on ${table} referencing new table as added for each statement execute function ${table}_said()`,
    `create or replace function ${table}_said_anew() returns trigger language plpgsql as $$ begin
      update ${table}_words set words = lower(${made('new.')}) where id = new.id; return null; end $$`,
    `create trigger ${table}_said_anew after update of ${of.join(', ')} on ${table} for each row
      when (${of.map((name) => `old.${name} is distinct from new.${name}`).join(' or ')}) execute function ${table}_said_anew()`,
    `create view searchable_${table} as select id, words from ${table}_words
      where current_setting('percakapan.workspace', true) in ('*', workspace_id)`,
  ]
}

/**
 * `pg_trgm` comes with PostgreSQL, and whoever owns a database may add it; where a server lacks it, searches read all words instead.
 * What was just written waits in a short list, so that no search has much of it to read.
 */
const indexes = `do $$ begin
  create extension if not exists pg_trgm;
  ${Object.keys(tables)
    .map(
      (table) =>
        `create index ${table}_words_trigrams on ${table}_words using gin (words gin_trgm_ops) with (gin_pending_list_limit = 256);`,
    )
    .join('\n  ')}
exception when others then
  raise notice 'searches read all words: %', sqlerrm;
end $$`

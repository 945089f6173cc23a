import { type Kysely, sql } from 'kysely'

/**
 * What people look for is kept beside the rows: short texts in lower case, with an index of every three letters of them; the text of an
 * article as its words and their stems. Under row-level security no index answers `like` and `@@` (their operators are not leakproof,
 * https://www.postgresql.org/docs/current/rules-privileges.html), so these tables have no policy: the program reads them by views,
 * which show what is the transaction's workspace's only.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`select set_config('percakapan.workspace', '*', true)`.execute(db)
  await sql.raw(wordsIn).execute(db)
  for (const statement of kinds.flatMap(statementsFor)) await sql.raw(statement).execute(db)
  await sql`create index article_words_body on article_words using gin (body) with (gin_pending_list_limit = 256)`.execute(
    db,
  )
  await sql`create index response_person on response (person_id)`.execute(db)
  await sql.raw(letterIndexes).execute(db)
}

/** A table whose rows are looked for. */
interface Kind {
  table: string
  /** The columns that say something. */
  says: readonly string[]
  /** What is kept, by column; `$` stands before the names of the row's own columns. */
  kept: Readonly<Record<string, { type: string; made: string }>>
}

const letters = (made: string) => ({ words: { type: 'text', made: `lower(${made})` } })

const kinds: readonly Kind[] = [
  { table: 'delivery', says: ['text'], kept: letters('$text') },
  {
    table: 'article',
    says: ['title', 'tags', 'markdown'],
    kept: {
      ...letters(`$title || E'\\n' || array_to_string($tags, ' ')`),
      body: { type: 'tsvector', made: 'words_in($markdown)' },
    },
  },
  { table: 'response', says: ['text'], kept: letters('$text') },
  { table: 'person', says: ['name', 'handle'], kept: letters(`$name || E'\\n' || $handle`) },
]

function statementsFor({ table, says, kept }: Kind): string[] {
  const columns = Object.keys(kept).join(', ')
  const made = (row: string) => Object.values(kept).map((column) => column.made.replaceAll('$', row))
  const insert = (from: string) =>
    `insert into ${table}_words (id, workspace_id, ${columns}) select r.id, r.workspace_id, ${made('r.').join(', ')} from ${from} r`
  const types = Object.entries(kept).map(([name, { type }]) => `${name} ${type} not null`)
  return [
    `create table ${table}_words (id uuid primary key references ${table} on delete cascade, workspace_id text not null, ${types.join(', ')})`,
    insert(table),
    `create or replace function ${table}_said() returns trigger language plpgsql as $$ begin ${insert('added')}; return null; end $$`,
    `create trigger ${table}_said after insert on ${table} referencing new table as added for each statement execute function ${table}_said()`,
    `create or replace function ${table}_said_anew() returns trigger language plpgsql as $$ begin
      update ${table}_words set (${columns}) = row(${made('new.').join(', ')}) where id = new.id; return null; end $$`,
    `create trigger ${table}_said_anew after update of ${says.join(', ')} on ${table} for each row
      when (${says.map((name) => `old.${name} is distinct from new.${name}`).join(' or ')}) execute function ${table}_said_anew()`,
    `create view searchable_${table} as select id, ${columns} from ${table}_words
      where current_setting('percakapan.workspace', true) in ('*', workspace_id)`,
  ]
}

/**
 * What parts words: signs of ASCII and Latin-1, punctuation, symbols, pictures. Where a database's language is C, PostgreSQL itself takes
 * all that is not ASCII for letters: “kopi” would keep its quotes, and words beside a dash would be one. Tags and entities it leaves out.
 */
const gaps = [
  '[\\u0001-\\u002f\\u003a-\\u0040\\u005b-\\u0060\\u007b-\\u00a9\\u00ab-\\u00b1\\u00b4\\u00b6-\\u00b8\\u00bb\\u00bf\\u00d7\\u00f7',
  '\\u2000-\\u206f\\u20a0-\\u20cf\\u2190-\\u245f\\u2500-\\u2775\\u2794-\\u2bff\\u2e00-\\u2e2e\\u2e30-\\u2e7f\\u3000-\\u3004',
  '\\u3008-\\u3020\\u3030\\u30fb\\ufe10-\\ufe1f\\ufe30-\\ufe6f\\uff01-\\uff0f\\uff1a-\\uff20\\uff3b-\\uff40\\uff5b-\\uff65',
  '\\U0001f000-\\U0001f0ff\\U0001f10d-\\U0001faff]+',
].join('')

/**
 * The words of a text, as they are and as their Indonesian stems ("menjual" is found by "jual"), without their places. In pieces, because
 * PostgreSQL refuses more than 1 MB at once, and as many of them as fit into 1 MB: a text may have more different words than that.
 */
const wordsIn = `create or replace function words_in(said text) returns tsvector language plpgsql immutable as $$
  declare
    found tsvector := '';
    size constant int := 60000;
    piece text;
  begin
    for place in 0 .. (length(said) - 1) / size loop
      piece := regexp_replace(substr(said, 1 + place * size, size + 100), '${gaps}', ' ', 'g');
      found := found || strip(to_tsvector('simple', piece)) || strip(to_tsvector('indonesian', piece));
    end loop;
    return found;
  exception when program_limit_exceeded then
    return found;
  end $$`

/**
 * `pg_trgm` comes with PostgreSQL, and whoever owns a database may add it; where a server lacks it, searches read all words instead.
 * What was just written waits in a short list, so that no search has much of it to read.
 */
const letterIndexes = `do $$ begin
  create extension if not exists pg_trgm;
  ${kinds
    .map(
      ({ table }) =>
        `create index ${table}_words_trigrams on ${table}_words using gin (words gin_trgm_ops) with (gin_pending_list_limit = 256);`,
    )
    .join('\n  ')}
exception when others then
  raise notice 'searches read all words: %', sqlerrm;
end $$`

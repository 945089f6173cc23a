import { type Kysely, sql } from 'kysely'

/**
 * Texts of posts and responses are kept as an article's is since 0046: as words and their Indonesian stems. An index of letters answered
 * for a common word with thirty times as many rows as say it, each of which had to be read. Parts of `#KopiGayo` are words of their own.
 *
 * Beside the words stands what their list needs: of posts its order, so that the nearest are read from one narrow table; of responses
 * the conversation and who wrote it.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`select set_config('percakapan.workspace', '*', true)`.execute(db)
  await sql.raw(taggedWordsIn).execute(db)
  for (const statement of kinds.flatMap(statementsFor)) await sql.raw(statement).execute(db)
  await sql`create index delivery_words_order on delivery_words (workspace_id, due_at, id)`.execute(db)
  await sql`create index response_words_conversation on response_words (conversation_id)`.execute(db)
  // Not before somebody has looked the planner knows of them: until then it would read them whole.
  await sql`analyze delivery_words, response_words`.execute(db)
}

interface Kind {
  table: string
  /** Its columns that are kept as they are, beside the words of its text. */
  kept: Readonly<Record<string, string>>
}

const kinds: readonly Kind[] = [
  { table: 'delivery', kept: { due_at: 'timestamptz' } },
  { table: 'response', kept: { conversation_id: 'uuid', person_id: 'uuid' } },
]

const body = 'tagged_words_in'

function statementsFor({ table, kept }: Kind): string[] {
  const names = Object.keys(kept)
  const columns = [...names, 'body'].join(', ')
  const made = (row: string) => [...names.map((name) => `${row}.${name}`), `${body}(${row}.text)`].join(', ')
  const insert = (from: string) =>
    `insert into ${table}_words (id, workspace_id, ${columns}) select r.id, r.workspace_id, ${made('r')} from ${from} r`
  const differs = (name: string) => `old.${name} is distinct from new.${name}`
  const moved = names.map((name) => `${name} = new.${name}`).join(', ')
  const types = Object.entries(kept).map(([name, type]) => `${name} ${type} not null`)
  return [
    `drop view searchable_${table}`,
    `drop table ${table}_words`,
    `create table ${table}_words (id uuid not null, workspace_id text not null, ${types.join(', ')}, body tsvector not null)`,
    insert(table),
    `alter table ${table}_words add primary key (id), add foreign key (id) references ${table} on delete cascade`,
    `create index ${table}_words_body on ${table}_words using gin (body) with (gin_pending_list_limit = 256)`,
    `create or replace function ${table}_said() returns trigger language plpgsql as $$ begin ${insert('added')}; return null; end $$`,
    `create or replace function ${table}_said_anew() returns trigger language plpgsql as $$ begin
      if ${differs('text')} then update ${table}_words set body = ${body}(new.text) where id = new.id; end if;
      if ${names.map(differs).join(' or ')} then update ${table}_words set ${moved} where id = new.id; end if;
      return null; end $$`,
    `drop trigger ${table}_said_anew on ${table}`,
    `create trigger ${table}_said_anew after update of text, ${names.join(', ')} on ${table} for each row
      when (${['text', ...names].map(differs).join(' or ')}) execute function ${table}_said_anew()`,
    `create view searchable_${table} as select id, workspace_id, ${columns} from ${table}_words
      where current_setting('percakapan.workspace', true) in ('*', workspace_id)`,
  ]
}

/** The words of a short text, and those of its hashtags that are parted by capitals. */
const taggedWordsIn = `create or replace function ${body}(said text) returns tsvector language sql immutable as $$
  select words_in(case when position('#' in said) = 0 then said else said || ' ' || coalesce((
    select string_agg(regexp_replace(tag[1], '([[:lower:]])([[:upper:]])', '\\1 \\2', 'g'), ' ')
    from regexp_matches(said, '#(\\w*[[:lower:]][[:upper:]]\\w*)', 'g') tag), '') end) $$`

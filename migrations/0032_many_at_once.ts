import { type Kysely, sql } from 'kysely'

/**
 * 0030 asked without a scope, so that in a house that was lived in nothing was counted: it is now. And many responses in one
 * statement (a backup that is brought back) are counted in time that grows with them: 0030's function looked through all of their
 * conversations for each.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  // Row-level security holds for the tables' owner too: without a scope no row would be filled.
  await sql`select set_config('percakapan.workspace', '*', true)`.execute(db)
  for (const statement of statements) await sql.raw(statement).execute(db)
}

const waits = `r.answered_at is null and r.standing in ('shown', 'held')`

const statements = [
  `create or replace function conversation_counts(touched uuid[]) returns void language plpgsql as $$
  begin
    -- Two that answer at once in one conversation take turns: the second counts what the first has written.
    perform 1 from conversation c where c.id in (select unnest(touched)) order by c.id for update;
    update conversation c set response_count = s.response_count, waiting_count = s.waiting_count, waiting_since = s.waiting_since,
      waiting_response = s.waiting_response, last_response = s.last_response
    from (
      select t.id, count(r.id) as response_count, count(r.id) filter (where ${waits}) as waiting_count,
        min(r.written_at) filter (where ${waits}) as waiting_since,
        (array_agg(r.id order by r.written_at, r.id) filter (where ${waits}))[1] as waiting_response,
        coalesce(
          (array_agg(r.id order by r.written_at desc, r.id desc) filter (where r.standing in ('shown', 'held')))[1],
          (array_agg(r.id order by r.written_at desc, r.id desc) filter (where r.id is not null))[1]) as last_response
      from (select distinct unnest(touched) as id) t left join response r on r.conversation_id = t.id group by t.id) s
    where c.id = s.id;
  end $$`,
  `update response set standing = standing`,
]

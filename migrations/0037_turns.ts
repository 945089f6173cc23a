import { type Kysely, sql } from 'kysely'

/**
 * 0032's function asked for a stronger lock than the reference from a response to its conversation goes with: of two that were written
 * there at the same moment each waited for the other, and the server ended one of them. Now they take turns.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}

const waits = `r.answered_at is null and r.standing in ('shown', 'held')`

const statements = [
  `create or replace function conversation_counts(touched uuid[]) returns void language plpgsql as $$
  begin
    -- Two that answer at once in one conversation take turns: the second counts what the first has written.
    perform 1 from conversation c where c.id in (select unnest(touched)) order by c.id for no key update;
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
]

import { execFileSync } from 'node:child_process'
import { appendFileSync } from 'node:fs'
import { join } from 'node:path'
import { openDatabase } from '../../db/client.ts'
import { migrate } from '../../db/migrate.ts'
import { type Postgres, postgresMajor, startPostgres } from '../../db/postgres.ts'

/**
 * Settings that make faults show which would be rare otherwise: what is committed without waiting for the disk lies in the
 * server's memory for ten seconds, where a crash finds it.
 */
const revealing = { wal_writer_delay: '10s', wal_writer_flush_after: '1GB', autovacuum: 'off' }

/** What the proof needs in the database: faults at a step, and a clock that can be set. */
const tools = `
  create table prove_fault (delivery uuid, step text, part int, code text, seconds float8 not null default 0);
  create sequence prove_tries;
  create function prove_step(new delivery, old delivery) returns text language sql immutable as $$
    select case
      when new.lease_token is not null and new.lease_token is distinct from old.lease_token then 'claimed'
      when new.state = 'published' and old.state <> 'published' then 'recorded'
      when new.sending_part is not null and old.sending_part is null then 'intended'
      when jsonb_array_length(new.sent) > jsonb_array_length(old.sent) then 'part-kept' end $$;
  create function prove_fault() returns trigger language plpgsql as $$
    declare fault prove_fault;
    begin
      select * into fault from prove_fault f where f.delivery = new.id and f.step = prove_step(new, old);
      if found then
        perform pg_sleep(fault.seconds);
        if fault.code is not null and nextval('prove_tries') <= 3 then
          raise exception 'on purpose' using errcode = fault.code;
        end if;
      end if;
      return new;
    end $$;
  create function prove_claiming() returns trigger language plpgsql as $$
    declare wait float8;
    begin
      if current_query() !~ '^\\s*update delivery set state\\M.*lease_token = ' then return null; end if;
      select seconds into wait from prove_fault where step = 'claiming';
      if found then perform pg_sleep(wait * (array[1, 4, 9])[nextval('prove_tries')]); end if;
      return null;
    end $$;
  create function prove_intent() returns trigger language plpgsql as $$
    declare fault prove_fault;
    begin
      select f.* into fault from prove_fault f join delivery d on d.id = f.delivery
        where d.lease_token = new.token and new.begun and f.step = 'intended';
      if found then
        perform pg_sleep(fault.seconds);
        if fault.code is not null and nextval('prove_tries') <= 3 then
          raise exception 'on purpose' using errcode = fault.code;
        end if;
      end if;
      return new;
    end $$;
  create trigger prove_intent before insert on delivery_intent for each row execute function prove_intent();
  create trigger prove_claiming before update on delivery for each statement execute function prove_claiming();
  create trigger prove_fault before update on delivery for each row execute function prove_fault();
  create table prove_clock (shift interval not null);
  insert into prove_clock values ('0');
  create function public.clock_timestamp() returns timestamptz language sql volatile as $$
    select pg_catalog.clock_timestamp() + (select shift from public.prove_clock) $$;
  alter database percakapan set search_path = public, pg_catalog;
`

/** Makes a data folder whose database has everything but workspaces: to be copied, since making it takes seconds. */
export async function makeBase(folder: string): Promise<void> {
  const postgres = await startPostgres(folder)
  const database = openDatabase(postgres.connection, 2)
  try {
    await migrate(database.db)
    await database.pool.query(tools)
  } finally {
    await database.close()
    await postgres.stop()
  }
  const lines = Object.entries(revealing).map(([name, value]) => `${name} = ${value}\n`)
  appendFileSync(join(folder, 'postgres', postgresMajor, 'postgresql.conf'), lines.join(''))
}

/** A server on a copy of that folder. */
export function startCopy(base: string, folder: string): Promise<Postgres> {
  // Whoever owns the files there must own them here: PostgreSQL looks.
  execFileSync('cp', ['-a', base, folder])
  return startPostgres(folder)
}

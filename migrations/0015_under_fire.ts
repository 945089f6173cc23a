import { type Kysely, sql } from 'kysely'

/** What is counted of a delivery's tries, what is known of how long networks take, and what a restore leaves for a person. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}

const statements = [
  // `attempts` counts tries that failed. Turns that a network made us wait for, and looks for what may have arrived, are no failures.
  `alter table delivery add column waits int not null default 0, add column looks int not null default 0`,
  // When a request of it was last under way, and what the network's answer means once one has looked and it is not there.
  `alter table delivery add column asked_at timestamptz, add column doubt jsonb`,
  // The longest that a server took to show what it was sent, in seconds.
  `create table slowest_answer (server text primary key, seconds double precision not null)`,
  // Only so many may read a response: an answer is never wider.
  `alter table response add column audience text not null default 'public'`,
  // Brought back from a backup of that moment, and held since until a person lets go.
  `alter table workspace_state add column restored_from timestamptz, add column restored_at timestamptz`,
  // What was asked for under this key is saved, whatever became of its answer.
  `alter table request_key add column saved boolean not null default false`,
]

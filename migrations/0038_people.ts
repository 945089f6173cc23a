import { type Kysely, sql } from 'kysely'

/** Who works in a workspace, and who is asked to: the database decides about the last owner, and about who takes an invitation. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}

const statements = [
  // better-auth wants to see its own table "invitation", which knows no token and is never written. The token is known by its hash. Without \`email\` it is a link; \`taken_by\` is the address of the one who began to use that.
  // \`letter\` is what the outbox knows its letter by.
  `create table team_invitation (id uuid primary key, workspace_id text not null references "organization" ("id") on delete cascade,
    role text not null, email text, taken_by text, token_hash text not null unique, letter uuid,
    invited_by text not null references "user" ("id") on delete cascade, created_at timestamptz not null, sent_at timestamptz not null,
    expires_at timestamptz not null)`,
  `create index team_invitation_list on team_invitation (workspace_id, created_at)`,
  `create unique index team_invitation_once on team_invitation (workspace_id, email)`,
  `alter table team_invitation enable row level security`,
  `alter table team_invitation force row level security`,
  `create policy workspace on team_invitation using (
    current_setting('percakapan.workspace', true) = '*' or workspace_id = current_setting('percakapan.workspace', true))`,

  `alter table member add column "seenAt" timestamptz`,
  `create unique index member_once on member ("organizationId", "userId")`,
  // Two who step down at the same moment take turns: the second one finds out that nobody else is left.
  `create or replace function keep_an_owner() returns trigger language plpgsql as $$
  begin
    perform 1 from "organization" where "id" = old."organizationId" for no key update;
    if not found then return null; end if;
    perform 1 from member where "organizationId" = old."organizationId" and role = 'owner';
    if not found then raise exception 'a workspace has an owner' using errcode = 'PK001'; end if;
    return null;
  end $$`,
  `create trigger keep_an_owner_changed after update of role on member for each row
    when (old.role = 'owner' and new.role <> 'owner') execute function keep_an_owner()`,
  `create trigger keep_an_owner_gone after delete on member for each row when (old.role = 'owner') execute function keep_an_owner()`,
]

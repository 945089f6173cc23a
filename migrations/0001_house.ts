import { type Kysely, sql } from 'kysely'

/** Tables whose rows belong to a workspace: each gets the second lock. */
const workspaceTables = [
  'workspace_state',
  'brand_kit',
  'media',
  'article',
  'article_revision',
  'channel',
  'oauth_start',
  'post',
  'delivery',
  'person',
  'conversation',
  'response',
  'audit',
]

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of [...people, ...rooms]) await sql.raw(statement).execute(db)
  for (const table of workspaceTables) await lock(db, table)
}

/** Row-level security: a statement sees the rows of the workspace that its transaction names, `*` being the program itself. */
async function lock(db: Kysely<unknown>, table: string): Promise<void> {
  await sql.raw(`alter table ${table} enable row level security`).execute(db)
  await sql.raw(`alter table ${table} force row level security`).execute(db)
  await sql
    .raw(`create policy workspace on ${table} using (
      current_setting('percakapan.workspace', true) = '*' or workspace_id = current_setting('percakapan.workspace', true))`)
    .execute(db)
}

/** better-auth's own tables, as its schema generator gives them for our options (src/team/auth.ts). */
const people = [
  `create table "user" ("id" text primary key, "name" text not null, "email" text not null unique, "emailVerified" boolean not null,
    "image" text, "createdAt" timestamptz default current_timestamp not null, "updatedAt" timestamptz default current_timestamp not null,
    "language" text, "timeZone" text, "scheme" text)`,
  `create table "session" ("id" text primary key, "expiresAt" timestamptz not null, "token" text not null unique,
    "createdAt" timestamptz default current_timestamp not null, "updatedAt" timestamptz not null, "ipAddress" text, "userAgent" text,
    "userId" text not null references "user" ("id") on delete cascade, "activeOrganizationId" text)`,
  `create table "account" ("id" text primary key, "accountId" text not null, "providerId" text not null,
    "userId" text not null references "user" ("id") on delete cascade, "accessToken" text, "refreshToken" text, "idToken" text,
    "accessTokenExpiresAt" timestamptz, "refreshTokenExpiresAt" timestamptz, "scope" text, "password" text,
    "createdAt" timestamptz default current_timestamp not null, "updatedAt" timestamptz not null)`,
  `create table "verification" ("id" text primary key, "identifier" text not null, "value" text not null, "expiresAt" timestamptz not null,
    "createdAt" timestamptz default current_timestamp not null, "updatedAt" timestamptz default current_timestamp not null)`,
  `create table "organization" ("id" text primary key, "name" text not null, "slug" text not null unique, "logo" text,
    "createdAt" timestamptz not null, "metadata" text)`,
  `create table "member" ("id" text primary key, "organizationId" text not null references "organization" ("id") on delete cascade,
    "userId" text not null references "user" ("id") on delete cascade, "role" text not null, "createdAt" timestamptz not null)`,
  `create table "invitation" ("id" text primary key, "organizationId" text not null references "organization" ("id") on delete cascade,
    "email" text not null, "role" text, "status" text not null, "expiresAt" timestamptz not null,
    "createdAt" timestamptz default current_timestamp not null, "inviterId" text not null references "user" ("id") on delete cascade)`,
  `create index session_by_user on "session" ("userId")`,
  `create index account_by_user on "account" ("userId")`,
  `create index verification_identifier on "verification" ("identifier")`,
  `create index member_organization on "member" ("organizationId")`,
  `create index member_user on "member" ("userId")`,
  `create index invitation_organization on "invitation" ("organizationId")`,
  `create index invitation_email on "invitation" ("email")`,
]

const workspaceId = `workspace_id text not null references "organization" ("id") on delete cascade`

const rooms = [
  // One row ever: whoever writes it first is the owner, and the primary key refuses the second.
  `create table installation (single boolean primary key default true check (single), owner_id text references "user" ("id"),
    workspace_id text references "organization" ("id"), created_at timestamptz not null default now())`,
  `create table workspace_state (workspace_id text primary key references "organization" ("id") on delete cascade,
    hold_reason text, hold_since timestamptz, hold_by text)`,
  `create table brand_kit (workspace_id text primary key references "organization" ("id") on delete cascade,
    name text not null, handle text not null, promise text not null, product_site text not null, language text not null,
    accent text not null, paper text not null, logo uuid, updated_at timestamptz not null default now())`,
  `create table media (id uuid primary key, ${workspaceId}, file text not null, mime text not null, width int not null, height int not null,
    bytes int not null, alt text not null default '', created_at timestamptz not null default now())`,
  `create index media_workspace on media (workspace_id)`,

  `create table article (id uuid primary key, ${workspaceId}, slug text not null, old_slugs text[] not null default '{}',
    title text not null default '', markdown text not null default '', summary text not null default '', tags text[] not null default '{}',
    language text not null, version int not null default 1, state text not null default 'draft',
    published jsonb, published_version int, publish_at timestamptz, published_at timestamptz,
    created_at timestamptz not null default now(), updated_at timestamptz not null default now(), deleted_at timestamptz,
    unique (workspace_id, slug))`,
  `create index article_list on article (workspace_id, updated_at desc)`,
  `create index article_published on article (workspace_id, published_at desc) where state = 'published' and deleted_at is null`,
  `create index article_due on article (publish_at) where state = 'scheduled' and deleted_at is null`,
  `create table article_revision (article_id uuid not null references article on delete cascade, version int not null, ${workspaceId},
    title text not null, markdown text not null, saved_by text not null, saved_at timestamptz not null default now(),
    primary key (article_id, version))`,

  `create table channel (id uuid primary key, ${workspaceId}, network text not null, remote_id text not null, server text not null,
    account jsonb not null, credentials bytea not null, cursor text not null default '', health text not null default 'fine', health_words jsonb,
    checked_at timestamptz, polled_at timestamptz, connected_at timestamptz not null default now(), removed_at timestamptz)`,
  // Two accounts on one server differ in remote_id; one account is connected once.
  `create unique index channel_account on channel (workspace_id, network, server, remote_id) where removed_at is null`,
  `create table oauth_start (state text primary key, ${workspaceId}, user_id text not null, network text not null, server text not null,
    pending bytea not null, expires_at timestamptz not null)`,

  `create table post (id uuid primary key, ${workspaceId}, article_id uuid references article, in_reply_to uuid,
    created_by text not null, created_at timestamptz not null default now())`,
  `create index post_article on post (article_id)`,
  `create table delivery (id uuid primary key, ${workspaceId}, post_id uuid not null references post on delete cascade,
    channel_id uuid not null references channel, text text not null, media_ids uuid[] not null default '{}',
    parts jsonb not null, sent jsonb not null default '[]', needs_home text,
    state text not null default 'scheduled', due_at timestamptz not null, time_zone text not null,
    lease_token uuid, lease_until timestamptz, sending_part int, sending_since timestamptz, pending jsonb,
    attempts int not null default 0, next_try_at timestamptz, reason jsonb, published_at timestamptz, permalink text,
    created_at timestamptz not null default now(), updated_at timestamptz not null default now(),
    unique (post_id, channel_id))`,
  `create index delivery_due on delivery (coalesce(next_try_at, due_at)) where state in ('scheduled', 'sending', 'pending')`,
  `create index delivery_list on delivery (workspace_id, due_at desc)`,
  `create index delivery_channel on delivery (channel_id, published_at desc)`,

  `create table person (id uuid primary key, ${workspaceId}, network text not null, remote_id text not null, name text not null,
    handle text not null, url text not null, avatar text, seen_at timestamptz not null default now(),
    unique (workspace_id, network, remote_id))`,
  `create table conversation (id uuid primary key, ${workspaceId}, channel_id uuid not null references channel, root text not null,
    delivery_id uuid references delivery, state text not null default 'open', last_at timestamptz not null,
    unique (channel_id, root))`,
  `create index conversation_list on conversation (workspace_id, state, last_at desc)`,
  `create table response (id uuid primary key, ${workspaceId}, channel_id uuid not null references channel,
    conversation_id uuid not null references conversation on delete cascade, person_id uuid not null references person, kind text not null,
    remote_id text not null, permalink text not null, text text not null, written_at timestamptz not null,
    in_reply_to text, root text, reference jsonb, answered_at timestamptz, came_at timestamptz not null default now(),
    unique (channel_id, remote_id))`,
  `create index response_conversation on response (conversation_id, written_at)`,
  `alter table post add foreign key (in_reply_to) references response (id)`,

  `create table audit (id bigint generated always as identity primary key, ${workspaceId}, user_id text, action text not null,
    subject text not null, details jsonb not null default '{}', at timestamptz not null default now())`,
  `create index audit_list on audit (workspace_id, at desc)`,
  // A registration of this program with one server of a network, reused for every account there. Encrypted.
  `create table network_app (network text not null, server text not null, app bytea not null, created_at timestamptz not null default now(),
    primary key (network, server))`,
]

/** Every column that names a person is either handed over when somebody leaves, or stays for a reason that stands here. */
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { asSystem, inWorkspace } from '../db/client.ts'
import { type TestContext, testContext } from '../testing/context.ts'
import { reassign } from './reassign.ts'

let context: TestContext
beforeAll(async () => {
  context = await testContext()
})
afterAll(() => context.close())

/** What of it says who a thing belongs to. */
const handedOver = [
  'article.created_by',
  'evergreen.created_by',
  'feed.created_by',
  'idea.created_by',
  'import_run.created_by',
  'post.created_by',
  'replacement.created_by',
  'post_draft.saved_by',
  'series.created_by',
  'subscriber_import.created_by',
]
/** Gone with them. */
const dropped = [
  'author.user_id',
  'editor_code.user_id',
  'editor_token.user_id',
  'member.userId',
  'oauth_start.user_id',
  'team_invitation.invited_by',
]
/** Stays. */
const stays: Record<string, string> = {
  'account.userId': 'one’s own account',
  'conversation_reader.user_id': 'who has a conversation open just now; forgotten within the hour',
  'response.told_by': 'who corrected what a response is',
  'conversation_note.written_by': 'who wrote what',
  'article_revision.saved_by': 'who wrote what: the article’s history',
  'audit.user_id': 'the trail keeps names',
  'email_change.user_id': 'one’s own account',
  'installation.owner_id': 'who set the server up; the shell acts by name',
  'invitation.inviterId': 'better-auth’s own table, never written',
  'mail.user_id': 'letters to their own address',
  'mail_preference.user_id': 'one’s own account',
  'passkey.userId': 'one’s own account',
  'request_key.user_id': 'answers to their own requests, for a day',
  'security_event.user_id': 'one’s own account',
  'session.userId': 'one’s own account: it is asked about the workspace with every request',
  'team_invitation.taken_by': 'an address, not a person here',
  'twoFactor.userId': 'one’s own account',
  'upload.user_id': 'half of a file: nobody else can send the rest, and it is deleted after a day',
  'workspace_state.hold_by': 'who held: a name to be shown',
  'preview_link.made_by': 'who made a link: a name to be shown',
  'author.user_id': 'whose page for readers it is',
  'article.brief_by': 'a version of the program',
  'article_page.likened_by': 'a version of the program',
  'person.id': 'people of networks',
  'response.person_id': 'people of networks',
  'response_words.person_id': 'people of networks',
  'searchable_response.person_id': 'people of networks',
}

test('no column that names a person is forgotten', async () => {
  const { rows } = await sql<{ name: string }>`
    select table_name || '.' || column_name as name from information_schema.columns
    where table_schema = current_schema() and column_name ~* '(^|_)(user|person|owner|inviter|member)(_?id)?$|_by$'`.execute(
    context.db,
  )
  const known = new Set([...handedOver, ...dropped, ...Object.keys(stays)])
  expect(rows.map(({ name }) => name).filter((name) => !known.has(name))).toEqual([])
  expect(handedOver.filter((name) => !rows.some((row) => row.name === name))).toEqual([])
})

test('what is handed over names the heir, and in this workspace only', async () => {
  const { workspaceId, userId } = context.actor
  const other = 'ruang-lain'
  await sql`insert into organization (id, name, slug, "createdAt") values (${other}, 'L', 'l', now())`.execute(
    context.db,
  )
  const rows: Record<string, string> = {
    article: `(id, workspace_id, slug, language, created_by) values (gen_random_uuid(), $w, gen_random_uuid()::text, 'id', $u)`,
    post: `(id, workspace_id, created_by) values (gen_random_uuid(), $w, $u)`,
    post_draft: `(id, workspace_id, body, saved_by) values (gen_random_uuid(), $w, '{}', $u)`,
    series: `(id, workspace_id, rule, time_zone, starts_at, variants, created_by) values (gen_random_uuid(), $w, 'FREQ=DAILY', 'UTC', now(), '[]', $u)`,
    feed: `(id, workspace_id, url, title, channel_ids, review, next_at, created_by) values (gen_random_uuid(), $w, 'https://a.invalid', '', '{}', true, now(), $u)`,
    idea: `(id, workspace_id, text, source, created_by, created_at) values (gen_random_uuid(), $w, 'Ide', 'typed', $u, now())`,
    import_run: `(id, workspace_id, created_by, name, files, options, state) values (gen_random_uuid(), $w, $u, 'a', '[]', '{}', 'ready')`,
    replacement: `(id, workspace_id, created_by, search, state, created_at) values (gen_random_uuid(), $w, $u, '{}', 'ready', now())`,
    subscriber_import: `(id, workspace_id, created_by, labels, created_at) values (gen_random_uuid(), $w, $u, '{CSV}', now())`,
    evergreen: `(id, workspace_id, rule, time_zone, starts_at, channel_ids, tags, least_age_days, rest_days, review, created_by) values (gen_random_uuid(), $w, 'FREQ=DAILY', 'UTC', now(), '{}', '{}', 1, 1, true, $u)`,
  }
  await asSystem(context.db, async (tx) => {
    for (const [table, values] of Object.entries(rows))
      for (const workspace of [workspaceId, other])
        await sql
          .raw(`insert into ${table} ${values.replace('$w', `'${workspace}'`).replace('$u', `'${userId}'`)}`)
          .execute(tx)
  })
  await inWorkspace(context.db, workspaceId, (tx) => reassign(tx, userId, 'pewaris'))
  for (const column of handedOver) {
    const [table = '', name = ''] = column.split('.')
    const found = await asSystem(context.db, (tx) =>
      sql<{ here: string; there: string }>`select
        (select ${sql.ref(name)} from ${sql.table(table)} where workspace_id = ${workspaceId}) as here,
        (select ${sql.ref(name)} from ${sql.table(table)} where workspace_id = ${other}) as there`.execute(tx),
    )
    expect([column, found.rows[0]]).toEqual([column, { here: 'pewaris', there: userId }])
  }
})

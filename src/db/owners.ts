import type { Tables } from './tables.ts'

/** A room of the house, or a place at its base, that has tables. */
export type Owner =
  | 'automation'
  | 'brand'
  | 'cadence'
  | 'blog'
  | 'channels'
  | 'conversations'
  | 'db'
  | 'editing'
  | 'ideas'
  | 'importing'
  | 'mail'
  | 'media'
  | 'publishing'
  | 'team'
  | 'themes'

/**
 * Whose each table is. Only its owner's files name it in a query; others ask the owner's functions, or read a view that it offers.
 * `src/queries.test.ts` reads every query and holds that.
 */
export const owners = {
  user: 'team',
  session: 'team',
  verification: 'team',
  email_change: 'team',
  passkey: 'team',
  sign_in_brake: 'team',
  security_event: 'team',
  account: 'team',
  organization: 'team',
  member: 'team',
  team_invitation: 'team',
  installation: 'team',
  blog_host: 'team',
  audit: 'team',
  mail_preference: 'team',
  mail: 'mail',
  media: 'media',
  upload: 'media',
  rendition: 'media',
  source_set: 'media',
  brand_kit: 'brand',
  blog_design: 'themes',
  brought_theme: 'themes',
  brought_theme_file: 'themes',
  channel: 'channels',
  oauth_start: 'channels',
  own_app: 'channels',
  network_app: 'channels',
  quota_budget: 'channels',
  set_aside: 'channels',
  face: 'channels',
  post: 'publishing',
  post_draft: 'publishing',
  kept_set: 'publishing',
  answer_promise: 'conversations',
  delivery: 'publishing',
  series: 'publishing',
  series_occurrence: 'publishing',
  imported_row: 'publishing',
  slot: 'publishing',
  slowest_answer: 'publishing',
  rate_bucket: 'publishing',
  delivery_intent: 'publishing',
  proposal: 'automation',
  workspace_state: 'publishing',
  article: 'blog',
  article_revision: 'blog',
  article_page: 'blog',
  preview_link: 'blog',
  replacement: 'blog',
  replacement_item: 'blog',
  article_tag: 'blog',
  article_link: 'blog',
  written_tag: 'blog',
  redirect: 'blog',
  comment: 'blog',
  subscriber: 'importing',
  subscriber_import: 'importing',
  subscriber_imported: 'importing',
  import_run: 'importing',
  import_item: 'importing',
  import_picture: 'importing',
  imported_article: 'importing',
  editor_token: 'editing',
  editor_code: 'editing',
  editor_entry: 'editing',
  idea: 'ideas',
  cadence_promise: 'cadence',
  cadence_break: 'cadence',
  cadence_warning: 'cadence',
  author: 'blog',
  written_author: 'blog',
  article_author: 'blog',
  article_series: 'blog',
  article_old_slug: 'blog',
  article_term: 'blog',
  article_related: 'blog',
  article_month: 'blog',
  feed: 'automation',
  feed_item: 'automation',
  evergreen: 'automation',
  person: 'conversations',
  conversation: 'conversations',
  conversation_note: 'conversations',
  conversation_reader: 'conversations',
  response: 'conversations',
  webhook_event: 'conversations',
  quota_use: 'db',
  request_key: 'db',
} as const satisfies Record<Exclude<keyof Tables, View>, Owner>

/** What rooms offer to everybody's queries (migrations/0042): read, never written. */
export const views = {
  recipient: 'team',
  held_workspace: 'publishing',
  article_told: 'publishing',
  waiting_media: 'publishing',
  live_article: 'blog',
  article_name: 'blog',
  known_handle: 'conversations',
  answerable: 'conversations',
  talk_about: 'conversations',
  searchable_delivery: 'publishing',
  searchable_article: 'blog',
  searchable_published: 'blog',
  searchable_response: 'conversations',
  searchable_person: 'conversations',
} as const satisfies Partial<Record<keyof Tables, Owner>>
type View = keyof typeof views

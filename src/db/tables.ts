import type { ColumnType, Generated, GeneratedAlways, JSONColumnType } from 'kysely'
import type { Audience } from '../core/audience.ts'
import type { LinkCard, Part } from '../core/post.ts'
import type { Refusal } from '../core/problem.ts'
import type { Language, Words } from '../core/words.ts'

/** Rows as the database holds them. Column names are the database's own (snake_case). */
export interface Tables {
  user: UserTable
  session: {
    id: string
    userId: string
    token: string
    expiresAt: Date
    createdAt: Generated<Date>
    updatedAt: Date
    ipAddress: string | null
    userAgent: string | null
    activeOrganizationId: string | null
  }
  verification: { id: string; identifier: string; value: string; expiresAt: Date }
  email_change: { user_id: string; email: string; token_hash: string; asked_at: Date; expires_at: Date }
  passkey: PasskeyTable
  sign_in_brake: { key: string; failures: number; paused_until: Date | null; last_at: Date }
  security_event: {
    id: Generated<number>
    user_id: string
    kind: SecurityEventKind
    at: Date
    address: string | null
    agent: string | null
  }
  account: {
    id: string
    accountId: string
    providerId: string
    userId: string
    password: string | null
    createdAt: Date
    updatedAt: Date
  }
  organization: {
    id: string
    name: string
    slug: string
    logo: string | null
    createdAt: Date
    metadata: string | null
  }
  member: {
    id: string
    organizationId: string
    userId: string
    role: string
    createdAt: Date
    /** When they last asked for anything here, to some minutes. */
    seenAt: WithDefault<Date | null>
  }
  team_invitation: InvitationTable
  /** Where a further workspace's blog is read, and where it was before. */
  blog_host: { host: string; workspace_id: string; address: string; current: boolean; since: Date }
  installation: {
    single: Generated<boolean>
    owner_id: string | null
    workspace_id: string | null
    created_at: Generated<Date>
  }
  workspace_state: {
    workspace_id: string
    hold_reason: string | null
    hold_since: Date | null
    hold_by: string | null
    undo_seconds: WithDefault<number | null>
    /** The moment of the backup that it was brought back from, and when; a person lets go of what is held since. */
    restored_from: WithDefault<Date | null>
    restored_at: WithDefault<Date | null>
  }
  brand_kit: BrandKitTable
  blog_design: BlogDesignTable
  brought_theme: BroughtThemeTable
  brought_theme_file: {
    theme_id: string
    workspace_id: string
    path: string
    address: string
    type: string
    bytes: Buffer
  }
  media: MediaTable
  rendition: RenditionTable
  source_set: SourceSetTable
  article: ArticleTable
  article_revision: RevisionTable
  article_page: ArticlePageTable
  preview_link: PreviewLinkTable
  replacement: ReplacementTable
  replacement_item: ReplacementItemTable
  /** Tags of articles as they are being written. */
  written_tag: { workspace_id: string; tag: string; article_id: string }
  article_tag: { workspace_id: string; tag: string; published_at: Date; article_id: string }
  redirect: RedirectTable
  comment: CommentTable
  subscriber: SubscriberTable
  subscriber_import: SubscriberImportTable
  subscriber_imported: {
    run_id: string
    workspace_id: string
    subscriber_id: string
    /** As they were; `null` for somebody who was not here. */
    previous: NullableJson<Pick<SubscriberTable, 'state'> & { name: string; left_at: string | null }>
  }
  import_run: ImportRunTable
  import_item: ImportItemTable
  import_picture: ImportPictureTable
  imported_article: {
    workspace_id: string
    /** What it is at its source: format, blog, id. */
    source_key: string
    article_id: string
    run_id: string | null
    /** The version that the import wrote; later ones are a person's. */
    made: number
    /** Of what came. */
    digest: string
  }
  author: AuthorTable
  /** Authors of articles as they are being written. */
  written_author: { workspace_id: string; author_id: string; article_id: string }
  /** What readers find under an author, and in a series: parts without a number come last. */
  article_author: { workspace_id: string; author_id: string; published_at: Date; article_id: string }
  /** Where published articles lead within their blog: paths, as `redirectPath` makes them. */
  article_link: { workspace_id: string; target: string; article_id: string }
  article_series: { workspace_id: string; series_slug: string; part: number; published_at: Date; article_id: string }
  /** Addresses that articles had before; the database copies them. */
  article_old_slug: { workspace_id: string; slug: string; article_id: string }
  /** What a published article is mostly about, as stems, and how much of it (blog/likeness.ts). */
  article_term: { workspace_id: string; term: string; article_id: string; weight: number }
  article_related: { workspace_id: string; article_id: string; other_id: string; likeness: number }
  /** How many articles readers find, by the months of their days in UTC; the database counts. */
  article_month: { workspace_id: string; month: string; n: WithDefault<number> }
  channel: ChannelTable
  oauth_start: {
    state: string
    workspace_id: string
    user_id: string
    network: string
    server: string
    pending: Buffer
    expires_at: Date
  }
  post: {
    id: string
    workspace_id: string
    article_id: string | null
    in_reply_to: string | null
    created_by: string
    created_at: Generated<Date>
  }
  request_key: {
    workspace_id: string
    user_id: string
    key: string
    /** Of address and body: a hash. */
    request: string
    /** Empty while it is being answered. */
    status: number | null
    answer: string | null
    /** What was asked for is saved. */
    saved: WithDefault<boolean>
    created_at: Date
  }
  post_draft: {
    id: string
    workspace_id: string
    article_id: string | null
    body: Json<object>
    version: WithDefault<number>
    saved_by: string
    created_at: Generated<Date>
    updated_at: WithDefault<Date>
  }
  editor_token: {
    id: string
    workspace_id: string
    user_id: string
    /** Of the token, which nobody can tell again. */
    hash: string
    name: string
    /** The editor's own address; `null`: the token was made by hand. */
    client_id: string | null
    scopes: string[]
    created_at: Date
    used_at: Date | null
    expires_at: Date | null
    revoked_at: Date | null
    /** Whoever revoked it may take that back until then. */
    restorable_until: Date | null
  }
  editor_code: {
    hash: string
    workspace_id: string
    user_id: string
    name: string
    client_id: string
    redirect_uri: string
    challenge: string
    scopes: string[]
    expires_at: Date
    used_at: Date | null
    /** What it was exchanged for. */
    token_id: string | null
  }
  /** What an editor said of an article that has no other place here. */
  editor_entry: {
    article_id: string
    workspace_id: string
    properties: Json<Record<string, unknown[]>>
    /** Pictures that were put behind the words. */
    photos: Json<{ file: string; alt: string }[]>
    /** The editor writes HTML, and gets HTML back. */
    as_html: WithDefault<boolean>
  }
  idea: {
    id: string
    workspace_id: string
    text: string
    source: 'typed' | 'shell' | 'feed'
    /** What it came from: somebody's article. */
    from_title: WithDefault<string | null>
    from_url: WithDefault<string | null>
    created_by: string
    created_at: Date
    article_id: string | null
    done_at: Date | null
    deleted_at: Date | null
  }
  cadence_promise: {
    workspace_id: string
    /** A day: `2026-11-24`. */
    from_day: string
    /** `null`: nothing is promised from that day on. */
    every: 'day' | 'week' | 'weekdays' | 'month' | null
    times: number
    /** ISO: 1 is Monday. */
    weekdays: number[]
    /** `12:00` */
    at: string | null
    notes: boolean
    time_zone: string
  }
  cadence_break: { id: string; workspace_id: string; first_day: string; last_day: string }
  cadence_warning: { workspace_id: string; gap_day: string; told_at: Date }
  delivery: DeliveryTable
  series: SeriesTable
  imported_row: { workspace_id: string; key: string }
  series_occurrence: {
    series_id: string
    occurs_at: Date
    workspace_id: string
    state: 'made' | 'waiting' | 'missed'
    variant_id: string | null
    post_id: string | null
    reason: NullableJson<Words>
  }
  slot: { channel_id: string; workspace_id: string; weekday: number; local_time: string; time_zone: string }
  person: PersonTable
  conversation: {
    id: string
    workspace_id: string
    channel_id: string
    root: string
    delivery_id: string | null
    state: 'open' | 'snoozed' | 'done'
    last_at: Date
    /** Who takes care of it. */
    assignee_id: string | null
    /** When it comes back; `null` where only their next words bring it back. In an open one: for when it was snoozed. */
    snoozed_until: Date | null
    /** What it is listed by, of its responses: the database keeps these. */
    response_count: ColumnType<number, never, never>
    waiting_count: ColumnType<number, never, never>
    waiting_since: ColumnType<Date | null, never, never>
    /** The oldest response without an answer. */
    waiting_response: ColumnType<string | null, never, never>
    /** The newest one that nobody took away, or the newest. */
    last_response: ColumnType<string | null, never, never>
    /** Since when somebody waits in an open one; `infinity` where nobody does. */
    waits_from: ColumnType<Date | number, never, never>
  }
  conversation_note: {
    id: string
    workspace_id: string
    conversation_id: string
    written_by: string | null
    text: string
    written_at: Date
    deleted_at: Date | null
  }
  conversation_reader: {
    conversation_id: string
    user_id: string
    workspace_id: string
    writing: boolean
    seen_at: Date
  }
  response: ResponseTable
  audit: {
    id: Generated<number>
    workspace_id: string
    user_id: string | null
    action: string
    subject: string
    details: Json<Record<string, unknown>>
    at: Generated<Date>
  }
  mail: MailTable
  mail_preference: { user_id: string; kind: string; wanted: boolean }
  slowest_answer: { server: string; seconds: number }
  // Of all that was claimed together under a token: `begun`, it is on its way, since `at` the first of it and since `last_at` the last;
  // else whoever took it over has closed it, and nothing of it has left.
  delivery_intent: { token: string; begun: boolean; at: Date; last_at: Date }
  rate_bucket: { key: string; tokens: number; filled_at: Date; blocked_until: Date | null }
  feed: FeedTable
  feed_item: FeedItemTable
  answer_promise: {
    workspace_id: string
    amount: number
    unit: 'hours' | 'office-hours' | 'days'
    time_zone: string
  }
  kept_set: {
    id: string
    workspace_id: string
    kind: 'channels' | 'hashtags'
    name: string
    items: string[]
    created_at: Date
  }
  set_aside: SetAsideTable
  face: { workspace_id: string; key: string; bytes: Buffer | null; fetched_at: Date }
  evergreen: EvergreenTable
  proposal: ProposalTable
  upload: {
    id: string
    workspace_id: string
    user_id: string
    name: string
    bytes: number
    received: WithDefault<number>
    created_at: Date
  }
  own_app: { workspace_id: string; network: string; app: Buffer; webhook: string; created_at: Generated<Date> }
  quota_use: { workspace_id: string; key: string; quota: string; period: string; used: number }
  quota_budget: { workspace_id: string; channel_id: string; quota: string; amount: number }
  webhook_event: { workspace_id: string; network: string; id: string; came_at: Generated<Date> }
  network_app: { network: string; server: string; terms: string; app: Buffer; created_at: Generated<Date> }

  // Views that rooms offer to everybody's queries.
  /** Whom a letter goes to. */
  recipient: Pick<UserTable, 'id' | 'name' | 'email'>
  held_workspace: { workspace_id: string }
  /** When somebody was, or will be, told of an article. */
  article_told: { workspace_id: string; article_id: string; at: Date }
  /** Pictures and videos of what has not left yet. */
  waiting_media: { workspace_id: string; media_id: string }
  /** What readers find. */
  live_article: { workspace_id: string; id: string; published_at: Date; tags: string[] }
  article_name: Pick<ArticleTable, 'workspace_id' | 'id' | 'title' | 'slug'>
  /** Of people who talked with us. */
  known_handle: Pick<PersonTable, 'workspace_id' | 'handle'>
  /** A response, as far as an answer must know it. */
  answerable: Pick<
    ResponseTable,
    'workspace_id' | 'id' | 'conversation_id' | 'remote_id' | 'reference' | 'root' | 'audience'
  >
  // What people look for, of the transaction's workspace (0046, 0055). `body`: words and their stems; `words`: in lower case.
  searchable_delivery: { id: string; workspace_id: string; due_at: Date; body: string }
  searchable_article: { id: string; words: string; body: string }
  /** Of what readers find. */
  searchable_published: { id: string; workspace_id: string; published_at: Date; body: string }
  searchable_response: { id: string; workspace_id: string; conversation_id: string; person_id: string; body: string }
  searchable_person: { id: string; words: string }
  /** How much is said about a delivery, by conversation. */
  talk_about: { workspace_id: string; delivery_id: string; response_count: number }
}

/** JSON columns are written as text and read as values. */
type Json<T extends object> = JSONColumnType<T, string, string>
type NullableJson<T extends object> = ColumnType<T | null, string | null, string | null>
type WithDefault<T> = ColumnType<T, T | undefined, T>

interface UserTable {
  id: string
  name: string
  email: string
  emailVerified: boolean
  image: string | null
  createdAt: Date
  updatedAt: Date
  language: Language | null
  timeZone: string | null
  scheme: string | null
  twoFactorEnabled: WithDefault<boolean>
}

/** Somebody is asked to work in a workspace. It is gone once they do. */
interface InvitationTable {
  id: string
  workspace_id: string
  role: string
  /** Whom it is for; empty: whoever has the link. */
  email: string | null
  /** Of a link: whose account was made by it, or is to use it. Nobody else's from then on. */
  taken_by: WithDefault<string | null>
  token_hash: string
  /** What the outbox knows its newest letter by. */
  letter: WithDefault<string | null>
  invited_by: string
  created_at: Date
  /** When its link was made: by the letter, or anew. */
  sent_at: Date
  expires_at: Date
}

interface BlogDesignTable {
  workspace_id: string
  theme: string
  menu: ColumnType<MenuEntry[] | null, string | null, string | null>
  footer_words: WithDefault<string>
  footer_links: Json<MenuEntry[]>
  head: Json<HeadTag[]>
  icon: WithDefault<string | null>
  updated_at: Date
}

interface BroughtThemeTable {
  id: Generated<string>
  workspace_id: string
  name: string
  version: string
  licence: string
  author: string
  about: Json<Words>
  /** `#rrggbb` each. */
  tokens: Json<{ paper?: string; accent?: string }>
  /** By their names, without their ending. */
  templates: Json<Record<string, string>>
  style: string
  hash: string
  findings: Json<ThemeFinding[]>
  trouble: ColumnType<ThemeTrouble | null, string | null | undefined, string | null>
  brought_at: Date
  removed_at: WithDefault<Date | null>
}

/** What was found in a theme that somebody brought, with its place: a file of the theme, a line from 1 on. */
export interface ThemeFinding {
  level: 'refused' | 'lacking'
  file: string
  line: number | null
  words: Words
}

/** What a theme could not draw, and when (ISO). */
export interface ThemeTrouble extends ThemeFinding {
  at: string
}

/** A link of a blog's menu or foot, as it was put there. An empty label: what it leads to has a name of its own. */
export type MenuEntry =
  | { kind: 'archive' | 'search' | 'product'; label: string }
  | { kind: 'page'; id: string; label: string }
  | { kind: 'tag'; tag: string; label: string }
  | { kind: 'link'; url: string; label: string }

/** What stands in the head of every page. */
export type HeadTag = { tag: 'meta'; name: string; content: string } | { tag: 'link'; rel: string; href: string }

interface BrandKitTable {
  workspace_id: string
  name: string
  handle: string
  promise: string
  product_site: string
  language: Language
  accent: string
  paper: string
  logo: string | null
  display_font: WithDefault<string>
  text_font: WithDefault<string>
  updated_at: WithDefault<Date>
}

interface MediaTable {
  id: string
  workspace_id: string
  /** Name in the media store. */
  file: string
  mime: string
  width: number
  height: number
  bytes: number
  /** How long a video runs; empty for a picture. */
  seconds: WithDefault<number | null>
  /** What is inside a video; empty as long as nobody has looked. */
  tracks: ColumnType<VideoTracks | null, string | null | undefined, string | null>
  alt: WithDefault<string>
  /** What is the middle of a picture, for whoever cuts it: from 0 to 1, of its width and height. */
  focus_x: WithDefault<number>
  focus_y: WithDefault<number>
  /** The program's own: no person uploaded it. */
  drawn: WithDefault<boolean>
  created_at: Generated<Date>
  /** A person threw it away; its file goes a day later. */
  deleted_at: WithDefault<Date | null>
}

/** What a video's file holds, as far as it decides who takes it. */
export interface VideoTracks {
  /** `avc`, `hevc`, `vp8`, `vp9`, `av1`, …; `unknown` for one that we have no name for. */
  video: string
  /** The codec with its profile, as RFC 6381 writes it: `avc1.64001f`. */
  profile: string
  /** `aac`, `opus`, …; `unknown`; empty for a silent video. */
  audio: string | null
  /** Pictures a second; 0 where one can't tell. */
  fps: number
  /** Brighter than a usual screen shows (HLG or PQ), as phones film it. */
  hdr: boolean
}

/** A rendition of a video for networks that do not take it as it is. Its file is its id with `.mp4`. */
interface RenditionTable {
  id: string
  workspace_id: string
  /** Empty once the video is gone. */
  media_id: string | null
  /** How it is made (media/recipe.ts). */
  target: string
  state: WithDefault<'waiting' | 'making' | 'ready' | 'failed'>
  /** From 0 to 1. */
  progress: WithDefault<number>
  attempts: WithDefault<number>
  next_try_at: Date
  /** Whoever holds the newest token makes it. */
  lease_token: WithDefault<string | null>
  lease_until: WithDefault<Date | null>
  bytes: WithDefault<number | null>
  problem: ColumnType<Words | null, string | null | undefined, string | null>
  /** When a delivery last asked for it. */
  used_at: Date
  created_at: Generated<Date>
}

/** A picture at several widths in newer formats. No widths: it is shown as it is. */
export interface SourceSet {
  /** In pixels, ascending. */
  widths: number[]
  /** The best first. */
  formats: ('avif' | 'webp')[]
  /** A few pixels of it, as a `data:` address; empty where something shines through. */
  placeholder: string
}

/** Source sets of pictures, made once for readers. */
interface SourceSetTable {
  /** The picture's own. */
  id: string
  workspace_id: string
  state: WithDefault<'waiting' | 'ready' | 'failed'>
  /** Which version of the program made it; 0: none has. */
  maker: WithDefault<number>
  made: ColumnType<SourceSet | null, string | null | undefined, string | null>
  attempts: WithDefault<number>
  next_try_at: Date
  lease_token: WithDefault<string | null>
  lease_until: WithDefault<Date | null>
  created_at: Generated<Date>
}

/** What readers see, whatever is being written meanwhile. */
export interface PublishedArticle {
  title: string
  markdown: string
  summary: string
  tags: string[]
  language: Language
  /** When these words were published, ISO 8601. */
  at: string
  // Words of before 0058 have none of these.
  picture?: HeadPicture | null
  /** Ids; the first one first. */
  authors?: string[]
  series?: PublishedSeries | null
}

/** The picture at an article's head. */
export interface HeadPicture {
  /** The picture's id. */
  media: string
  alt: string
  caption: string
}

/** Where in which series published words stand. `part`: empty for one without a number. */
export interface PublishedSeries {
  name: string
  slug: string
  part: number | null
}

/** The same in another language, where readers find it. `title`: empty for a note. */
export interface PublishedTranslation {
  slug: string
  language: Language
  title: string
}

/** What an article is: in the blog's course of time, beside it, or in it without a title. */
export type ArticleKind = 'article' | 'page' | 'note'

interface ArticleTable {
  id: string
  workspace_id: string
  slug: string
  old_slugs: WithDefault<string[]>
  title: WithDefault<string>
  markdown: WithDefault<string>
  summary: WithDefault<string>
  tags: WithDefault<string[]>
  language: Language
  version: WithDefault<number>
  state: WithDefault<'draft' | 'scheduled' | 'published'>
  published: NullableJson<PublishedArticle>
  published_version: number | null
  publish_at: Date | null
  published_at: Date | null
  /** Whose it is. */
  created_by: string
  created_at: Generated<Date>
  updated_at: WithDefault<Date>
  deleted_at: Date | null
  /** The blog that it lives on instead of the built-in one. */
  home_channel_id: WithDefault<string | null>
  /** Made of the words being written, for lists (blog/brief.ts). */
  excerpt: WithDefault<string>
  words: WithDefault<number>
  /** The version of what made them; 0: nothing yet. */
  brief_by: WithDefault<number>
  /** How many of five steps are done, and the names of those that are not. */
  ready: WithDefault<number>
  lacks: WithDefault<string[]>
  kind: WithDefault<ArticleKind>
  picture: NullableJson<HeadPicture>
  /** Ids; the first one first. */
  authors: WithDefault<string[]>
  /** Its name; empty for none. */
  series: WithDefault<string>
  part: WithDefault<number | null>
  /** It stands before all others on the front page. */
  pinned: WithDefault<boolean>
  /** What lists call it: its title, or the first words of a note. */
  name: GeneratedAlways<string>
  /** What it shares with its translations; empty: it has none. */
  translation_key: WithDefault<string>
}

/** Who writes: with a page of their own, whether they come into the panel or not. */
interface AuthorTable {
  id: string
  workspace_id: string
  name: string
  /** The last piece of their page's address. */
  slug: string
  bio: WithDefault<string>
  url: WithDefault<string>
  picture: WithDefault<string | null>
  /** The person of the team that it is, where it is one. */
  user_id: WithDefault<string | null>
  created_at: Generated<Date>
}

/** What readers see of an article's published words. The database copies the first of it, the program lays out the rest. */
interface ArticlePageTable {
  article_id: string
  workspace_id: string
  title: string
  tags: string[]
  language: Language
  modified_at: Date
  excerpt: string
  words: WithDefault<number>
  /** Empty as long as nobody has laid it out. */
  html: WithDefault<string | null>
  /** Where its links lead, outside of this blog. */
  links: WithDefault<string[]>
  /** Origins of what it shows in frames. */
  frames: WithDefault<string[]>
  /** Pictures and videos of ours that it shows: their ids. */
  media: WithDefault<string[]>
  /** What laid it out (blog/page.ts); empty: nothing yet. */
  renderer: WithDefault<string>
  picture: NullableJson<HeadPicture>
  authors: WithDefault<string[]>
  series: WithDefault<string>
  series_slug: WithDefault<string>
  part: WithDefault<number | null>
  /** What found the articles that are like it (blog/likeness.ts); 0: nothing yet. */
  likened_by: WithDefault<number>
  /** Its translations that readers find; the database keeps them. */
  translations: WithDefault<PublishedTranslation[]>
}

/** An address of an older blog: it leads to an article, or to a path or address. */
interface RedirectTable {
  workspace_id: string
  /** Path, and query where it decides, as they were. */
  path: string
  article_id: string | null
  target: string | null
  run_id: string | null
}

/** What a reader said under an article. */
interface CommentTable {
  id: string
  workspace_id: string
  article_id: string
  parent_id: string | null
  name: string
  url: WithDefault<string>
  email: string | null
  markdown: string
  at: Date | null
  standing: 'shown' | 'waiting' | 'spam' | 'trash'
  source_key: string | null
}

/** Somebody who reads by mail. */
interface SubscriberTable {
  id: string
  workspace_id: string
  /** In small letters. */
  email: string
  name: WithDefault<string>
  state: 'active' | 'unconfirmed' | 'left' | 'bounced'
  labels: WithDefault<string[]>
  joined_at: Date | null
  left_at: Date | null
  /** Where they came from: the kind of file. */
  source: string
  /** How they agreed: time and place, as the file said. */
  proof: NullableJson<object>
  created_at: Generated<Date>
}

/** Lists of subscribers that were brought in at once. */
interface SubscriberImportTable {
  id: string
  workspace_id: string
  created_by: string
  /** Whose exports they were. */
  labels: string[]
  /** How many were not here before. */
  added: WithDefault<number>
  /** How many the files named. */
  listed: WithDefault<number>
  created_at: Date
  undone_at: Date | null
}

/** Another blog that moves in. */
interface ImportRunTable {
  id: string
  workspace_id: string
  created_by: string
  name: string
  format: string | null
  files: Json<{ name: string; path: string; local: boolean }[]>
  options: Json<{ site?: string; timeZone: string; emails: boolean; format?: string }>
  site: NullableJson<{ url: string; title: string; language?: Language }>
  trial: NullableJson<object>
  reason: NullableJson<Words>
  state: 'reading' | 'converting' | 'ready' | 'running' | 'done' | 'undoing' | 'undone' | 'failed'
  /** How many the present state has to do, and how many of them are done. */
  items: WithDefault<number>
  finished: WithDefault<number>
  started_at: Date | null
  ended_at: Date | null
  /** Until then it can be taken back. */
  undo_until: Date | null
  created_at: WithDefault<Date>
  /** How many times it was taken up without coming further. */
  attempts: WithDefault<number>
  lease_token: WithDefault<string | null>
  lease_until: WithDefault<Date | null>
}

/** One piece of what moves in, and what became of it. */
interface ImportItemTable {
  run_id: string
  /** Its place in the source, from 0. */
  n: number
  workspace_id: string
  piece: 'item' | 'comment' | 'file' | 'block' | 'author' | 'fault'
  key: string
  title: WithDefault<string>
  kind: string | null
  slug: WithDefault<string>
  /** As it was found; empty once the import is done. */
  data: NullableJson<object>
  before: string | null
  markdown: string | null
  addresses: NullableJson<{ kind: 'picture' | 'link'; url: string }[]>
  losses: ColumnType<object[], string | undefined, string>
  loss_count: WithDefault<number>
  state: 'found' | 'converted' | 'imported' | 'updated' | 'same' | 'edited' | 'skipped'
  reason: NullableJson<Words>
  article_id: string | null
  /** The words that an update took the place of. */
  previous: NullableJson<object>
}

/** A picture of an import, by its address. */
interface ImportPictureTable {
  run_id: string
  workspace_id: string
  digest: string
  address: string
  media_id: string | null
  /** Its name among the media. */
  file: string | null
  /** The import brought it: it was not there before. */
  added: WithDefault<boolean>
  reason: NullableJson<Words>
}

interface RevisionTable {
  article_id: string
  version: number
  workspace_id: string
  title: string
  markdown: string
  saved_by: string
  saved_at: WithDefault<Date>
  /** How many words; empty for one that was saved before they were counted. */
  words: WithDefault<number | null>
  /** Empty for one that was saved before they were kept. */
  summary: WithDefault<string | null>
  tags: WithDefault<string[] | null>
}

/** One word in the place of another in all articles. */
interface ReplacementTable {
  id: string
  workspace_id: string
  created_by: string
  search: JSONColumnType<{
    find: string
    replace: string
    words: boolean
    case: boolean
    markup: boolean
    parts: ('title' | 'summary' | 'text')[]
    kind?: ArticleKind
    state?: 'draft' | 'scheduled' | 'published'
    readers: boolean
  }>
  state: 'trying' | 'ready' | 'running' | 'done' | 'undoing' | 'undone' | 'failed'
  /** The last article that the trial has looked at. */
  behind: string | null
  /** What the trial found. */
  articles: WithDefault<number>
  places: WithDefault<number>
  /** How many articles are done in the state that it is in. */
  finished: WithDefault<number>
  reason: NullableJson<Words>
  created_at: Date
  ended_at: Date | null
  attempts: WithDefault<number>
  lease_token: string | null
  lease_until: Date | null
}

interface ReplacementItemTable {
  run_id: string
  article_id: string
  workspace_id: string
  places: number
  samples: JSONColumnType<
    { part: 'title' | 'summary' | 'text'; before: string; match: string; after: string; becomes?: string }[]
  >
  outcome: 'found' | 'changed' | 'same' | 'failed' | 'restored' | 'left'
  reason: NullableJson<Words>
  /** The version that the run wrote. */
  made: number | null
  /** The words that it took the place of. */
  previous: NullableJson<{
    title: string
    summary: string
    markdown: string
    published: PublishedArticle | null
    published_version: number | null
  }>
  /** What of the article is on other blogs has yet to be changed there. */
  homes_due: WithDefault<boolean>
  /** When readers got what they had when it had written. */
  live: string | null
}

/** By which somebody without an account reads an article that is being written. */
interface PreviewLinkTable {
  id: string
  workspace_id: string
  article_id: string
  token_hash: string
  made_by: string | null
  made_at: Date
  ends_at: Date
  /** When somebody ended it before its time. */
  ended_at: Date | null
}

interface ChannelTable {
  id: string
  workspace_id: string
  network: string
  remote_id: string
  server: string
  account: Json<object>
  /** Encrypted (db/vault.ts). */
  credentials: Buffer
  /** Whoever holds this token renews the credentials just now (channels/renew.ts), until then at the latest. */
  renewal_token: string | null
  renewal_until: Date | null
  cursor: WithDefault<string>
  health: WithDefault<'fine' | 'reconnect' | 'unreachable'>
  health_words: NullableJson<Words>
  checked_at: Date | null
  polled_at: Date | null
  connected_at: WithDefault<Date>
  removed_at: Date | null
  /** When its permission was given back and erased, some time after it was removed (channels/release.ts). */
  released_at: WithDefault<Date | null>
  /** Since when its permission is gone: one incident. */
  reconnect_since: WithDefault<Date | null>
}

/** Where a delivery is on its way; publishing/ decides what may follow what. */
export type DeliveryState =
  | 'scheduled'
  | 'sending'
  | 'pending'
  | 'by-hand'
  | 'published'
  | 'rejected'
  | 'unconfirmed'
  | 'missed'
  | 'cancelled'
  | 'retracted'

/** One part that is out. */
export interface SentPart {
  remoteId: string
  permalink: string
  /** The network's own. */
  reference?: object
  /** What did not come along. */
  missing?: Words
}

/** What a person wrote for a delivery beside its text and pictures. */
export interface DeliveryContent {
  /** What follows the text, each as a message of its own. */
  thread?: string[]
  /** Said under the post, as its first comment. */
  firstReply?: string
  warning?: string
  /** Where the text becomes several messages, each says which of how many it is. */
  numbered?: boolean
  /** The texts are Markdown: each network gets what it can show of them. */
  markdown?: boolean
  /** BCP 47; the brand's where it is missing. */
  language?: string
  /** The whole article, for a network that is a blog. */
  article?: boolean
  /** What only this network wanted to know, by name. */
  options?: Record<string, string>
}

interface DeliveryTable {
  id: string
  workspace_id: string
  post_id: string
  channel_id: string
  text: string
  media_ids: WithDefault<string[]>
  content: ColumnType<DeliveryContent, string | undefined, string>
  parts: Json<Part[]>
  sent: ColumnType<SentPart[], string | undefined, string>
  /** The permalink that must answer 200 before it leaves. */
  needs_home: string | null
  state: WithDefault<DeliveryState>
  due_at: Date
  time_zone: string
  /** Whoever holds the newest token may write; a worker that woke too late can't. */
  lease_token: string | null
  lease_until: Date | null
  /** The intent: this part is (or was) on its way. */
  sending_part: number | null
  sending_since: Date | null
  pending: NullableJson<object>
  /** How far what is pending is, from 0 to 1. */
  progress: WithDefault<number | null>
  /** Tries that failed. */
  attempts: WithDefault<number>
  /** Turns that the network made us wait for. */
  waits: WithDefault<number>
  /** Looks for what may have arrived. */
  lookups: WithDefault<number>
  /** When a request of it was last under way. */
  asked_at: WithDefault<Date | null>
  /** What the network's last answer means, if the post is not there: refused for good, or to be sent again. */
  doubt: ColumnType<Refusal | null, string | null | undefined, string | null>
  next_try_at: Date | null
  /** When to look at it, as long as there is something to do: the next try, or else its time. The database computes it. */
  wake_at: ColumnType<Date | null, never, never>
  /** Its time, as long as a person has to decide about it. The database computes it. */
  decide_at: ColumnType<Date | null, never, never>
  /** Its time, if it was cancelled or retracted. The database computes it. */
  aside_at: ColumnType<Date | null, never, never>
  /** `next_try_at` is a turn that was given to it to keep a rate. */
  reserved: WithDefault<boolean>
  reason: NullableJson<Words>
  published_at: Date | null
  permalink: string | null
  created_at: Generated<Date>
  updated_at: WithDefault<Date>
}

/** A post that comes again. */
interface SeriesTable {
  id: string
  workspace_id: string
  /** What stands behind `RRULE:` */
  rule: string
  time_zone: string
  starts_at: Date
  article_id: string | null
  /** The same thing in other words; each is used once. */
  variants: Json<SeriesVariant[]>
  state: WithDefault<'active' | 'paused' | 'ended'>
  /** The first occurrence that is not made yet. */
  next_at: Date | null
  created_by: string
  created_at: Generated<Date>
  updated_at: WithDefault<Date>
}

/** One wording of a series, for each of its channels. */
export interface SeriesVariant {
  id: string
  texts: { channelId: string; text: string; mediaIds: string[]; content?: DeliveryContent }[]
}

/** A feed of the workspace's own: what is new in it becomes teasers. */
interface FeedTable {
  id: string
  workspace_id: string
  url: string
  title: string
  channel_ids: string[]
  /** A person looks at each teaser before it is planned. */
  review: boolean
  state: WithDefault<'active' | 'paused'>
  /** What the server said of the feed's state when it was last read. */
  etag: string | null
  modified: string | null
  next_at: Date
  failures: WithDefault<number>
  problem: NullableJson<Words>
  read_at: Date | null
  created_by: string
  created_at: WithDefault<Date>
  lease_token: WithDefault<string | null>
  lease_until: WithDefault<Date | null>
}

interface FeedItemTable {
  feed_id: string
  guid: string
  workspace_id: string
  url: string
  title: string
  summary: string
  tags: string[]
  published_at: Date | null
  seen_at: Date
  /** It stood there before the feed was added: told only when somebody asks. */
  old: boolean
  /** When it was published, or seen where it has no date: the database computes it. */
  listed_at: ColumnType<Date, never, never>
}

/** What came from a network or a feed and could not be kept. */
interface SetAsideTable {
  workspace_id: string
  channel_id: string | null
  feed_id: string | null
  /** Its id or address there. */
  what: string
  reason: JSONColumnType<Words>
  seen_at: Date
}

/** Old articles that come round again. */
interface EvergreenTable {
  id: string
  workspace_id: string
  /** What stands behind `RRULE:` */
  rule: string
  time_zone: string
  starts_at: Date
  channel_ids: string[]
  /** Only articles with one of these; all where there are none. */
  tags: string[]
  least_age_days: number
  /** How long an article rests after it was last talked about. */
  rest_days: number
  review: boolean
  state: WithDefault<'active' | 'paused'>
  next_at: Date | null
  problem: NullableJson<Words>
  created_by: string
  created_at: WithDefault<Date>
}

/** A teaser that the program prepared. */
interface ProposalTable {
  id: string
  workspace_id: string
  origin: 'feed' | 'evergreen' | 'home'
  origin_id: string
  key: string
  title: string
  link: Json<LinkCard>
  tags: string[]
  article_id: string | null
  texts: Json<ProposedText[]>
  state: WithDefault<'review' | 'planned' | 'skipped'>
  /** When it would leave; empty: in the next free slot of each channel, or soon. */
  due_at: Date | null
  /** Why it waits for a person although it need not have. */
  reason: NullableJson<Words>
  post_id: string | null
  created_at: Date
  decided_at: Date | null
}

/** The prepared words for one channel. */
export interface ProposedText {
  channelId: string
  text: string
}

interface PersonTable {
  id: string
  workspace_id: string
  network: string
  remote_id: string
  name: string
  handle: string
  url: string
  avatar: string | null
  seen_at: WithDefault<Date>
}

/** `held`: only we see it; `removed` and `spam`: a person took it away. */
export type ResponseStanding = 'shown' | 'held' | 'removed' | 'spam'

interface ResponseTable {
  id: string
  workspace_id: string
  channel_id: string
  conversation_id: string
  person_id: string
  kind: 'reply' | 'mention' | 'comment'
  remote_id: string
  permalink: string
  text: string
  written_at: Date
  in_reply_to: string | null
  root: string | null
  reference: NullableJson<object>
  /** Whether everybody sees it at its network. */
  standing: WithDefault<ResponseStanding>
  /** Who may see it: an answer is no wider. */
  audience: WithDefault<Audience>
  answered_at: Date | null
  came_at: Generated<Date>
  /** What triage tells of it: all null until it was asked. */
  told_language: WithDefault<string | null>
  told_kind: WithDefault<string | null>
  told_tone: WithDefault<string | null>
  /** 0 to 1. */
  told_spam: WithDefault<number | null>
  /** The member who corrected that. */
  told_by: WithDefault<string | null>
}

/** A letter on its way, or what became of it. */
interface MailTable {
  id: string
  workspace_id: string | null
  user_id: string
  kind: 'reminder' | 'reconnect' | 'gap' | 'password' | 'email' | 'invitation'
  about: string
  /** Sealed; empty once it is over. */
  letter: Buffer | null
  state: WithDefault<'waiting' | 'sent' | 'failed'>
  attempts: WithDefault<number>
  next_try_at: Date
  expires_at: Date
  lease_token: WithDefault<string | null>
  lease_until: WithDefault<Date | null>
  problem: ColumnType<Words | null, string | null | undefined, string | null>
  created_at: Date
  settled_at: WithDefault<Date | null>
  /** Where it goes, if not to the person's own address of the moment. */
  address: WithDefault<string | null>
}

/** A device that opens the door without a password; its other half never leaves it. Columns: better-auth's. */
interface PasskeyTable {
  id: string
  name: string | null
  publicKey: string
  userId: string
  credentialID: string
  counter: number
  deviceType: string
  backedUp: boolean
  transports: string | null
  createdAt: Date | null
  aaguid: string | null
}

/** What happened at a person's door. */
export type SecurityEventKind =
  | 'signed-in'
  | 'sign-in-failed'
  | 'password-changed'
  | 'password-reset'
  | 'session-ended'
  | 'two-factor-on'
  | 'two-factor-off'
  | 'recovery-code-used'
  | 'email-asked'
  | 'email-dropped'
  | 'email-changed'
  | 'passkey-added'
  | 'passkey-removed'
  | 'passkey-used'

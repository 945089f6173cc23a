/**
 * The API's shapes: what travels between the server and whoever uses it. Times are ISO 8601 instants in UTC.
 * A problem answers 4xx or 5xx with `{ problem }`. The panel imports the types of this file and nothing else.
 */
import { z } from '@hono/zod-openapi'

export const words = z.object({ id: z.string(), en: z.string() })
const instant = z.iso.datetime({ offset: true })
const id = z.uuid()
export const language = z.enum(['id', 'en'])

export const finding = z.object({
  check: z.string(),
  severity: z.enum(['error', 'warning', 'hint']),
  pillar: z.enum(['home', 'brand', 'manners', 'limits']),
  start: z.number(),
  end: z.number(),
  message: words,
  mend: z.string().optional(),
  /** Which text it is about, where it is not the first one: `thread.0`, `firstReply`. */
  place: z.string().optional(),
})

export const problem = z.object({
  problem: z.object({
    kind: z.string(),
    words,
    /** The form field that it is about. */
    field: z.string().optional(),
    /** For `conflict`: what stands there now. */
    current: z.unknown().optional(),
    /** For posts that can't leave: by channel. */
    findings: z.record(z.string(), z.array(finding)).optional(),
  }),
})

// --- people and workspace -----------------------------------------------------------------------------------------

/** `POST /api/setup`: the first person becomes the owner. Once only. */
export const setup = z.object({
  name: z.string().trim().min(1).max(100),
  email: z.email().max(254),
  password: z.string().min(10).max(128),
  language,
  timeZone: z.string().max(64),
})

/** `GET /api/me`: what the panel needs before it can draw anything. Answered to everyone. */
export const me = z.object({
  /** `false`: nobody has set it up yet; show the setup. */
  installed: z.boolean(),
  user: z
    .object({
      id: z.string(),
      name: z.string(),
      email: z.string(),
      language,
      timeZone: z.string(),
      scheme: z.enum(['auto', 'light', 'dark']),
      /** What they want to be mailed about. */
      mail: z.object({ reminder: z.boolean(), reconnect: z.boolean() }),
      /** Why the last letter to them did not arrive. */
      mailProblem: words.nullable(),
    })
    .nullable(),
  workspace: z.object({ id: z.string(), name: z.string(), role: z.string() }).nullable(),
  /** The brand has been named. */
  branded: z.boolean(),
  /** Seconds in which something sent can be taken back. */
  undoSeconds: z.number(),
  /** Everything outgoing is held, and why. */
  hold: z.object({ reason: z.string(), since: instant, by: z.string() }).nullable(),
  /** The blog's address, without a slash at its end. */
  home: z.string(),
  /** A mail server is set: a forgotten password can be set anew by mail. */
  canMail: z.boolean(),
  version: z.string(),
})

/** `PUT /api/undo` → me: seconds in which the workspace can take back what it sent */
export const undoChange = z.object({ seconds: z.number().int().min(0).max(3600) })

/** `PATCH /api/me` */
export const meChange = z.object({
  name: z.string().trim().min(1).max(100).optional(),
  language: language.optional(),
  timeZone: z.string().max(64).optional(),
  scheme: z.enum(['auto', 'light', 'dark']).optional(),
  mail: z.object({ reminder: z.boolean().optional(), reconnect: z.boolean().optional() }).optional(),
})

/** `PUT /api/hold` `{on: true, reason}` or `{on: false}` */
export const holdChange = z.object({ on: z.boolean(), reason: z.string().max(500).default('') })

// --- brand and media ----------------------------------------------------------------------------------------------

/** `GET /api/brand`, `PUT /api/brand` (answers the same) */
export const brandKit = z.object({
  name: z.string().trim().min(1).max(100),
  handle: z.string().trim().max(64),
  promise: z.string().trim().max(160),
  /** Empty: none. */
  productSite: z.union([z.literal(''), z.url({ protocol: /^https?$/ }).max(500)]),
  language,
  /** `#rrggbb` */
  accent: z.string().regex(/^#[0-9a-f]{6}$/i),
  paper: z.string().regex(/^#[0-9a-f]{6}$/i),
  logo: id.nullable(),
})

/** `POST /api/media` (multipart: `file`, `alt`), `PATCH /api/media/:id` `{alt}` */
export const media = z.object({
  id,
  url: z.string(),
  mime: z.string(),
  width: z.number(),
  height: z.number(),
  bytes: z.number(),
  alt: z.string(),
})
export const mediaChange = z.object({ alt: z.string().max(2000) })

// --- networks and channels ----------------------------------------------------------------------------------------

export const limits = z.object({
  /** `null`: no limit */
  length: z.number().nullable(),
  unit: z.enum(['graphemes', 'weighted', 'characters']),
  bytes: z.number().optional(),
  pictures: z.number(),
  pictureBytes: z.number(),
  altLength: z.number(),
  tags: z.number(),
  titleLength: z.number().optional(),
  /** Whether one message can hang on another: a thread, or a first reply. */
  threads: z.boolean(),
  /** Whether a content warning stands apart from the text; elsewhere it is set before it. */
  warnings: z.boolean(),
})

/** `GET /api/networks` → `{ networks: [...] }` */
export const network = z.object({
  name: z.string(),
  label: z.string(),
  connect: z.object({
    kind: z.enum(['form', 'oauth', 'assisted']),
    fields: z.array(
      z.object({
        name: z.string(),
        type: z.enum(['text', 'url', 'password', 'handle']),
        label: words,
        hint: words.optional(),
        placeholder: z.string().optional(),
        required: z.boolean(),
        initial: z.string().optional(),
      }),
    ),
    steps: z.array(words),
  }),
  limits,
  capabilities: z.array(z.string()),
  /** Why a capability is missing. */
  absent: z.record(z.string(), words),
  verification: z.object({ by: z.enum(['real-server', 'official-description', 'documentation']), source: z.string() }),
})

/**
 * `GET /api/channels` → `{ channels }`, `POST /api/channels/:id/test` → the channel,
 * `DELETE /api/channels/:id` → the channel with `removedAt`, `POST /api/channels/:id/restore` → the channel (undo)
 */
export const channel = z.object({
  id,
  network: z.string(),
  networkLabel: z.string(),
  kind: z.enum(['form', 'oauth', 'assisted']),
  name: z.string(),
  handle: z.string(),
  url: z.string(),
  server: z.string(),
  avatar: z.string().nullable(),
  limits,
  /** `fine` · `reconnect` (the permission is gone) · `unreachable` (try again later) */
  health: z.enum(['fine', 'reconnect', 'unreachable']),
  healthWords: words.nullable(),
  checkedAt: instant.nullable(),
  connectedAt: instant,
  removedAt: instant.nullable(),
})

/**
 * `POST /api/channels` → `{ channel }` or, for OAuth, `{ redirect }`: send the browser there; it comes back to
 * `/panel/settings/channels?connected=ID` or `?problem=KIND&id=…&en=…` (the problem's words).
 */
export const channelConnect = z.object({
  network: z.string().max(32),
  form: z.record(z.string().max(64), z.string().max(4000)),
})
export const channelConnected = z.object({ channel: channel.optional(), redirect: z.string().optional() })

// --- articles -----------------------------------------------------------------------------------------------------

export const articleState = z.enum(['draft', 'scheduled', 'published'])

/** `GET /api/articles?q=&state=` → `{ articles }`, newest change first */
export const articleSummary = z.object({
  id,
  title: z.string(),
  slug: z.string(),
  state: articleState,
  summary: z.string(),
  tags: z.array(z.string()),
  words: z.number(),
  /** Where it is or will be read. */
  permalink: z.string(),
  publishAt: instant.nullable(),
  publishedAt: instant.nullable(),
  updatedAt: instant,
  deletedAt: instant.nullable(),
})

/** `POST /api/articles` → 201, `GET /api/articles/:id`; `DELETE` (soft) and `POST …/restore` answer it too */
export const article = articleSummary.extend({
  markdown: z.string(),
  language,
  /** Counts up with each saved change; a save names the version it is based on. */
  version: z.number(),
  /** Saved after it was published, and not published again yet: readers see the older words. */
  changed: z.boolean(),
})

/**
 * `PUT /api/articles/:id` → the article with its new version. When `base` is not the newest version: 409, kind
 * `conflict`, `current` = the article as it stands; nothing is overwritten (a save of the same words is no conflict).
 */
export const articleSave = z.object({
  base: z.number().int().min(0),
  title: z.string().max(300),
  markdown: z.string().max(2_000_000),
  summary: z.string().max(500),
  tags: z.array(z.string().trim().min(1).max(64)).max(20),
  language,
  /** Empty: made from the title. */
  slug: z.string().max(120),
})
/** With an `id` of the caller's own (a random UUID), the same request twice makes one article. */
export const articleCreate = articleSave.omit({ base: true }).extend({ id }).partial()

/** `GET /api/articles/:id/revisions` → `{ revisions }`; `GET /api/articles/:id/revisions/:version` → `revision` */
export const revisionSummary = z.object({
  version: z.number(),
  title: z.string(),
  savedAt: instant,
  words: z.number(),
  by: z.string(),
})
export const revision = revisionSummary.extend({ markdown: z.string() })

/** `POST /api/articles/:id/publish` `{}` now, or `{at}`; `POST …/unpublish`. Both answer the article. */
export const articlePublish = z.object({ at: instant.optional() })
// `GET /api/articles/:id/preview` answers the blog page as HTML (for a frame).

// --- posts and deliveries -----------------------------------------------------------------------------------------

export const entity = z.object({
  type: z.enum(['link', 'mention', 'tag']),
  value: z.string(),
  start: z.number(),
  end: z.number(),
  byteStart: z.number(),
  byteEnd: z.number(),
})
export const part = z.object({
  text: z.string(),
  entities: z.array(entity),
  length: z.number(),
  title: z.string().optional(),
  html: z.string().optional(),
  card: z
    .object({ url: z.string(), title: z.string(), description: z.string(), image: z.string().optional() })
    .optional(),
  pictures: z.array(media),
  /** A content warning that stands apart. */
  warning: z.string().optional(),
  /** Hangs on the first message, not on the one before. */
  follows: z.literal('root').optional(),
})

/** What a post says beside its text. */
export const postContent = z.object({
  /** What follows the text, each as a message of its own. */
  thread: z.array(z.string().trim().min(1).max(100_000)).max(25).optional(),
  /** Said under the post, as its first comment. */
  firstReply: z.string().trim().max(100_000).optional(),
  warning: z.string().trim().max(500).optional(),
  /** BCP 47 */
  language: z.string().max(35).optional(),
})

/** `POST /api/preview` → `preview`: exactly what would be sent to a channel, and what the checks say. Stores nothing. */
export const previewRequest = z.object({
  channelId: id,
  text: z.string().max(100_000),
  articleId: id.optional(),
  mediaIds: z.array(id).max(10).optional(),
  content: postContent.optional(),
  /** For an answer. */
  responseId: id.optional(),
  /** What the other channels get, for the check of sameness. */
  alsoTo: z
    .array(z.object({ channelId: id, text: z.string().max(100_000) }))
    .max(50)
    .optional(),
})
export const preview = z.object({ channelId: id, parts: z.array(part), findings: z.array(finding), limits })

/** `GET /api/articles/:id/teasers` → `{ teasers }`: a proposal for each channel, cut for its network */
export const teaser = preview.extend({ text: z.string() })

/** A channel's weekly rhythm: weekday 1 is Monday, `time` is `HH:MM` on the clock of `timeZone`. */
const slot = z.object({
  weekday: z.number().int().min(1).max(7),
  time: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/),
})
/** `GET /api/slots` → `{ rhythms }`, one a channel; `PUT /api/channels/:id/slots` answers the channel's. */
export const rhythmOfChannel = z.object({
  channelId: id,
  /** Empty where no slot is set. */
  timeZone: z.string(),
  slots: z.array(slot),
  /** The next slot that nothing takes yet. */
  next: instant.nullable(),
})
export const slotsChange = z.object({ timeZone: z.string().min(1).max(64), slots: z.array(slot).max(168) })

/**
 * `POST /api/posts` → 201 `{ deliveries }`. Without `at` they leave after `undoSeconds` (see `delivery.dueAt`);
 * until then `POST /api/deliveries/:id/cancel` takes one back. Findings of severity `error` answer 422 with `findings`.
 */
export const postCreate = z.object({
  articleId: id.optional(),
  texts: z
    .array(
      z.object({
        channelId: id,
        text: z.string().max(100_000),
        mediaIds: z.array(id).max(10).optional(),
        content: postContent.optional(),
      }),
    )
    .min(1)
    .max(50),
  /** Missing: `at` when there is one, else `now`. `slot`: into the next free slot of each channel. */
  when: z.enum(['now', 'at', 'slot']).optional(),
  at: instant.optional(),
  timeZone: z.string().max(64).optional(),
})

/**
 * `POST /api/posts/import`: what each row of a CSV file becomes; with `write` the valid rows are taken, in one go.
 * `GET /api/posts/import/template?language=` answers a file to fill in.
 */
export const postsImport = z.object({
  csv: z.string().max(2_000_000),
  timeZone: z.string().max(64).optional(),
  write: z.boolean().default(false),
})
export const importedRow = z.object({
  line: z.number(),
  text: z.string(),
  channels: z.array(channel.pick({ id: true, networkLabel: true, handle: true })),
  /** Missing: the next free slot. */
  at: instant.nullable(),
  timeZone: z.string(),
  state: z.enum(['ready', 'written', 'already', 'wrong']),
  problems: z.array(words),
  findings: z.array(finding),
})
export const imported = z.object({ rows: z.array(importedRow), ignored: z.array(z.string()) })

/** When something comes again: what stands behind `RRULE:` (RFC 5545, with COUNT or UNTIL), from a first moment on. */
export const seriesRule = z.object({
  rule: z.string().min(1).max(500),
  timeZone: z.string().min(1).max(64),
  startsAt: instant,
})
/** `POST /api/series/preview`: the next five dates, and how many come in all */
export const seriesDates = z.object({ dates: z.array(instant), total: z.number() })
/** `PUT /api/series/:id` → the series. Wordings that were used stay as they are, named or not. */
export const seriesChange = seriesRule.extend({
  /** The same thing in other words, each used once, in this order. */
  variants: z
    .array(z.object({ id: id.optional(), texts: postCreate.shape.texts }))
    .min(1)
    .max(200),
})
/** `POST /api/series` → 201 the series */
export const seriesCreate = seriesChange.extend({ articleId: id.optional() })
/** `GET /api/series` → `{ series }`, newest first; `POST /api/series/:id/pause`, `…/resume`, `…/end` answer it */
export const series = seriesRule.extend({
  id,
  articleId: id.nullable(),
  state: z.enum(['active', 'paused', 'ended']),
  variants: z.array(
    z.object({
      id,
      texts: z.array(
        z.object({ channelId: id, text: z.string(), mediaIds: z.array(id), content: postContent.optional() }),
      ),
      usedAt: instant.nullable(),
    }),
  ),
  /** The next dates, five at most, and how many are still to come. */
  next: z.array(instant),
  left: z.number(),
  /** Occurrences that need fresh words from a person. */
  waiting: z.array(z.object({ at: instant, reason: words.nullable() })),
})

export const deliveryState = z.enum([
  'scheduled', // waits for its time (with `held` or `waitingFor` it says for what else)
  'sending',
  'pending', // the network is still working on it
  'by-hand', // assisted: a person posts it now, then gives its address
  'published',
  'rejected', // the network or a check refused it for good
  'unconfirmed', // it may or may not be there: a person decides
  'missed',
  'cancelled',
  'retracted',
])

/** `GET /api/deliveries?state=&channelId=&articleId=&q=` → `{ deliveries }`; `GET /api/deliveries/:id` */
export const delivery = z.object({
  id,
  postId: id,
  channel: channel.pick({
    id: true,
    network: true,
    networkLabel: true,
    name: true,
    handle: true,
    avatar: true,
    kind: true,
  }),
  article: z.object({ id, title: z.string(), permalink: z.string() }).nullable(),
  /** An answer to this response. */
  responseId: id.nullable(),
  text: z.string(),
  content: postContent,
  pictures: z.array(media),
  parts: z.array(part),
  /** How many parts are out. */
  sentParts: z.number(),
  state: deliveryState,
  dueAt: instant,
  timeZone: z.string(),
  publishedAt: instant.nullable(),
  permalink: z.string().nullable(),
  /** Why it waits or failed, and what to do. */
  reason: words.nullable(),
  nextTryAt: instant.nullable(),
  attempts: z.number(),
  /** `by-hand`: the network's own composer, filled in. */
  composer: z.string().nullable(),
  /** What a person can do now. */
  actions: z.array(z.enum(['cancel', 'edit', 'retry', 'retract', 'correct', 'confirm', 'let-go', 'reschedule'])),
  responses: z.number(),
})
/** `POST /api/deliveries/:id/confirm` `{permalink}`: it is there. `…/cancel`, `…/retry`, `…/retract`, `…/let-go` take no body. All answer the delivery. */
export const deliveryConfirm = z.object({ permalink: z.url({ protocol: /^https?$/ }).max(1000) })
/** `PUT /api/deliveries/:id`: other words for what has not left. `POST …/correct`: for what is out, at its address. */
export const deliveryWords = z.object({
  text: z.string().max(100_000),
  mediaIds: z.array(id).max(10).optional(),
  content: postContent.optional(),
})
/** `POST /api/deliveries/decide`: about many at once; those of one channel that are sent again leave a little apart. */
export const deliveriesDecide = z.object({
  ids: z.array(id).min(1).max(500),
  action: z.enum(['cancel', 'retry', 'let-go']),
})
export const refused = z.object({ id, words })
/** `POST /api/posts/:id/retract` → what could not be taken back by program: a person deletes it there */
export const postRetracted = z.object({
  deliveries: z.array(delivery),
  byHand: z.array(z.object({ id, words, permalink: z.string().nullable() })),
})

/** `GET /api/drafts` → `{ drafts }`, newest change first; `GET`, `PUT`, `DELETE /api/drafts/:id` */
export const draft = z.object({
  id,
  articleId: id.nullable(),
  /** What was written, by channel: the composer's own. */
  body: z.record(z.string(), z.unknown()),
  version: z.number(),
  by: z.string().nullable(),
  updatedAt: instant,
})
/** `POST /api/drafts` → 201 */
export const draftCreate = z.object({
  articleId: id.optional(),
  body: z
    .record(z.string(), z.unknown())
    .refine((body) => JSON.stringify(body).length <= 1_000_000, 'at most a million characters'),
})
/** A save names the version it is based on; 409 `conflict` with `current` when somebody else has saved meanwhile. */
export const draftSave = draftCreate.pick({ body: true }).extend({ base: z.number().int().min(1) })

/** `POST /api/deliveries/:id/reschedule` */
export const deliveryReschedule = z.object({ at: instant, timeZone: z.string().max(64).optional() })

// --- calendar -----------------------------------------------------------------------------------------------------

/** A delivery as a calendar shows it; `GET /api/deliveries/:id` tells the rest. */
export const calendarPost = z.object({
  id,
  postId: id,
  channelId: id,
  articleId: id.nullable(),
  /** When it is due, or was. */
  at: instant,
  timeZone: z.string(),
  state: deliveryState,
  /** How it begins: 80 characters at most. */
  text: z.string(),
  /** It can be put to another time. */
  movable: z.boolean(),
})
export const calendarArticle = z.object({
  id,
  title: z.string(),
  state: z.enum(['scheduled', 'published']),
  at: instant,
})

/**
 * `GET /api/calendar?from=&to=&channelId=a,b&state=x,y`: a span of 100 days at most, half-open. Without `state` all posts but
 * cancelled and retracted ones. Articles have neither channel nor delivery: they are left out when either is asked for.
 */
export const calendar = z.object({
  posts: z.array(calendarPost),
  articles: z.array(calendarArticle),
  /** The channels of these posts, removed ones too. */
  channels: z.array(delivery.shape.channel),
})

const dateOnly = z.iso.date()

/** `GET /api/holidays?from=2026-01-01&to=2026-12-31&country=ID` → `{ holidays }`: both days included, 400 days at most */
export const holiday = z.object({
  date: dateOnly,
  name: words,
  /** `joint-leave`: added by the government around a holiday (cuti bersama). */
  kind: z.enum(['holiday', 'joint-leave']),
  /** Calculated, and not decreed yet: it can be a day earlier or later. */
  estimated: z.boolean(),
})

/**
 * `POST /api/deliveries/move`: `ids` together with one of `to` (a day; the time of day stays, each in its own zone), `days` (so
 * many days later or earlier; the time of day stays), `by` (minutes) or `at` (an instant); or `moves`, an instant for each.
 */
export const deliveriesMove = z
  .object({
    ids: z.array(id).min(1).max(500).optional(),
    to: dateOnly.optional(),
    days: z.number().int().min(-3660).max(3660).optional(),
    by: z.number().int().min(-5_270_400).max(5_270_400).optional(),
    at: instant.optional(),
    moves: z
      .array(z.object({ id, at: instant }))
      .min(1)
      .max(500)
      .optional(),
  })
  .refine(
    ({ ids, to, days, by, at, moves }) =>
      [to, days, by, at].filter((one) => one !== undefined).length === (ids ? 1 : 0) &&
      (ids === undefined) === (moves !== undefined),
    { message: 'ids with one of to, days, by, at; or moves', path: ['ids'] },
  )

/** Those that were moved (with the time before, to move them back), and those that stay, with the reason. */
export const deliveriesMoved = z.object({
  deliveries: z.array(z.object({ id, dueAt: instant, before: z.object({ dueAt: instant, state: deliveryState }) })),
  refused: z.array(z.object({ id, words })),
})

// --- conversations ------------------------------------------------------------------------------------------------

export const person = z.object({
  id,
  name: z.string(),
  handle: z.string(),
  url: z.string(),
  avatar: z.string().nullable(),
})

export const response = z.object({
  id,
  kind: z.enum(['reply', 'mention', 'comment']),
  person,
  text: z.string(),
  permalink: z.string(),
  writtenAt: instant,
})

/** `GET /api/conversations?state=open|done|all&q=&channelId=` → `{ conversations }`: who waits longest stands first in `open` */
export const conversationSummary = z.object({
  id,
  channel: delivery.shape.channel,
  state: z.enum(['open', 'done']),
  /** The one who waits, or who spoke last. */
  person,
  excerpt: z.string(),
  /** Responses not answered yet. */
  waiting: z.number(),
  waitingSince: instant.nullable(),
  lastAt: instant,
  /** Our post that it belongs to. */
  about: z
    .object({ deliveryId: id, text: z.string(), permalink: z.string().nullable(), article: delivery.shape.article })
    .nullable(),
})

/** `GET /api/conversations/:id`; `POST /api/conversations/:id/state` `{state}` answers it too */
export const conversation = conversationSummary.extend({
  /** In order of time: what they said and what we answered. */
  items: z.array(
    z.discriminatedUnion('by', [
      z.object({ by: z.literal('them'), response }),
      z.object({ by: z.literal('us'), delivery: delivery }),
    ]),
  ),
  canReply: z.boolean(),
  cannotReply: words.nullable(),
})
export const conversationState = z.object({ state: z.enum(['open', 'done']) })
/** `POST /api/conversations/:id/reply` → 201 delivery (leaves after the undo time); 422 with findings as for posts */
export const replyCreate = z.object({ responseId: id, text: z.string().min(1).max(100_000) })
// `POST /api/conversations/refresh` → 202 `{}`: look at the networks now.

// --- today --------------------------------------------------------------------------------------------------------

/** `GET /api/today` */
export const today = z.object({
  waiting: z.array(conversationSummary),
  waitingCount: z.number(),
  /** Posts and articles that leave today (the person's day), in order. */
  leaving: z.array(
    z.discriminatedUnion('what', [
      z.object({ what: z.literal('post'), delivery }),
      z.object({ what: z.literal('article'), article: articleSummary }),
    ]),
  ),
  rhythm: z.object({
    /** Articles published a week, the last twelve weeks, oldest first; weeks begin on Monday. */
    weeks: z.array(z.object({ from: instant, articles: z.number() })),
    lastPublishedAt: instant.nullable(),
    daysSince: z.number().nullable(),
    nextAt: instant.nullable(),
  }),
  /** Deliveries that need a person: rejected, unconfirmed, missed, by-hand; and channels to reconnect. */
  decisions: z.array(delivery),
  channels: z.array(channel),
  /** Repeats that need fresh words. */
  repeats: z.array(series),
  /** What a newcomer has done so far. */
  steps: z.object({
    brand: z.boolean(),
    channel: z.boolean(),
    article: z.boolean(),
    published: z.boolean(),
    teaser: z.boolean(),
  }),
})

// `GET /api/events`: server-sent events. Each `data` is `{ "room": "articles" | "deliveries" | "conversations" | "channels" | "brand" | "hold" }`:
// something changed there; ask again.

export type Words = z.infer<typeof words>
export type ProblemAnswer = z.infer<typeof problem>
export type Finding = z.infer<typeof finding>
export type Setup = z.infer<typeof setup>
export type Me = z.infer<typeof me>
export type MeChange = z.infer<typeof meChange>
export type BrandKit = z.infer<typeof brandKit>
export type Media = z.infer<typeof media>
export type Limits = z.infer<typeof limits>
export type NetworkInfo = z.infer<typeof network>
export type Channel = z.infer<typeof channel>
export type ChannelConnect = z.infer<typeof channelConnect>
export type ChannelConnected = z.infer<typeof channelConnected>
export type ArticleState = z.infer<typeof articleState>
export type ArticleSummary = z.infer<typeof articleSummary>
export type Article = z.infer<typeof article>
export type ArticleSave = z.infer<typeof articleSave>
export type ArticleCreate = z.infer<typeof articleCreate>
export type RevisionSummary = z.infer<typeof revisionSummary>
export type Revision = z.infer<typeof revision>
export type Part = z.infer<typeof part>
export type PreviewRequest = z.infer<typeof previewRequest>
export type Preview = z.infer<typeof preview>
export type Teaser = z.infer<typeof teaser>
export type RhythmOfChannel = z.infer<typeof rhythmOfChannel>
export type PostCreate = z.infer<typeof postCreate>
export type PostContent = z.infer<typeof postContent>
export type DraftPost = z.infer<typeof draft>
export type PostRetracted = z.infer<typeof postRetracted>
export type Refused = z.infer<typeof refused>
export type Imported = z.infer<typeof imported>
export type Series = z.infer<typeof series>
export type SeriesRule = z.infer<typeof seriesRule>
export type SeriesChange = z.infer<typeof seriesChange>
export type SeriesCreate = z.infer<typeof seriesCreate>
export type SeriesDates = z.infer<typeof seriesDates>
export type DeliveryState = z.infer<typeof deliveryState>
export type Delivery = z.infer<typeof delivery>
export type CalendarPost = z.infer<typeof calendarPost>
export type CalendarArticle = z.infer<typeof calendarArticle>
export type Calendar = z.infer<typeof calendar>
export type Holiday = z.infer<typeof holiday>
export type DeliveriesMove = z.infer<typeof deliveriesMove>
export type DeliveriesMoved = z.infer<typeof deliveriesMoved>
export type Person = z.infer<typeof person>
export type Response = z.infer<typeof response>
export type ConversationSummary = z.infer<typeof conversationSummary>
export type Conversation = z.infer<typeof conversation>
export type ReplyCreate = z.infer<typeof replyCreate>
export type Today = z.infer<typeof today>

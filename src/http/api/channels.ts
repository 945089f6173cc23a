/** Networks and channels. */
import { z } from '@hono/zod-openapi'
import { id, instant, words } from './shared.ts'

/** What a network takes of a channel, before anything is rendered. */
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
  /** Missing: no videos. */
  video: z.object({ bytes: z.number(), seconds: z.number(), types: z.array(z.string()) }).optional(),
  /** A post without one of these is refused. */
  needs: z.array(z.enum(['picture', 'video'])).optional(),
  /** Whether one message can hang on another: a thread, or a first reply. */
  threads: z.boolean(),
  /** Whether a content warning stands apart from the text; elsewhere it is set before it. */
  warnings: z.boolean(),
})

/** A key of the network is typed; its own page asks for permission; a person posts by hand. */
const connectKind = z.enum(['form', 'oauth', 'assisted'])

/** The form that a way to connect begins with. In the steps, `{callback}` and `{webhook}` are filled in already. */
export const connect = z.object({
  kind: connectKind,
  fields: z.array(
    z.object({
      name: z.string(),
      type: z.enum(['text', 'url', 'password', 'handle']),
      label: words,
      hint: words.optional(),
      placeholder: words.optional(),
      required: z.boolean(),
      initial: z.string().optional(),
      /** Belongs to one's own app at the network: kept from the first account on, and then may be left empty. */
      app: z.boolean().optional(),
      kept: z.boolean().optional(),
    }),
  ),
  steps: z.array(words),
})

/** One answer that a form offers. */
export const choice = z.object({ value: z.string(), label: words })

/** Something that only this network wants to know of a post. `choices` null: `GET /api/channels/:id/options/:name` asks the network. */
export const postOption = z.object({
  name: z.string(),
  label: words,
  hint: words.optional(),
  kind: z.enum(['text', 'choice', 'switch']),
  choices: z.array(choice).nullable(),
  required: z.boolean().optional(),
  initial: z.string().optional(),
  length: z.number().optional(),
})

/** `GET /api/channels/:id/quotas` → `{ quotas }`; `PUT /api/channels/:id/budget` `{quota, amount}` answers them too */
export const quota = z.object({
  name: z.string(),
  label: words,
  unit: z.enum(['micro-usd', 'units']),
  period: z.enum(['day', 'month']),
  /** Whether the limit is a person's own. */
  budget: z.boolean(),
  source: z.string(),
  used: z.number(),
  limit: z.number(),
  resetsAt: instant,
})
/** `PUT /api/channels/:id/budget`: `amount` in the quota’s own unit. */
export const budgetChange = z.object({ quota: z.string().max(64), amount: z.number().int().min(0).max(1e12) })

/** `GET /api/networks` → `{ networks: [...] }` */
export const network = z.object({
  name: z.string(),
  label: z.string(),
  /** How one connects, the way that is offered first at the front; one of a kind. */
  ways: z.array(connect),
  /** How much work connecting is, what it needs and what it costs; `hand`: only a name, since a person posts there. */
  effort: z.object({
    level: z.enum(['minute', 'minutes', 'half-hour', 'hand']),
    needs: words.nullable(),
    cost: words.nullable(),
  }),
  /** A blog itself: whole articles go there. */
  home: z.boolean(),
  options: z.array(postOption),
  moderation: z.array(z.string()),
  limits,
  capabilities: z.array(z.string()),
  /** Why a capability is missing. */
  absent: z.record(z.string(), words),
  verification: z.object({ by: z.enum(['real-server', 'official-description', 'documentation']), source: z.string() }),
})

/** `GET /api/networks/marks` → `{ marks: [...] }`: how networks are drawn; a path of SVG on 24 × 24, or the letters. */
export const networkMark = z.object({
  network: z.string(),
  label: z.string(),
  letters: z.string(),
  path: z.string().nullable(),
})

/**
 * `GET /api/channels` → `{ channels }`, `POST /api/channels/:id/test` → the channel,
 * `DELETE /api/channels/:id` → the channel with `removedAt`, `POST /api/channels/:id/restore` → the channel (undo)
 */
export const channel = z.object({
  id,
  network: z.string(),
  networkLabel: z.string(),
  kind: connectKind,
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
  options: z.array(postOption),
  /** Whether it counts what it uses up. */
  hasQuotas: z.boolean(),
  /** What the community there wants to be heeded. */
  rules: z.array(z.object({ title: z.string(), text: z.string() })),
  /** It is a community of other people, no profile of the brand. */
  guest: z.boolean(),
})

/** `GET /api/set-aside` → `{ sources }`: what came from a channel or a feed and could not be kept. Those without any are not there. */
export const setAside = z.object({
  /** The channel's id, or the feed's. */
  id,
  count: z.number(),
  newest: z.array(z.object({ what: z.string(), reason: words, seenAt: instant })),
})

/**
 * `POST /api/channels` → the next step: `{ channel }`, connected; `{ redirect }`, send the browser there, and it comes back to
 * `/panel/settings/channels?connected=ID` or `?problem=KIND&id=…&en=…` (the problem's words); `{ choose }`, the state of a choice
 * among several accounts.
 */
export const channelConnect = z.object({
  network: z.string().max(32),
  form: z.record(z.string().max(64), z.string().max(4000)),
  /** The kind of one of the network's `ways`; missing: the one that works wherever the program runs. */
  way: connectKind.optional(),
  /** The same as the way `assisted`. */
  byHand: z.boolean().optional(),
})
/** `GET /api/channels/choices/{state}`: after the network's page, where a person has several pages, blogs or channels. */
export const channelChoices = z.object({
  networkLabel: z.string(),
  accounts: z.array(
    z.object({
      remoteId: z.string(),
      name: z.string(),
      handle: z.string(),
      url: z.string(),
      avatar: z.string().nullable(),
    }),
  ),
})
/** `POST /api/channels` → the channel, or what still has to be done for it. */
export const channelConnected = z.object({
  channel: channel.optional(),
  redirect: z.string().optional(),
  choose: z.string().optional(),
})

export type Connect = z.infer<typeof connect>
export type PostOption = z.infer<typeof postOption>
export type Choice = z.infer<typeof choice>
export type Quota = z.infer<typeof quota>
export type ChannelChoices = z.infer<typeof channelChoices>
export type Limits = z.infer<typeof limits>
export type NetworkInfo = z.infer<typeof network>
export type NetworkMark = z.infer<typeof networkMark>
export type Channel = z.infer<typeof channel>
export type ChannelConnect = z.infer<typeof channelConnect>
export type ChannelConnected = z.infer<typeof channelConnected>
export type SetAside = z.infer<typeof setAside>

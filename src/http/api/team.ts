/** People and their workspace. */
import { z } from '@hono/zod-openapi'
import { longestInput } from '../../core/input-limits.ts'
import { roles } from '../../team/index.ts'
import { instant, language, words } from './shared.ts'

/** `POST /api/setup`: the first person becomes the owner. Once only. */
export const setup = z.object({
  name: z.string().trim().min(1).max(100),
  email: z.email().max(longestInput.email),
  password: z.string().min(10).max(128),
  language,
  timeZone: z.string().max(64),
  /** From elsewhere than the machine itself: what stands in the address that the start printed. */
  token: z.string().max(100).optional(),
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
      mail: z.object({ reminder: z.boolean(), reconnect: z.boolean(), gap: z.boolean() }),
      /** Why the last letter to them did not arrive. */
      mailProblem: words.nullable(),
    })
    .nullable(),
  /** `null` for somebody who is signed in: they do not belong to the workspace that was asked for, or to none. `may`: docs/guide/en/team.md. */
  workspace: z
    .object({
      id: z.string(),
      name: z.string(),
      role: z.enum(roles),
      roleName: words,
      may: z.array(z.string()),
      /** Those of `may` that are for one's own things only. */
      own: z.array(z.string()),
      /** Where its blog is read, without a slash at its end; `null`: it has none on this server, and publishes in blogs that it connects. */
      blog: z.string().nullable(),
      /** Its blog is the server's own, at `home`. */
      first: z.boolean(),
    })
    .nullable(),
  /** The brand has been named. */
  branded: z.boolean(),
  /** Seconds in which something sent can be taken back. */
  undoSeconds: z.number(),
  /** Everything outgoing is held, and why. */
  hold: z
    .object({
      reason: z.string(),
      since: instant,
      by: z.string(),
      /** Held by a restore: from a backup of that moment. What was to leave since may have left from elsewhere. */
      restored: z.object({ from: instant, at: instant }).nullable(),
    })
    .nullable(),
  /** The server's address, and that of the first workspace's blog; without a slash at its end. */
  home: z.string(),
  /** Whose blog that is: the brand's name, which every reader sees there. `null`: it has none yet. */
  homeName: z.string().nullable(),
  /** A mail server is set: a forgotten password can be set anew by mail. */
  canMail: z.boolean(),
  version: z.string(),
})

/** `PUT /api/blog/address`: scheme and host at which the blog is read; `null`: nowhere any more. The shapes of both ways. */
export const blogAddress = z.object({ address: z.string().trim().min(1).max(300).nullable() })

/** `PUT /api/undo` → me: seconds in which the workspace can take back what it sent */
export const undoChange = z.object({ seconds: z.number().int().min(0).max(3600) })

/** `PATCH /api/me` */
export const meChange = z.object({
  name: z.string().trim().min(1).max(100).optional(),
  language: language.optional(),
  timeZone: z.string().max(64).optional(),
  scheme: z.enum(['auto', 'light', 'dark']).optional(),
  mail: z
    .object({ reminder: z.boolean().optional(), reconnect: z.boolean().optional(), gap: z.boolean().optional() })
    .optional(),
})

/** `PUT /api/hold` `{on: true, reason}` or `{on: false}` → me, with what was on its way and can't be called back */
export const holdChange = z.object({ on: z.boolean(), reason: z.string().max(500).default('') })

/** `PUT /api/hold` → oneself, and what was on its way just then and can’t be called back. */
export const held = me.extend({
  inTheAir: z.array(z.object({ deliveryId: z.string(), channel: z.string(), text: z.string() })),
})

export type Setup = z.infer<typeof setup>
export type Me = z.infer<typeof me>
export type Held = z.infer<typeof held>
export type MeChange = z.infer<typeof meChange>

export type BlogAddress = z.infer<typeof blogAddress>

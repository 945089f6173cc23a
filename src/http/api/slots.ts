/** The weekly rhythm of channels. */
import { z } from '@hono/zod-openapi'
import { id, instant } from './shared.ts'

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
/** `PUT /api/channels/:id/slots`: the whole week at once; an empty list takes the rhythm away. */
export const slotsChange = z.object({ timeZone: z.string().min(1).max(64), slots: z.array(slot).max(168) })

export type RhythmOfChannel = z.infer<typeof rhythmOfChannel>

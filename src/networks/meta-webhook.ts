/**
 * Signed webhook events of one company's networks.
 * https://developers.facebook.com/docs/graph-api/webhooks/getting-started
 */
import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import { Problem } from '../core/problem.ts'
import type { Credentials, Webhook, WebhookEvent } from './network.ts'

const App = z.object({ clientId: z.string().min(1), clientSecret: z.string().min(1) })

const Body = z.object({
  object: z.string(),
  entry: z.array(
    z.object({
      id: z.string(),
      /** Seconds since 1970; some objects send milliseconds. */
      time: z.number(),
      changes: z.array(z.object({ field: z.string(), value: z.looseObject({}) })).optional(),
    }),
  ),
})

/** One thing that has changed. */
export interface Change {
  field: string
  value: Readonly<Record<string, unknown>>
}

function appOf(app: Credentials): z.infer<typeof App> {
  const read = App.safeParse(app)
  if (!read.success) throw new Problem('forbidden', notSigned, { detail: 'the app is not known' })
  return read.data
}

/**
 * The network asks with a word that was typed at both sides. Ours is the app's id: what comes later is believed for its
 * signature only, so that the word need not be a secret, and nobody has to keep one more.
 */
function confirm(query: URLSearchParams, app: Credentials): string | undefined {
  const challenge = query.get('hub.challenge')
  if (query.get('hub.mode') !== 'subscribe' || !challenge || !/^[\w-]{1,200}$/.test(challenge)) return undefined
  return query.get('hub.verify_token') === App.safeParse(app).data?.clientId ? challenge : undefined
}

/** Whether the bytes were signed with the app's secret. */
function isSigned(body: Uint8Array<ArrayBuffer>, header: string | null, secret: string): boolean {
  const told = /^sha256=([0-9a-f]{64})$/i.exec(header ?? '')?.[1]
  if (!told) return false
  return timingSafeEqual(createHmac('sha256', secret).update(body).digest(), Buffer.from(told, 'hex'))
}

/** The moment of a change: its own where it tells, else its message's. */
function instantOf(time: number, value: Change['value']): Date {
  const own = typeof value.created_time === 'number' ? value.created_time : time
  return new Date(own > 1e11 ? own : own * 1000)
}

/** What tells one change from another, the same in every copy of its message. */
function idOf(entry: string, time: number, change: Change): string {
  return createHash('sha256')
    .update(JSON.stringify([entry, time, change.field, change.value]))
    .digest('hex')
    .slice(0, 32)
}

/** @param object whose webhook events are meant. @param wanted which changes bring something that can be fetched */
export function graphWebhook(object: string, wanted: (change: Change) => boolean): Webhook {
  return {
    confirm,
    read: ({ headers, body }, app): readonly WebhookEvent[] => {
      const { clientSecret } = appOf(app)
      if (!isSigned(body, headers.get('x-hub-signature-256'), clientSecret)) throw new Problem('forbidden', notSigned)
      const read = Body.safeParse(parse(body))
      if (!read.success || read.data.object !== object) throw new Problem('wrong-input', notAnEvent)
      return read.data.entry.flatMap(({ id, time, changes = [] }) =>
        changes
          .filter(wanted)
          .map((change) => ({ id: idOf(id, time, change), remoteId: id, at: instantOf(time, change.value) })),
      )
    },
  }
}

function parse(body: Uint8Array<ArrayBuffer>): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(body))
  } catch {
    // Told apart from a webhook event by its shape.
    return undefined
  }
}

const notSigned = {
  id: 'Pemberitahuan ini tidak ditandatangani oleh aplikasi Anda, jadi tidak dipercaya.',
  en: 'This notice is not signed by your app, so it is not trusted.',
}
const notAnEvent = {
  id: 'Pesan ini bukan pemberitahuan yang dikenal.',
  en: 'This message is not a notice that is known here.',
}

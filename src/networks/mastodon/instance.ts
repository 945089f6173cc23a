import { z } from 'zod'
import { HttpProblem, request } from '../http.ts'
import type { Account, Limits, Tools } from '../network.ts'
import { service } from './api.ts'
import { defaults } from './limits.ts'

const number = z.number().positive()

/** What both versions of the answer have in common. Every number may be missing. */
const Instance = z.object({
  domain: z.string().optional(),
  uri: z.string().optional(),
  /** Pleroma and its kin say it here. */
  max_toot_chars: number.optional().catch(undefined),
  configuration: z
    .object({
      statuses: z
        .object({
          max_characters: number.optional().catch(undefined),
          max_media_attachments: z.number().nonnegative().optional().catch(undefined),
          characters_reserved_per_url: number.optional().catch(undefined),
        })
        .optional(),
      media_attachments: z
        .object({
          supported_mime_types: z.array(z.string()).optional().catch(undefined),
          image_size_limit: number.optional().catch(undefined),
          video_size_limit: number.optional().catch(undefined),
          description_limit: number.optional().catch(undefined),
        })
        .optional(),
    })
    .optional(),
})

const Facts = z.object({
  length: number.optional(),
  linkLength: number.optional(),
  pictures: z.number().optional(),
  pictureBytes: number.optional(),
  pictureTypes: z.array(z.string()).optional(),
  altLength: number.optional(),
  videoBytes: number.optional(),
  videoTypes: z.array(z.string()).optional(),
})

/**
 * What a server tells of its limits: https://docs.joinmastodon.org/entities/Instance/, or the older version where that is
 * all there is, or nothing.
 */
export async function readInstance(
  server: string,
  tools: Tools,
): Promise<{ domain: string; facts: Readonly<Record<string, unknown>> }> {
  const told = (await ask(server, '/api/v2/instance', tools)) ?? (await ask(server, '/api/v1/instance', tools))
  const { statuses, media_attachments: media } = told?.configuration ?? {}
  const mimes = media?.supported_mime_types ?? []
  const types = mimes.filter((type) => type.startsWith('image/'))
  const facts = {
    length: statuses?.max_characters ?? told?.max_toot_chars,
    linkLength: statuses?.characters_reserved_per_url,
    pictures: statuses?.max_media_attachments,
    pictureBytes: media?.image_size_limit,
    pictureTypes: types.length ? types : undefined,
    altLength: media?.description_limit,
    videoBytes: media?.video_size_limit,
    // Whoever names types and no video among them takes none.
    videoTypes: mimes.length ? mimes.filter((type) => type.startsWith('video/')) : undefined,
  }
  const named = told?.domain ?? told?.uri?.replace(/^https?:\/\//, '').replace(/\/.*$/, '')
  return {
    domain: named || new URL(server).host,
    facts: Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined)),
  }
}

async function ask(server: string, path: string, tools: Tools): Promise<z.infer<typeof Instance> | undefined> {
  try {
    return (await request(service([]), tools, `${server}${path}`, {}, Instance)).value
  } catch (error) {
    // A server without this page still has the others; one that is down is another matter.
    const absent = error instanceof HttpProblem && ['status', 'not-json', 'shape', 'moved'].includes(error.reason)
    if (absent && !['rate-limited', 'unavailable'].includes(error.kind)) return undefined
    if (absent && error.reason !== 'status') return undefined
    throw error
  }
}

/** The limits of an account's server; Mastodon's own where the server is silent. */
export function limits(account?: Account): Limits {
  const { videoBytes, videoTypes, ...told } = Facts.safeParse(account?.facts ?? {}).data ?? {}
  const { video, ...others } = {
    ...defaults,
    ...Object.fromEntries(Object.entries(told).filter(([, value]) => value !== undefined)),
  }
  if (!video || videoTypes?.length === 0) return others
  return { ...others, video: { ...video, bytes: videoBytes ?? video.bytes, types: videoTypes ?? video.types } }
}

import { z } from 'zod'
import type { Account, Limits } from '../network.ts'
import { defaults } from './limits.ts'

/** What the server told of its limits when last asked. */
export const Facts = z.object({
  length: z.number().positive().optional(),
  /** The largest file, in bytes. */
  fileBytes: z.number().positive().optional(),
})

/** The server’s own limits where it told them when the account was connected, else Misskey’s defaults. */
export function limits(account?: Account): Limits {
  const { length, fileBytes } = Facts.safeParse(account?.facts).data ?? {}
  const largest = fileBytes ?? Number.POSITIVE_INFINITY
  return {
    ...defaults,
    ...(length ? { length } : {}),
    pictureBytes: Math.min(defaults.pictureBytes, largest),
    ...(defaults.video ? { video: { ...defaults.video, bytes: fileBytes ?? defaults.video.bytes } } : {}),
  }
}

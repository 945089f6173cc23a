import { z } from 'zod'
import { Problem } from '../../core/problem.ts'
import type { Account, Limits, SendingRate } from '../network.ts'

export const source = 'https://support.reddithelp.com/hc/en-us/articles/360060422572-How-do-I-post-on-Reddit'

/** By hand: whoever posts can add pictures in Reddit's own composer. */
const withPictures: Limits = {
  length: 40_000,
  unit: 'characters',
  pictures: 20,
  pictureBytes: 20_000_000,
  pictureTypes: ['image/jpeg', 'image/png', 'image/gif'],
  altLength: 180,
  // Reddit has no hashtags: readers there take them for something pasted from elsewhere.
  tags: 0,
  threads: true,
  warnings: false,
  titleLength: 300,
}

/** By the API: its documentation (https://www.reddit.com/dev/api) has no way to upload pictures; the link goes along. */
export const defaults: Limits = { ...withPictures, pictures: 0 }

/** What a community told of itself when last asked; `probe` keeps it. */
export const Facts = z.looseObject({
  /** `r/name` or `u/name`. */
  community: z.string(),
  user: z.string(),
  moderator: z.boolean(),
  subscribers: z.number().optional(),
  nsfw: z.boolean(),
  selfAllowed: z.boolean(),
  linkAllowed: z.boolean(),
  flairRequired: z.boolean(),
  titleLength: z.number().optional(),
  textLength: z.number().optional(),
})
export type Facts = z.infer<typeof Facts>

const forgotten = {
  id: 'Keterangan komunitas ini tidak tersimpan utuh. Hubungkan kembali akunnya.',
  en: 'What is kept of this community is not whole. Please connect the account again.',
}

/** @throws Problem `unauthorized` where they were never read */
export function factsOf(account: Account): Facts {
  const facts = Facts.safeParse(account.facts)
  if (!facts.success) throw new Problem('unauthorized', forgotten, { detail: 'the facts have another shape' })
  return facts.data
}

/** A community may want shorter titles and texts than Reddit itself. */
export function limits(account?: Account): Limits {
  if (account?.byHand) return withPictures
  const facts = Facts.safeParse(account?.facts).data
  return {
    ...defaults,
    length: Math.min(defaults.length, facts?.textLength ?? defaults.length),
    titleLength: Math.min(300, facts?.titleLength ?? 300),
  }
}

const dataApi = 'https://support.reddithelp.com/hc/en-us/articles/16160319875092-Reddit-Data-API-Wiki'

/** Of all calls of an app, reading counts too. */
export const rates: readonly SendingRate[] = [{ per: 'app', calls: 100, seconds: 60, source: dataApi }]

import type { Limits, Quota } from '../network.ts'

/** Title, description and tags, with how they are counted. */
export const source = 'https://developers.google.com/youtube/v3/docs/videos#properties'

/** https://support.google.com/youtube/answer/71673: twelve hours for verified accounts, fifteen minutes for others. */
export const longest = { verified: 12 * 3600, others: 15 * 60 }

/**
 * The text is the video's description, which is counted in bytes. The one picture is the thumbnail: YouTube keeps no alt
 * text for it, so any length will do. Its size is what the discovery document allows; since September 2026 the
 * documentation speaks of 50 MB, which no thumbnail needs.
 */
export const defaults: Limits = {
  length: 5000,
  unit: 'characters',
  bytes: 5000,
  pictures: 1,
  pictureBytes: 2_097_152,
  pictureTypes: ['image/jpeg', 'image/png'],
  altLength: 2000,
  // https://developers.google.com/youtube/v3/docs/videos/insert
  video: {
    bytes: 274_877_906_944,
    seconds: longest.verified,
    types: [
      'video/mp4',
      'video/quicktime',
      'video/webm',
      'video/x-matroska',
      'video/x-msvideo',
      'video/mpeg',
      'video/3gpp',
    ],
    // https://support.google.com/youtube/troubleshooter/2888402
    anyCodec: true,
  },
  needs: ['video'],
  // Beyond three nothing is shown above the title; beyond sixty all are ignored. https://support.google.com/youtube/answer/6390658
  tags: 3,
  titleLength: 100,
  threads: false,
  warnings: false,
}

/** All tags together, counted by `tagsLength`. */
export const tagsLength = 500

const quota = 'https://developers.google.com/youtube/v3/determine_quota_cost'

/**
 * Since June 2026 uploads have a quota of their own, 100 a day for each Google project, and everything else shares
 * 10,000 units. Google gives more to those who ask, so that both may be raised.
 */
export const quotas: readonly Quota[] = [
  {
    name: 'uploads',
    label: { id: 'Unggahan video', en: 'Video uploads' },
    unit: 'units',
    per: 'app',
    period: 'day',
    timeZone: 'America/Los_Angeles',
    limit: 100,
    budget: true,
    source: quota,
  },
  {
    name: 'units',
    label: { id: 'Unit kuota API', en: 'API quota units' },
    unit: 'units',
    per: 'app',
    period: 'day',
    timeZone: 'America/Los_Angeles',
    limit: 10_000,
    budget: true,
    source: quota,
  },
]

/** What calls cost: reading one unit, writing fifty. */
export const cost = { read: 1, write: 50 } as const

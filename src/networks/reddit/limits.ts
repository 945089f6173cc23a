import type { Limits, SendingRate } from '../network.ts'

/** Where the limits stand in the network’s documentation. */
export const source = 'https://support.reddithelp.com/hc/en-us/articles/360060422572-How-do-I-post-on-Reddit'

/** By hand: whoever posts can add pictures in Reddit's own composer. */
export const withPictures: Limits = {
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

const dataApi = 'https://support.reddithelp.com/hc/en-us/articles/16160319875092-Reddit-Data-API-Wiki'

/** Of all calls of an app, reading counts too. */
export const rates: readonly SendingRate[] = [{ per: 'app', calls: 100, seconds: 60, source: dataApi }]

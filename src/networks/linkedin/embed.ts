import { embedsOn } from '../embed.ts'

/** https://www.linkedin.com/help/linkedin/answer/a529110 */
export const readEmbed = embedsOn(
  'LinkedIn',
  ['linkedin.com'],
  [
    {
      path: /^\/feed\/update\/urn:li:(?<kind>share|ugcPost|activity):(?<id>\d{5,25})\/?(?:\?|$)/,
      shape: 'post',
      frame: ({ kind, id }) => `https://www.linkedin.com/embed/feed/update/urn:li:${kind}:${id}`,
    },
  ],
)

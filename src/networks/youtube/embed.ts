import { embedsOn } from '../embed.ts'

/** https://developers.google.com/youtube/player_parameters and https://support.google.com/youtube/answer/171780 (the player without cookies). */
const player = (id: string | undefined, start = 0) =>
  `https://www.youtube-nocookie.com/embed/${id}${start > 0 ? `?start=${start}` : ''}`

/** `90`, `90s`, `1m30s`, `1h2m3s` in seconds. */
function secondsOf({ searchParams }: URL): number {
  const said = searchParams.get('t') ?? searchParams.get('start') ?? ''
  const [, h = 0, m = 0, s = 0] = /^(?:(\d{1,2})h)?(?:(\d{1,3})m)?(?:(\d{1,6})s?)?$/.exec(said) ?? []
  return Number(h) * 3600 + Number(m) * 60 + Number(s)
}

/** A video, a short, a live stream. */
export const readEmbed = embedsOn(
  'YouTube',
  ['youtube.com', 'youtube-nocookie.com', 'youtu.be', 'music.youtube.com'],
  [
    {
      path: /^\/watch\?(?=.*\bv=(?<id>[\w-]{6,20})(?:&|$))/,
      shape: 'video',
      frame: ({ id }, address) => player(id, secondsOf(address)),
    },
    {
      path: /^\/(?:shorts|live|embed)\/(?<id>[\w-]{6,20})\/?(?:\?|$)/,
      shape: 'video',
      frame: ({ id }, address) => player(id, secondsOf(address)),
    },
    {
      hosts: ['youtu.be'],
      path: /^\/(?<id>[\w-]{6,20})(?:\?|$)/,
      shape: 'video',
      frame: ({ id }, address) => player(id, secondsOf(address)),
    },
  ],
)

import type { Channel } from '../../src/http/api.ts'

type Named = Pick<Channel, 'id' | 'networkLabel' | 'handle'>

/** How each channel is called among these: by its network, and by its handle too where the network has several. */
export function channelNames(channels: readonly Named[]): ReadonlyMap<string, string> {
  const count = new Map<string, number>()
  for (const { networkLabel } of channels) count.set(networkLabel, (count.get(networkLabel) ?? 0) + 1)
  return new Map(
    channels.map(({ id, networkLabel, handle }) => [
      id,
      (count.get(networkLabel) ?? 0) > 1 ? `${networkLabel} ${handle}` : networkLabel,
    ]),
  )
}

import type { Limits } from '../networks/network.ts'
import { type FakeNetwork, fakeNetwork } from './fake-network.ts'

/** A made-up network that takes videos. */
export interface VideoNetwork extends FakeNetwork {
  /** What came, whole. */
  videos: { bytes: Buffer; mime: string; address: string | undefined }[]
}

/** @param video what it takes */
export function videoNetwork(name: string, video: NonNullable<Limits['video']>): VideoNetwork {
  const fake = fakeNetwork({ name, keys: true })
  const videos: VideoNetwork['videos'] = []
  const { text, sending } = fake.network
  const network: FakeNetwork['network'] = {
    ...fake.network,
    label: name,
    text: {
      ...text,
      limits: () => ({ ...text.limits(), video }),
      render: (post, most) =>
        text.render(post, most).map((part, at) => (at === 0 && post.video ? { ...part, video: post.video } : part)),
    },
    sending: {
      ...sending,
      publish: async (part, session, key, thread) => {
        if (part.video) {
          const { bytes, mime, read } = await session.video(part.video)
          videos.push({ bytes: Buffer.from(await read(0, bytes)), mime, address: part.video.address })
        }
        return sending.publish(part, session, key, thread)
      },
    },
  }
  return Object.assign(fake, { network, videos })
}

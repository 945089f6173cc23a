import { expect, test } from 'vitest'
import type { Channel } from '../channels/index.ts'
import { allNetworks } from '../networks/index.ts'
import { proposeTeaser } from './teaser.ts'

const source = {
  title: 'Mengapa kopi Toraja terasa rempah',
  summary: 'Bukan karena ditanam dekat rempah. Jawabannya ada di cara bijinya dikeringkan.',
  link: { url: 'https://kopisenja.id/toraja', title: 'Mengapa kopi Toraja terasa rempah', description: '' },
  tags: ['kopi', 'seduh manual'],
}
const channelOn = (network: Awaited<ReturnType<typeof allNetworks>>[number]) =>
  ({ network, limits: network.text.limits() }) as Channel

test.each((await allNetworks()).map((network) => [network.name, network] as const))(
  'says on %s nothing twice that the network shows by itself',
  (_name, network) => {
    const channel = channelOn(network)
    const text = proposeTeaser(channel, source)
    expect(text).toContain('Bukan karena')
    const [part] = network.text.render(
      { text, link: source.link, title: source.title, tags: source.tags },
      channel.limits,
    )
    if (part?.title !== undefined) expect(text).not.toContain(source.title)
    if (part?.tags !== undefined) expect(text).not.toContain('#')
  },
)

test.each(['wordpress', 'blogger', 'ghost'])(
  'is made for a blog on %s: the summary, and nothing else',
  async (name) => {
    const network = (await allNetworks()).find((one) => one.name === name)
    if (!network) throw new Error(name)
    expect(proposeTeaser(channelOn(network), source)).toBe(source.summary)
  },
)

test('has title and hashtags where the words are all there is', async () => {
  const network = (await allNetworks()).find((one) => one.name === 'mastodon')
  if (!network) throw new Error('mastodon')
  expect(proposeTeaser(channelOn(network), source)).toBe(`${source.title}\n\n${source.summary}\n\n#kopi #SeduhManual`)
})

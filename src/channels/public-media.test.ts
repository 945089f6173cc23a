import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { addPicture } from '../media/index.ts'
import { makeWorkspace, type TestContext, testContext } from '../testing/context.ts'
import { fakeNetwork } from '../testing/fake-network.ts'
import { connectChannel, publicMedia, withAddresses } from './index.ts'

let context: TestContext
let channelId: string
beforeEach(async () => {
  const fake = fakeNetwork()
  const { text } = fake.network
  fake.network = {
    ...fake.network,
    text: { ...text, limits: () => ({ ...text.limits(), pictureTypes: ['image/jpeg'] }) },
  }
  context = await testContext([fake.network], { BASE_URL: 'https://kopisenja.id' })
  const done = await connectChannel(context, context.actor, 'fake', { handle: 'rina', password: 'right' })
  if (!('channel' in done)) throw new Error('no channel')
  channelId = done.channel.id
})
afterEach(() => context.close())

const red = async () => {
  const { default: sharp } = await import('sharp')
  return sharp({ create: { width: 20, height: 10, channels: 3, background: '#ff0000' } })
    .png()
    .toBuffer()
}
const partWith = (id: string) => ({
  text: 'a',
  entities: [],
  length: 1,
  pictures: [{ id, mime: 'image/png', width: 20, height: 10, bytes: 100, alt: '' }],
})
const at = (address: string | undefined) =>
  new URL(address ?? '').pathname.split('/').slice(3) as [string, string, string]

test('a network finds the picture there, fitted to what it takes; nobody guesses another address', async () => {
  const { id } = await addPicture(context, context.actor, { bytes: await red(), name: 'a.png', alt: '' })
  const address = withAddresses(context, channelId, partWith(id)).pictures[0]?.address
  expect(address).toMatch(/^https:\/\/kopisenja\.id\/media\/for\//)
  const [channel, media, signature] = at(address)
  const found = await publicMedia(context, channel, media, signature)
  expect(found).toMatchObject({ mime: 'image/jpeg' })
  expect('bytes' in found && found.bytes.subarray(0, 3).toString('hex')).toBe('ffd8ff')
  await expect(publicMedia(context, channel, media, `${signature}x`)).rejects.toMatchObject({ kind: 'gone' })
  await expect(publicMedia(context, channel, randomUUID(), signature)).rejects.toMatchObject({ kind: 'gone' })
})

test('a right signature never brings a channel another workspace’s picture', async () => {
  const other = await makeWorkspace(context)
  const { id } = await addPicture(context, other, { bytes: await red(), name: 'a.png', alt: '' })
  const [channel, media, signature] = at(withAddresses(context, channelId, partWith(id)).pictures[0]?.address)
  await expect(publicMedia(context, channel, media, signature)).rejects.toMatchObject({ kind: 'gone' })
})

test.each([
  'http://kopisenja.id',
  'http://localhost:3000',
  'https://192.168.1.4',
  'https://kopi.local',
  'https://warung',
])('%s is no address that a network could reach, so none is made', (baseUrl) => {
  const home = { ...context, config: { ...context.config, baseUrl } }
  expect(withAddresses(home, channelId, partWith(randomUUID())).pictures[0]?.address).toBeUndefined()
})

import { describe, expect, it } from 'vitest'
import { inBoth } from '../../core/words.ts'
import type { PostAddressFacet } from '../facets/post-address.ts'
import { isAbsent, present } from '../network.ts'
import { readPostAddress } from '../post-address.ts'
import { networks, open, partOf, send, withFake } from './testing/stand.ts'

const exampleOf = (rule: PostAddressFacet | undefined) => inBoth(rule?.example ?? 'https://toko.example/@rina/1').id

const account = {
  remoteId: '1',
  server: 'https://toko.example',
  handle: 'rina',
  name: 'Rina',
  url: 'https://toko.example/@rina',
}

describe.each(networks.map((network) => [network.name, network] as const))('%s', (_name, network) => {
  const rule = network.postAddress && present(network.postAddress)
  const read = (typed: string) => readPostAddress(network, account, typed)

  it('says where its addresses can be seen, and shows a right one', () => {
    if (network.postAddress && isAbsent(network.postAddress))
      return expect(read('https://a.example/')).toEqual({ why: 'no-address' })
    if (!rule)
      return expect(read('https://toko.example/@rina/1')).toEqual({
        url: 'https://toko.example/@rina/1',
        whose: 'own',
      })
    expect(URL.canParse(rule.source)).toBe(true)
    const found = rule.read(new URL(inBoth(rule.example).id), account)
    expect(found?.url && URL.canParse(found.url)).toBe(true)
    // Read once more it is itself.
    expect(rule.read(new URL(found?.url ?? ''), account)?.url).toBe(found?.url)
  })

  it('takes no address of another site, however alike, and no front page', () => {
    const example = new URL(exampleOf(rule))
    const path = example.pathname + example.search
    for (const wrong of [
      'https://example.com/foo',
      `https://${example.hostname}.evil.example${path}`,
      `https://evil-${example.hostname}${path}`,
      `https://evil.example/${example.hostname}${path}`,
      `https://${example.hostname}@evil.example${path}`,
      `https://${example.hostname}:8443${path}`,
      `ftp://${example.hostname}${path}`,
      `javascript:alert("https://${example.hostname}${path}")`,
      `https://${example.hostname}/`,
      'foo',
      '',
    ])
      expect(read(wrong), wrong).not.toHaveProperty('url')
  })

  it('takes a right one without its scheme, as address bars copy it', () => {
    if (network.postAddress && isAbsent(network.postAddress)) return
    const example = exampleOf(rule)
    expect(read(example.replace('https://', ''))).toEqual(read(example))
  })

  it('leaves out what only tracks readers', () => {
    const example = exampleOf(rule)
    const mark = example.includes('?') ? '&' : '?'
    const tracked = `${example}${mark}utm_source=x&fbclid=abc`
    const found = rule ? rule.read(new URL(tracked), account)?.url : (read(tracked) as { url: string }).url
    if (network.postAddress && isAbsent(network.postAddress)) return
    expect(found).not.toMatch(/utm_|fbclid/)
  })
})

/** The second witness: what a network itself answers to who posts there, as its fake knows it from documentation or server. */
describe.each(withFake)('%s', (_name, network, create) => {
  it('the address of what was sent is one of its posts', async () => {
    const { session, connected } = await open(network, create)
    const { permalink } = await send(network, partOf(network), session, 'k1')
    expect(readPostAddress(network, connected.account, permalink), permalink).toHaveProperty('url')
  })
})

it.each([
  ['x', 'https://twitter.com/Rina/status/20?s=20&t=abc', 'https://x.com/Rina/status/20'],
  ['x', 'https://mobile.x.com/i/web/status/20', 'https://x.com/i/status/20'],
  [
    'facebook',
    'https://m.facebook.com/story.php?story_fbid=pfbid02a&id=1',
    'https://www.facebook.com/permalink.php?story_fbid=pfbid02a&id=1',
  ],
  [
    'facebook',
    'https://id-id.facebook.com/groups/kopi/permalink/123/',
    'https://www.facebook.com/groups/kopi/posts/123',
  ],
  [
    'reddit',
    'https://old.reddit.com/r/kopi/comments/1abcde/judul_panjang/?utm_source=share',
    'https://www.reddit.com/r/kopi/comments/1abcde/',
  ],
  [
    'tiktok',
    'https://www.tiktok.com/@rina/video/6718335390845095173?is_from_webapp=1',
    'https://www.tiktok.com/@rina/video/6718335390845095173',
  ],
  ['pinterest', 'https://id.pinterest.com/pin/99360735500167749/', 'https://www.pinterest.com/pin/99360735500167749/'],
  [
    'linkedin',
    'https://www.linkedin.com/feed/update/urn:li:activity:7123456789012345678/',
    'https://www.linkedin.com/feed/update/urn:li:activity:7123456789012345678',
  ],
  ['youtube', 'https://youtu.be/M7lc1UVf-VE?si=abc', 'https://www.youtube.com/watch?v=M7lc1UVf-VE'],
  ['youtube', 'https://m.youtube.com/shorts/M7lc1UVf-VE', 'https://www.youtube.com/shorts/M7lc1UVf-VE'],
  ['pinterest', 'https://pin.it/4aBcDeFgH', 'https://pin.it/4aBcDeFgH'],
  ['facebook', 'https://fb.com/groups/kopi/posts/123', 'https://www.facebook.com/groups/kopi/posts/123'],
  ['facebook', 'https://fb.watch/aB1_cD2eF3/?mibextid=x', 'https://fb.watch/aB1_cD2eF3/'],
  // A message in a topic of a group: its own number is the last.
  ['telegram', 'https://t.me/rinakanal/5/67?single', 'https://t.me/rinakanal/67'],
  ['threads', 'https://www.threads.net/@rina/post/DAbCdEfGhIj', 'https://www.threads.com/@rina/post/DAbCdEfGhIj'],
])('%s reads %s', (name, typed, url) => {
  const network = networks.find((one) => one.name === name)
  const mine = { ...account, community: { name: 'r/kopi', guest: true, rules: [] } }
  expect(network && readPostAddress(network, name === 'reddit' ? mine : account, typed)).toMatchObject({ url })
})

it.each([
  ['x', 'https://x.com/budi/status/20', 'budi', 'rina'],
  ['tiktok', 'https://www.tiktok.com/@budi/video/6718335390845095173', 'budi', 'rina'],
  ['reddit', 'https://www.reddit.com/r/indonesia/comments/1abcde/', 'indonesia', 'r/kopi'],
])('%s: %s is another’s', (name, typed, by, wanted) => {
  const network = networks.find((one) => one.name === name)
  const mine = { ...account, ...(name === 'reddit' && { community: { name: 'r/kopi', guest: true, rules: [] } }) }
  expect(network && readPostAddress(network, mine, typed)).toEqual({ why: 'of-another', by, wanted })
})

/** Who is connected, as far as that network knows: by name, by its own number, or by both. */
const known = {
  name: account,
  number: { ...account, remoteId: '4455', handle: '4455' },
  both: { ...account, remoteId: '4455' },
  byHand: { ...account, remoteId: 'https://www.facebook.com/rina', url: 'https://www.facebook.com/rina', byHand: true },
  server: { ...account, handle: 'rina@toko.example' },
  folder: {
    ...account,
    handle: 'rina@toko.example',
    server: 'https://toko.example/kabar',
    url: 'https://toko.example/kabar',
  },
  telegram: { ...account, handle: '@rina', remoteId: '-1004455' },
  discord: { ...account, handle: '#umum', url: 'https://discord.com/channels/77/4455' },
  linkedin: { ...account, url: 'https://www.linkedin.com/in/rina' },
  nameless: { ...account, handle: 'Rina Sari', url: 'https://www.linkedin.com/in/me/' },
  did: { ...account, remoteId: 'did:plc:rina' },
} as const

it.each([
  ['mastodon', 'server', '@rina/1', 'own'],
  ['mastodon', 'server', 'users/Rina/statuses/1', 'own'],
  ['mastodon', 'server', '@budi/1', 'of-another'],
  ['mastodon', 'server', 'users/budi/statuses/1', 'of-another'],
  ['mastodon', 'server', 'p/budi/1', 'of-another'],
  ['mastodon', 'server', 'budi/p/1', 'of-another'],
  ['mastodon', 'server', '@rina@lain.example/1', 'of-another'],
  ['mastodon', 'server', 'notice/AbC1', 'unknown'],
  ['misskey', 'server', 'notes/abc1', 'unknown'],
  ['misskey', 'server', '@budi/pages/abc1', 'of-another'],
  ['wordpress', 'folder', 'kabar/2026/halo', 'own'],
  ['wordpress', 'folder', 'lain/2026/halo', 'elsewhere'],
  ['ghost', 'folder', 'kabar/halo', 'own'],
  ['ghost', 'folder', 'kabarlain/halo', 'elsewhere'],
  ['facebook', 'name', 'https://www.facebook.com/Rina/posts/pfbid02a', 'own'],
  ['facebook', 'name', 'https://www.facebook.com/budi/posts/pfbid02a', 'of-another'],
  ['facebook', 'name', 'https://www.facebook.com/budi/videos/12345', 'of-another'],
  ['facebook', 'number', 'https://www.facebook.com/budi/posts/pfbid02a', 'unknown'],
  ['facebook', 'number', 'https://www.facebook.com/permalink.php?story_fbid=pfbid02a&id=4455', 'own'],
  ['facebook', 'both', 'https://www.facebook.com/permalink.php?story_fbid=pfbid02a&id=99', 'of-another'],
  ['facebook', 'both', 'https://www.facebook.com/4455/posts/123', 'own'],
  ['facebook', 'both', 'https://www.facebook.com/99_123', 'of-another'],
  ['facebook', 'byHand', 'https://www.facebook.com/permalink.php?story_fbid=pfbid02a&id=99', 'unknown'],
  ['facebook', 'byHand', 'https://www.facebook.com/groups/kopi/posts/123', 'unknown'],
  ['facebook', 'byHand', 'https://fb.watch/aB1_cD2eF3/', 'unknown'],
  ['instagram', 'name', 'https://www.instagram.com/budi/p/fA9uwTtkSN/', 'of-another'],
  ['instagram', 'name', 'https://www.instagram.com/rina/reel/fA9uwTtkSN/', 'own'],
  ['instagram', 'name', 'https://www.instagram.com/p/fA9uwTtkSN/', 'unknown'],
  ['linkedin', 'linkedin', 'https://www.linkedin.com/posts/rina_kopi-activity-7123456789012345678-abcd', 'own'],
  ['linkedin', 'linkedin', 'https://www.linkedin.com/posts/budi_kopi-activity-7123456789012345678-abcd', 'of-another'],
  ['linkedin', 'nameless', 'https://www.linkedin.com/posts/budi_kopi-activity-7123456789012345678-abcd', 'unknown'],
  ['telegram', 'telegram', 'https://t.me/budikanal/12', 'of-another'],
  ['telegram', 'telegram', 'https://t.me/s/Rina/12', 'own'],
  ['telegram', 'telegram', 'https://t.me/c/4455/12', 'own'],
  ['telegram', 'telegram', 'https://t.me/c/99/12', 'of-another'],
  ['discord', 'discord', 'https://discord.com/channels/77/4455/1', 'own'],
  ['discord', 'discord', 'https://discord.com/channels/77/12/1', 'unknown'],
  ['discord', 'discord', 'https://discord.com/channels/78/4455/1', 'of-another'],
  ['bluesky', 'did', 'https://bsky.app/profile/did:plc:rina/post/3l6o', 'own'],
  ['bluesky', 'did', 'https://bsky.app/profile/did:plc:budi/post/3l6o', 'of-another'],
  ['x', 'name', 'https://x.com/i/web/status/20', 'unknown'],
  ['youtube', 'name', 'https://youtu.be/M7lc1UVf-VE', 'unknown'],
] as const)('%s, known by %s: %s is %s', (name, who, typed, whose) => {
  const network = networks.find((one) => one.name === name)
  const whole = typed.startsWith('https:') ? typed : `https://toko.example/${typed}`
  const read = network && readPostAddress(network, known[who], whole)
  expect(read && ('whose' in read ? read.whose : read.why)).toBe(whose)
})

it.each([
  ['pinterest', 'https://www.pinterest.com/kopirina/'],
  ['youtube', 'https://www.youtube.com/KopiRina'],
  ['youtube', 'https://www.youtube.com/feed/history'],
  ['reddit', 'https://www.reddit.com/premium'],
  ['facebook', 'https://www.facebook.com/kopirina'],
])('%s: the page %s is no post', (name, typed) => {
  const network = networks.find((one) => one.name === name)
  expect(network && readPostAddress(network, account, typed)).toMatchObject({ why: 'elsewhere' })
})

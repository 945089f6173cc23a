import { expect, test } from 'vitest'
import type { BrandKit } from '../brand/index.ts'
import type { Channel } from '../channels/index.ts'
import type { Account } from '../networks/network.ts'
import { measureBrand } from './brand-measure.ts'

const kit: BrandKit = {
  name: 'Kopi Senja',
  handle: 'kopisenja',
  promise: 'Kopi segar, disangrai tiap Jumat.',
  productSite: '',
  language: 'id',
  accent: '#0f5e5a',
  paper: '#faf7f1',
  logo: '11111111-1111-4111-8111-111111111111',
}
const absent = { id: 'Tidak ada.', en: 'None.' }

function profile(account: Partial<Account>, blog: object = { absent }): Channel {
  const whole = {
    remoteId: '1',
    server: 'https://a.example',
    handle: 'kopisenja',
    name: 'Kopi',
    url: 'https://a.example/@k',
  }
  return { account: { ...whole, ...account }, network: { blog } } as unknown as Channel
}
const home = 'https://kopisenja.id'
const lacks = (account: Partial<Account>, at: string | undefined = home, kept = kit) =>
  measureBrand(kept, [profile(account)], at).differing.flatMap((one) => one.lacks)

test.each([
  ['nothing that its network tells', {}, []],
  ['another name', { handle: 'lain', name: 'Lain' }, ['name']],
  ['no link', { links: [] }, ['home']],
  ['a link elsewhere', { links: ['https://lain.example/'] }, ['home']],
  ['a link home', { links: ['https://www.kopisenja.id/tentang'] }, []],
  ['a link home in its bio', { bio: 'Kopi segar, disangrai tiap Jumat. kopisenja.id' }, []],
  ['a bio with neither', { bio: 'Warung kecil di Bandung' }, ['home', 'promise']],
  ['the promise in other words around it', { bio: 'Tiap Jumat disangrai: kopi!', links: [home] }, []],
] as const)('a profile with %s', (_what, account, expected) => {
  expect(lacks(account as Partial<Account>)).toEqual(expected)
})

test('no link is wanted to a machine at home, nor from a blog that is a home itself', () => {
  for (const at of ['http://localhost:4800', 'http://127.0.0.1:4800', 'http://[::1]:4800', ''])
    expect(lacks({ links: [] }, at), at).toEqual([])
  const blog = profile({ url: 'https://kopisenja.blog.example', links: [] }, {})
  expect(measureBrand(kit, [blog], undefined).differing).toEqual([])
})

test('without a promise no bio is held against it', () => {
  expect(lacks({ bio: 'Warung kecil', links: [home] }, home, { ...kit, promise: '' })).toEqual([])
})

test('kit and profiles are one count', () => {
  const channels = [profile({ links: [] }), profile({ handle: 'lain', name: 'Lain' })]
  expect(measureBrand({ ...kit, logo: null }, channels, home)).toMatchObject({
    missing: ['logo'],
    profiles: 2,
    // Three of the kit, name and link of the first, the name of the second; logo, link and name are wanting.
    kept: 3,
    of: 6,
  })
  expect(measureBrand(undefined, [], undefined)).toMatchObject({ kept: 0, of: 3, profiles: 0 })
})

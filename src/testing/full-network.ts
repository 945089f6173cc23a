import type { Connected, Network } from '../networks/network.ts'
import { type FakeNetwork, fakeNetwork } from './fake-network.ts'

/** What somebody did about a response at the full network. */
export interface FullNetwork extends FakeNetwork {
  moderated: { id: string; act: string }[]
  /** What the options said, post by post. */
  options: (Readonly<Record<string, string>> | undefined)[]
}

/**
 * A made-up network that has everything: sign-in over its own page with several pages behind it, options of its own, prices,
 * moderation, rules, articles; and it can be posted to by hand. For browsers to look at.
 * @param home where people come back to from its page
 */
export function fullNetwork(home: string): FullNetwork {
  const fake = fakeNetwork({ name: 'plaza', keys: true })
  const moderated: FullNetwork['moderated'] = []
  const options: FullNetwork['options'] = []
  const page = (id: string): Connected => ({
    account: {
      remoteId: id,
      server: 'https://plaza.example',
      handle: id,
      name: id === 'toko' ? 'Toko Senja' : 'Kebun Senja',
      url: `https://plaza.example/${id}`,
      facts: { rules: [{ title: 'Ramah', text: 'Jangan menjual di setiap kiriman.' }] },
    },
    credentials: { password: 'right', clientId: 'app-1', clientSecret: 'rahasia' },
  })
  const { absent, connect: _form, signIn: _none, publish, ...rest } = fake.network
  const { moderate: _m, fetchArticles: _a, ...missing } = absent
  const network: Network = {
    ...rest,
    label: 'Plaza',
    absent: missing,
    limits: () => ({ ...rest.limits(), length: 500, pictures: 1 }),
    connect: {
      kind: 'oauth',
      steps: [
        { id: 'Buat aplikasi, dengan alamat balik {callback}.', en: 'Make an app, with the callback {callback}.' },
      ],
      fields: [
        { name: 'clientId', type: 'text', label: { id: 'ID aplikasi', en: 'App ID' }, required: true, app: true },
        { name: 'clientSecret', type: 'password', label: { id: 'Rahasia', en: 'Secret' }, required: true, app: true },
      ],
    },
    beginOAuth: async (form, { state }) => ({
      url: `${home}/api/channels/callback?${new URLSearchParams({ state, code: 'ya' })}`,
      pending: { ...form },
    }),
    finishOAuth: async () => [page('toko'), page('kebun')],
    options: [
      {
        name: 'flair',
        kind: 'choice',
        label: { id: 'Flair', en: 'Flair' },
        choices: 'asked',
        required: true,
      },
      { name: 'quiet', kind: 'switch', label: { id: 'Tanpa pemberitahuan', en: 'Without a notification' } },
    ],
    choices: async () => [
      { value: 'kopi', label: { id: 'Kopi', en: 'Coffee' } },
      { value: 'kabar', label: { id: 'Kabar', en: 'News' } },
    ],
    meters: [
      {
        name: 'usd',
        label: { id: 'Biaya', en: 'Cost' },
        unit: 'micro-usd',
        per: 'channel',
        period: 'month',
        timeZone: 'Asia/Jakarta',
        limit: 5_000_000,
        budget: true,
        source: 'https://plaza.example/prices',
      },
    ],
    price: () => [{ meter: 'usd', amount: 200_000 }],
    render: (post, limits) =>
      rest.render(post, limits).map((part) => ({ ...part, ...(post.options ? { options: post.options } : {}) })),
    publish: async (part, session, key, thread) => {
      await session.spend('usd', 200_000)
      options.push(part.options)
      return publish(part, session, key, thread)
    },
    moderation: ['approve', 'hold', 'remove'],
    moderate: async ({ remoteId }, act) => {
      moderated.push({ id: remoteId, act })
    },
    home: true,
    fetchArticles: async () => ({
      articles: [
        {
          remoteId: 'a1',
          permalink: 'https://plaza.example/a1',
          title: 'Tulisan lama di Plaza',
          summary: 'Tentang kopi yang dulu.',
          tags: [],
          publishedAt: new Date('2025-03-01T00:00:00Z'),
        },
      ],
    }),
    byHand: {
      connect: {
        kind: 'assisted',
        steps: [],
        fields: [{ name: 'handle', type: 'handle', label: { id: 'Nama akun', en: 'Handle' }, required: true }],
      },
      signIn: async ({ handle = '' }) => ({
        account: { ...page(handle).account, name: handle, url: `https://plaza.example/${handle}`, byHand: true },
        credentials: {},
      }),
      composer: (part) => `https://plaza.example/new?${new URLSearchParams({ text: part.text })}`,
    },
  }
  return Object.assign(fake, { network, moderated, options })
}

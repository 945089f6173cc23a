import type { Connect, Connected, PostOption, Quota, RemoteArticle } from '../networks/network.ts'
import { formWay, type PageVisit, pageWay } from '../networks/ways.ts'
import { type FakeNetwork, fakeNetwork } from './fake-network.ts'

/** What somebody did about a response at the full network. */
export interface FullNetwork extends FakeNetwork {
  moderated: { id: string; act: string }[]
  /** What the options said, post by post. */
  options: (Readonly<Record<string, string>> | undefined)[]
}

const appForm: Connect = {
  kind: 'oauth',
  steps: [{ id: 'Buat aplikasi, dengan alamat balik {callback}.', en: 'Make an app, with the callback {callback}.' }],
  fields: [
    { name: 'clientId', type: 'text', label: { id: 'ID aplikasi', en: 'App ID' }, required: true, app: true },
    { name: 'clientSecret', type: 'password', label: { id: 'Rahasia', en: 'Secret' }, required: true, app: true },
  ],
}
const handForm: Connect = {
  kind: 'assisted',
  steps: [],
  fields: [{ name: 'handle', type: 'handle', label: { id: 'Nama akun', en: 'Handle' }, required: true }],
}
const ownOptions: readonly PostOption[] = [
  {
    name: 'flair',
    kind: 'choice',
    label: { id: 'Flair', en: 'Flair' },
    choices: async () => [
      { value: 'kopi', label: { id: 'Kopi', en: 'Coffee' } },
      { value: 'kabar', label: { id: 'Kabar', en: 'News' } },
    ],
    required: true,
  },
  { name: 'quiet', kind: 'switch', label: { id: 'Tanpa pemberitahuan', en: 'Without a notification' } },
]
const cost: Quota = {
  name: 'usd',
  label: { id: 'Biaya', en: 'Cost' },
  unit: 'micro-usd',
  per: 'channel',
  period: 'month',
  timeZone: 'Asia/Jakarta',
  limit: 5_000_000,
  budget: true,
  source: 'https://plaza.example/prices',
}
const oldArticle: RemoteArticle = {
  remoteId: 'a1',
  permalink: 'https://plaza.example/a1',
  title: 'Tulisan lama di Plaza',
  summary: 'Tentang kopi yang dulu.',
  tags: [],
  publishedAt: new Date('2025-03-01T00:00:00Z'),
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
      community: {
        name: 'Plaza',
        guest: false,
        rules: [{ title: 'Ramah', text: 'Jangan menjual di setiap kiriman.' }],
      },
    },
    credentials: { password: 'right', clientId: 'app-1', clientSecret: 'rahasia' },
  })
  const { name, verification, identity, text, sending, responses, figures } = fake.network
  const begin: PageVisit['begin'] = async (form, { state }) => ({
    url: `${home}/api/channels/callback?${new URLSearchParams({ state, code: 'ya' })}`,
    pending: { ...form },
  })
  const hand = formWay(handForm, async ({ handle = '' }) => ({
    account: { ...page(handle).account, name: handle, url: `https://plaza.example/${handle}`, byHand: true },
    credentials: {},
  }))
  const network: FakeNetwork['network'] = {
    name,
    label: 'Plaza',
    verification,
    identity: {
      ...identity,
      ways: [pageWay(appForm, { begin, finish: async () => [page('toko'), page('kebun')] }), hand],
      ownApp: () => ({ id: 'app-1', fields: { clientId: 'app-1', clientSecret: 'rahasia' } }),
    },
    text: {
      ...text,
      limits: () => ({ ...text.limits(), length: 500, pictures: 1 }),
      render: (post, limits) =>
        text.render(post, limits).map((part) => ({ ...part, ...(post.options ? { options: post.options } : {}) })),
      options: ownOptions,
    },
    sending: {
      ...sending,
      quotas: [cost],
      price: () => [{ quota: 'usd', amount: 200_000 }],
      publish: async (part, session, key, thread) => {
        await session.spend('usd', 200_000)
        options.push(part.options)
        return sending.publish(part, session, key, thread)
      },
    },
    responses: {
      ...responses,
      moderation: {
        acts: ['approve', 'hold', 'remove'],
        moderate: async ({ remoteId }, act) => {
          moderated.push({ id: remoteId, act })
        },
      },
    },
    blog: { fetch: async () => ({ articles: [oldArticle] }) },
    figures,
    byHand: {
      composer: (part) => `https://plaza.example/new?${new URLSearchParams({ text: part.text })}`,
    },
  }
  return Object.assign(fake, { network, moderated, options })
}

import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { inWorkspace } from '../db/client.ts'
import { allNetworks } from '../networks/index.ts'
import {
  type Connect,
  type Connected,
  type ConnectWay,
  capabilities,
  type Network,
  type Quota,
  sends,
  usualWay,
  wayOf,
  whyNot,
} from '../networks/network.ts'
import { ownAppOf } from '../networks/oauth2.ts'
import { formWay, pageWay } from '../networks/ways.ts'
import { makeWorkspace, type TestContext, testContext } from '../testing/context.ts'
import { fakeNetwork } from '../testing/fake-network.ts'
import {
  channelQuotas,
  chooseAccounts,
  comeBack,
  connectChannel,
  listChoices,
  readOwnApp,
  setBudget,
  testChannel,
  withSession,
} from './index.ts'

let context: TestContext
let network: Network

const quotas: readonly Quota[] = [
  {
    name: 'usd',
    label: { id: 'Biaya', en: 'Cost' },
    unit: 'micro-usd',
    per: 'channel',
    period: 'month',
    timeZone: 'Asia/Jakarta',
    limit: 100,
    budget: true,
    source: 'https://fake.example/prices',
  },
  {
    name: 'units',
    label: { id: 'Jatah', en: 'Quota' },
    unit: 'units',
    per: 'app',
    period: 'day',
    timeZone: 'America/Los_Angeles',
    limit: 10,
    budget: false,
    source: 'https://fake.example/quota',
  },
]

const page = (id: string): Connected => ({
  account: { remoteId: id, server: 'https://fake.example', handle: id, name: id, url: `https://fake.example/${id}` },
  credentials: { password: 'right', clientId: 'app-1', clientSecret: 'rahasia' },
})

const appForm: Connect = {
  kind: 'oauth',
  steps: [],
  fields: [
    { name: 'clientId', type: 'text', label: { id: 'ID', en: 'ID' }, required: true, app: true },
    { name: 'clientSecret', type: 'password', label: { id: 'R', en: 'S' }, required: true, app: true },
  ],
}

beforeEach(async () => {
  const fake = fakeNetwork()
  network = {
    ...fake.network,
    sending: { ...fake.network.sending, quotas },
    identity: {
      ...fake.network.identity,
      ways: [
        pageWay(appForm, {
          begin: async (form, { state }) => ({
            url: `https://fake.example/allow?state=${state}`,
            pending: { ...form },
          }),
          finish: async () => [page('toko'), page('kebun'), page('dapur')],
        }),
      ],
      ownApp: ownAppOf,
    },
  }
  context = await testContext([network])
})
afterEach(() => context.close())

const begin = async (form: Record<string, string>) => {
  const begun = await connectChannel(context, context.actor, 'fake', form)
  if (!('redirect' in begun)) throw new Error('no redirect')
  return new URL(begun.redirect).searchParams
}
async function connectAll(remoteIds: string[]) {
  const state = await begin({ clientId: 'app-1', clientSecret: 'rahasia' })
  const done = await comeBack(context, context.actor, state)
  if (!('choose' in done)) throw new Error('nothing to choose')
  return chooseAccounts(context, context.actor, done.choose, remoteIds)
}

describe('several pages behind one sign-in', () => {
  test('are chosen from, once, by whoever began, in time', async () => {
    const state = await begin({ clientId: 'app-1', clientSecret: 'rahasia' })
    const done = await comeBack(context, context.actor, state)
    if (!('choose' in done)) throw new Error('nothing to choose')
    const { accounts } = await listChoices(context, context.actor, done.choose)
    expect(accounts.map(({ remoteId }) => remoteId)).toEqual(['toko', 'kebun', 'dapur'])
    expect(JSON.stringify(accounts)).not.toContain('rahasia')
    const other = await makeWorkspace(context)
    await expect(listChoices(context, other, done.choose)).rejects.toMatchObject({ kind: 'forbidden' })
    await expect(chooseAccounts(context, context.actor, done.choose, [])).rejects.toMatchObject({ kind: 'wrong-input' })
    const channels = await chooseAccounts(context, context.actor, done.choose, ['toko', 'dapur'])
    expect(channels.map(({ account }) => account.handle)).toEqual(['toko', 'dapur'])
    await expect(chooseAccounts(context, context.actor, done.choose, ['kebun'])).rejects.toMatchObject({
      kind: 'forbidden',
    })
  })

  test('a choice that was left lying is over after a quarter of an hour', async () => {
    const done = await comeBack(context, context.actor, await begin({ clientId: 'a', clientSecret: 'b' }))
    if (!('choose' in done)) throw new Error('nothing to choose')
    context.clock.advance(16 * 60)
    await expect(listChoices(context, context.actor, done.choose)).rejects.toMatchObject({ kind: 'forbidden' })
  })
})

test('the app is typed once: the next account needs no typing, and another workspace knows nothing of it', async () => {
  await expect(begin({})).rejects.toMatchObject({ kind: 'wrong-input', field: 'clientId' })
  await connectAll(['toko'])
  await expect(begin({})).resolves.toBeDefined()
  const read = (workspaceId: string) =>
    inWorkspace(context.db, workspaceId, (tx) => readOwnApp(context, tx, workspaceId, network))
  expect(await read(context.actor.workspaceId)).toEqual({ clientId: 'app-1', clientSecret: 'rahasia' })
  const other = await makeWorkspace(context)
  expect(await read(other.workspaceId)).toBeUndefined()
})

describe('a quota', () => {
  const spend = (channelId: string, name: string, amount: number) =>
    withSession(context, context.actor.workspaceId, channelId, (session) => session.spend(name, amount))

  test('attacks#A43 counts before it is spent, is never overdrawn by ten at once, and begins anew', async () => {
    const [toko] = await connectAll(['toko'])
    if (!toko) throw new Error('no channel')
    const all = await Promise.allSettled(Array.from({ length: 10 }, () => spend(toko.id, 'usd', 30)))
    expect(all.filter(({ status }) => status === 'fulfilled')).toHaveLength(3)
    const refused = all.find((one) => one.status === 'rejected')
    const reason = refused?.reason as { kind: string; retryAt: Date } | undefined
    expect(reason?.kind).toBe('rate-limited')
    const [usd] = await channelQuotas(context, context.actor, toko.id)
    expect(usd).toMatchObject({ used: 90, limit: 100, resetsAt: reason?.retryAt })
    context.clock.advance(((usd?.resetsAt.getTime() ?? 0) - context.clock.now().getTime()) / 1000)
    await spend(toko.id, 'usd', 100)
    await expect(spend(toko.id, 'usd', 1)).rejects.toMatchObject({ kind: 'rate-limited' })
  })

  test('has a budget that a person sets; the network’s own limit nobody sets', async () => {
    const [toko, kebun] = await connectAll(['toko', 'kebun'])
    if (!toko || !kebun) throw new Error('no channels')
    await setBudget(context, context.actor, toko, 'usd', 20)
    await expect(spend(toko.id, 'usd', 30)).rejects.toMatchObject({ kind: 'rate-limited' })
    await spend(kebun.id, 'usd', 30)
    await expect(setBudget(context, context.actor, toko, 'units', 99)).rejects.toMatchObject({ kind: 'wrong-input' })
  })

  test('of an app is shared by all accounts that the app serves', async () => {
    const [toko, kebun] = await connectAll(['toko', 'kebun'])
    if (!toko || !kebun) throw new Error('no channels')
    await spend(toko.id, 'units', 6)
    await expect(spend(kebun.id, 'units', 6)).rejects.toMatchObject({ kind: 'rate-limited' })
    expect((await channelQuotas(context, context.actor, kebun.id))[1]).toMatchObject({ used: 6, limit: 10 })
  })
})

test('a form behind which several accounts are asks which; a page may lead to another page', async () => {
  const fake = fakeNetwork()
  const { identity } = fake.network
  const several = formWay({ ...appForm, kind: 'form', fields: [] }, async () => [page('toko'), page('kebun')])
  const states: string[] = []
  const twice: ConnectWay = {
    ...appForm,
    fields: [],
    next: async (done) => {
      states.push(done.terms.state)
      const second = done.did === 'returned' && 'second' in done.pending
      if (second) return { step: 'connected', connected: page('dapur') }
      const pending = done.did === 'returned' ? { second: true } : {}
      return { step: 'page', url: `https://fake.example/allow?state=${done.terms.state}`, pending }
    },
  }
  const here = await testContext([{ ...fake.network, identity: { ...identity, ways: [twice, several] } }])
  try {
    const asked = await connectChannel(here, here.actor, 'fake', {}, 'form')
    if (!('choose' in asked)) throw new Error('no choice')
    expect((await listChoices(here, here.actor, asked.choose)).accounts.map(({ handle }) => handle)).toEqual([
      'toko',
      'kebun',
    ])
    expect(await chooseAccounts(here, here.actor, asked.choose, ['kebun'])).toMatchObject([
      { account: { handle: 'kebun' } },
    ])

    const go = (to: object) => new URL('redirect' in to ? String(to.redirect) : 'about:blank').searchParams
    const first = await connectChannel(here, here.actor, 'fake', {}, 'oauth')
    const second = await comeBack(here, here.actor, go(first))
    expect(await comeBack(here, here.actor, go(second))).toMatchObject({ channel: { account: { handle: 'dapur' } } })
    expect(new Set(states).size).toBe(3)
    await expect(comeBack(here, here.actor, go(first))).rejects.toMatchObject({ kind: 'forbidden' })
    await expect(connectChannel(here, here.actor, 'fake', {}, 'assisted')).rejects.toMatchObject({ field: 'way' })
  } finally {
    await here.close()
  }
})

test.for((await allNetworks()).filter((one) => one.byHand && sends(one)))(
  '$label by hand has nothing of its API: nobody is asked, and it says so',
  async (real) => {
    const here = await testContext([real])
    here.fetch = async () => {
      throw new Error('nobody is to be asked')
    }
    const [field] = wayOf(real, 'assisted')?.fields ?? []
    const form = { [field?.name ?? '']: 'kopisenja' }
    const done = await connectChannel(here, here.actor, real.name, form, 'assisted')
    if (!('channel' in done)) throw new Error('no channel')
    const { network: side } = done.channel
    expect(usualWay(side).kind).toBe('assisted')
    for (const capability of capabilities) {
      expect(whyNot(side, capability)?.id, capability).toBeTruthy()
    }
    expect(side.byHand).toBeDefined()
    expect((await testChannel(here, here.actor, done.channel.id)).health).toBe('fine')
    await here.close()
  },
)

import { expect, test } from 'vitest'
import { inWorkspace } from '../db/client.ts'
import { present, type Session } from '../networks/network.ts'
import { testContext } from '../testing/context.ts'
import { connectingAs, fakeNetwork } from '../testing/fake-network.ts'
import { keptAccount } from './account.ts'
import { connectChannel, testChannel } from './index.ts'

/** What a hostile server tells of an account. */
const odd = {
  handle: 'ri\u0000na\n@contoh.id',
  name: `R\ud800ina\u0007 ${'x'.repeat(1000)}`,
  url: 'javascript:alert(1)',
  avatar: 'data:image/svg+xml,<svg onload="alert(1)"/>',
  bio: `\u0000${'b'.repeat(20_000)}`,
  links: ['javascript:alert(2)', 'https://contoh.id/', ...Array<string>(200).fill('https://contoh.id/a')],
  community: {
    name: 'r/\u0000kopi',
    guest: true,
    rules: Array(200).fill({ title: 'So\u0000pan', text: `\u0000${'a'.repeat(20_000)}` }),
  },
  facts: { note: 'a\u0000b' },
}

const kept = {
  handle: 'rina @contoh.id',
  name: expect.stringMatching(/^R\ufffdina x+…$/),
  url: '',
  bio: expect.stringMatching(/^b+…$/),
  links: ['https://contoh.id/', ...Array(49).fill('https://contoh.id/a')],
  community: {
    name: 'r/kopi',
    guest: true,
    rules: Array(50).fill({ title: 'Sopan', text: expect.stringMatching(/^a{4990,5000}…?$/) }),
  },
  facts: { note: 'ab' },
}

test('an account is kept as it may be shown, whatever its server tells, when it is connected and when it is looked at again', async () => {
  const { network } = fakeNetwork({ keys: true, find: true })
  const { identity } = network
  const probe = present(identity.probe)
  if (!probe) throw new Error('no account to look at')
  const lying = {
    ...network,
    identity: { ...identity, probe: async (session: Session) => ({ ...(await probe(session)), ...odd }) },
  }
  const context = await testContext([
    connectingAs(lying, (found) => ({ ...found, account: { ...found.account, ...odd } })),
  ])
  try {
    const done = await connectChannel(context, context.actor, 'fake', { handle: 'rina', password: 'right' })
    if (!('channel' in done)) throw new Error('no channel')
    const account = async () => {
      const rows = await inWorkspace(context.db, context.actor.workspaceId, (tx) =>
        tx.selectFrom('channel').select('account').execute(),
      )
      return rows[0]?.account
    }
    expect(await account()).toMatchObject(kept)
    expect(await account()).not.toHaveProperty('avatar')
    await testChannel(context, context.actor, done.channel.id)
    expect(await account()).toMatchObject(kept)
  } finally {
    await context.close()
  }
})

test('what an earlier version kept among the network’s own facts is found where it has its place now', () => {
  const account = {
    remoteId: '1',
    server: 'https://a.example',
    handle: 'r/kopi',
    name: 'u/rina',
    url: 'https://a.example/r/kopi',
  }
  const rules = [{ title: 'Sopan', text: 'Jangan kasar.' }]
  const facts = { community: 'r/kopi', guestOf: 'r/kopi', rules }
  expect(keptAccount({ ...account, facts })).toEqual({
    ...account,
    facts,
    community: { name: 'r/kopi', guest: true, rules },
  })
  const home = { community: 'u/rina', rules: [] }
  expect(keptAccount({ ...account, handle: 'u/rina', facts: home }).community).toEqual({
    name: 'u/rina',
    guest: false,
    rules: [],
  })
  const other = { ...account, facts: { length: 500 } }
  expect(keptAccount(other)).toBe(other)
})

import { expect, test } from 'vitest'
import { inWorkspace } from '../db/client.ts'
import { testContext } from '../testing/context.ts'
import { fakeNetwork } from '../testing/fake-network.ts'
import { connectChannel, testChannel } from './index.ts'

/** What a hostile server tells of an account. */
const odd = {
  handle: 'ri\u0000na\n@contoh.id',
  name: `R\ud800ina\u0007 ${'x'.repeat(1000)}`,
  url: 'javascript:alert(1)',
  avatar: 'data:image/svg+xml,<svg onload="alert(1)"/>',
  bio: `\u0000${'b'.repeat(20_000)}`,
  links: ['javascript:alert(2)', 'https://contoh.id/', ...Array<string>(200).fill('https://contoh.id/a')],
  facts: { note: 'a\u0000b' },
}

const kept = {
  handle: 'rina @contoh.id',
  name: expect.stringMatching(/^R\ufffdina x+…$/),
  url: '',
  bio: expect.stringMatching(/^b+…$/),
  links: ['https://contoh.id/', ...Array(49).fill('https://contoh.id/a')],
  facts: { note: 'ab' },
}

test('an account is kept as it may be shown, whatever its server tells, when it is connected and when it is looked at again', async () => {
  const { network } = fakeNetwork({ keys: true, find: true })
  const context = await testContext([
    {
      ...network,
      signIn: async (...given) => {
        const done = await network.signIn?.(...given)
        if (!done) throw new Error('no account')
        return { ...done, account: { ...done.account, ...odd } }
      },
      probe: async (...given) => ({ ...(await network.probe(...given)), ...odd }),
    },
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

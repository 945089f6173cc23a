import { describe, expect, it, test } from 'vitest'
import { Problem } from '../core/problem.ts'
import { isAbsent, needed, present, within } from './facets/absent.ts'
import type { Account, Connect, Connected, ConnectTerms, OrAbsent, SendingFacet, Tools } from './network.ts'
import { connectTerms } from './testing/session.ts'
import { formWay, pageWay } from './ways.ts'

const absent = { absent: { id: 'Tidak bisa di sini.', en: 'Not possible here.' } }

describe('in the place of what is missing', () => {
  const facet: OrAbsent<{ act: OrAbsent<() => number> }> = { act: () => 1 }

  it('stands why; what is there is found, with its facet or without', () => {
    expect(present(within<{ act: OrAbsent<() => number> }, 'act'>(facet, 'act'))?.()).toBe(1)
    expect(present(within<{ act: () => number }, 'act'>(absent, 'act'))).toBeUndefined()
    expect(within<{ act: OrAbsent<() => number> }, 'act'>({ act: absent }, 'act')).toBe(absent)
    expect([isAbsent(absent), isAbsent(facet), isAbsent(undefined), isAbsent(() => 1)]).toEqual([
      true,
      false,
      false,
      false,
    ])
  })

  it('is thrown as it stands by whoever can’t go on', () => {
    expect(needed(facet)).toBe(facet)
    expect(() => needed(absent)).toThrow(expect.objectContaining({ kind: 'rejected', words: absent.absent }))
    expect(() => needed(absent)).toThrow(Problem)
  })

  it('nothing can be called before one has looked, and nothing of an adapter’s own is read by name', () => {
    const sending = absent as OrAbsent<SendingFacet>
    // @ts-expect-error: the facet may be absent
    expect(sending.publish).toBeUndefined()
    const account: Account = { remoteId: '1', server: '', handle: '', name: '', url: '', facts: { rules: [] } }
    // @ts-expect-error: an adapter's own
    expect(account.facts?.rules).toEqual([])
  })
})

const form: Connect = { kind: 'form', fields: [], steps: [] }
const tools: Tools = { fetch, signal: new AbortController().signal, now: () => new Date(0) }
const found = (remoteId: string): Connected => ({
  account: { remoteId, server: '', handle: remoteId, name: remoteId, url: '' },
  credentials: {},
})
const typed = { did: 'typed', form: {}, terms: connectTerms() } as const

describe('a way to connect', () => {
  test.each([
    ['one account', found('a'), { step: 'connected', connected: found('a') }],
    ['a list of one', [found('a')], { step: 'connected', connected: found('a') }],
    ['several', [found('a'), found('b')], { step: 'choice', accounts: [found('a'), found('b')] }],
    ['none', [], { step: 'choice', accounts: [] }],
  ])('with %s goes on to what that asks for', async (_what, accounts, step) => {
    expect(await formWay(form, async () => accounts).next(typed, tools)).toEqual(step)
  })

  it('over a page takes what the page sends along, and what was kept until then', async () => {
    const way = pageWay(
      { ...form, kind: 'oauth' },
      {
        begin: async (_form, { state }: ConnectTerms) => ({
          url: `https://entry.example/?state=${state}`,
          pending: { state },
        }),
        finish: async (answer, pending) => found(`${answer.get('code')} ${JSON.stringify(pending)}`),
      },
    )
    const page = await way.next(typed, tools)
    expect(page).toEqual({ step: 'page', url: 'https://entry.example/?state=s', pending: { state: 's' } })
    const answer = new URLSearchParams({ code: 'ya' })
    const back = { did: 'returned', answer, pending: { state: 's' }, terms: connectTerms() } as const
    expect(await way.next(back, tools)).toEqual({ step: 'connected', connected: found('ya {"state":"s"}') })
  })
})

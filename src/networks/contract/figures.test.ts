import { describe, expect, it } from 'vitest'
import { present } from '../network.ts'
import { open, partOf, send, withFake } from './testing/stand.ts'

const counting = withFake.flatMap(([name, network, create]) => {
  const figures = present(network.figures)
  return figures ? [[name, network, figures, create] as const] : []
})

/** What a network owes that counts what people do. */
describe.each(counting)('%s, figures', (_name, network, figures, create) => {
  it('counts', async () => {
    const { session } = await open(network, create)
    const copy = await send(network, partOf(network), session, 'k')
    expect(await figures.fetch([copy, { remoteId: `${copy.remoteId}x` }], session)).toMatchObject([
      { remoteId: copy.remoteId, likes: 2 },
    ])
  })
})

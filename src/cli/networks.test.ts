import { describe, expect, test } from 'vitest'
import { languages } from '../core/words.ts'
import { networkNamed, networkNames } from '../networks/index.ts'
import { capabilities, whyNot } from '../networks/network.ts'
import { runCommand } from './index.ts'
import type { described } from './networks.ts'

type Described = ReturnType<typeof described>

async function run(argv: string[], language: (typeof languages)[number] = 'en') {
  let out = ''
  const code = await runCommand(argv, {
    input: { [Symbol.asyncIterator]: () => ({ next: async () => ({ done: true, value: undefined }) }) },
    out: (text) => {
      out += text
    },
    err: () => undefined,
    language,
  })
  return { code, out }
}

const all = JSON.parse((await run(['networks', '--json'])).out) as Described[]
const of = (name: string) => all.find((one) => one.name === name)

describe('networks --json', () => {
  test('every network of the shelf, in its order', async () => {
    expect((await run(['networks', '--json'])).code).toBe(0)
    expect(all.map(({ name }) => name)).toEqual(networkNames)
  })

  test.each(all)('$name: each capability is there with its verification, or missing with its reason', async (one) => {
    const network = await networkNamed(one.name)
    for (const capability of capabilities) {
      const there = one.capabilities.includes(capability)
      expect(there, capability).toBe(network && whyNot(network, capability) === undefined)
      expect(one.absent[capability] === undefined, capability).toBe(there)
    }
    for (const ability of one.capabilities.filter((name) => name !== 'assisted')) {
      const { by, source } = one.verified[ability] ?? {}
      expect(['real-server', 'official-description', 'documentation']).toContain(by)
      expect(source?.length).toBeGreaterThan(5)
    }
    expect(one.ways.length).toBe(network?.identity.ways.length)
    expect(one.ways.every(({ steps, fields }) => steps.length > 0 && fields.length > 0)).toBe(true)
  })

  test('single capabilities keep their own verification; others have the network’s', () => {
    expect(of('youtube')?.verified.resume?.by).toBe('documentation')
    expect(of('youtube')?.verified.find).toEqual(of('youtube')?.verification)
  })

  test('both ways, with the limits of each', () => {
    expect(of('reddit')?.ways.map(({ by, kind, limits }) => [by, kind, limits.pictures])).toEqual([
      ['api', 'oauth', 0],
      ['hand', 'assisted', 20],
    ])
    expect(of('x')?.capabilities).toEqual(expect.arrayContaining(['publish', 'assisted', 'find']))
    expect(of('tiktok')).toMatchObject({ connect: 'assisted', capabilities: ['assisted'] })
    expect(of('tiktok')?.verified.assisted?.by).toBe('documentation')
    expect(of('x')?.verified.assisted).toBeUndefined()
  })

  test('limits, money, options, acts and notices', () => {
    expect(of('wordpress')).toMatchObject({ home: true, limits: { length: null } })
    expect(of('instagram')).toMatchObject({
      webhook: true,
      limits: { needs: ['picture', 'video'], video: { seconds: 900 } },
    })
    expect(of('x')).toMatchObject({
      limits: { length: 280 },
      rates: [{ per: 'channel', calls: 100, seconds: 900 }, {}],
      quotas: [{ name: 'usd', unit: 'micro-usd', period: 'month', limit: 5_000_000 }],
      price: { withoutLink: [{ quota: 'usd', amount: 15_000 }], withLink: [{ quota: 'usd', amount: 200_000 }] },
      moderation: ['approve', 'hold'],
    })
    expect(of('reddit')?.options.find(({ name }) => name === 'flair')).toMatchObject({ choices: 'asked' })
  })
})

describe('networks, for people', () => {
  test.each(languages)('%s: every network, with reasons and sources, and nothing left open', async (language) => {
    const { code, out } = await run(['networks'], language)
    expect(code).toBe(0)
    for (const { label, name, absent, source, quotas } of all) {
      expect(out).toContain(`${label} (${name})\n`)
      for (const reason of Object.values(absent)) expect(out).toContain(reason[language])
      for (const said of [source, ...quotas.map((quota) => quota.source)]) expect(out).toContain(said)
    }
    expect(out).not.toMatch(/\{\w+\}|undefined|NaN|Infinity/)
  })

  test('in the person’s language', async () => {
    expect((await run(['networks'], 'id')).out).toContain('mengirim manual')
    expect((await run(['networks'], 'id')).out).toContain('satu kiriman: US$0,015; dengan tautan: US$0,20')
    expect((await run(['networks'], 'en')).out).toContain('a post: $0.015; with a link: $0.20')
  })
})

import { randomUUID } from 'node:crypto'
import { hashPassword } from 'better-auth/crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { allNetworks } from '../networks/index.ts'
import { sends } from '../networks/network.ts'
import { type TestContext, testContext } from '../testing/context.ts'
import { type Document, type Ids, placesIn, type Schema, sample, withAt } from '../testing/fuzz/schema.ts'
import { freePort, type Person, type TestWeb, testWeb } from '../testing/web.ts'

const owner = {
  name: 'Rina',
  email: 'rina@contoh.id',
  password: 'kata-sandi-panjang',
  language: 'id',
  timeZone: 'Asia/Jakarta',
}
let context: TestContext
let web: TestWeb
let rina: Person
let workspaceId: string
/** What another brand has in the same house, and what we have. */
let theirs: Ids
let ours: Ids

beforeAll(async () => {
  const port = await freePort()
  const networks = (await allNetworks()).filter((network) => !sends(network))
  context = await testContext(networks, { PORT: String(port), BASE_URL: `http://localhost:${port}` })
  web = await testWeb(context)
  rina = web.person()
  const { body } = await rina.post<{ workspace: { id: string } }>('/setup', owner)
  workspaceId = body.workspace.id
  ours = await fill(rina)
  theirs = await fill(await neighbour())
})
afterAll(async () => {
  await web.close()
  await context.close()
})

async function neighbour(): Promise<Person> {
  const { userId } = context.actor
  const [now, password] = [context.clock.now(), await hashPassword(owner.password)]
  const account = { id: randomUUID(), accountId: userId, providerId: 'credential', userId }
  await context.db
    .insertInto('account')
    .values({ ...account, password, createdAt: now, updatedAt: now })
    .execute()
  const person = web.person()
  const { email } = await context.db
    .selectFrom('user')
    .select('email')
    .where('id', '=', userId)
    .executeTakeFirstOrThrow()
  expect((await person.post('/auth/sign-in/email', { email, password: owner.password })).status).toBe(200)
  return person
}

/** One of everything that has an id. */
async function fill(person: Person): Promise<Ids> {
  const made = async (path: string, body: unknown) => {
    const answer = await person.post<Record<string, unknown>>(path, body)
    expect([path, answer.status, answer.body]).toEqual([path, expect.toSatisfy((status) => status < 300), answer.body])
    return answer.body
  }
  const kit = { name: 'Kopi Senja', handle: '@kopi', promise: 'Jujur', productSite: 'https://kopi.invalid' }
  expect(
    (await person.put('/brand', { ...kit, language: 'id', accent: '#0f766e', paper: '#faf6ee', logo: null })).status,
  ).toBe(200)
  const { networks } = (
    await person.get<{ networks: { name: string; ways: { fields: { name: string }[] }[] }[] }>('/networks')
  ).body
  const network = networks.find(({ ways }) => ways[0]?.fields.length === 1)
  const form = { [network?.ways[0]?.fields[0]?.name ?? '']: 'kopisenja' }
  const { channel } = (await made('/channels', { network: network?.name, form, byHand: true })) as {
    channel: { id: string }
  }
  const texts = [{ channelId: channel.id, text: 'Halo' }]
  const rule = { rule: 'FREQ=DAILY;COUNT=3', timeZone: 'Asia/Jakarta', startsAt: '2030-01-01T01:00:00Z' }
  const article = await made('/articles', { title: 'Kopi', markdown: 'Enak.' })
  const draft = await made('/drafts', { body: { text: 'Halo' } })
  const { deliveries } = (await made('/posts', { texts, at: rule.startsAt })) as {
    deliveries: { id: string; postId?: string }[]
  }
  await made('/series', { ...rule, variants: [{ texts }, { texts: [{ ...texts[0], text: 'Halo lagi' }] }] })
  const round = { channelIds: [channel.id], tags: [], leastAgeDays: 1, restDays: 1, review: true }
  await made('/evergreen', { ...rule, ...round })
  const first = async (path: string, name: string) =>
    (await person.get<Record<string, { id: string }[]>>(path)).body[name]?.[0]?.id ?? ''
  const { default: sharp } = await import('sharp')
  const dot = await sharp({ create: { width: 8, height: 8, channels: 3, background: '#7a3e1d' } })
    .png()
    .toBuffer()
  const media = await person.upload<{ id: string }>('/media', new File([new Uint8Array(dot)], 'a.png'), 'a')
  const upload = await made('/uploads', { name: 'a.mp4', bytes: 100 })
  return {
    channel: channel.id,
    article: article.id as string,
    draft: draft.id as string,
    delivery: deliveries[0]?.id ?? '',
    serie: await first('/series', 'series'),
    evergreen: await first('/evergreen', 'evergreens'),
    media: media.body.id,
    logo: media.body.id,
    upload: upload.id as string,
  }
}

const isId = (value: unknown): value is string => typeof value === 'string' && Object.values(theirs).includes(value)

/**
 * A sound body with each of its ids in turn as theirs: of the kind that the field names, else of every kind. A new thing's own `id` is chosen by whoever makes it: only one of the
 * same kind is somebody else's.
 */
function bodiesOf(schema: Schema, kind: string): unknown[] {
  const sound = sample(schema, { ids: ours })
  return placesIn(sound)
    .filter((place) => place.length > 0)
    .flatMap((place) => {
      const value = place.reduce<unknown>((inner, key) => (inner as Record<string, unknown>)?.[key as string], sound)
      if (typeof value !== 'string' || !/^[0-9a-f]{8}-[0-9a-f-]{27}$/.test(value)) return []
      const name = [...place].reverse().find((key) => typeof key === 'string') as string
      const of = theirs[name === 'id' ? kind : name.replace(/Ids?$/, '')]
      const ids = of ? [of] : name === 'id' ? [] : Object.values(theirs)
      return ids.map((id) => withAt(sound, place, id))
    })
}

test('attacks#A28 ids of another brand are nobody’s in every address and every body of the API, and are never kept', async () => {
  const { paths } = (await rina.get<Document>('/openapi.json')).body
  // What is deleted twice is deleted: the answer is the same for an id that never was.
  const same = new Set(['delete /drafts/{id}: 200', 'delete /sets/{id}: 200'])
  let tried = 0
  const open = new Set<string>()
  for (const [path, methods] of Object.entries(paths))
    for (const [method, operation] of Object.entries(methods)) {
      const schema = operation.requestBody?.content['application/json']?.schema
      const addresses = path.includes('{id}') ? Object.values(theirs).map((id) => path.replace('{id}', id)) : []
      const ask = async (address: string, body?: unknown) => {
        const answer = await (method === 'get' || method === 'delete'
          ? rina[method](address)
          : rina[method as 'post'](address, body ?? {}))
        tried++
        return answer.status
      }
      for (const address of addresses) {
        const status = await ask(address, schema && sample(schema, { ids: ours }))
        if (![404, 409, 422].includes(status)) open.add(`${method} ${path}: ${status}`)
      }
      if (!schema) continue
      const kind = /^\/(\w+?)s?(?:\/|$)/.exec(path)?.[1] ?? ''
      const own = path.replace('{id}', ours[kind] ?? '')
      for (const body of bodiesOf(schema, kind)) {
        const status = await ask(own, body)
        if (status >= 500) open.add(`${method} ${path}: ${status} ${JSON.stringify(body).slice(0, 300)}`)
      }
    }
  expect([...open].filter((one) => !same.has(one))).toEqual([])
  expect(tried).toBeGreaterThan(250)
  const { rows: tables } = await context.database.pool.query<{ name: string }>(
    `select table_name as name from information_schema.columns where column_name = 'workspace_id' and table_schema = current_schema()`,
  )
  const kept: string[] = []
  const client = await context.database.pool.connect()
  await client.query("select set_config('percakapan.workspace', '*', false)")
  for (const { name } of tables) {
    const { rows } = await client.query(`select to_jsonb(t)::text as row from "${name}" t where workspace_id = $1`, [
      workspaceId,
    ])
    for (const { row } of rows)
      for (const [id] of (row as string).matchAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g))
        if (isId(id)) kept.push(`${name}: ${row.slice(0, 400)}`)
  }
  client.release()
  expect(kept).toEqual([])
}, 60_000)

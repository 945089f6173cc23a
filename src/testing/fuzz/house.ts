import { type AskProgram, type RunningProgram, setUpProgram } from '../program.ts'
import type { Ids } from './schema.ts'

const owner = {
  name: 'Rina',
  email: 'rina@contoh.id',
  password: 'kata-sandi-panjang',
  language: 'id',
  timeZone: 'Asia/Jakarta',
}
const kit = {
  name: 'Kopi Senja',
  handle: '@kopisenja',
  promise: 'Kopi jujur',
  productSite: 'https://kopisenja.invalid',
  language: 'id',
  accent: '#0f766e',
  paper: '#faf6ee',
  logo: null,
}
const rule = { rule: 'FREQ=DAILY;COUNT=3', timeZone: 'Asia/Jakarta', startsAt: '2030-01-01T01:00:00Z' }

/** A running program with an owner, a channel and content, so that hostile requests get further. It sends nothing out. */
export interface House {
  cookie: string
  workspace: string
  ids: Ids
}

/** Sets the program up. Its channel is one that a person posts to by hand. */
export async function moveIn(program: RunningProgram): Promise<House> {
  const cookies: string[] = []
  const ask = await setUpProgram(program, owner, (cookie) => cookies.push(cookie))
  await made(ask, 'PUT', '/brand', kit)
  await made(ask, 'PUT', '/hold', { on: true })
  const channel = await connectByHand(ask)
  const texts = [{ channelId: channel.id, text: 'Halo' }]
  const article = await made(ask, 'POST', '/articles', { title: 'Kopi', markdown: 'Enak.' })
  const draft = await made(ask, 'POST', '/drafts', { body: { text: 'Halo' } })
  const idea = await made(ask, 'POST', '/ideas', { text: 'Kopi dingin' })
  const author = await made(ask, 'POST', '/authors', { name: 'Sari' })
  const { deliveries } = await made(ask, 'POST', '/posts', { texts, at: rule.startsAt })
  await made(ask, 'POST', '/series', {
    ...rule,
    variants: [{ texts }, { texts: [{ ...texts[0], text: 'Halo lagi' }] }],
  })
  const round = { channelIds: [channel.id], tags: [], leastAgeDays: 1, restDays: 1, review: true }
  await made(ask, 'POST', '/evergreen', { ...rule, ...round })
  const first = async (path: string, name: string) =>
    ((await made(ask, 'GET', path))[name] as { id: string }[])[0]?.id ?? ''
  const ids = {
    channel: channel.id,
    article: article.id as string,
    draft: draft.id as string,
    idea: idea.id as string,
    author: author.id as string,
    delivery: (deliveries as { id: string }[])[0]?.id ?? '',
    serie: await first('/series', 'series'),
    evergreen: await first('/evergreen', 'evergreens'),
  }
  const { workspace } = (await made(ask, 'GET', '/me')) as { workspace?: { id: string } }
  return { cookie: cookies.at(-1) ?? '', workspace: workspace?.id ?? '', ids }
}

async function connectByHand(ask: AskProgram): Promise<{ id: string }> {
  const { networks } = (await made(ask, 'GET', '/networks')) as {
    networks: { name: string; ways: { kind: string; fields: { name: string }[] }[] }[]
  }
  const byHand = ({ ways: [way] }: (typeof networks)[number]) => way?.kind === 'assisted' && way.fields.length === 1
  const network = networks.find(byHand)
  if (!network) throw new Error('no network that a person posts to by hand')
  const form = Object.fromEntries((network.ways[0]?.fields ?? []).map(({ name }) => [name, 'kopisenja']))
  return (await made(ask, 'POST', '/channels', { network: network.name, form, way: 'assisted' })).channel as {
    id: string
  }
}

async function made(ask: AskProgram, method: string, path: string, body?: unknown): Promise<Record<string, unknown>> {
  const answer = await ask(method, path, body)
  if (answer.status >= 300)
    throw new Error(`${method} ${path} answered ${answer.status}: ${JSON.stringify(answer.body)}`)
  return answer.body
}

/** What the contract suites share: every network of the register, with its fake, and a person who uses them. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { inspect } from 'node:util'
import { expect } from 'vitest'
import type { Part, Post } from '../../../core/post.ts'
import { Problem } from '../../../core/problem.ts'
import { allNetworks } from '../../index.ts'
import {
  type Limits,
  type Network,
  type Pending,
  type Published,
  present,
  type Sender,
  type Session,
  sends,
} from '../../network.ts'
import { type Fake, fakeNow } from '../../testing/fake.ts'
import { openSession, pixel } from '../../testing/session.ts'

/** Every network of the register: a new one is held to all of it without a line here. */
export const networks = await allNetworks()

async function fakeOf(network: Network): Promise<(() => Fake) | undefined> {
  const file = join(import.meta.dirname, '..', '..', network.name, 'testing', 'fake.ts')
  if (!existsSync(file)) return undefined
  return ((await import(file)) as { createFake: () => Fake }).createFake
}

/** Those that send by themselves, each with its fake: a table for `describe.each`. */
export const withFake = (
  await Promise.all(networks.filter(sends).map(async (network) => [network, await fakeOf(network)] as const))
).flatMap(([network, create]) => (create ? [[network.name, network, create] as const] : []))

/** A network, signed in at a new fake; `fail` comes between for the one request that publishes. */
export async function open(
  network: Network,
  create: () => Fake,
  fail?: (real: () => Promise<Response>) => Promise<Response>,
) {
  const fake = create()
  const connected = await fake.connect(network)
  let broken = fail
  const between: typeof fetch = (input, init) => {
    const url = new URL(input instanceof Request ? input.url : input)
    const real = () => fake.fetch(input, init)
    return broken && fake.isPublish(init?.method ?? 'GET', url, new Headers(init?.headers)) ? broken(real) : real()
  }
  const { session } = openSession(connected, { fetch: between, now: () => fakeNow })
  const mend = () => {
    broken = undefined
  }
  return { fake, session, connected, mend }
}

/** A part as the network cuts it, with whatever a post needs there. */
export function partOf(network: Network, text = 'Halo, ini kabar hari ini. Baca di https://contoh.id/a ya!') {
  const limits = network.text.limits()
  const [part] = network.text.render({ text, language: 'id', title: 'Kabar', ...mediaFor(limits) }, limits)
  if (!part) throw new Error('no part')
  return part
}

/** What goes with every post on networks that take no words alone. */
function mediaFor({ needs = [] }: Limits): Pick<Post, 'pictures' | 'video'> {
  const at = (file: string) => ({ alt: 'Titik', address: `https://panel.example/${file}` })
  const picture = { id: 'p', mime: 'image/png', width: 1, height: 1, bytes: pixel.byteLength, ...at('p.png') }
  const video = { id: 'v', mime: 'video/mp4', width: 640, height: 360, bytes: 3, seconds: 5, ...at('v.mp4') }
  if (needs.includes('picture')) return { pictures: [picture] }
  return needs.includes('video') ? { video } : {}
}

/** An answer to a person: words, even where a post needs more. */
export function answerOf(network: Network, text: string) {
  const { video: _video, ...words } = partOf(network, text)
  return { ...words, pictures: [] }
}

/** Sends a part to its end, as the dispatcher does: what is pending is resumed, by others too. */
export async function send(network: Sender, part: Part, session: Session, key: string): Promise<Published> {
  let sent: Published | Pending = await network.sending.publish(part, session, key)
  for (let tries = 0; sent.state === 'pending'; tries++) {
    const resume = present(network.sending.resume)
    if (tries > 20 || !resume) throw new Error('never there')
    // Kept in a row, and read from there by whoever goes on.
    sent = await resume(JSON.parse(JSON.stringify(sent.pending)), session)
  }
  return sent
}

/** Whether a second try can be made: without keys and without a way to look, a person decides instead. */
export const triesAgain = ({ sending }: Sender) => sending.keys || present(sending.find) !== undefined

/** A second try, as the dispatcher makes it: where the network itself knows no keys, it is looked for first. */
export async function sendAgain(network: Sender, part: Part, session: Session, key: string): Promise<Published> {
  const left = network.sending.keys ? undefined : await present(network.sending.find)?.(key, part, session, fakeNow)
  return left ?? (await send(network, part, session, key))
}

/** What a call threw: a `Problem`, and nothing else. */
export async function problemOf(promise: Promise<unknown> | undefined): Promise<Problem> {
  const error = await promise?.then(
    (value) => value,
    (reason: unknown) => reason,
  )
  expect(error, inspect(error)).toBeInstanceOf(Problem)
  return error as Problem
}

/** None of the secrets stands anywhere in it. */
export function expectNoSecret(problem: Problem, secrets: readonly string[]) {
  const everything = inspect(problem, { depth: 10, showHidden: true }) + problem.stack
  expect(secrets.length).toBeGreaterThan(0)
  for (const secret of secrets)
    expect(everything.includes(secret), `a secret stands in: ${problem.message}`).toBe(false)
}

import { Hono } from 'hono'
import { connectFirst } from '../../testing/connecting.ts'
import { type Fake, fetchOf } from '../../testing/fake.ts'
import { accountAt } from './account.ts'
import { appsAt } from './apps.ts'
import { failures } from './failures.ts'
import { mediaAt } from './media.ts'
import { notificationsAt } from './notifications.ts'
import { type Media, secret, token } from './shapes.ts'
import { statusesAt } from './statuses.ts'
import { createWorld } from './world.ts'

/** And the apps that are registered with it. */
export interface MastodonFake extends Fake {
  /** How often an app was registered. */
  registrations(): number
  media: Media[]
  /** What a server does with apps that nobody signed in with. */
  forgetApps(): void
  /** Budi writes to us, for some people only. */
  addMessage(text: string, at: Date, visibility: string): string
  /** The message is from now on for other people. */
  turn(id: string, visibility: string): void
  /** Some servers list only what is for everybody among one's statuses, even to oneself. */
  listPublicOnly(): void
  /** What was posted, with who may see it. */
  seen(): { text: string; visibility: string }[]
}

/** A server of Mastodon 4.7; requests and its own answers are checked against the OpenAPI description where that is at hand. */
export function createFake(): MastodonFake {
  const world = createWorld()
  const { media, apps, statuses, keep, answers } = world
  const app = new Hono()
  appsAt(app, world)
  accountAt(app, world)
  mediaAt(app, world)
  statusesAt(app, world)
  const { answer } = notificationsAt(app, world)
  const handle = fetchOf((request) => app.fetch(request))
  return {
    fetch: handle,
    connect: (network) => {
      const visit = (page: string) => {
        world.verifier = new URL(page).searchParams.get('code_challenge') ?? ''
        return new URLSearchParams({ state: 's', code: 'kode-sekali' })
      }
      return connectFirst(network, { fetch: handle, form: { server: 'fedi.example' }, visit })
    },
    registrations: () => world.registrations,
    media,
    forgetApps: () => apps.clear(),
    posts: () => statuses.map(({ text }) => text),
    isPublish: (method, url) => method === 'POST' && url.pathname === '/api/v1/statuses',
    addPost: (text, at) => void keep(text, at),
    addResponse: (to, text, at) => answer(to, text, at),
    addMessage: (text, at, visibility) => answer(null, text, at, visibility),
    turn: (id, visibility) => {
      for (const { stored } of answers) if (stored.id === id) stored.visibility = visibility
    },
    listPublicOnly: () => {
      world.listsAll = false
    },
    seen: () => statuses.map(({ text, visibility = 'public' }) => ({ text, visibility })),
    failures,
    secrets: () => [token, secret],
  }
}

import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { afterAll, describe, expect, it } from 'vitest'
import { realClock } from '../src/testing/clock.ts'
import {
  fediverseFollow,
  fediverseHome,
  fediverseToken,
  needPeer,
  publishOnGhost,
  startBluesky,
  startFediverse,
  startGhost,
  startPostgres15,
  startWordPress,
} from './index.ts'
import { query } from './postgres.ts'
import { fetchOnce, freePort, launch, ownFolder, until } from './process.ts'

const stops: (() => Promise<void>)[] = []
afterAll(async () => {
  for (const stop of stops.splice(0)) await stop()
})

async function json<T>(url: string, init?: RequestInit): Promise<T> {
  const answer = await fetchOnce(url, init)
  if (!answer.ok) throw new Error(`${url}: ${answer.status} ${(await answer.text()).slice(0, 300)}`)
  return (await answer.json()) as T
}

describe.runIf(await needPeer('postgres15'))('PostgreSQL 15', () => {
  it('answers as version 15 and is gone after stop', async () => {
    const peer = await startPostgres15()
    expect(await query(peer.url, 'select version()')).toMatch(/^PostgreSQL 15\./)
    await peer.stop()
    await expect(query(peer.url, 'select 1')).rejects.toThrow('refused')
  })
})

describe.runIf(await needPeer('fediverse'))('two snac2 servers', () => {
  it('carry a post to a follower on the other, and the answer back', async () => {
    const peer = await startFediverse()
    stops.push(peer.stop)
    const [first, second] = peer.servers
    const writer = await fediverseToken(first, first.accounts[0])
    const reader = await fediverseToken(second, second.accounts[1])
    await fediverseFollow(second, reader, { server: first, account: first.accounts[0] })
    const post = (url: string, token: string, body: object) =>
      json<{ uri: string }>(`${url}/api/v1/statuses`, {
        method: 'POST',
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        body: JSON.stringify({ visibility: 'public', ...body }),
      })
    const { uri } = await post(first.url, writer, { status: 'Apa kabar?' })
    const seen = await until('the post', async () =>
      (await fediverseHome(second, reader)).find((one) => one.uri === uri),
    )
    await post(second.url, reader, { status: 'Kabar baik.', in_reply_to_id: seen.id })
    const arrived = await until('the answer', async () => {
      const headers = { authorization: `Bearer ${writer}` }
      const url = `${first.url}/api/v1/notifications`
      const list = await json<{ type: string; status?: { content: string } }[]>(url, { headers })
      return list.find((one) => one.type === 'mention')
    })
    expect(arrived.status?.content).toContain('Kabar baik.')
  })
})

describe.runIf(await needPeer('wordpress'))('WordPress', () => {
  it('takes a post with the application password', async () => {
    const peer = await startWordPress()
    stops.push(peer.stop)
    const authorization = `Basic ${Buffer.from(`${peer.username}:${peer.applicationPassword}`).toString('base64')}`
    const made = await json<{ id: number; link: string }>(`${peer.url}/wp-json/wp/v2/posts`, {
      method: 'POST',
      headers: { authorization, 'content-type': 'application/json' },
      body: JSON.stringify({ title: 'Salam', content: '<p>Halo</p>', status: 'publish' }),
    })
    expect(await (await fetch(made.link)).text()).toContain('Salam')
  })
})

describe.runIf(await needPeer('bluesky'))('Bluesky', () => {
  it('shows a post of the PDS in the AppView', async () => {
    const peer = await startBluesky()
    stops.push(peer.stop)
    const [sari] = peer.accounts
    const call = <T>(method: string, token: string | undefined, body?: object) =>
      json<T>(`${peer.pdsUrl}/xrpc/${method}`, {
        method: body ? 'POST' : 'GET',
        headers: { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) },
        ...(body ? { body: JSON.stringify(body) } : {}),
      })
    const form = { identifier: sari.handle, password: sari.appPassword }
    const { accessJwt } = await call<{ accessJwt: string }>('com.atproto.server.createSession', undefined, form)
    const record = { $type: 'app.bsky.feed.post', text: 'Halo dari PDS', createdAt: realClock.now().toISOString() }
    await call('com.atproto.repo.createRecord', accessJwt, { repo: sari.did, collection: 'app.bsky.feed.post', record })
    const seen = await until('the post', async () => {
      const path = `app.bsky.feed.getAuthorFeed?actor=${sari.did}`
      const { feed } = await call<{ feed: { post: { record: { text: string } } }[] }>(path, accessJwt)
      return feed[0]?.post.record.text
    })
    expect(seen).toBe('Halo dari PDS')
    // The first time, its libraries are installed.
  }, 900_000)
})

describe.runIf(await needPeer('ghost'))('Ghost', () => {
  it('takes a post with the Admin API key, and nothing with another', async () => {
    const peer = await startGhost()
    stops.push(peer.stop)
    const address = await publishOnGhost(peer, 'Salam', '<p>Halo dari Ghost</p>')
    expect(await (await fetch(address)).text()).toContain('Halo dari Ghost')
    const other = { ...peer, adminApiKey: peer.adminApiKey.replace(/.$/, (last) => (last === '0' ? '1' : '0')) }
    await expect(publishOnGhost(other, 'Salam', '<p>x</p>')).rejects.toThrow('401')
    // The first time, it is installed.
  }, 1_200_000)
})

describe('what a peer leaves behind', () => {
  it('is nothing, even when the test process is killed', async () => {
    const folder = await ownFolder('guard')
    const port = await freePort()
    const here = JSON.stringify(new URL('./process.ts', import.meta.url).href)
    const server = `require("node:http").createServer((q, r) => r.end("ok")).listen(${port}, "127.0.0.1")`
    const script = `const { launch } = await import(${here}); launch([process.execPath, "-e", ${JSON.stringify(server)}], { folder: ${JSON.stringify(folder)} }); setInterval(() => undefined, 1000)`
    const child = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: 'inherit' })
    await until('the server', async () => ((await fetch(`http://127.0.0.1:${port}`)).ok ? true : undefined))
    child.kill('SIGKILL')
    await until('the end', async () => (existsSync(folder) ? undefined : true), undefined, 15)
    await expect(fetch(`http://127.0.0.1:${port}`)).rejects.toThrow()
  })

  it('is nothing after stop', async () => {
    const folder = await ownFolder('guard')
    const running = launch(['sleep', '1000'], { folder })
    await running.stop()
    expect([existsSync(folder), existsSync(`${folder}.log`)]).toEqual([false, false])
  })
})

/** How an editor is let in: the whole way, and all that must not open anything. https://indieauth.spec.indieweb.org */
import { createHash } from 'node:crypto'
import { request } from 'node:http'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { asSystem, inWorkspace } from '../db/client.ts'
import type { EditorAllowed, EditorAsking, Editors, Me, ProblemAnswer } from '../http/api.ts'
import { homeWorkspace } from '../team/index.ts'
import { type TestContext, testContext } from '../testing/context.ts'
import { newMember, rina as owner, putInto } from '../testing/people.ts'
import { type Answer, freePort, type Person, type TestWeb, testWeb } from '../testing/web.ts'
import { ask, editorWith, tokenOf } from './testing/editor.ts'

let context: TestContext
let web: TestWeb
let rina: Person
let workspaceId = ''
let rinaId = ''
const pages = new Map<string, Response | 'silent'>()
beforeAll(async () => {
  const port = await freePort()
  context = await testContext([], { PORT: String(port), BASE_URL: `http://localhost:${port}` })
  context.fetch = async (input) => {
    const page = pages.get(String(input))
    if (page === 'silent' || !page) throw new TypeError('fetch failed')
    return page.clone()
  }
  web = await testWeb(context)
  rina = web.person()
  const { user, workspace } = (await rina.post<Me>('/setup', owner)).body
  ;[workspaceId, rinaId] = [workspace?.id ?? '', user?.id ?? '']
})
afterAll(async () => {
  await web.close()
  await context.close()
})
beforeEach(() => {
  pages.clear()
  pages.set('https://quill.example/', html('<title>Quill</title>'))
})

const html = (text: string, headers: Record<string, string> = {}) =>
  new Response(text, { headers: { 'content-type': 'text/html; charset=utf-8', ...headers } })
const verifier = 'a-verifier-of-forty-three-characters-or-more-'
const challenge = createHash('sha256').update(verifier).digest('base64url')
/** As Quill asks. */
const quill = {
  response_type: 'code',
  client_id: 'https://quill.example/',
  redirect_uri: 'https://quill.example/auth/callback',
  state: 'abc 123',
  code_challenge: challenge,
  code_challenge_method: 'S256',
  scope: 'create update media profile',
}
type Asked = Partial<Record<keyof typeof quill | 'me', string>>

const look = (asked: Asked, person = rina) => person.post<EditorAsking & ProblemAnswer>('/editors/ask', asked)
const allow = (asked: Asked, scopes: readonly string[], person = rina, workspace = workspaceId) =>
  person.post<EditorAllowed & ProblemAnswer>('/editors/allow', { asked, workspaceId: workspace, scopes })
const allowed = async (asked: Asked = quill, scopes = ['create', 'update', 'media', 'profile'], person = rina) => {
  const { status, body } = await allow(asked, scopes, person)
  expect([status, body]).toEqual([200, { back: expect.any(String) }])
  return new URL(body.back)
}
const codeOf = async (...given: Parameters<typeof allowed>) => (await allowed(...given)).searchParams.get('code') ?? ''
const post = (path: string, fields: Record<string, string>, headers: Record<string, string> = {}) =>
  ask(web, path, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
    body: new URLSearchParams(fields).toString(),
  })
const exchange = (code: string, other: Record<string, string> = {}, path = '/indieauth/token') =>
  post(path, {
    grant_type: 'authorization_code',
    code,
    client_id: quill.client_id,
    redirect_uri: quill.redirect_uri,
    code_verifier: verifier,
    ...other,
  })

/** A browser's fetch sets its own host. */
function statusAt(host: string, path: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const asked = request(`${web.url}${path}`, { headers: { host } }, (answer) => {
      answer.resume()
      resolve(answer.statusCode)
    })
    asked.on('error', reject).end()
  })
}

describe('the whole way', () => {
  test('from the blog’s own address to a token that writes', async () => {
    const home = await fetch(web.url)
    const page = await home.text()
    const links = Object.fromEntries(
      [...page.matchAll(/<link rel="([\w-]+)" href="([^"]+)">/g)].map(([, rel, at]) => [rel, at]),
    )
    // Programs that read no page find the same in a header.
    const inPage = Object.entries(links).filter(([rel]) => /^indieauth|_endpoint$|^micropub/.test(rel))
    expect([inPage.length, home.headers.get('link')]).toEqual([
      4,
      inPage.map(([rel, at]) => `<${at}>; rel="${rel}"`).join(', '),
    ])
    const metadata = (await ask(web, new URL(links['indieauth-metadata'] ?? '').pathname)).body
    expect(links).toMatchObject({
      authorization_endpoint: metadata.authorization_endpoint,
      token_endpoint: metadata.token_endpoint,
      micropub: `${web.url}/micropub`,
    })
    expect((links['indieauth-metadata'] ?? '').startsWith(metadata.issuer)).toBe(true)
    const asked = await ask(web, `${new URL(metadata.authorization_endpoint).pathname}?${new URLSearchParams(quill)}`)
    expect([asked.status, asked.location]).toEqual([
      302,
      `/panel/authorize?${new URLSearchParams({ asked: new URLSearchParams(quill).toString() })}`,
    ])
    const { body } = await look({ ...quill, me: web.url })
    expect(body).toMatchObject({
      client: { id: quill.client_id, name: 'Quill', known: true },
      answersTo: 'quill.example',
      blogs: [{ workspaceId, me: `${web.url}/`, scopes: ['create', 'update', 'media', 'profile'] }],
    })
    const back = await allowed()
    expect(Object.fromEntries(back.searchParams)).toMatchObject({ state: quill.state, iss: metadata.issuer })
    const granted = await exchange(back.searchParams.get('code') ?? '')
    expect(granted.body).toMatchObject({
      token_type: 'Bearer',
      scope: 'create update media profile',
      me: `${web.url}/`,
      profile: { name: 'Rina' },
    })
    const told = await editorWith(web, granted.body.access_token).form('h=entry&content=From+Quill')
    expect(told.status).toBe(201)
    const { editors } = (await rina.get<Editors>('/editors')).body
    expect(editors[0]).toMatchObject({
      name: 'Quill',
      address: quill.client_id,
      mine: true,
      usedAt: expect.any(String),
    })
    const lines = (await rina.get<{ lines: { did: { en: string } }[] }>('/activity')).body.lines.map(
      ({ did }) => did.en,
    )
    expect(lines).toContain('allowed the editor “Quill”')
    expect(lines.find((line) => line.startsWith('published'))).toMatch(/, with Quill$/)
  })

  test('with less than was asked for, or only who somebody is', async () => {
    const less = (await exchange(await codeOf(quill, ['create']))).body
    expect([less.scope, less.profile]).toEqual(['create', undefined])
    const who = { ...quill, scope: '' }
    expect((await exchange(await codeOf(who, []), {}, '/indieauth/authorize')).body).toEqual({ me: `${web.url}/` })
    expect((await exchange(await codeOf(who, []))).body).toMatchObject({ error: 'invalid_grant' })
    // Never more, whatever the page sends.
    expect((await exchange(await codeOf(quill, ['create', 'delete']))).body.scope).toBe('create')
    const profile = await codeOf({ ...quill, scope: 'profile' }, ['profile'])
    expect((await exchange(profile, {}, '/indieauth/authorize')).body).toMatchObject({ profile: { name: 'Rina' } })
  })
})

describe('a code', () => {
  test('opens nothing a second time, and takes back what it opened', async () => {
    const code = await codeOf()
    const { access_token } = (await exchange(code)).body
    expect((await editorWith(web, access_token).query('q=config')).status).toBe(200)
    expect((await exchange(code)).body.error).toBe('invalid_grant')
    expect((await editorWith(web, access_token).query('q=config')).status).toBe(401)
  })
  test.each([
    ['a wrong verifier', { code_verifier: 'x'.repeat(43) }],
    ['another client', { client_id: 'https://other.example/' }],
    ['another place to answer', { redirect_uri: 'https://quill.example/other' }],
    ['another kind of grant', { grant_type: 'refresh_token' }],
    ['no verifier', { code_verifier: '' }],
    ['another code', { code: 'nobody-has-this' }],
  ])('opens nothing with %s', async (_what, other) => {
    const { status, body } = await exchange(await codeOf(), other)
    expect([status, body.access_token, body.error]).toEqual([
      400,
      undefined,
      expect.stringMatching(/^(invalid_grant|invalid_request|unsupported_grant_type)$/),
    ])
  })
  test('opens nothing once it was tried wrongly, or after ten minutes', async () => {
    const tried = await codeOf()
    await exchange(tried, { code_verifier: 'x'.repeat(43) })
    expect((await exchange(tried)).status).toBe(400)
    const late = await codeOf()
    context.clock.advance(601)
    expect((await exchange(late)).body.error).toBe('invalid_grant')
  })
  test('is one at a time: of two at once, neither keeps a token', async () => {
    const code = await codeOf()
    const both = await Promise.all([exchange(code), exchange(code)])
    expect(both.map(({ status }) => status).sort()).toEqual([200, 400])
    const access_token = both.find(({ status }) => status === 200)?.body.access_token
    expect((await editorWith(web, access_token).query('q=config')).status).toBe(401)
  })
})

describe('an editor that asks', () => {
  const refused = async (asked: Asked): Promise<[number, string | undefined, unknown]> => {
    const { status, body } = await look({ ...quill, ...asked })
    return [status, (body.problem as { field?: string }).field, (body.problem as { back?: string }).back]
  }
  test.each([
    ['no address', { client_id: 'quill' }],
    ['an address of a machine', { client_id: 'https://192.0.2.7/' }],
    ['a fragment', { client_id: 'https://quill.example/#a' }],
    ['a login', { client_id: 'https://a:b@quill.example/' }],
    ['a path that climbs', { client_id: 'https://quill.example/a/../b' }],
  ])('has an address of its own: not %s', async (_what, asked) => {
    expect(await refused(asked)).toEqual([422, 'client_id', undefined])
  })
  test.each([
    ['javascript:alert(1)'],
    ['data:text/html,x'],
    ['https://evil.example/'],
    ['http://quill.example/auth/callback'],
    ['https://quill.example:8443/auth/callback'],
    ['quill://callback'],
    ['nothing'],
  ])('is answered nowhere that it has not published: %s', async (redirect_uri) => {
    expect(await refused({ redirect_uri })).toEqual([422, 'redirect_uri', undefined])
  })
  test.each([
    ['a link', () => html('<html><head><link rel="redirect_uri" href="quill://callback"></head>')],
    ['a header', () => html('', { link: '<https://a.example/>; rel="me", <quill://callback>; rel="redirect_uri"' })],
    [
      'a document',
      () => Response.json({ client_id: quill.client_id, client_name: 'Pena', redirect_uris: ['quill://callback'] }),
    ],
  ])('is answered elsewhere if it has published that, by %s', async (_way, page) => {
    pages.set('https://quill.example/', page())
    expect((await look({ ...quill, redirect_uri: 'quill://callback' })).body.answersTo).toBe('callback')
    expect((await allow({ ...quill, redirect_uri: 'quill://callback' }, ['create'])).body.back).toMatch(
      /^quill:\/\/callback\?code=/,
    )
  })
  test('is not believed by a document of somebody else', async () => {
    pages.set(
      'https://quill.example/',
      Response.json({ client_id: 'https://other.example/', redirect_uris: ['quill://callback'] }),
    )
    expect(await refused({ redirect_uri: 'quill://callback' })).toEqual([422, 'redirect_uri', undefined])
  })
  test('may not answer: then its name is its host, and it is answered there alone', async () => {
    pages.set('https://quill.example/', 'silent')
    expect((await look(quill)).body.client).toEqual({
      id: quill.client_id,
      name: 'quill.example',
      known: false,
      local: false,
    })
    expect(await refused({ redirect_uri: 'https://evil.example/' })).toEqual([422, 'redirect_uri', undefined])
  })
  test('on the person’s own machine is never asked', async () => {
    const local = { ...quill, client_id: 'http://127.0.0.1:12345/', redirect_uri: 'http://127.0.0.1:12345/callback' }
    pages.set(local.client_id, html('<title>Never read</title>'))
    expect((await look(local)).body.client).toEqual({
      id: local.client_id,
      name: '127.0.0.1:12345',
      known: false,
      local: true,
    })
  })
  test.each([
    ['no challenge, as shpub', { code_challenge: '' }],
    ['a plain challenge', { code_challenge_method: 'plain' }],
    ['a token at once', { response_type: 'token' }],
  ])('protects its sign-in: not with %s; it is told so if the person wishes', async (_what, asked) => {
    const [status, , back] = await refused(asked)
    expect([status, back]).toEqual([
      422,
      expect.stringMatching(/^https:\/\/quill\.example\/auth\/callback\?error=\w+&state=/),
    ])
  })
})

describe('who allows', () => {
  test.each(['viewer', 'responder'] as const)('must write on a blog: not a %s', async (role) => {
    const { person } = await newMember(context, web, { name: `who-${role}`, role, workspaceId })
    expect((await look(quill, person)).status).toBe(403)
    expect((await allow(quill, ['create'], person)).status).toBe(403)
    expect((await person.post('/editors', { name: 'Mine', scopes: ['create'] })).status).toBe(403)
  })
  test('is signed in, and belongs to that workspace', async () => {
    expect((await look(quill, web.person())).status).toBe(401)
    expect((await allow(quill, ['create'], rina, 'another')).status).toBe(403)
  })
  test('who leaves, leaves no editor and no code', async () => {
    const { id, person } = await newMember(context, web, { name: 'sari', role: 'author', workspaceId })
    const [token, code] = [await tokenOf(person), await codeOf(quill, ['create'], person)]
    expect((await editorWith(web, token).query('q=config')).status).toBe(200)
    await asSystem(context.db, (tx) => tx.deleteFrom('member').where('userId', '=', id).execute())
    expect((await editorWith(web, token).query('q=config')).status).toBe(401)
    expect((await exchange(code)).body.error).toBe('invalid_grant')
    await putInto(context, id, workspaceId, 'author')
    expect((await rina.post(`/team/${id}/remove`, { heir: rinaId })).status).toBe(200)
    await putInto(context, id, workspaceId, 'author')
    expect((await editorWith(web, token).query('q=config')).status).toBe(401)
  })
  test('names the blog: of another workspace by its own address', async () => {
    const other = (await rina.post<{ workspace: { id: string } }>('/workspaces', { name: 'Toko' })).body.workspace.id
    await rina.in(other).put('/blog/address', { address: 'https://toko.example' })
    const { blogs } = (await look({ ...quill, me: 'https://toko.example/' })).body
    expect(blogs.map(({ me }) => me)).toEqual(['https://toko.example/', `${web.url}/`])
    const code = new URL((await allow(quill, ['create'], rina, other)).body.back).searchParams.get('code') ?? ''
    const { me, access_token } = (await exchange(code)).body
    expect(me).toBe('https://toko.example/')
    const { location } = await editorWith(web, access_token).form('h=entry&content=Di+toko')
    expect(location).toMatch(/^https:\/\/toko\.example\//)
    const elsewhere = (await editorWith(web, await tokenOf(rina.in(workspaceId))).form('h=entry&content=Di+rumah'))
      .location
    const taken = await editorWith(web, access_token).form(`action=delete&url=${encodeURIComponent(elsewhere ?? '')}`)
    expect(taken.body.error).toBe('insufficient_scope')
    const strong = await tokenOf(rina.in(other))
    expect((await editorWith(web, strong).json({ action: 'delete', url: elsewhere })).body.error).toBe(
      'invalid_request',
    )
    await rina.put('/workspace', { id: workspaceId })
    expect(await asSystem(context.db, homeWorkspace)).toBe(workspaceId)
  })
})

describe('a token', () => {
  test('is looked at by whoever has one of the same workspace', async () => {
    const [token, other] = [await tokenOf(rina.in(workspaceId), ['create']), await tokenOf(rina.in(workspaceId))]
    const by = (asker: string, about: string) =>
      post('/indieauth/introspect', { token: about }, asker ? { authorization: `Bearer ${asker}` } : {})
    expect((await by(other, token)).body).toMatchObject({ active: true, me: `${web.url}/`, scope: 'create' })
    expect((await by(other, 'nonsense')).body).toEqual({ active: false })
    expect((await by('', token)).status).toBe(401)
    expect((await by('nonsense', token)).status).toBe(401)
    const old = await ask(web, '/indieauth/token', { headers: { authorization: `Bearer ${token}` } })
    expect(old.body).toMatchObject({ me: `${web.url}/`, scope: 'create' })
  })
  test.each([
    ['where that is done now', '/indieauth/revoke', {}],
    ['as Quill does it', '/indieauth/token', { action: 'revoke' }],
  ])('is given back by its editor, %s', async (_where, path, more) => {
    const token = await tokenOf(rina.in(workspaceId))
    expect((await post(path, { token, ...more })).status).toBe(200)
    expect((await editorWith(web, token).query('q=config')).status).toBe(401)
    expect((await post(path, { token, ...more })).status).toBe(200)
  })
  test('is withdrawn by its person, or an owner, and comes back within minutes', async () => {
    const { person } = await newMember(context, web, { name: 'dewi', role: 'author', workspaceId })
    const mine = rina.in(workspaceId)
    const token = await tokenOf(person)
    const seen = (await mine.get<Editors>('/editors')).body.editors.find(({ by }) => by === 'dewi')
    expect(seen).toMatchObject({ by: 'dewi', mine: false })
    expect((await person.get<Editors>('/editors')).body.editors).toHaveLength(1)
    const works = async () => (await editorWith(web, token).query('q=config')).status
    await mine.delete(`/editors/${seen?.id}`)
    expect(await works()).toBe(401)
    expect((await person.post(`/editors/${seen?.id}/restore`)).status).toBe(200)
    expect(await works()).toBe(200)
    const [owners] = (await mine.get<Editors>('/editors')).body.editors.filter((one) => one.mine)
    expect((await person.delete(`/editors/${owners?.id}`)).status).toBe(404)
    await person.delete(`/editors/${seen?.id}`)
    context.clock.advance(601)
    expect((await person.post(`/editors/${seen?.id}/restore`)).status).toBe(404)
  })
  test('may end by itself, and is known by its hash alone', async () => {
    const made: Answer<{ token: string }> = await rina
      .in(workspaceId)
      .post('/editors', { name: 'Sehari', scopes: ['create'], days: 1 })
    const { token } = made.body
    expect((await editorWith(web, token).query('q=config')).status).toBe(200)
    const rows = await inWorkspace(context.db, workspaceId, (tx) => tx.selectFrom('editor_token').selectAll().execute())
    expect(JSON.stringify(rows)).not.toContain(token)
    context.clock.advance(86_401)
    expect((await editorWith(web, token).query('q=config')).status).toBe(401)
  })
})

test('at the host of another blog there is nothing of it, and pages of others may ask', async () => {
  for (const path of ['/micropub?q=config', '/micropub/media', '/indieauth/metadata', '/indieauth/token'])
    expect([path, await statusAt('toko.example', path)]).toEqual([path, 421])
  expect(await statusAt('toko.example', '/')).toBe(200)
  const { headers, status } = await ask(web, '/micropub', {
    method: 'OPTIONS',
    headers: { origin: 'https://app.example', 'access-control-request-method': 'POST' },
  })
  expect([status, headers.get('access-control-allow-origin')]).toEqual([204, '*'])
  expect(headers.get('access-control-allow-headers')).toContain('authorization')
  const panel = await ask(web, '/api/me', { headers: { origin: 'https://app.example' } })
  expect(panel.headers.get('access-control-allow-origin')).toBeNull()
})

/** Caddy and nginx with the files of deploy/, before the real program: over https, with who visits, what is told, what is uploaded. */
import { chmodSync, copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import type { IncomingMessage } from 'node:http'
import { request } from 'node:https'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { finish, launch, type Running } from '../../../peers/process.ts'
import { type RunningProgram, startProgram } from '../program.ts'
import { freePort } from '../web.ts'
import { findTool, withTools } from './tools.ts'

const deploy = join(import.meta.dirname, '..', '..', '..', 'deploy')
const host = 'blog.example.com'
/** Whoever visits sits elsewhere than the proxy; on this machine that is another address of loopback. */
const visitor = '127.0.0.2'

interface Proxy {
  /** Its own check of its files. @throws with what it says */
  check(): Promise<void>
  start(): Promise<Running>
}

interface Ports {
  http: number
  https: number
  program: number
}

/** As it would be installed, but for the ports. */
type Install = (folder: string, ports: Ports) => Promise<Proxy>

const caddy: Install = async (folder, { http, https, program }) => {
  copyFileSync(join(deploy, 'Caddyfile'), join(folder, 'site'))
  const own = `{\n\tadmin off\n\thttp_port ${http}\n\thttps_port ${https}\n\tlocal_certs\n\tskip_install_trust\n}\nimport site\n`
  writeFileSync(join(folder, 'Caddyfile'), own)
  const env = {
    HOME: folder,
    XDG_DATA_HOME: folder,
    XDG_CONFIG_HOME: folder,
    SITE: host,
    PERCAKAPAN: `127.0.0.1:${program}`,
  }
  const how = ['--config', join(folder, 'Caddyfile'), '--adapter', 'caddyfile']
  const tool = findTool('caddy') as string
  return {
    check: async () => void (await finish([tool, 'validate', ...how], { cwd: folder, env })),
    start: async () => launch([tool, 'run', ...how], { folder, env }),
  }
}

const nginx: Install = async (folder, { http, https, program }) => {
  const certificate = join(folder, 'fullchain.pem')
  const key = join(folder, 'privkey.pem')
  const openssl = [
    'openssl',
    'req',
    '-x509',
    '-newkey',
    'ec',
    '-pkeyopt',
    'ec_paramgen_curve:P-256',
    '-nodes',
    '-days',
    '2',
    '-subj',
    `/CN=${host}`,
  ]
  await finish([...openssl, '-keyout', key, '-out', certificate], { cwd: folder })
  const site = readFileSync(join(deploy, 'nginx.conf'), 'utf8')
    .replaceAll(/listen 80;\n\s+listen \[::\]:80;/g, `listen 127.0.0.1:${http};`)
    .replaceAll(/listen 443 ssl http2;\n\s+listen \[::\]:443 ssl http2;/g, `listen 127.0.0.1:${https} ssl http2;`)
    .replaceAll(`/etc/letsencrypt/live/${host}/fullchain.pem`, certificate)
    .replaceAll(`/etc/letsencrypt/live/${host}/privkey.pem`, key)
    .replaceAll('127.0.0.1:3000', `127.0.0.1:${program}`)
  const paths = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
    .map((name) => `${name}_temp_path ${folder}/${name};`)
    .join(' ')
  writeFileSync(join(folder, 'site.conf'), site)
  writeFileSync(
    join(folder, 'nginx.conf'),
    `daemon off; pid ${folder}/pid; error_log stderr;\nevents {}\nhttp { access_log off; ${paths}\ninclude site.conf; }\n`,
  )
  const how = ['-p', folder, '-c', join(folder, 'nginx.conf')]
  const tool = findTool('nginx') as string
  return {
    check: async () => void (await finish([tool, '-t', ...how], { cwd: folder })),
    start: async () => launch([tool, ...how], { folder, signal: 'INT' }),
  }
}

interface Answer {
  status: number
  headers: IncomingMessage['headers']
  text: string
}

const owner = {
  name: 'Rina',
  email: 'rina@contoh.id',
  password: 'kata-sandi-panjang',
  language: 'id',
  timeZone: 'Asia/Jakarta',
}

describe.each<[string, Install]>([
  ['caddy', caddy],
  ['nginx', nginx],
])('%s', (name, install) => {
  withTools(`percakapan behind ${name}`, [name, 'openssl'], () => {
    const folder = mkdtempSync(join(tmpdir(), `percakapan-${name}-`))
    // A proxy started by root serves as somebody else, who keeps large uploads here for a moment.
    chmodSync(folder, 0o711)
    let ports: Ports
    let program: RunningProgram
    let proxy: Proxy
    let running: Running | undefined
    let cookie = ''

    beforeAll(async () => {
      ports = { http: await freePort(), https: await freePort(), program: await freePort() }
      proxy = await install(folder, ports)
      const env = { BASE_URL: `https://${host}`, TRUSTED_PROXY: '127.0.0.1', PORT: String(ports.program), LANG: 'en' }
      program = await startProgram(env)
      running = await proxy.start()
      await untilItAnswers()
    })
    afterAll(async () => {
      await running?.stop()
      await program?.end()
      rmSync(folder, { recursive: true, force: true })
    })

    /** As a browser of somewhere else asks. @param began is given what is told, as it comes; its `true` ends the answer */
    function ask(
      method: string,
      path: string,
      {
        body = '',
        headers = {},
        told,
      }: { body?: string | Buffer; headers?: Record<string, string>; told?: (text: string) => boolean } = {},
    ): Promise<Answer> {
      return new Promise((resolve, reject) => {
        const origin = `https://${host}`
        const sent = request(
          {
            host: '127.0.0.1',
            port: ports.https,
            localAddress: visitor,
            servername: host,
            rejectUnauthorized: false,
            agent: false,
            method,
            path,
            headers: {
              host,
              origin,
              cookie,
              'content-type': 'application/json',
              'content-length': Buffer.byteLength(body),
              ...headers,
            },
          },
          (answer) => {
            let text = ''
            const done = () => resolve({ status: answer.statusCode ?? 0, headers: answer.headers, text })
            answer.on('data', (piece) => {
              text += piece
              if (told?.(text)) sent.destroy()
            })
            answer.on('end', done).on('close', done)
          },
        )
        sent.on('error', reject)
        sent.end(body)
      })
    }

    const json = async (method: string, path: string, body: object, headers = {}) => {
      const answer = await ask(method, path, { body: JSON.stringify(body), headers })
      const set = answer.headers['set-cookie']?.map((line) => line.split(';')[0])
      if (set) cookie = set.join('; ')
      return answer
    }

    async function untilItAnswers(): Promise<void> {
      for (let tries = 0; ; tries++) {
        const status = await ask('GET', '/healthz').then(
          (answer) => answer.status,
          () => 0,
        )
        if (status === 200) return
        if (tries > 100) throw new Error(`${name} does not answer: ${running?.output()}`)
        await sleep(100)
      }
    }

    test('finds nothing wrong with its file', () => proxy.check())

    test('leads from http to https', async () => {
      const answer = await fetch(`http://127.0.0.1:${ports.http}/a?b=c`, { redirect: 'manual', headers: { host } })
      expect([answer.status, new URL(answer.headers.get('location') ?? '').protocol]).toEqual([
        expect.any(Number),
        'https:',
      ])
      expect(Math.floor(answer.status / 100)).toBe(3)
    })

    test('the first owner comes in with the key that was printed, and nobody without it', async () => {
      const token = /#setup=(\S+)/.exec(program.output())?.[1]
      expect((await json('POST', '/api/setup', owner)).status).toBe(403)
      const made = await json('POST', '/api/setup', { ...owner, token })
      expect([made.status, made.headers['set-cookie']?.every((line) => /; Secure/i.test(line))]).toEqual([201, true])
      expect((await ask('GET', '/')).headers['strict-transport-security']).toBeDefined()
    })

    test('the visitor’s address is the visitor’s, whatever they say it is', async () => {
      const { email, password } = owner
      const lies = { 'x-forwarded-for': '203.0.113.9', 'x-real-ip': '203.0.113.9', forwarded: 'for=203.0.113.9' }
      expect((await json('POST', '/api/auth/sign-in/email', { email, password }, lies)).status).toBe(200)
      const { signIns } = JSON.parse((await ask('GET', '/api/security')).text) as { signIns: { address: string }[] }
      const addresses = signIns.map(({ address }) => address).filter(Boolean)
      // The set-up, and the sign-in just now.
      expect(addresses).toEqual([visitor, visitor])
      expect((await ask('GET', '/metrics', { headers: lies })).status).not.toBe(200)
    })

    test('what changes is told to open panels at once, not when the answer ends', async () => {
      let asked = false
      const heard = await ask('GET', '/api/events', {
        told: (text) => {
          if (text.includes('event: hello') && !asked) {
            asked = true
            void json('POST', '/api/articles', { title: 'Baru', markdown: 'Isi.' })
            return false
          }
          return asked && text.includes('"topic"')
        },
      })
      expect(heard.text).toContain('"topic"')
    })

    test('the largest picture comes through, and is answered by the program; more is refused on the way', async () => {
      const form = (bytes: number) => {
        const head =
          '--x\r\ncontent-disposition: form-data; name="file"; filename="a.png"\r\ncontent-type: image/png\r\n\r\n'
        return Buffer.concat([Buffer.from(head), Buffer.alloc(bytes, 7), Buffer.from('\r\n--x--\r\n')])
      }
      const headers = { 'content-type': 'multipart/form-data; boundary=x' }
      const large = await ask('POST', '/api/media', { body: form(20 * 1024 * 1024 - 1), headers })
      expect([large.status, JSON.parse(large.text)]).toMatchObject([
        expect.any(Number),
        { problem: { kind: 'wrong-input' } },
      ])
      expect(large.status).not.toBe(413)
      const tooLarge = await ask('POST', '/api/media', { body: form(25 * 1024 * 1024), headers }).catch((error) => ({
        status: 413,
        text: String(error.code),
      }))
      expect(tooLarge.status).toBe(413)
    })

    test('a page is what the program made of it', async () => {
      const [direct, through] = [await fetch(`${program.url}/`), await ask('GET', '/')]
      expect([through.status, through.text]).toEqual([200, await direct.text()])
    })
  })
})

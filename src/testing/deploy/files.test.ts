/** The files of deploy/ and the Dockerfile, read: what they name exists, and what they must not do they don't. */
import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { type Setting, settings } from '../../config.ts'
import { lintDockerfile, readDockerfile } from './dockerfile.ts'
import { findTool, withTools } from './tools.ts'

const root = join(import.meta.dirname, '..', '..', '..')
const read = (path: string) => readFileSync(join(root, path), 'utf8')

/** What is no setting of ours, and may stand in an environment all the same: Node's and the desktop's own. */
const others = new Set(['NODE_ENV', 'NODE_COMPILE_CACHE', 'XDG_CACHE_HOME'])
const unknown = (names: readonly string[]) =>
  names.filter((name) => !others.has(name) && !Object.hasOwn(settings, name as Setting))

describe('the Dockerfile', () => {
  const dockerfile = read('Dockerfile')
  const instructions = readDockerfile(dockerfile)
  const words = (name: string) => instructions.filter((one) => one.name === name).map((one) => one.words)

  test('breaks no rule', () => expect(lintDockerfile(dockerfile)).toEqual([]))

  test.each([
    ['DL3006', (text: string) => text.replace('debian:bookworm-slim', 'debian')],
    ['DL3006', (text: string) => text.replace('debian:bookworm-slim', 'debian:latest')],
    ['DL3002', (text: string) => text.replace('USER percakapan', 'USER root')],
    ['DL3002', (text: string) => text.replace('USER percakapan\n', '')],
    ['DL3025', (text: string) => text.replace('ENTRYPOINT ["percakapan"]', 'ENTRYPOINT percakapan')],
    ['DL3025', (text: string) => text.replace(/CMD \["node".*/, 'CMD curl localhost')],
    ['DL3055', (text: string) => text.replace(/HEALTHCHECK[\s\S]*?\n(?=ENTRY)/, '')],
    ['DL3020', (text: string) => text.replace('COPY . .', 'ADD . .')],
    ['DL3015', (text: string) => text.replace('--no-install-recommends ', '')],
    ['DL3015', (text: string) => text.replace('rm -rf /var/lib/apt/lists/*', 'true')],
    ['DL3014', (text: string) => text.replace('install -y', 'install')],
    ['DL3016', (text: string) => text.replace('npm ci', 'npm install')],
    ['DL3000', (text: string) => text.replace('WORKDIR /data', 'WORKDIR data')],
    ['DL3004', (text: string) => text.replace('RUN ln', 'RUN sudo ln')],
    ['no secret', (text: string) => text.replace('NODE_ENV=production', 'SECRET_KEY=abc')],
    ['sources stay', (text: string) => text.replace('/build/dist /app/dist', '/build /app')],
  ])('would be told: %s', (rule, spoil) => {
    expect(spoil(dockerfile)).not.toBe(dockerfile)
    expect(lintDockerfile(spoil(dockerfile))).toEqual([expect.stringContaining(rule)])
  })

  test('has the Node that the launcher takes, and settings that exist; the data lie in its volume', () => {
    const version = /NODE_VERSION = '(.+)'/.exec(read('bin/lib/node.mjs'))?.[1]
    expect(words('FROM')[0]).toBe(`node:${version}-bookworm-slim AS build`)
    const env = Object.fromEntries(
      words('ENV').flatMap((line) => line.split(' ').map((pair) => pair.split('='))),
    ) as Record<string, string>
    expect(unknown(Object.keys(env))).toEqual([])
    expect(words('VOLUME')).toEqual([env.DATA_DIR])
  })

  test('what it copies is not kept from it, and nothing private is given to it', () => {
    const ignored = read('.dockerignore').split('\n')
    const copied = words('COPY').flatMap((line) => line.split(' ').filter((word) => word.startsWith('/build/')))
    for (const path of copied.map((name) => name.slice('/build/'.length)))
      expect([path, existsSync(join(root, path)) || ['dist', 'node_modules'].includes(path)]).toEqual([path, true])
    for (const path of ['.env', '**/.env', '.git', 'data', 'node_modules', 'dist']) expect(ignored).toContain(path)
    for (const needed of ['bin', 'src', 'web', 'migrations', 'package.json', 'LICENSE'])
      expect(ignored).not.toContain(needed)
  })
})

interface Service {
  image?: string
  build?: { context: string }
  environment?: Record<string, string>
  ports?: string[]
  volumes?: string[]
  user?: string
  healthcheck?: { test: string[] }
  depends_on?: string[] | Record<string, { condition: string }>
}

describe('compose.yaml', () => {
  const text = read('deploy/compose.yaml')
  const { services, volumes } = parse(text) as { services: Record<string, Service>; volumes: Record<string, null> }
  const all = Object.entries(services)

  test('every variable stands in env.example, and every setting exists', () => {
    const named = [...text.matchAll(/\$\{(\w+)/g)].map((match) => match[1] as string)
    const given = [...read('deploy/env.example').matchAll(/^(\w+)=/gm)].map((match) => match[1] as string)
    expect([...new Set(named)].sort()).toEqual(given.sort())
    expect(unknown(Object.keys(services.percakapan?.environment ?? {}))).toEqual([])
  })

  test('every image has a version or is built here; every file and volume is there', () => {
    for (const [name, { image, build }] of all)
      expect([name, Boolean(build) || /:\w/.test(image ?? '')]).toEqual([name, true])
    for (const mount of all.flatMap(([, service]) => service.volumes ?? [])) {
      const [from = ''] = mount.split(':')
      expect([mount, from.startsWith('.') ? existsSync(join(root, 'deploy', from)) : from in volumes]).toEqual([
        mount,
        true,
      ])
    }
    expect(existsSync(join(root, 'deploy', services.percakapan?.build?.context ?? '', 'Dockerfile'))).toBe(true)
  })

  test('only the proxy is open to others; the program waits for a healthy database', () => {
    for (const [name, { ports = [] }] of all)
      expect([name, name === 'proxy' || ports.every((port) => port.startsWith('127.0.0.1:'))]).toEqual([name, true])
    expect(services.percakapan?.depends_on).toEqual({ database: { condition: 'service_healthy' } })
    expect(services.database?.healthcheck?.test).toContain('127.0.0.1')
    expect(new URL(services.percakapan?.environment?.DATABASE_URL?.replace(/\$\{.*?\}/, 'x') ?? '')).toMatchObject({
      username: 'percakapan',
      hostname: 'database',
    })
  })

  test('the Caddyfile takes what compose gives it', () => {
    const taken = [...read('deploy/Caddyfile').matchAll(/\{\$(\w+)/g)].map((match) => match[1])
    expect(Object.keys(services.proxy?.environment ?? {}).sort()).toEqual(taken.sort())
  })
})

describe('percakapan.service', () => {
  const unit = read('deploy/percakapan.service')

  test('settings exist, and data and cache lie where it may write', () => {
    const environment = Object.fromEntries(
      (/^Environment=(.*)$/m.exec(unit)?.[1] ?? '').split(' ').map((pair) => pair.split('=')),
    ) as Record<string, string>
    expect(unknown(Object.keys(environment))).toEqual([])
    expect(environment.DATA_DIR).toBe(`/var/lib/${/^StateDirectory=(.*)$/m.exec(unit)?.[1]}`)
    expect(environment.XDG_CACHE_HOME).toBe(`/var/cache/${/^CacheDirectory=(.*)$/m.exec(unit)?.[1]}`)
  })

  withTools('the unit, looked at by systemd', ['systemd-analyze'], () => {
    test('systemd understands all of it, and finds little to get hold of', () => {
      const folder = mkdtempSync(join(tmpdir(), 'percakapan-unit-'))
      const file = join(folder, 'percakapan.service')
      try {
        writeFileSync(file, unit.replaceAll('/opt/percakapan', root))
        const verified = spawnSync('systemd-analyze', ['verify', file], { encoding: 'utf8' })
        expect([verified.status, verified.stderr]).toEqual([0, ''])
        // Of 10, in tenths: systemd calls 2.0 "OK", a unit without a word of this 9.6 "UNSAFE".
        const exposure = spawnSync('systemd-analyze', ['security', '--offline=yes', '--threshold=20', file], {
          encoding: 'utf8',
        })
        expect([exposure.status, exposure.stdout.split('\n').filter((line) => line.includes('Overall'))]).toEqual([
          0,
          [expect.any(String)],
        ])
      } finally {
        rmSync(folder, { recursive: true })
      }
    })
  })
})

describe('scripts for a shell', () => {
  const scripts = [
    'bin/percakapan',
    '.ci/run',
    ...['deploy', 'peers'].flatMap((folder) =>
      readdirSync(join(root, folder))
        .filter((name) => name.endsWith('.sh'))
        .map((name) => `${folder}/${name}`),
    ),
  ]

  withTools('shellcheck', ['shellcheck'], () => {
    test.each(scripts)('%s', (script) => {
      const { status, stdout } = spawnSync(
        findTool('shellcheck') as string,
        ['--severity=warning', join(root, script)],
        { encoding: 'utf8' },
      )
      expect([status, stdout]).toEqual([0, ''])
    })
  })

  test('what a shell or a database starts may be started', () => {
    for (const script of ['bin/percakapan', 'bin/percakapan.mjs', 'deploy/database.sh'])
      expect([
        script,
        execFileSync('git', ['ls-files', '-s', script], { cwd: root, encoding: 'utf8' }).slice(0, 6),
      ]).toEqual([script, '100755'])
  })
})

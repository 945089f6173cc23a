/**
 * Builds the Dockerfile with buildah, in folders of its own and without a registry: the base images that it names are made here, of
 * Debian's packages, this Node and this machine's npm.
 */
import { execFile, execFileSync, spawn, spawnSync } from 'node:child_process'
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { homedir } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { readDockerfile } from './dockerfile.ts'

const root = join(import.meta.dirname, '..', '..', '..')
const run = promisify(execFile)
const output = { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 } as const

/** An image as it was built, and containers of it. */
export interface Image {
  /** As `docker inspect` shows it. */
  config: { User: string; Entrypoint: string[]; Cmd: string[]; Volumes: object; Healthcheck: { Test: string[] } }
  /** The files of a container, from outside. */
  files: string
  /** Runs words in a container as its user, to their end. @param data a folder that stands there as /state, its own */
  run(words: readonly string[], env?: Record<string, string>): { code: number | null; out: string }
  start(words: readonly string[], env: Record<string, string>, data: string): Container
  end(): Promise<void>
}

/** A container that runs. */
export interface Container {
  output(): string
  /** As `docker stop` tells its first process. @returns the exit code */
  stop(): Promise<number | null>
}

/** Why nothing can be built here, though the programs are there: a machine may not let its containers mount. */
export function whyNot(): string | undefined {
  if (process.getuid?.() !== 0) return 'only root can make the base image'
  const tried = spawnSync('unshare', ['--mount', 'sh', '-c', 'mount -t tmpfs none /mnt'], output)
  return tried.status === 0 ? undefined : `nothing may be mounted here: ${tried.stderr.trim()}`
}

/** Debian, small, of its packages; made once and kept, since it takes a minute. */
async function debian(): Promise<string> {
  const kept = join(root, '.cache', 'peers', 'debian-bookworm.tar')
  if (existsSync(kept)) return kept
  mkdirSync(dirname(kept), { recursive: true })
  const made = `${kept}.${process.pid}`
  await run('mmdebstrap', ['--variant=minbase', '--format=tar', 'bookworm', made], output)
  renameSync(made, kept)
  return kept
}

/** @param folder for everything that buildah keeps; it goes with it */
export async function buildImage(folder: string): Promise<Image> {
  const store = ['--storage-driver', 'vfs', '--root', join(folder, 'images'), '--runroot', join(folder, 'run')]
  const buildah = async (...words: string[]) => (await run('buildah', [...store, ...words], output)).stdout.trim()
  const [nodeImage = '', debianImage = ''] = readDockerfile(readFileSync(join(root, 'Dockerfile'), 'utf8'))
    .filter(({ name }) => name === 'FROM')
    .map(({ words }) => `docker.io/library/${words.split(' ')[0]}`)
  await makeBases(buildah, nodeImage, debianImage)
  const context = join(folder, 'context')
  copyContext(context)
  await buildah(
    'bud',
    '--isolation',
    'chroot',
    '--pull-never',
    '--format',
    'docker',
    ...npmAndApt(folder),
    '-t',
    'percakapan',
    context,
  )
  const container = await buildah('from', '--pull-never', 'localhost/percakapan')
  const files = await buildah('mount', container)
  const inspected = JSON.parse(await buildah('inspect', '--type', 'image', 'localhost/percakapan')) as {
    Docker: { config: Image['config'] }
  }
  const words = (env: Record<string, string>, data?: string) => [
    ...store,
    'run',
    '--isolation',
    'chroot',
    ...Object.entries(env).flatMap(([name, value]) => ['--env', `${name}=${value}`]),
    ...(data ? ['--volume', `${data}:/state`, '--env', 'DATA_DIR=/state'] : []),
    container,
    '--',
  ]
  return {
    config: inspected.Docker.config,
    files,
    run: (told, env = {}) => {
      const done = spawnSync('buildah', [...words(env), ...told], output)
      return { code: done.status, out: done.stdout + done.stderr }
    },
    start: (told, env, data) => startContainer([...words(env, data), ...told]),
    end: async () => {
      await buildah('umount', container)
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

type Buildah = (...words: string[]) => Promise<string>

async function makeBases(buildah: Buildah, nodeImage: string, debianImage: string): Promise<void> {
  const bare = await buildah('from', 'scratch')
  await buildah('add', '--quiet', bare, await debian(), '/')
  await buildah('commit', '--quiet', bare, debianImage)
  const files = await buildah('mount', bare)
  const local = join(files, 'usr', 'local')
  cpSync(process.execPath, join(local, 'bin', 'node'))
  // Where the npm that runs here lies, whichever Node it came with.
  const npm = join(dirname(realpathSync(execFileSync('sh', ['-c', 'command -v npm'], output).trim())), '..')
  cpSync(npm, join(local, 'lib', 'node_modules', 'npm'), { recursive: true, verbatimSymlinks: true })
  symlinkSync('../lib/node_modules/npm/bin/npm-cli.js', join(local, 'bin', 'npm'))
  // The image of Node's people has it too.
  const libraries = join(files, 'usr', 'lib', `${process.arch === 'arm64' ? 'aarch64' : 'x86_64'}-linux-gnu`)
  const atomic = join('/usr/lib', libraries.split('/').at(-1) as string, 'libatomic.so.1')
  cpSync(realpathSync(atomic), join(libraries, 'libatomic.so.1'))
  await buildah('umount', bare)
  await buildah('commit', '--quiet', bare, nodeImage)
  await buildah('rm', bare)
}

/** What `docker build .` would send: the project without what .dockerignore names (buildah reads that too), and without what is big. */
function copyContext(context: string): void {
  const big = new Set(['node_modules', '.cache', 'dist', 'data', '.git'])
  mkdirSync(context)
  for (const name of readdirSync(root))
    if (!big.has(name)) cpSync(join(root, name), join(context, name), { recursive: true })
}

/** The way to packages that this machine has: npm's settings and cache, certificates. Nothing of it stays in the image. */
function npmAndApt(folder: string): string[] {
  const config = JSON.parse(execFileSync('npm', ['config', 'list', '--json'], output)) as Record<string, string>
  const cache = join(folder, 'npm')
  mkdirSync(cache)
  const mine = [join(homedir(), '.npmrc'), config.globalconfig].filter(
    (file): file is string => Boolean(file) && existsSync(String(file)),
  )
  const npmrc = join(folder, 'npmrc')
  writeFileSync(npmrc, [...mine.map((file) => readFileSync(file, 'utf8')), `registry=${config.registry}`].join('\n'), {
    mode: 0o600,
  })
  const places = [
    [config.cache && existsSync(config.cache) ? config.cache : cache, '/root/.npm'],
    [npmrc, '/root/.npmrc:ro'],
    ['/etc/ssl/certs', '/etc/ssl/certs:ro'],
  ]
  return places.flatMap(([from, to]) => ['--volume', `${from}:${to}`])
}

function startContainer(words: readonly string[]): Container {
  const child = spawn('buildah', words, { stdio: ['ignore', 'pipe', 'pipe'] })
  let printed = ''
  child.stdout.on('data', (text) => (printed += text))
  child.stderr.on('data', (text) => (printed += text))
  const ended = new Promise<number | null>((resolve) => child.on('exit', resolve))
  return {
    output: () => printed,
    stop: async () => {
      process.kill(firstProcess(child.pid as number), 'SIGTERM')
      return ended
    },
  }
}

/** What runs in the container: the only descendant that is no part of buildah, any of whose threads may have started it. */
function firstProcess(of: number): number {
  if (!readFileSync(`/proc/${of}/cmdline`, 'utf8').startsWith('buildah')) return of
  const children = readdirSync(`/proc/${of}/task`).flatMap((thread) =>
    readFileSync(`/proc/${of}/task/${thread}/children`, 'utf8').split(' ').filter(Boolean).map(Number),
  )
  const [child] = children
  if (child === undefined) throw new Error('nothing runs in the container')
  return firstProcess(child)
}

/**
 * The article page beside the limit: nginx serving the same bytes as a static file, and a bare Node server answering them
 * from a buffer; and beside a peer, Ghost with the same article, where it is installed (`bash peers/install.sh ghost`).
 * Each server has one processor of its own (the other is wrk's), one after the other, in turns.
 */
import { execFileSync, spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { needPeer, publishOnGhost, startGhost } from '../peers/index.ts'
import { renderMarkdown } from '../src/blog/markdown/index.ts'
import { startProgram } from '../src/testing/program.ts'
import { sampleArticle } from '../src/testing/sample-article.ts'
import { freePort } from '../src/testing/web.ts'
import { type Benchmark, median, round } from './benchmark.ts'

const rounds = 3
const seconds = 4

interface Rival {
  name: string
  url: string
  stop(): Promise<unknown>
}

export const bench: Benchmark = async () => {
  const program = await startProgram()
  const article = sampleArticle() ?? madeUp
  const path = await publish(program.url, article)
  pin(program.url)
  const page = Buffer.from(await (await fetch(program.url + path)).arrayBuffer())
  const rivals: Rival[] = [
    { name: 'percakapan', url: program.url + path, stop: () => program.end() },
    await nginx(page),
    await bareNode(page),
    ...((await needPeer('ghost')) ? [await ghost(article)] : []),
  ]
  const figures = new Map<string, number[]>()
  try {
    for (const rival of rivals) load(rival.url, 2)
    for (let round = 0; round < rounds; round++) {
      for (const rival of rivals)
        figures.set(rival.name, [...(figures.get(rival.name) ?? []), load(rival.url, seconds)])
    }
  } finally {
    for (const rival of rivals) await rival.stop()
  }
  const rate = (name: string) => median(figures.get(name) ?? [])
  const ratio = round(rate('percakapan') / rate('nginx'))
  const toGhost = round(rate('percakapan') / rate('ghost'), 0)
  return [
    { key: 'bytes', what: 'the page', value: page.length, unit: 'bytes' },
    { key: 'percakapan', what: 'Percakapan, article page', value: Math.round(rate('percakapan')), unit: 'requests/s' },
    { key: 'nginx', what: 'nginx, the same bytes as a file', value: Math.round(rate('nginx')), unit: 'requests/s' },
    { key: 'node', what: 'bare Node, from a buffer', value: Math.round(rate('node')), unit: 'requests/s' },
    { key: 'toNginx', what: 'Percakapan to nginx', value: ratio, unit: '', wanted: '≥ 0.3', fine: ratio >= 0.3 },
    { key: 'toNode', what: 'Percakapan to bare Node', value: round(rate('percakapan') / rate('node')), unit: '' },
    ...(figures.has('ghost')
      ? [
          { key: 'ghost', what: 'Ghost, the same article', value: round(rate('ghost'), 1), unit: 'requests/s' },
          {
            key: 'toGhost',
            what: 'Percakapan to Ghost',
            value: toGhost,
            unit: '',
            wanted: '≥ 200',
            fine: toGhost >= 200,
          },
        ]
      : []),
  ]
}

interface Words {
  title: string
  markdown: string
}

const madeUp: Words = {
  title: 'Pasar adalah percakapan',
  markdown: 'Kalimat yang cukup panjang untuk dibaca. '.repeat(150),
}

async function publish(url: string, article: Words): Promise<string> {
  const jar: string[] = []
  const ask = async (path: string, method: string, body: unknown) => {
    const answer = await fetch(`${url}/api${path}`, {
      method,
      headers: { 'content-type': 'application/json', origin: url, cookie: jar.join('; ') },
      body: JSON.stringify(body),
    })
    for (const cookie of answer.headers.getSetCookie()) jar.push(cookie.split(';')[0] as string)
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`)
    return (await answer.json()) as { id: string; permalink: string }
  }
  await ask('/setup', 'POST', {
    name: 'Rina',
    email: 'rina@contoh.id',
    password: 'kata-sandi-panjang',
    language: 'id',
    timeZone: 'Asia/Jakarta',
  })
  const { id } = await ask('/articles', 'POST', article)
  const { permalink } = await ask(`/articles/${id}/publish`, 'POST', {})
  return new URL(permalink).pathname
}

/** Puts the server on the first processor; wrk runs on the second. */
function pin(url: string): void {
  const pid = /pid=(\d+)/.exec(
    execFileSync('ss', ['-ltnpH', `sport = :${new URL(url).port}`], { encoding: 'utf8' }),
  )?.[1]
  execFileSync('taskset', ['-acp', '0', String(pid)])
}

async function nginx(page: Buffer): Promise<Rival> {
  const folder = mkdtempSync(join(tmpdir(), 'percakapan-nginx-'))
  const port = await freePort()
  mkdirSync(join(folder, 'www'))
  execFileSync('chmod', ['755', folder])
  writeFileSync(join(folder, 'www', 'index.html'), page)
  writeFileSync(
    join(folder, 'nginx.conf'),
    `worker_processes 1; pid ${folder}/pid; error_log ${folder}/error.log; daemon off;
events { worker_connections 1024; }
http { access_log off; sendfile on; tcp_nopush on; open_file_cache max=100; keepalive_requests 1000000; types { text/html html; } charset utf-8;
client_body_temp_path ${folder}/b; proxy_temp_path ${folder}/p; fastcgi_temp_path ${folder}/f; uwsgi_temp_path ${folder}/u; scgi_temp_path ${folder}/s;
server { listen 127.0.0.1:${port}; root ${folder}/www; } }`,
  )
  const child = spawn('taskset', ['-c', '0', 'nginx', '-c', join(folder, 'nginx.conf')], { stdio: 'ignore' })
  await sleep(500)
  return {
    name: 'nginx',
    url: `http://127.0.0.1:${port}/`,
    stop: async () => {
      child.kill('SIGTERM')
      await sleep(300)
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

async function bareNode(page: Buffer): Promise<Rival> {
  const port = await freePort()
  const code = `const page=Buffer.from(process.argv[1],'base64');require('node:http').createServer((q,s)=>{s.writeHead(200,{'content-type':'text/html; charset=utf-8','content-length':page.length});s.end(page)}).listen(${port},'127.0.0.1')`
  const child = spawn('taskset', ['-c', '0', process.execPath, '-e', code, page.toString('base64')], {
    stdio: 'ignore',
  })
  await sleep(500)
  return { name: 'node', url: `http://127.0.0.1:${port}/`, stop: async () => child.kill('SIGTERM') }
}

async function ghost({ title, markdown }: Words): Promise<Rival> {
  const peer = await startGhost()
  const url = await publishOnGhost(peer, title, await renderMarkdown(markdown))
  pin(url)
  return { name: 'ghost', url, stop: peer.stop }
}

/** Requests a second. */
function load(url: string, duration: number): number {
  const printed = execFileSync('taskset', ['-c', '1', 'wrk', '-t1', '-c32', `-d${duration}s`, url], {
    encoding: 'utf8',
  })
  if (/Non-2xx/.test(printed)) throw new Error(printed)
  return Number(/Requests\/sec:\s+([\d.]+)/.exec(printed)?.[1])
}

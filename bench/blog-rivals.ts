/** Who serves the same article and the same feed: the limits (nginx and bare Node with the very bytes), and the peers. */
import { execFileSync, spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { findFpm, needPeer, publishOnGhost, publishOnWordPress, startGhost, startWordPress } from '../peers/index.ts'
import { renderMarkdown } from '../src/blog/markdown/index.ts'
import { freePort } from '../src/testing/web.ts'
import type { Words } from './blog-program.ts'

/** What is asked for. */
export const pages = ['article', 'feed'] as const
export type PageName = (typeof pages)[number]

export interface Rival {
  name: string
  /** Where it serves each. */
  addresses: Readonly<Record<PageName, string>>
  stop(): Promise<unknown>
}

/** The bytes that Percakapan serves, by nginx from files and by bare Node from memory. */
export async function limits(bytes: Readonly<Record<PageName, Buffer>>): Promise<Rival[]> {
  return [await nginx(bytes), await bareNode(bytes)]
}

/** Ghost and WordPress with the same article, where they are installed. */
export async function peers({ title, markdown }: Words): Promise<Rival[]> {
  const html = await renderMarkdown(markdown)
  const found: Rival[] = []
  if (await needPeer('ghost')) {
    const ghost = await startGhost()
    const article = await publishOnGhost(ghost, title, html)
    pin(article)
    found.push({ name: 'ghost', addresses: { article, feed: `${ghost.url}/rss/` }, stop: ghost.stop })
  }
  const fpm = await findFpm()
  if (fpm && (await needPeer('wordpress'))) {
    const wordPress = await startWordPress(fpm)
    const article = await publishOnWordPress(wordPress, title, html)
    found.push({ name: 'wordpress', addresses: { article, feed: `${wordPress.url}/feed/` }, stop: wordPress.stop })
  }
  return found
}

/** Puts the server that listens there on the first processor; wrk runs on the second. */
export function pin(url: string): void {
  const listening = execFileSync('ss', ['-ltnpH', `sport = :${new URL(url).port}`], { encoding: 'utf8' })
  execFileSync('taskset', ['-acp', '0', String(/pid=(\d+)/.exec(listening)?.[1])])
}

async function nginx(bytes: Readonly<Record<PageName, Buffer>>): Promise<Rival> {
  const folder = mkdtempSync(join(tmpdir(), 'percakapan-nginx-'))
  const port = await freePort()
  mkdirSync(join(folder, 'www'))
  execFileSync('chmod', ['755', folder])
  writeFileSync(join(folder, 'www', 'index.html'), bytes.article)
  writeFileSync(join(folder, 'www', 'feed.xml'), bytes.feed)
  writeFileSync(
    join(folder, 'nginx.conf'),
    `worker_processes 1; pid ${folder}/pid; error_log ${folder}/error.log; daemon off;
events { worker_connections 1024; }
http { access_log off; sendfile on; tcp_nopush on; open_file_cache max=100; keepalive_requests 1000000; types { text/html html; text/xml xml; } charset utf-8;
client_body_temp_path ${folder}/b; proxy_temp_path ${folder}/p; fastcgi_temp_path ${folder}/f; uwsgi_temp_path ${folder}/u; scgi_temp_path ${folder}/s;
server { listen 127.0.0.1:${port}; root ${folder}/www; } }`,
  )
  const child = spawn('taskset', ['-c', '0', 'nginx', '-c', join(folder, 'nginx.conf')], { stdio: 'ignore' })
  await sleep(500)
  const stop = async () => {
    child.kill('SIGTERM')
    await sleep(300)
    rmSync(folder, { recursive: true, force: true })
  }
  const url = `http://127.0.0.1:${port}`
  return { name: 'nginx', addresses: { article: `${url}/`, feed: `${url}/feed.xml` }, stop }
}

async function bareNode(bytes: Readonly<Record<PageName, Buffer>>): Promise<Rival> {
  const folder = mkdtempSync(join(tmpdir(), 'percakapan-node-'))
  for (const name of pages) writeFileSync(join(folder, name), bytes[name])
  const port = await freePort()
  const code = `const {readFileSync}=require('node:fs');const pages=Object.fromEntries(['article','feed'].map(n=>['/'+n,readFileSync(process.argv[1]+'/'+n)]));
require('node:http').createServer((q,s)=>{const page=pages[q.url];s.writeHead(200,{'content-type':'text/html; charset=utf-8','content-length':page.length});s.end(page)}).listen(${port},'127.0.0.1')`
  const child = spawn('taskset', ['-c', '0', process.execPath, '-e', code, folder], { stdio: 'ignore' })
  await sleep(500)
  const stop = async () => {
    child.kill('SIGTERM')
    rmSync(folder, { recursive: true, force: true })
  }
  const url = `http://127.0.0.1:${port}`
  return { name: 'node', addresses: { article: `${url}/article`, feed: `${url}/feed` }, stop }
}

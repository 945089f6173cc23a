import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { launch, ownFolder, type Running, whereIs } from '../process.ts'

/** PHP's process manager as Debian calls it. */
const names = ['php-fpm8.2', 'php-fpm8.3', 'php-fpm8.4', 'php-fpm']

/** Whether WordPress can be served as a server does it: by php-fpm with opcache, behind nginx. */
export async function findFpm(): Promise<string | undefined> {
  if (!(await whereIs('nginx'))) return undefined
  for (const name of names) {
    const path = await whereIs(name)
    if (path) return path
  }
  return undefined
}

/** Serves a WordPress at a port, all of it on one processor: by php-fpm and nginx. */
export async function serveByFpm(fpm: string, site: string, port: number): Promise<Running[]> {
  const folder = await ownFolder('wordpress-fpm', 'nobody')
  const socket = join(folder, 'socket')
  writeFileSync(join(folder, 'fpm.conf'), pool(folder, socket))
  const manager = [fpm, '--nodaemonize', '--fpm-config', join(folder, 'fpm.conf'), '-d', 'opcache.enable=1']
  const php = launch(['taskset', '-c', '0', ...manager], { folder, user: 'nobody', cwd: site })
  const front = await ownFolder('wordpress-nginx', 'nobody')
  writeFileSync(join(front, 'nginx.conf'), server(front, socket, site, port))
  const nginx = ['nginx', '-e', join(front, 'error.log'), '-c', join(front, 'nginx.conf')]
  return [php, launch(['taskset', '-c', '0', ...nginx], { folder: front, user: 'nobody', cwd: front })]
}

const pool = (folder: string, socket: string) => `[global]
error_log = ${folder}/error.log
[www]
listen = ${socket}
pm = static
pm.max_children = 4
`

const server = (folder: string, socket: string, site: string, port: number) => `worker_processes 1; pid ${folder}/pid;
error_log ${folder}/error.log; daemon off;
events { worker_connections 1024; }
http { access_log off; keepalive_requests 1000000; include /etc/nginx/mime.types;
client_body_temp_path ${folder}/b; proxy_temp_path ${folder}/p; fastcgi_temp_path ${folder}/f; uwsgi_temp_path ${folder}/u; scgi_temp_path ${folder}/s;
server { listen 127.0.0.1:${port}; root ${site}; index index.php;
location / { try_files $uri $uri/ /index.php?$args; }
location ~ \\.php$ { include /etc/nginx/fastcgi_params; fastcgi_param SCRIPT_FILENAME $document_root$fastcgi_script_name; fastcgi_pass unix:${socket}; } } }
`

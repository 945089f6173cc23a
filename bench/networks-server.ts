/**
 * A server for the networks' benchmark, in a process of its own: it reads from standard input what to answer to which
 * request (`{[METHOD path]: {status, headers, body}}`), prints its port, and keeps nothing of what it is sent. To a PUT with a
 * Content-Range it answers as a resumable upload does: 308 with what has arrived, and at the end the answer to that PUT.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { json } from 'node:stream/consumers'

/** What is answered to one request. */
export interface Canned {
  status: number
  headers: Readonly<Record<string, string>>
  body: string
}

const answers = (await json(process.stdin)) as Record<string, Canned>
let arrived = 0

createServer(async (request, response) => {
  let bytes = 0
  for await (const chunk of request) bytes += (chunk as Buffer).byteLength
  const range = request.headers['content-range']
  if (request.method === 'PUT' && range) return upload(range, bytes, request, response)
  reply(response, answers[`${request.method} ${request.url}`])
}).listen(0, '127.0.0.1', function listening(this: { address(): unknown }) {
  console.log((this.address() as AddressInfo).port)
})

function upload(range: string, bytes: number, request: IncomingMessage, response: ServerResponse) {
  const [, start, total] = /^bytes (?:(\d+)-\d+|\*)\/(\d+)$/.exec(range) ?? []
  if (start !== undefined && Number(start) !== arrived) return reply(response, undefined)
  arrived += bytes
  if (arrived >= Number(total)) return reply(response, answers[`PUT ${request.url}`])
  const headers: Record<string, string> = arrived > 0 ? { range: `bytes=0-${arrived - 1}` } : {}
  reply(response, { status: 308, headers, body: '' })
}

function reply(response: ServerResponse, answer: Canned = { status: 404, headers: {}, body: '{}' }) {
  const length = String(Buffer.byteLength(answer.body))
  response.writeHead(answer.status, { ...answer.headers, 'content-length': length }).end(answer.body)
}

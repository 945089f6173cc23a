import { createServer, type Server } from 'node:http'
import { getRequestListener } from '@hono/node-server'
import { openReader, type Reader } from '../blog/index.ts'
import type { Context } from '../context.ts'
import { Problem } from '../core/problem.ts'
import type { App } from './operation.ts'
import { headersOfAll } from './secure-headers.ts'
import { nameVisitor } from './visitor.ts'

/** A server that listens. */
export interface WebServer {
  port: number
  close(): Promise<void>
}

/** The blog's pages, each with the headers of every answer. */
export const readerOf = (context: Context): Reader => openReader(context, { ofAll: headersOfAll(context.config) })

/**
 * Listens. Pages of the blog that lie ready are answered before anything else looks at the request.
 * @param reader see {@link readerOf}
 * @throws Problem `wrong-input` when the port is taken or not ours to take
 */
export async function listen(context: Context, app: App, reader: Reader): Promise<WebServer> {
  const { port, host } = context.config
  const slow = getRequestListener(app.fetch)
  const secure = Object.entries(headersOfAll(context.config))
  const server = createServer((request, response) => {
    if (reader.serve(request, response)) return
    for (const [name, value] of secure) response.setHeader(name, value)
    nameVisitor(context.config, request)
    void slow(request, response)
  })
  server.requestTimeout = 120_000
  server.keepAliveTimeout = 65_000
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(portProblem(error, port)))
    server.listen(port, host, resolve)
  })
  const address = server.address()
  return { port: typeof address === 'object' && address ? address.port : port, close: () => close(server) }
}

function portProblem(error: NodeJS.ErrnoException, port: number): unknown {
  if (error.code === 'EADDRINUSE') {
    return new Problem(
      'wrong-input',
      {
        id: 'Porta {port} sudah dipakai program lain. Hentikan program itu, atau pilih porta lain: PORT={other} npm start',
        en: 'Port {port} is already used by another program. Stop that program, or choose another port: PORT={other} npm start',
      },
      { cause: error, field: 'PORT', values: { port: String(port), other: String(port + 1) } },
    )
  }
  if (error.code === 'EACCES') {
    return new Problem(
      'wrong-input',
      {
        id: 'Porta {port} hanya untuk root. Pilih porta di atas 1023: PORT=3000 npm start',
        en: 'Port {port} is for root only. Choose one above 1023: PORT=3000 npm start',
      },
      { cause: error, field: 'PORT', values: { port: String(port) } },
    )
  }
  return error
}

async function close(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()))
  server.closeIdleConnections()
  // Event streams never end by themselves.
  setTimeout(() => server.closeAllConnections(), 500).unref()
  await closed
}

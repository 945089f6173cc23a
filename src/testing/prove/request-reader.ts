import type { Socket } from 'node:net'

/** Reads one HTTP request from a connection and hands its bytes on. */
export interface RequestReader {
  /** Everything that came and will come goes to this socket too. */
  to(server: Socket): void
  /** Called when the client goes before its request is whole: nobody will ever send the rest. */
  whenCut(told: () => void): void
  /** Called when the request has come whole. */
  whenWhole(told: () => void): void
}

/** @param began told the request's first line as soon as its head is whole */
export function requestReader(client: Socket, began: (line: string) => void): RequestReader {
  const servers: Socket[] = []
  let bytes: Buffer = Buffer.alloc(0)
  let length: number | undefined
  let gone = false
  let cut: () => void = () => undefined
  let complete: () => void = () => undefined
  const whole = () => length !== undefined && bytes.length >= length

  client.on('data', (chunk: Buffer) => {
    bytes = Buffer.concat([bytes, chunk])
    for (const server of servers) server.write(chunk)
    if (length !== undefined) return
    length = lengthOf(bytes)
    if (length !== undefined) began(bytes.toString('latin1', 0, bytes.indexOf('\r\n')))
  })
  client.on('data', () => {
    if (whole()) complete()
  })
  client.on('close', () => {
    gone = true
    if (!whole()) cut()
  })
  return {
    to: (server) => {
      server.write(bytes)
      servers.push(server)
    },
    whenWhole: (told) => {
      complete = () => {
        complete = () => undefined
        told()
      }
      if (whole()) complete()
    },
    whenCut: (told) => {
      cut = told
      if (gone && !whole()) cut()
    },
  }
}

/** How long the request is in all; `undefined` while its head is not whole. Our client tells every body's length. */
function lengthOf(bytes: Buffer): number | undefined {
  const end = bytes.indexOf('\r\n\r\n')
  if (end < 0) return undefined
  const told = /^content-length:\s*(\d+)/im.exec(bytes.toString('latin1', 0, end))?.[1]
  return end + 4 + Number(told ?? 0)
}

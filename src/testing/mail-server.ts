import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'

/** A letter as it came in. */
export interface ReceivedLetter {
  from: string
  to: string[]
  /** Headers and bodies, as they were sent. */
  raw: string
  /** The same with the transfer encoding undone. */
  readable: string
}

/** A real SMTP server in this process, which can be told to refuse. */
export interface MailServer {
  url: string
  letters: ReceivedLetter[]
  /** Codes for the next letters, first one first: `451` later, `550` never. */
  refusals: number[]
  close(): Promise<void>
}

/** Listens on a port of its own; takes every letter that no refusal stands for, and no login. */
export async function mailServer(): Promise<MailServer> {
  const letters: ReceivedLetter[] = []
  const refusals: number[] = []
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    allowInsecureAuth: true,
    onAuth(_login, _session, done) {
      done(new Error('Wrong login'))
    },
    logger: false,
    onRcptTo(_address, _session, done) {
      const code = refusals.shift()
      done(code ? Object.assign(new Error(`${code} scripted`), { responseCode: code }) : null)
    },
    onData(stream, session, done) {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        const raw = Buffer.concat(chunks).toString('utf8')
        const { mailFrom, rcptTo } = session.envelope
        letters.push({
          from: mailFrom ? mailFrom.address : '',
          to: rcptTo.map((one) => one.address),
          raw,
          readable: readable(raw),
        })
        done()
      })
    },
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()))
  const { port } = server.server.address() as AddressInfo
  return {
    url: `smtp://127.0.0.1:${port}`,
    letters,
    refusals,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }
}

/** Undoes quoted-printable (RFC 2045, 6.7), which bodies with other letters than ASCII's travel in. */
function readable(raw: string): string {
  const bytes = raw
    .replace(/=\r\n/g, '')
    .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
  return Buffer.from(bytes, 'latin1').toString('utf8')
}

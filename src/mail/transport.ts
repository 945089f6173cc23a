import type { Config } from '../config.ts'
import { Problem } from '../core/problem.ts'
import type { WrittenLetter } from './letter.ts'
import { markId, markPng } from './mark.ts'

/** Who gets a letter. */
export interface Recipient {
  name: string
  email: string
}

/** The sender: `SMTP_FROM`, or an address at the host that readers type. */
export function senderOf(config: Pick<Config, 'smtpFrom' | 'baseUrl'>): string {
  return config.smtpFrom ?? `Percakapan <percakapan@${new URL(config.baseUrl).hostname}>`
}

/**
 * Hands one letter to the mail server.
 * @param id of the letter: a second try carries the same Message-ID, so that mailboxes know it again
 * @throws Problem `rejected`: refused for good (5xx); `unavailable`: not now (4xx, unreachable, wrong login)
 */
export async function post(config: Config, id: string, to: Recipient, letter: WrittenLetter): Promise<void> {
  // Loaded by the first letter: most programs that stand idle never sent one.
  const { createTransport } = await import('nodemailer')
  const transport = createTransport({
    url: config.smtpUrl as string,
    connectionTimeout: 15_000,
    greetingTimeout: 15_000,
    socketTimeout: 30_000,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  try {
    await transport.sendMail({
      from: senderOf(config),
      to: { name: to.name, address: to.email },
      subject: letter.subject,
      text: letter.text,
      html: letter.html,
      attachments: [
        {
          filename: 'percakapan.png',
          content: markPng,
          contentType: 'image/png',
          cid: markId,
          contentDisposition: 'inline',
        },
      ],
      messageId: `<${id}@${new URL(config.baseUrl).hostname}>`,
      headers: { 'Auto-Submitted': 'auto-generated', 'Content-Language': letter.language },
    })
  } catch (error) {
    throw mailProblem(error)
  } finally {
    transport.close()
  }
}

function mailProblem(error: unknown): Problem {
  const {
    code,
    responseCode = 0,
    response,
    message,
  } = error as {
    code?: string
    responseCode?: number
    response?: string
    message?: string
  }
  const why = (response ?? message ?? code ?? '').replace(/\s+/g, ' ').trim().slice(0, 300)
  // A login that the server refuses is the settings' fault, not the letter's: it may be mended meanwhile.
  const forGood = responseCode >= 500 && code !== 'EAUTH'
  return new Problem(
    forGood ? 'rejected' : 'unavailable',
    forGood
      ? { id: 'Server surel menolak surelnya: {why}', en: 'The mail server refused the email: {why}' }
      : {
          id: 'Server surel belum menerima surelnya: {why}',
          en: 'The mail server has not taken the email yet: {why}',
        },
    { cause: error, values: { why } },
  )
}

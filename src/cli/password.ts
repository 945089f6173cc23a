import { randomBytes } from 'node:crypto'
import { say, type Words } from '../core/words.ts'
import { resetPassword } from '../team/index.ts'
import type { Command } from './command.ts'
import { inHouse } from './house.ts'

const texts = {
  email: { id: 'alamat surel akunnya', en: 'the account’s e-mail address' },
  done: {
    id: 'Kata sandi baru untuk {email}: {password}\nSemua sesi masuknya sudah diakhiri. Masuklah, lalu simpan kata sandi ini di tempat yang aman.',
    en: 'The new password for {email}: {password}\nAll its sign-ins were ended. Sign in, and keep this password in a safe place.',
  },
} satisfies Record<string, Words>

/** For whoever runs the server: a new password for somebody who forgot theirs. */
export const command: Command = {
  arguments: [{ name: '<email>', about: texts.email }],
  options: [{ flags: '--json', about: { id: 'jawab sebagai JSON', en: 'answer as JSON' } }],
  examples: ['percakapan password rina@contoh.id'],
  async run([email = ''], { json }, streams, open) {
    const password = randomBytes(12).toString('base64url')
    await inHouse(open, streams, (context) => resetPassword(context, email, password))
    await streams.out(
      json ? `${JSON.stringify({ email, password })}\n` : `${say(texts.done, streams.language, { email, password })}\n`,
    )
    return 0
  },
}

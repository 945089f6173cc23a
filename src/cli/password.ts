import { randomBytes } from 'node:crypto'
import { say, type Words } from '../core/words.ts'
import { resetPassword } from '../team/index.ts'
import type { Command } from './command.ts'
import { inHouse } from './house.ts'

const texts = {
  email: { id: 'alamat surel akunnya', en: 'the account’s email address' },
  done: {
    id: 'Kata sandi baru untuk {email}: {password}\nSemua sesi masuknya sudah diakhiri, begitu pula tautan di surel-surelnya. Masuklah, lalu simpan kata sandi ini di tempat yang aman.',
    en: 'The new password for {email}: {password}\nAll its sign-ins were ended, and the links in its emails. Sign in, and keep this password in a safe place.',
  },
  codes: {
    id: 'Kode dari aplikasi dimatikan: saat masuk hanya diminta kata sandi. Nyalakan lagi di Pengaturan → Tim → Masuk.',
    en: 'Codes of an app are turned off: the sign-in asks for the password alone. Turn them on again in Settings → Team → Sign-in.',
  },
  passkeys: {
    id: 'Kunci sandi dihapus: {count}. Tambahkan lagi di Pengaturan → Tim → Masuk.',
    en: 'Passkeys removed: {count}. Add them again in Settings → Team → Sign-in.',
  },
} satisfies Record<string, Words>

/** For whoever runs the server: a new password for somebody who forgot theirs. It says what else opens nothing any more. */
export const command: Command = {
  arguments: [{ name: '<email>', about: texts.email }],
  options: [{ flags: '--json', about: { id: 'jawab sebagai JSON', en: 'answer as JSON' } }],
  examples: ['percakapan password rina@contoh.id'],
  async run([email = ''], { json }, streams, open) {
    const password = randomBytes(12).toString('base64url')
    const { codes, passkeys } = await inHouse(open, streams, (context) => resetPassword(context, email, password))
    if (json) {
      await streams.out(`${JSON.stringify({ email, password, codesOff: codes, passkeysRemoved: passkeys })}\n`)
      return 0
    }
    const { language } = streams
    await streams.out(`${say(texts.done, language, { email, password })}\n`)
    if (codes) await streams.out(`${say(texts.codes, language)}\n`)
    if (passkeys > 0) await streams.out(`${say(texts.passkeys, language, { count: passkeys })}\n`)
    return 0
  },
}

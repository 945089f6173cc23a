import type { Words } from '../../src/http/api.ts'

/** What is said when the server itself could not say it. */
export const plainWords = {
  offline: {
    id: 'Server tidak dapat dijangkau. Periksa sambungan Anda; yang Anda ketik tetap tersimpan di perangkat ini.',
    en: 'The server can’t be reached. Check your connection; what you typed stays on this device.',
  },
  signedOut: {
    id: 'Sesi Anda sudah berakhir. Masuklah lagi; tulisan Anda menunggu di perangkat ini.',
    en: 'Your session has ended. Sign in again; your words wait on this device.',
  },
  wrongPassword: {
    id: 'Surel dan kata sandi ini tidak cocok. Periksa keduanya, lalu coba lagi.',
    en: 'This email address and password don’t match. Check both and try again.',
  },
  wrongCode: {
    id: 'Kode itu tidak cocok atau sudah lewat waktunya. Ketik kode yang sedang tampil; setelah lima kali salah, masuklah lagi dengan kata sandi.',
    en: 'That code doesn’t match, or has expired. Type the one shown just now; after five wrong ones sign in with your password again.',
  },
  passkeyUnknown: {
    id: 'Kunci sandi ini tidak dikenal di sini, atau waktunya sudah lewat. Coba lagi, atau masuk dengan kata sandi.',
    en: 'This passkey is not known here, or has expired. Try again, or sign in with your password.',
  },
  passkeyStopped: {
    id: 'Perangkat tidak selesai menanyai Anda: dibatalkan, atau waktunya habis. Coba lagi.',
    en: 'The device did not finish asking you: it was cancelled, or its time ran out. Try again.',
  },
  passkeyThere: {
    id: 'Perangkat ini sudah mempunyai kunci sandi untuk akun Anda.',
    en: 'This device has a passkey for your account already.',
  },
  passkeyNotHere: {
    id: 'Perangkat atau peramban ini tidak dapat memakai kunci sandi di alamat ini. Kunci sandi memerlukan https, atau localhost.',
    en: 'This device or browser can’t use passkeys at this address. They need https, or localhost.',
  },
  linkOver: {
    id: 'Tautan ini sudah dipakai atau lewat satu jam. Mintalah surel baru di halaman masuk.',
    en: 'This link has been used, or is more than an hour old. Ask for a new email on the sign-in page.',
  },
  tooBig: {
    id: 'Berkas ini terlalu besar. Perkecil dahulu, lalu unggah lagi.',
    en: 'This file is too big. Make it smaller, then upload it again.',
  },
  tooOften: {
    id: 'Terlalu banyak percobaan dalam waktu singkat. Tunggu satu menit, lalu coba lagi.',
    en: 'Too many tries in a short time. Wait a minute, then try again.',
  },
  serverDown: {
    id: 'Server sedang tidak dapat menjawab. Tidak ada yang hilang; coba lagi sebentar lagi.',
    en: 'The server can’t answer right now. Nothing is lost; try again in a moment.',
  },
  unexpected: {
    id: 'Permintaan ini tidak dapat diselesaikan. Coba lagi; bila tetap gagal, lihat catatan server.',
    en: 'This request could not be completed. Try again; if it keeps failing, check the server’s log.',
  },
  articleElsewhere: {
    id: 'Artikel ini sudah terbit, ditarik, atau dijadwalkan pada waktu lain, jadi tidak dipindahkan dari sini. Buka artikelnya untuk melihat waktunya.',
    en: 'This article was published, taken back or scheduled for another time meanwhile, so it was not moved from here. Open it to see its time.',
  },
} satisfies Record<string, Words>

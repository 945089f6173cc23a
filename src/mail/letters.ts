/** The letters that the program writes. What they say about is handed in: nothing here looks anything up. */
import { fill, type Words } from '../core/words.ts'
import type { Block, Letter } from './letter.ts'

/** What a person can be mailed about because they want to. */
export const preferenceKinds = ['reminder', 'reconnect', 'gap'] as const
export type PreferenceKind = (typeof preferenceKinds)[number]
/** Every kind of letter; what is about one's own account is mailed whatever one prefers. */
export type MailKind = PreferenceKind | 'password' | 'email' | 'invitation'

/** Why a letter of this kind came: which are on from the beginning, team/mail-preferences.ts says. */
const whyItCame = (kind: PreferenceKind, settings: string): Words => fill(texts[`${kind}Foot`], { settings })

/** An assisted post whose time has come: the finished words, and where to post them. */
export function reminderLetter(about: {
  /** The network's and the account's names. */
  label: string
  handle: string
  parts: readonly { title?: string; text: string; composer: string | undefined; pictures: readonly string[] }[]
  /** Address of the post in the panel. */
  panel: string
  settings: string
}): Letter {
  const { label, handle, parts, panel } = about
  const many = parts.length > 1
  const blocks = parts.flatMap((part, index): Block[] => [
    ...(many ? [{ say: fill(texts.part, { n: index + 1, of: parts.length }) }] : []),
    ...(part.title ? [{ say: texts.title }, { quote: part.title }] : []),
    ...(part.title && part.text ? [{ say: texts.text }] : []),
    ...(part.text ? [{ quote: part.text }] : []),
    ...part.pictures.map((href, at) => ({ open: fill(texts.picture, { n: at + 1 }), href })),
    ...(part.composer ? [{ open: fill(texts.composer, { label }), href: part.composer }] : []),
  ])
  return {
    subject: fill(texts.reminderSubject, { label, handle }),
    blocks: [{ say: fill(texts.reminder, { label, handle }) }, ...blocks, { open: texts.reminderPanel, href: panel }],
    foot: whyItCame('reminder', about.settings),
  }
}

/** A channel whose permission is gone. */
export function reconnectLetter(about: {
  label: string
  handle: string
  /** What the network said. */
  why: Words | null
  /** Address of the channels in the panel. */
  panel: string
  settings: string
}): Letter {
  const { label, handle, why, panel } = about
  return {
    subject: fill(texts.reconnectSubject, { label, handle }),
    blocks: [
      { say: fill(texts.reconnect, { label, handle }) },
      ...(why ? [{ say: why }] : []),
      { open: texts.reconnectPanel, href: panel },
    ],
    foot: whyItCame('reconnect', about.settings),
  }
}

/** A promised article that is still missing, a few days before it is due. */
export function gapLetter(about: {
  /** What the blog promises: a sentence. */
  promise: Words
  /** By which day. */
  day: Words
  /** The draft that is nearest to ready, with how many of its five steps are done. */
  draft: { title: string; ready: number; panel: string } | undefined
  /** Address of the schedule in the panel. */
  panel: string
  settings: string
}): Letter {
  const { promise, day, draft, panel } = about
  return {
    subject: fill(texts.gapSubject, { day }),
    blocks: [
      { say: fill(texts.gap, { day, promise }) },
      ...(draft
        ? [
            { say: fill(texts.gapDraft, { n: draft.ready }) },
            { quote: draft.title },
            { open: texts.gapContinue, href: draft.panel },
          ]
        : [{ say: texts.gapNoDraft }]),
      { open: texts.gapPanel, href: panel },
    ],
    foot: whyItCame('gap', about.settings),
  }
}

/** The letter with the link to a new password. */
export function passwordLetter(about: { home: string; link: string }): Letter {
  const home = hostOf(about.home)
  return {
    subject: fill(texts.passwordSubject, { home }),
    blocks: [
      { say: fill(texts.password, { home }) },
      { open: texts.passwordLink, href: about.link },
      { say: texts.passwordTime },
    ],
    foot: texts.passwordFoot,
  }
}

/** The letter with an invitation to a workspace, for people with and without an account. */
export function invitationLetter(about: {
  home: string
  workspace: string
  /** Who invites. */
  by: string
  role: Words
  days: number
  link: string
}): Letter {
  const { workspace, by, role, days, link } = about
  const said = { id: role.id.toLowerCase(), en: role.en.toLowerCase() }
  const values = { home: hostOf(about.home), workspace, by, days }
  const invited = {
    id: texts.invitation.id.replace('{role}', said.id),
    en: texts.invitation.en.replace('{role}', said.en),
  }
  return {
    subject: fill(texts.invitationSubject, values),
    blocks: [
      { say: fill(invited, values) },
      { open: texts.invitationLink, href: link },
      { say: fill(texts.invitationTime, values) },
    ],
    foot: fill(texts.invitationFoot, values),
  }
}

/** The letter that confirms a new e-mail address. */
export function emailConfirmLetter(about: { home: string; link: string }): Letter {
  const home = hostOf(about.home)
  return {
    subject: fill(texts.emailConfirmSubject, { home }),
    blocks: [
      { say: fill(texts.emailConfirm, { home }) },
      { open: texts.emailConfirmLink, href: about.link },
      { say: texts.emailConfirmTime },
    ],
    foot: texts.emailConfirmFoot,
  }
}

/** The letter to the present address that another one was asked for. */
export function emailToldLetter(about: { home: string; email: string; settings: string }): Letter {
  const { email, settings } = about
  const home = hostOf(about.home)
  return {
    subject: fill(texts.emailToldSubject, { home }),
    blocks: [
      { say: fill(texts.emailTold, { home, email }) },
      { say: texts.emailToldNotYou },
      { open: texts.emailToldSettings, href: settings },
    ],
    foot: fill(texts.emailToldFoot, { home }),
  }
}

/** To the address that opened the door until now. */
export function emailChangedLetter(about: { home: string; email: string }): Letter {
  const { email } = about
  const home = hostOf(about.home)
  return {
    subject: fill(texts.emailChangedSubject, { home }),
    blocks: [{ say: fill(texts.emailChanged, { home, email }) }, { say: texts.emailChangedNotYou }],
    foot: fill(texts.emailToldFoot, { home }),
  }
}

const hostOf = (home: string) => home.replace(/^https?:\/\//, '')

const texts = {
  reminderSubject: { id: 'Waktunya mengirim ke {label} ({handle})', en: 'Time to post to {label} ({handle})' },
  reminder: {
    id: 'Kiriman untuk {label} ({handle}) sudah tiba waktunya. Percakapan tidak dapat mengirimnya sendiri, jadi Andalah yang mengirim. Kata-katanya sudah siap:',
    en: 'A post for {label} ({handle}) is due. Percakapan can’t send it automatically, so it’s your turn. The text is ready:',
  },
  part: { id: 'Bagian {n} dari {of}:', en: 'Part {n} of {of}:' },
  title: { id: 'Judul:', en: 'Title:' },
  text: { id: 'Teks:', en: 'Text:' },
  picture: { id: 'Gambar {n}', en: 'Picture {n}' },
  composer: { id: 'Buka {label} untuk mengirim', en: 'Open {label} to post' },
  reminderPanel: {
    id: 'Setelah terkirim, tempelkan alamatnya di panel',
    en: 'Once it is out, paste its address in the panel',
  },
  reminderFoot: {
    id: 'Surel ini dikirim karena Anda anggota tim yang diingatkan saat tiba giliran mengirim manual. Pengingat ini menyala sejak awal; matikan di {settings}',
    en: 'You get this email because you are on the team that is reminded when it’s time to post by hand. Reminders are on from the start; turn yours off at {settings}',
  },
  reconnectFoot: {
    id: 'Surel ini dikirim karena Anda menyalakan “Saat saluran harus dihubungkan ulang” di pengaturan. Matikan di {settings}',
    en: 'You get this email because you turned on “When a channel must be reconnected” in your settings. Turn it off at {settings}',
  },
  reconnectSubject: { id: 'Hubungkan ulang {label} ({handle})', en: 'Reconnect {label} ({handle})' },
  reconnect: {
    id: 'Percakapan tidak lagi diizinkan memakai saluran {label} ({handle}). Kirimannya menunggu sampai saluran ini dihubungkan ulang; tidak ada yang hilang.',
    en: 'Percakapan may no longer use the channel {label} ({handle}). Its posts wait until the channel is reconnected; nothing is lost.',
  },
  reconnectPanel: { id: 'Hubungkan ulang di panel', en: 'Reconnect it in the panel' },
  gapSubject: { id: '{day} masih kosong di blog', en: '{day} is still open on your blog' },
  gap: {
    id: 'Janji blog Anda: {promise}. Untuk {day} belum ada artikel yang terbit atau terjadwal.',
    en: 'What your blog promises: {promise}. Nothing is published or scheduled for {day} yet.',
  },
  gapDraft: {
    id: 'Draf yang paling dekat jadi sudah menyelesaikan {n} dari 5 langkah:',
    en: 'The draft that is nearest to ready has done {n} of 5 steps:',
  },
  gapContinue: { id: 'Lanjutkan draf itu', en: 'Continue that draft' },
  gapNoDraft: {
    id: 'Belum ada draf. Sebuah catatan pendek lebih baik daripada pekan kosong, dan libur dapat diambil sebelum dimulai.',
    en: 'There is no draft yet. Something short is better than a missed week, and you can still take a break.',
  },
  gapPanel: { id: 'Lihat jadwal blog', en: 'See the blog’s schedule' },
  gapFoot: {
    id: 'Surel ini dikirim karena Anda anggota tim yang diingatkan sebelum jadwal blog kosong. Pengingat ini menyala sejak awal; matikan di {settings}',
    en: 'You get this email because you are on the team that is told before the blog’s schedule has a gap. It is on from the start; turn yours off at {settings}',
  },
  passwordSubject: { id: 'Kata sandi baru untuk {home}', en: 'A new password for {home}' },
  password: {
    id: 'Seseorang meminta kata sandi baru untuk akun Anda di {home}. Bila bukan Anda, abaikan surel ini.',
    en: 'Someone asked to reset the password of your account at {home}. If it wasn’t you, ignore this email.',
  },
  passwordLink: { id: 'Buat kata sandi baru', en: 'Set a new password' },
  passwordTime: {
    id: 'Tautan ini berlaku satu jam dan hanya sekali. Setelah kata sandi diganti, semua perangkat lain harus masuk lagi.',
    en: 'The link works for one hour, and once. After the change every other device has to sign in again.',
  },
  passwordFoot: {
    id: 'Bukan Anda yang meminta? Kata sandi Anda tetap seperti semula.',
    en: 'It wasn’t you? Your password stays as it is.',
  },
  invitationSubject: {
    id: '{by} mengundang Anda ke ruang kerja {workspace}',
    en: '{by} invites you to the workspace {workspace}',
  },
  invitation: {
    id: '{by} mengundang Anda bergabung di ruang kerja {workspace} di {home}, sebagai {role}.',
    en: '{by} invites you to work in {workspace} at {home}, as {role}.',
  },
  invitationLink: { id: 'Lihat undangannya', en: 'See the invitation' },
  invitationTime: {
    id: 'Tautan ini berlaku {days} hari, hanya sekali, dan hanya untuk alamat surel ini. Pakai akun yang sudah Anda punya, atau buat akun baru di sana.',
    en: 'The link works for {days} {days|day|days}, once, and for this email address only. Use the account that you have, or make a new one there.',
  },
  invitationFoot: {
    id: 'Tidak mengenal {by}? Abaikan surel ini: tanpa Anda tidak terjadi apa-apa.',
    en: 'Don’t know {by}? Ignore this email: nothing happens without you.',
  },
  emailConfirmSubject: { id: 'Pakai alamat ini untuk masuk ke {home}?', en: 'Sign in to {home} with this address?' },
  emailConfirm: {
    id: 'Seseorang ingin masuk ke {home} dengan alamat surel ini. Bila itu Anda, buka tautan ini untuk menyetujuinya.',
    en: 'Someone wants to sign in to {home} with this email address. If it’s you, open this link to agree.',
  },
  emailConfirmLink: { id: 'Ya, pakai alamat ini', en: 'Yes, use this address' },
  emailConfirmTime: {
    id: 'Tautan ini berlaku satu hari dan hanya sekali. Sampai dibuka, tidak ada yang berubah.',
    en: 'The link works for one day, and once. Nothing changes before it is opened.',
  },
  emailConfirmFoot: {
    id: 'Bukan Anda? Abaikan surel ini: alamat Anda tidak dipakai untuk apa pun.',
    en: 'It wasn’t you? Ignore this email: your address is used for nothing.',
  },
  emailToldSubject: { id: 'Surel akun Anda di {home} akan diganti', en: 'Your email address at {home} is to change' },
  emailTold: {
    id: 'Dengan kata sandi Anda, seseorang meminta agar akun Anda di {home} memakai alamat {email}. Alamat ini tetap berlaku sampai alamat yang baru disetujui dari kotak suratnya.',
    en: 'With your password, someone asked for your account at {home} to use the address {email}. This address stays yours until the new one is confirmed from its own mailbox.',
  },
  emailToldNotYou: {
    id: 'Bukan Anda? Berarti kata sandi Anda diketahui orang lain: ganti segera. Itu juga membatalkan permintaan ini.',
    en: 'It wasn’t you? Then somebody else knows your password: change it now. That also cancels this.',
  },
  emailToldSettings: { id: 'Buka Pengaturan → Tim → Masuk', en: 'Open Settings → Team → Sign-in' },
  emailToldFoot: {
    id: 'Surel ini dikirim karena menyangkut keamanan akun Anda di {home}.',
    en: 'You get this email because it concerns the security of your account at {home}.',
  },
  emailChangedSubject: {
    id: 'Surel akun Anda di {home} sudah diganti',
    en: 'Your email address at {home} has changed',
  },
  emailChanged: {
    id: 'Akun Anda di {home} sekarang memakai alamat {email}. Alamat lama ini tidak dapat lagi dipakai untuk masuk.',
    en: 'Your account at {home} now uses the address {email}. This old one no longer signs you in.',
  },
  emailChangedNotYou: {
    id: 'Bukan Anda? Hubungi segera orang yang menjalankan server ini: ia dapat mengembalikan akun Anda.',
    en: 'It wasn’t you? Write at once to whoever runs this server: they can give you your account back.',
  },
} satisfies Record<string, Words>

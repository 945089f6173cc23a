import type { Words } from '../core/words.ts'
import type { Command } from './command.ts'

interface Entry {
  about: Words
  load(): Promise<{ readonly command: Command }>
}

/** The register of commands, in the order in which the help shows them: a new one is a file and an entry here. */
export const commands: Readonly<Record<string, Entry>> = {
  measure: {
    about: { id: 'Panjang sebuah teks menurut hitungan jejaring', en: 'The length of a text as a network counts it' },
    load: () => import('./measure.ts'),
  },
  preview: {
    about: { id: 'Bagian-bagian yang akan dikirim, persis adanya', en: 'The parts that would be sent, exactly' },
    load: () => import('./preview.ts'),
  },
  check: {
    about: { id: 'Temuan tentang sebuah teks sebelum dikirim', en: 'Findings about a text before it is sent' },
    load: () => import('./check.ts'),
  },
  render: {
    about: { id: 'Markdown menjadi HTML blog', en: 'Markdown as the blog’s HTML' },
    load: () => import('./render.ts'),
  },
  networks: {
    about: {
      id: 'Semua jejaring: kemampuan, batas, dan cara pengujiannya',
      en: 'All networks: what they can do, their limits, how they are verified',
    },
    load: () => import('./networks.ts'),
  },
  publish: {
    about: {
      id: 'Terbitkan artikel dari berkas, dan bagikan',
      en: 'Publish an article from a file, and share it',
    },
    load: () => import('./publish.ts'),
  },
  replace: {
    about: { id: 'Cari dan ganti di semua artikel', en: 'Find and replace in all articles' },
    load: () => import('./replace.ts'),
  },
  idea: {
    about: { id: 'Catat ide, atau lihat semuanya', en: 'Catch an idea, or see all of them' },
    load: () => import('./idea.ts'),
  },
  cadence: {
    about: {
      id: 'Jadwal blog: janji, libur, dan pekan kosong berikutnya',
      en: 'The blog’s schedule: its promise, breaks, and the next open week',
    },
    load: () => import('./cadence.ts'),
  },
  'import posts': {
    about: {
      id: 'Kiriman dari berkas CSV: lihat dulu, lalu jadwalkan',
      en: 'Posts from a CSV file: look first, then schedule',
    },
    load: () => import('./import-posts.ts'),
  },
  'import blog': {
    about: {
      id: 'Blog lama, dari berkas ekspornya',
      en: 'Another blog, from the file that it exports',
    },
    load: () => import('./import-blog.ts'),
  },
  'import subscribers': {
    about: {
      id: 'Pelanggan dari berkas CSV buletin lama',
      en: 'Subscribers from the CSV file of another newsletter',
    },
    load: () => import('./import-subscribers.ts'),
  },
  sync: {
    about: { id: 'Jaga folder Markdown dan blog tetap sama', en: 'Keep a folder of Markdown and the blog in step' },
    load: () => import('./sync.ts'),
  },
  export: {
    about: {
      id: 'Bawa blog keluar: Markdown, situs statis, WXR, atau JSON',
      en: 'Take the blog out: Markdown, a static site, WXR or JSON',
    },
    load: () => import('./export.ts'),
  },
  'theme list': {
    about: { id: 'Tema blog, bawaan dan milik sendiri', en: 'The blog’s themes, built in and your own' },
    load: () => import('./theme.ts').then(({ list }) => ({ command: list })),
  },
  'theme check': {
    about: { id: 'Periksa tema sebelum dibawa masuk', en: 'Check a theme before you bring it' },
    load: () => import('./theme.ts').then(({ check }) => ({ command: check })),
  },
  'theme add': {
    about: { id: 'Bawa masuk tema dari ZIP', en: 'Bring a theme from a ZIP' },
    load: () => import('./theme.ts').then(({ add }) => ({ command: add })),
  },
  'theme use': {
    about: { id: 'Pakai sebuah tema untuk blog', en: 'Use a theme for the blog' },
    load: () => import('./theme.ts').then(({ use }) => ({ command: use })),
  },
  'theme remove': {
    about: { id: 'Hapus tema milik sendiri', en: 'Remove a theme of your own' },
    load: () => import('./theme.ts').then(({ remove }) => ({ command: remove })),
  },
  'theme example': {
    about: { id: 'Tulis contoh tema sebagai titik awal', en: 'Write an example theme to begin from' },
    load: () => import('./theme.ts').then(({ example }) => ({ command: example })),
  },
  today: {
    about: {
      id: 'Hari ini: siapa menunggu, apa yang berangkat, apa yang perlu diputuskan',
      en: 'Today: who is waiting, what goes out, what needs a decision',
    },
    load: () => import('./today.ts'),
  },
  status: {
    about: {
      id: 'Apa yang akan berangkat, dan apa yang menunggu keputusan',
      en: 'What goes out next, and what needs a decision',
    },
    load: () => import('./status.ts'),
  },
  inbox: {
    about: { id: 'Siapa yang menunggu jawaban', en: 'Who is waiting for an answer' },
    load: () => import('./inbox.ts'),
  },
  'inbox show': {
    about: { id: 'Satu percakapan dari awal', en: 'One conversation from its beginning' },
    load: () => import('./inbox-show.ts'),
  },
  'inbox answer': {
    about: { id: 'Jawab seseorang', en: 'Answer a person' },
    load: () => import('./inbox-answer.ts'),
  },
  'inbox assign': {
    about: { id: 'Serahkan percakapan kepada seseorang', en: 'Give a conversation to somebody' },
    load: () => import('./inbox-assign.ts'),
  },
  'inbox snooze': {
    about: { id: 'Tunda percakapan', en: 'Snooze a conversation' },
    load: () => import('./inbox-snooze.ts'),
  },
  'inbox done': {
    about: { id: 'Tandai percakapan selesai, atau buka lagi', en: 'Mark a conversation as done, or reopen it' },
    load: () => import('./inbox-done.ts'),
  },
  triage: {
    about: {
      id: 'Bahasa, jenis, nada, dan spam sebuah tanggapan, menurut model di mesin ini',
      en: 'Language, kind, tone and spam of a response, told by a model on this machine',
    },
    load: () => import('./triage.ts'),
  },
  backup: {
    about: { id: 'Simpan semuanya ke sebuah folder', en: 'Save everything into a folder' },
    load: () => import('./backup.ts'),
  },
  restore: {
    about: { id: 'Pulihkan semuanya dari folder cadangan', en: 'Bring everything back from a backup folder' },
    load: () => import('./restore.ts'),
  },
  password: {
    about: { id: 'Kata sandi baru untuk yang lupa', en: 'A new password for somebody who forgot theirs' },
    load: () => import('./password.ts'),
  },
}

import type { Words } from '../core/words.ts'

/** What an imprint and a privacy page say. In brackets: what only their owner knows. */
export const legalWords = {
  imprint: {
    slug: { id: 'imprint', en: 'imprint' },
    title: { id: 'Identitas penerbit', en: 'Imprint' },
    text: {
      id: `Blog ini, {host}, diterbitkan oleh:

**{brand}**
[Nama lengkap orang atau badan usaha]
[Jalan dan nomor]
[Kota, kode pos, negara]

Surel: [alamat surel]
Telepon: [nomor telepon]

[Untuk badan usaha: nomor induk berusaha atau nomor pendaftaran, dan nama yang berwenang mewakili]

Penanggung jawab isi: [nama]`,
      en: `This blog, {host}, is published by:

**{brand}**
[Full name of the person or the company]
[Street and number]
[Town, postcode, country]

Email: [email address]
Telephone: [telephone number]

[For a company: its registration number, and who represents it]

Responsible for the content: [name]`,
    },
  },
  privacy: {
    slug: { id: 'privasi', en: 'privacy' },
    title: { id: 'Privasi', en: 'Privacy' },
    opening: {
      id: `Halaman ini menjelaskan apa yang terjadi dengan data Anda saat membaca {host}. Penanggung jawabnya {brand}; alamatnya ada di [Identitas penerbit](/imprint).

[Periksa setiap bagian sebelum terbit: yang tertulis di sini benar untuk program blog ini, bukan untuk server di depannya atau layanan lain yang Anda pakai.]`,
      en: `This page says what happens with your data when you read {host}. Responsible for it is {brand}; the address is in the [imprint](/imprint).

[Check each part before you publish: it is true of the program of this blog, not of a server in front of it, or of other services that you use.]`,
    },
    cookies: {
      id: `## Kuki

Pembaca tidak mendapat kuki, dan tidak ada yang disimpan di perangkat Anda selain salinan halaman yang biasa dibuat peramban. Tidak ada statistik pengunjung, dan tidak ada iklan.`,
      en: `## Cookies

Readers get no cookies, and nothing is kept on your device but the copies of pages that browsers make anyway. Nobody counts visitors, and there is no advertising.`,
    },
    records: {
      id: `## Catatan server

Program blog ini tidak menyimpan alamat IP pembaca. [Server web atau layanan hosting di depannya mungkin mencatat alamat IP, waktu, dan halaman yang diminta: tulis di sini siapa, untuk apa, dan berapa lama. Penyedia hosting: nama dan alamat.]`,
      en: `## Server logs

The program of this blog keeps no IP addresses of readers. [A web server or a host in front of it may log IP address, time and the page that was asked for: say here who, what for, and for how long. Hosting provider: name and address.]`,
    },
    fonts: {
      id: `## Font dan gambar

Font dan gambar yang diunggah datang dari server ini sendiri.`,
      en: `## Typefaces and pictures

Typefaces and uploaded pictures come from this very server.`,
    },
    picturesElsewhere: {
      id: 'Sebagian artikel memuat gambar dari server lain. Saat halamannya dibuka, server itu mengetahui alamat IP Anda.',
      en: 'Some articles show pictures from other servers. When such a page is opened, those servers learn your IP address.',
    },
    embeds: {
      id: `## Video dan kiriman dari situs lain

Video, audio, dan kiriman dari situs lain baru dimuat setelah Anda membukanya. Sebelum itu situs tersebut tidak diminta apa pun. Setelah dibuka, situs itu mengetahui alamat IP Anda dan dapat menaruh kuki:

{hosts}`,
      en: `## Videos and posts of other sites

Videos, audio and posts of other sites are loaded only when you open them. Before that, those sites are asked for nothing. Once opened, they learn your IP address and may set cookies:

{hosts}`,
    },
    noEmbeds: {
      id: `## Video dan kiriman dari situs lain

Saat ini tidak ada artikel yang menampilkan isi dari situs lain.`,
      en: `## Videos and posts of other sites

No article shows content of other sites at present.`,
    },
    comments: {
      id: `## Komentar

Komentar dari blog lama tersimpan di sini: nama, tautan yang ditulis sendiri, dan isinya. [Sebutkan jika alamat surel komentator juga disimpan.] Komentar dapat dihapus atas permintaan.`,
      en: `## Comments

Comments of an earlier blog are kept here: names, links that people typed themselves, and what they said. [Say so if email addresses of commenters are kept as well.] A comment is deleted when its author asks for it.`,
    },
    noComments: {
      id: `## Komentar

Blog ini tidak menyimpan komentar pembaca.`,
      en: `## Comments

This blog keeps no comments of readers.`,
    },
    newsletter: {
      id: `## Nawala

Blog ini tidak mengirim nawala. Feed dapat dibaca tanpa memberikan data apa pun.`,
      en: `## Newsletter

This blog sends no newsletter. Its feed is read without giving any data.`,
    },
    rights: {
      id: `## Hak Anda

Anda berhak mengetahui data apa tentang Anda yang disimpan, serta meminta perbaikan atau penghapusannya. Tulis ke [alamat surel].`,
      en: `## Your rights

You may ask which data about you is kept, and have it corrected or deleted. Write to [email address].`,
    },
  },
} as const satisfies Record<string, Record<string, Words>>

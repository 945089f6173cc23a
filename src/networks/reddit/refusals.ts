import { Problem, type ProblemKind } from '../../core/problem.ts'
import type { Words } from '../../core/words.ts'
import { redact } from '../http.ts'
import type { Session } from '../network.ts'
import { credentialsOf, secretsOf } from '../oauth2.ts'

const flairWanted: Words = {
  id: 'Komunitas ini mewajibkan flair. Pilih salah satu di pilihan Reddit pada kiriman, lalu kirim lagi.',
  en: 'This community wants a flair. Choose one among the post’s Reddit options, then send again.',
}

/** Reddit's codes: https://github.com/reddit-archive/reddit/blob/master/r2/r2/lib/errors.py */
const known: Readonly<Record<string, { kind: ProblemKind; words: Words }>> = {
  USER_REQUIRED: {
    kind: 'unauthorized',
    words: {
      id: 'Reddit tidak menerima izin akun ini lagi. Hubungkan kembali akunnya.',
      en: 'Reddit no longer accepts this account’s permission. Please connect the account again.',
    },
  },
  SUBREDDIT_NOTALLOWED: {
    kind: 'rejected',
    words: {
      id: 'Anda belum boleh mengirim ke komunitas ini. Bergabunglah dahulu, atau minta izin kepada moderatornya; sebagian komunitas juga meminta umur akun atau karma tertentu.',
      en: 'You may not post to this community yet. Join it first, or ask its moderators; some communities also want an account of some age or karma.',
    },
  },
  SUBREDDIT_NOEXIST: {
    kind: 'rejected',
    words: {
      id: 'Komunitas ini tidak ada lagi di Reddit. Hubungkan komunitas yang lain.',
      en: 'This community is no longer on Reddit. Connect another one.',
    },
  },
  ALREADY_SUB: {
    kind: 'rejected',
    words: {
      id: 'Tautan ini sudah pernah dibagikan di komunitas itu, dan komunitasnya hanya menerimanya sekali. Kirim sebagai teks, atau pilih tautan lain.',
      en: 'This link was shared in that community before, and it takes it only once. Post it as text, or choose another link.',
    },
  },
  TOO_LONG: {
    kind: 'rejected',
    words: {
      id: 'Judul atau teksnya terlalu panjang untuk Reddit. Pendekkan, lalu kirim lagi.',
      en: 'The title or the text is too long for Reddit. Shorten it, then send again.',
    },
  },
  NO_TEXT: {
    kind: 'rejected',
    words: {
      id: 'Reddit meminta judul dan teks yang tidak kosong. Lengkapi, lalu kirim lagi.',
      en: 'Reddit wants a title and a text that are not empty. Complete them, then send again.',
    },
  },
  NO_SELFS: {
    kind: 'rejected',
    words: {
      id: 'Komunitas ini hanya menerima tautan. Pilih jenis Tautan di pilihan Reddit.',
      en: 'This community takes links only. Choose the kind Link among the Reddit options.',
    },
  },
  NO_LINKS: {
    kind: 'rejected',
    words: {
      id: 'Komunitas ini tidak menerima tautan. Pilih jenis Teks di pilihan Reddit.',
      en: 'This community takes no links. Choose the kind Text among the Reddit options.',
    },
  },
  TOO_OLD: {
    kind: 'rejected',
    words: {
      id: 'Kiriman itu sudah terlalu lama, jadi Reddit tidak menerima komentar lagi di sana.',
      en: 'That post is too old: Reddit takes no more comments there.',
    },
  },
  THREAD_LOCKED: {
    kind: 'rejected',
    words: {
      id: 'Moderator menutup percakapan itu, jadi tidak dapat dikomentari lagi.',
      en: 'The moderators closed that conversation, so nobody can comment any more.',
    },
  },
  DELETED_COMMENT: {
    kind: 'gone',
    words: {
      id: 'Komentar yang dijawab sudah dihapus di Reddit.',
      en: 'The comment that is answered was deleted on Reddit.',
    },
  },
  SUBMIT_VALIDATION_FLAIR_REQUIRED: { kind: 'rejected', words: flairWanted },
}

const waits: Words = {
  id: 'Reddit meminta akun ini beristirahat sebentar sebelum mengirim lagi. Nanti dicoba lagi otomatis.',
  en: 'Reddit asks this account to rest a while before it posts again. It will be tried again automatically.',
}
const refused: Words = {
  id: 'Reddit menolak kiriman ini (“{said}”). Ubah isinya, lalu kirim lagi.',
  en: 'Reddit refused this post (“{said}”). Change it, then send again.',
}

/**
 * What a refusal in Reddit's list means: `[code, what it says, field]`.
 * @param ratelimit seconds to wait, where Reddit tells them as a number
 */
export function refusalOf(refusal: readonly unknown[], ratelimit: number | undefined, session: Session): Problem {
  const [code, message] = refusal.map((one) => (typeof one === 'string' ? one : ''))
  const said = plain(message || code || '', session)
  const detail = `Reddit: ${plain(code ?? '', session)} · ${said}`
  if (code === 'RATELIMIT' || code === 'QUOTA_FILLED') {
    const seconds = ratelimit ?? secondsIn(said) ?? 3600
    return new Problem('rate-limited', waits, { retryAt: new Date(session.now().getTime() + seconds * 1000), detail })
  }
  const meant = known[code ?? ''] ?? (/FLAIR/.test(code ?? '') ? known.SUBMIT_VALIDATION_FLAIR_REQUIRED : undefined)
  return meant
    ? new Problem(meant.kind, meant.words, { detail })
    : new Problem('rejected', refused, { values: { said }, detail })
}

/** One short line without markup or secrets. */
function plain(text: string, session: Session): string {
  const clean = redact({ secrets: secretsOf(credentialsOf(session)) }, text)
    .replace(/[\p{Cc}\p{Cf}\s<>{}]+/gu, ' ')
    .trim()
  return clean.length > 200 ? `${clean.slice(0, 199)}…` : clean
}

const unitSeconds: Readonly<Record<string, number>> = {
  millisecond: 0.001,
  second: 1,
  minute: 60,
  hour: 3600,
  day: 86_400,
}

/** "Take a break for 9 minutes before trying again." One more, since Reddit rounds down. */
function secondsIn(text: string): number | undefined {
  const found = /(\d+|an?)\s+(millisecond|second|minute|hour|day)s?\b/i.exec(text)
  const unit = unitSeconds[found?.[2]?.toLowerCase() ?? '']
  if (!found || unit === undefined) return undefined
  const count = Number(found[1])
  return ((Number.isFinite(count) ? count : 1) + 1) * unit
}

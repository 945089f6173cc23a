import { Problem } from '../core/problem.ts'

/** A picture's row is there, its bytes are not. */
export function lost(cause?: unknown): Problem {
  return new Problem(
    'gone',
    {
      id: 'Berkas gambar ini tidak ada lagi. Unggah sekali lagi.',
      en: 'This picture’s file is no longer there. Upload it again.',
    },
    { cause },
  )
}

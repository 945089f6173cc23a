import { Problem } from '../core/problem.ts'

/** Where the bytes of pictures lie. Names are ours (an id and an ending): nobody's file name reaches a path. */
export interface MediaStore {
  /** @throws Problem `unavailable`, with what to do: no space, not allowed, not reachable */
  put(name: string, bytes: Uint8Array, mime: string): Promise<void>
  /** @throws Problem `gone`; `unavailable` */
  get(name: string): Promise<Buffer>
  /** One that is not there is gone already. @throws Problem `unavailable` */
  delete(name: string): Promise<void>
}

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

import { Problem } from '../core/problem.ts'

/** Stores the bytes of pictures and videos. Names are an id and an extension: no typed file name reaches a path. */
export interface MediaStore {
  /** @throws Problem `unavailable`, with what to do: no space, not allowed, not reachable */
  put(name: string, bytes: Uint8Array, mime: string): Promise<void>
  /** @throws Problem `gone`; `unavailable` */
  get(name: string): Promise<Buffer>
  /** Takes a file of this machine, however big; it may be moved. @throws Problem `unavailable` */
  putFile(name: string, path: string, mime: string): Promise<void>
  /** In bytes. @throws Problem `gone`; `unavailable` */
  size(name: string): Promise<number>
  /** From `start` up to, but not with, `end`. @throws Problem `gone`; `unavailable` */
  read(name: string, start: number, end: number): Promise<Buffer<ArrayBuffer>>
  /** Where it lies on this machine; missing: it lies elsewhere. */
  pathOf?(name: string): string
  /** Deletes a file; a missing one is no error. @throws Problem `unavailable` */
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

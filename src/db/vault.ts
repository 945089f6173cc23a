import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { Problem } from '../core/problem.ts'

const version = 1

/**
 * Seals a JSON value with AES-256-GCM: one byte of version, 12 of nonce, 16 of tag, then the ciphertext.
 * @param place what it belongs to (a channel's id): a sealed value moved to another row does not open there
 */
export function seal(key: Buffer, place: string, value: unknown): Buffer {
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(place))
  const sealed = Buffer.concat([cipher.update(JSON.stringify(value), 'utf8'), cipher.final()])
  return Buffer.concat([Buffer.from([version]), nonce, cipher.getAuthTag(), sealed])
}

/** @throws Problem `unauthorized` when the key is another one, or the bytes were changed */
export function open<T>(key: Buffer, place: string, sealed: Buffer): T {
  try {
    if (sealed[0] !== version) throw new Error(`unknown vault version ${sealed[0]}`)
    const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(1, 13))
      .setAAD(Buffer.from(place))
      .setAuthTag(sealed.subarray(13, 29))
    return JSON.parse(Buffer.concat([decipher.update(sealed.subarray(29)), decipher.final()]).toString('utf8')) as T
  } catch (cause) {
    throw new Problem(
      'unauthorized',
      {
        id: 'Izin yang tersimpan untuk saluran ini tidak dapat dibuka: kunci rahasia server sudah berganti. Pulihkan kunci lama (secret.key atau SECRET_KEY), atau hubungkan ulang saluran ini.',
        en: 'The permission stored for this channel can’t be opened: the server’s secret key has changed. Bring back the old key (secret.key or SECRET_KEY), or reconnect this channel.',
      },
      { cause },
    )
  }
}

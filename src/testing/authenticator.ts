import { createHash, createSign, generateKeyPairSync, randomBytes } from 'node:crypto'

/** What a device says of itself, so that a test can make it lie. */
export interface Ceremony {
  origin: string
  rpId: string
  /** Whether it asked its person. Default: yes. */
  verified?: boolean
  /** Default: what the ceremony is. */
  type?: string
}

const sha256 = (bytes: Uint8Array | string) => createHash('sha256').update(bytes).digest()
const b64 = (bytes: Uint8Array | string) => Buffer.from(bytes).toString('base64url')

/** CBOR's short forms, as far as an attestation needs them: https://www.rfc-editor.org/rfc/rfc8949#section-3 */
function head(major: number, value: number): Buffer {
  if (value < 24) return Buffer.from([(major << 5) | value])
  return value < 256
    ? Buffer.from([(major << 5) | 24, value])
    : Buffer.from([(major << 5) | 25, value >> 8, value & 255])
}
const text = (words: string) => Buffer.concat([head(3, Buffer.byteLength(words)), Buffer.from(words)])
const bytes = (value: Uint8Array) => Buffer.concat([head(2, value.length), value])
const whole = (value: number) => (value < 0 ? head(1, -1 - value) : head(0, value))
const map = (...pairs: readonly (readonly [Buffer, Buffer])[]) =>
  Buffer.concat([head(5, pairs.length), ...pairs.flat()])

/** A passkey device in memory: one key, ES256, no attestation. https://www.w3.org/TR/webauthn-3/#sctn-authenticator-data */
export function makeAuthenticator() {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' })
  const id = randomBytes(16)
  let counter = 0

  const clientData = (challenge: string, { origin, type }: Ceremony, usual: string) =>
    Buffer.from(JSON.stringify({ type: type ?? usual, challenge, origin, crossOrigin: false }))

  function authenticatorData({ rpId, verified = true }: Ceremony, more: Uint8Array = new Uint8Array()): Buffer {
    const flags = 0x01 | (verified ? 0x04 : 0) | (more.length ? 0x40 : 0)
    const count = Buffer.alloc(4)
    count.writeUInt32BE(++counter)
    return Buffer.concat([sha256(rpId), Buffer.from([flags]), count, more])
  }

  return {
    id: b64(id),
    /** Makes the key known. */
    register(challenge: string, ceremony: Ceremony) {
      const cose = map(
        [whole(1), whole(2)],
        [whole(3), whole(-7)],
        [whole(-1), whole(1)],
        [whole(-2), bytes(Buffer.from(x, 'base64url'))],
        [whole(-3), bytes(Buffer.from(y, 'base64url'))],
      )
      const credential = Buffer.concat([Buffer.alloc(16), Buffer.from([0, id.length]), id, cose])
      const attestation = map(
        [text('fmt'), text('none')],
        [text('attStmt'), map()],
        [text('authData'), bytes(authenticatorData(ceremony, credential))],
      )
      return {
        id: b64(id),
        rawId: b64(id),
        type: 'public-key',
        clientExtensionResults: {},
        response: {
          clientDataJSON: b64(clientData(challenge, ceremony, 'webauthn.create')),
          attestationObject: b64(attestation),
          transports: ['internal'],
        },
      }
    },
    /** Signs, to come in. */
    sign(challenge: string, ceremony: Ceremony) {
      const data = clientData(challenge, ceremony, 'webauthn.get')
      const authenticator = authenticatorData(ceremony)
      const signature = createSign('sha256').update(authenticator).update(sha256(data)).sign(privateKey)
      return {
        id: b64(id),
        rawId: b64(id),
        type: 'public-key',
        clientExtensionResults: {},
        response: {
          clientDataJSON: b64(data),
          authenticatorData: b64(authenticator),
          signature: b64(signature),
          userHandle: b64('rina'),
        },
      }
    },
  }
}

import type {
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
} from '@simplewebauthn/browser'
import type { Security } from '../../src/http/api.ts'
import { ApiProblem, ask } from './api.ts'
import { plainWords } from './plain-words.ts'

/**
 * Whether this browser can ask a device, on this page: over https, or at this machine, and by a name, not a number
 * (https://www.w3.org/TR/webauthn-3/#rp-id).
 */
export function knowsPasskeys(): boolean {
  const number = /^[\d.]+$|^\[/.test(window.location.hostname)
  return window.isSecureContext && !number && typeof window.PublicKeyCredential === 'function'
}

// Few pages need it.
const library = () => import('@simplewebauthn/browser')

/** Has a device make a passkey, and adds it. @throws ApiProblem in words, whoever refused */
export async function addPasskey(name: string, current: string): Promise<Security> {
  const [{ startRegistration }, optionsJSON] = await Promise.all([
    library(),
    ask<PublicKeyCredentialCreationOptionsJSON>('/api/security/passkeys/options', {
      method: 'POST',
      body: { current },
    }),
  ])
  const response = await startRegistration({ optionsJSON }).catch(inWords)
  return ask<Security>('/api/security/passkeys', { method: 'POST', body: { name, response } })
}

/** Comes in with a passkey. @throws ApiProblem in words, whoever refused */
export async function enterWithPasskey(): Promise<void> {
  const [{ startAuthentication }, optionsJSON] = await Promise.all([
    library(),
    ask<PublicKeyCredentialRequestOptionsJSON>('/api/auth/passkey/options', { method: 'POST', body: {} }),
  ])
  const response = await startAuthentication({ optionsJSON }).catch(inWords)
  try {
    await ask('/api/auth/passkey/verify-authentication', { method: 'POST', body: { response } })
  } catch (error) {
    const refused = error instanceof ApiProblem && (error.status === 400 || error.status === 401)
    throw refused ? new ApiProblem('unauthorized', plainWords.passkeyUnknown, { status: error.status }) : error
  }
}

/** What browsers throw: https://www.w3.org/TR/webauthn-3/#sctn-createCredential-exceptions */
function inWords(error: unknown): never {
  const { name } = error as { name?: string }
  if (name === 'NotAllowedError' || name === 'AbortError') throw new ApiProblem('rejected', plainWords.passkeyStopped)
  if (name === 'InvalidStateError') throw new ApiProblem('rejected', plainWords.passkeyThere)
  throw new ApiProblem('rejected', plainWords.passkeyNotHere)
}

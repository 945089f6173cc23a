import { z } from 'zod'
import { request } from '../http.ts'
import type { Session } from '../network.ts'
import { hasFreshNonce, type ProofKey, proving } from './dpop.ts'
import { OAuthKept, refresh } from './oauth.ts'
import { type Access, type Client, clientWith, errorName, passwordAccess, renewPassword, service } from './xrpc.ts'

/**
 * Requests on behalf of an account, however it was connected.
 * @throws Problem `unauthorized` where the credentials are not ours to read
 */
export function createClient(session: Session): Client {
  return clientWith(session, accessOf)
}

function accessOf(session: Session): Access {
  const kept = OAuthKept.safeParse(session.credentials).data
  if (kept) return oauthAccess(session, kept)
  // A person may have connected the account anew meanwhile, in the other way.
  const renewed = async () => ({
    ...accessOf({ ...session, credentials: await renewPassword(session) }),
    endsSoon: () => false,
  })
  return { ...passwordAccess(session), renewed }
}

const marginSeconds = 60

/** The permission of OAuth: tokens that are bound to a key. */
function oauthAccess(session: Session, kept: OAuthKept): Access {
  const tools = proving(session, kept.key as ProofKey, kept.accessToken)
  const secrets = [kept.accessToken, kept.refreshToken, kept.key.d].filter((secret) => typeof secret === 'string')
  return {
    did: kept.did,
    pds: kept.pds,
    secrets,
    tools,
    endsSoon: () => kept.expiresAt !== undefined && kept.expiresAt - marginSeconds * 1000 <= session.now().getTime(),
    renewed: async () => {
      const fresh = await session.renew((credentials) => refresh(credentials, session))
      return { ...accessOf({ ...session, credentials: fresh }), endsSoon: () => false }
    },
    again: (error) => errorName(error) === 'use_dpop_nonce',
    beforeLarge: async () => {
      if (hasFreshNonce(kept.pds)) return
      const address = `${kept.pds}/xrpc/com.atproto.server.getSession`
      // Its answer brings a nonce, whatever it says.
      await request(service(secrets), tools, address, {}, z.unknown()).catch((error: unknown) => {
        if (errorName(error) === undefined) throw error
      })
    },
  }
}

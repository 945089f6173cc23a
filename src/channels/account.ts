import { foreignAddress, foreignJson, foreignLine, foreignText } from '../core/text/foreign.ts'
import type { Account } from '../networks/network.ts'

const longestBio = 5000
const mostLinks = 50

/**
 * An account as its server tells of it, fit to be kept and shown: without signs that nothing takes, bounded, and with addresses that
 * lead somewhere. What it is asked by (`remoteId`, `server`) stays as it is.
 */
export function fitAccount(account: Account): Account {
  const { avatar, bio, links, facts } = account
  const picture = avatar === undefined ? undefined : foreignAddress(avatar)
  return {
    ...without(account, 'avatar'),
    handle: foreignLine(account.handle),
    name: foreignLine(account.name),
    url: foreignAddress(account.url) ?? '',
    ...(picture === undefined ? {} : { avatar: picture }),
    ...(bio === undefined ? {} : { bio: foreignText(bio, longestBio) }),
    ...(links === undefined ? {} : { links: links.flatMap((link) => foreignAddress(link) ?? []).slice(0, mostLinks) }),
    ...(facts === undefined ? {} : { facts: foreignJson(facts) }),
  }
}

function without<Key extends keyof Account>(account: Account, key: Key): Omit<Account, Key> {
  const { [key]: _left, ...rest } = account
  return rest
}

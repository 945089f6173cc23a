import { foreignAddress, foreignJson, foreignLine, foreignText } from '../core/text/foreign.ts'
import type { Account, Community } from '../networks/network.ts'

const longestBio = 5000
const mostLinks = 50
const mostRules = 50
const longestRule = 5000

/**
 * An account as its server tells of it, fit to be kept and shown: without characters that nothing takes, bounded, and with addresses that
 * lead somewhere. What it is asked by (`remoteId`, `server`) stays as it is.
 */
export function fitAccount(account: Account): Account {
  const { avatar, bio, links, community, facts } = account
  const picture = avatar === undefined ? undefined : foreignAddress(avatar)
  return {
    ...without(account, 'avatar'),
    handle: foreignLine(account.handle),
    name: foreignLine(account.name),
    url: foreignAddress(account.url) ?? '',
    ...(picture === undefined ? {} : { avatar: picture }),
    ...(bio === undefined ? {} : { bio: foreignText(bio, longestBio) }),
    ...(links === undefined ? {} : { links: links.flatMap((link) => foreignAddress(link) ?? []).slice(0, mostLinks) }),
    ...(community === undefined ? {} : { community: fitCommunity(community) }),
    ...(facts === undefined ? {} : { facts: foreignJson(facts) }),
  }
}

function fitCommunity({ name, guest, rules }: Community): Community {
  return {
    name: foreignLine(name),
    guest,
    rules: rules
      .slice(0, mostRules)
      .map(({ title, text }) => ({ title: foreignLine(title), text: foreignText(text, longestRule) })),
  }
}

function without<Key extends keyof Account>(account: Account, key: Key): Omit<Account, Key> {
  const { [key]: _left, ...rest } = account
  return rest
}

/**
 * An account as it is kept. Earlier versions kept what is typed now (`community`) among the network's own facts: it is found there
 * until the network is next asked.
 */
export function keptAccount(kept: unknown): Account {
  const account = kept as Account
  if (account.community || !account.facts) return account
  const { guestOf, rules } = account.facts as { guestOf?: unknown; rules?: unknown }
  if (typeof guestOf !== 'string' && !Array.isArray(rules)) return account
  const told = (Array.isArray(rules) ? rules : []) as { title?: unknown; text?: unknown }[]
  return {
    ...account,
    community: fitCommunity({
      name: typeof guestOf === 'string' ? guestOf : account.handle,
      guest: typeof guestOf === 'string',
      rules: told.map(({ title, text }) => ({ title: String(title ?? ''), text: String(text ?? '') })),
    }),
  }
}

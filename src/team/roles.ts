/** Who may do what in a workspace: the one table. The panel shows it, and the API obeys it. */
import { Problem } from '../core/problem.ts'
import type { Words } from '../core/words.ts'

export const roles = ['owner', 'editor', 'author', 'responder', 'viewer'] as const
export type Role = (typeof roles)[number]

/** `own`: with one's own things only. */
type May = true | 'own' | false

/** In the order of {@link roles}. */
const table = {
  /** See everything that the workspace has. */
  read: [true, true, true, true, true],
  /** Prepare words and pictures, and see what would be sent. */
  compose: [true, true, true, true, false],
  /** Write articles and drafts. */
  write: [true, true, true, false, false],
  /** Show articles to readers, and take them away. */
  publish: [true, true, 'own', false, false],
  /** Bring many posts at once. */
  import: [true, true, true, false, false],
  /** Send posts, and decide about those that have not left. */
  send: [true, true, 'own', false, false],
  /** Take back, or correct, what is out. */
  retract: [true, true, 'own', false, false],
  /** Stop everything that is outgoing, and let it go. */
  hold: [true, true, true, true, false],
  /** Answer as the brand; decide about what people said. */
  answer: [true, true, false, true, false],
  /** The brand kit. */
  brand: [true, true, false, false, false],
  /** What happens by itself: rhythm, feeds, old articles that come round again; and what is thrown away. */
  plan: [true, true, false, false, false],
  /** Channels, people, keys. */
  manage: [true, false, false, false, false],
} as const satisfies Record<string, readonly [May, May, May, May, May]>

export type Permission = keyof typeof table

/** Of a stored role: one that nobody knows may see, and no more. */
export function roleOf(stored: string): Role {
  return roles.find((role) => role === stored) ?? 'viewer'
}

/** Whether a role may do that: always, with its own things, or never. */
export function may(role: Role, permission: Permission): May {
  return table[permission][roles.indexOf(role)] ?? false
}

/** What a role may do at all. */
export function permissionsOf(role: Role): Permission[] {
  return (Object.keys(table) as Permission[]).filter((permission) => may(role, permission) !== false)
}

export const roleNames: Readonly<Record<Role, Words>> = {
  owner: { id: 'Pemilik', en: 'Owner' },
  editor: { id: 'Editor', en: 'Editor' },
  author: { id: 'Penulis', en: 'Author' },
  responder: { id: 'Penjawab', en: 'Responder' },
  viewer: { id: 'Pengamat', en: 'Viewer' },
}

/** Somebody may not do that. It says who may. */
export function notPermitted(role: Role, permission: Permission): Problem {
  const allowed = roles.filter((one) => may(one, permission) === true)
  const own = may(role, permission) === 'own'
  const names = (language: keyof Words) => allowed.map((one) => roleNames[one][language].toLowerCase()).join(', ')
  const words = own ? onlyOwn : notThis
  return new Problem('forbidden', {
    id: words.id.replace('{role}', roleNames[role].id).replace('{who}', names('id')),
    en: words.en.replace('{role}', roleNames[role].en).replace('{who}', names('en')),
  })
}

const notThis: Words = {
  id: 'Peran Anda di ruang kerja ini ({role}) tidak mencakup tindakan itu. Yang boleh: {who}.',
  en: 'Your role in this workspace ({role}) does not include that. Who may: {who}.',
}
const onlyOwn: Words = {
  id: 'Dengan peran Anda di ruang kerja ini ({role}), itu hanya boleh untuk buatan Anda sendiri. Untuk buatan orang lain: {who}.',
  en: 'With your role in this workspace ({role}) you may do that with your own things only. With those of others: {who}.',
}

/** Who may do what in a workspace: the one table. The panel shows it, and the API obeys it. */
import { Problem } from '../core/problem.ts'
import type { Words } from '../core/words.ts'

/** From the one who may do everything to the one who only reads. The order is that of lists. */
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
  /** Move a whole blog in, and out. */
  move: [true, true, false, false, false],
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

/** Something that an operation of the API asks for (`needs`). */
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

/** What a role may do with its own things only. */
export function ownOnly(role: Role): Permission[] {
  return permissionsOf(role).filter((permission) => may(role, permission) === 'own')
}

/** The roles as people read them. */
export const roleNames: Readonly<Record<Role, Words>> = {
  owner: { id: 'Pemilik', en: 'Owner' },
  editor: { id: 'Editor', en: 'Editor' },
  author: { id: 'Penulis', en: 'Author' },
  responder: { id: 'Penjawab', en: 'Responder' },
  viewer: { id: 'Pengamat', en: 'Viewer' },
}

/** What each permission lets one do, as people say it. docs/guide/en/team.md shows the same table. */
export const permissionNames: Readonly<Record<Permission, Words>> = {
  read: { id: 'Melihat semuanya', en: 'See everything' },
  compose: { id: 'Menyiapkan kata dan gambar, melihat pratinjau', en: 'Prepare words and pictures, see previews' },
  write: { id: 'Menulis artikel dan draf', en: 'Write articles and drafts' },
  publish: { id: 'Menerbitkan dan menarik artikel', en: 'Publish articles and take them away' },
  move: { id: 'Memindahkan blog masuk dan keluar', en: 'Move a blog in and out' },
  import: { id: 'Mengimpor banyak kiriman', en: 'Import many posts' },
  send: { id: 'Mengirim dan menjadwalkan', en: 'Send and schedule posts' },
  retract: { id: 'Menarik atau membetulkan yang sudah keluar', en: 'Retract or correct what is out' },
  hold: { id: 'Menahan semua, dan melanjutkan pengiriman', en: 'Hold everything, and resume sending' },
  answer: { id: 'Menjawab sebagai merek', en: 'Answer as the brand' },
  brand: { id: 'Profil merek', en: 'Brand kit' },
  plan: {
    id: 'Jadwal mingguan, feed, artikel lama, berkas yang tidak dipakai',
    en: 'Weekly schedule, feeds, older articles, unused files',
  },
  manage: { id: 'Saluran, orang, kunci', en: 'Channels, people, keys' },
}

/** The permissions by what they are about, in the table's order. */
export const permissionGroups: readonly { name: Words; permissions: readonly Permission[] }[] = [
  { name: { id: 'Menulis', en: 'Writing' }, permissions: ['read', 'compose', 'write', 'publish', 'move'] },
  { name: { id: 'Mengirim', en: 'Sending' }, permissions: ['import', 'send', 'retract', 'hold'] },
  { name: { id: 'Percakapan', en: 'Conversations' }, permissions: ['answer'] },
  { name: { id: 'Merek dan ruang kerja', en: 'Brand and workspace' }, permissions: ['brand', 'plan', 'manage'] },
]

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

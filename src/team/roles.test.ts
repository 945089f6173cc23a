import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import {
  may,
  notPermitted,
  permissionGroups,
  permissionNames,
  permissionsOf,
  roleNames,
  roleOf,
  roles,
} from './roles.ts'

test('each role may do what the one before it may, or less; only the owner manages', () => {
  const counts = roles.map((role) => permissionsOf(role).length)
  expect(counts[0]).toBe(Math.max(...counts))
  expect(permissionsOf('viewer')).toEqual(['read'])
  expect(roles.filter((role) => may(role, 'manage'))).toEqual(['owner'])
  expect(roles.filter((role) => may(role, 'hold'))).toEqual(['owner', 'editor', 'author', 'responder'])
})

test('every permission stands in one group, in the table’s order', () => {
  expect(permissionGroups.flatMap(({ permissions }) => permissions)).toEqual(permissionsOf('owner'))
})

test('a role that nobody knows may see, and no more', () => {
  expect(roleOf('author')).toBe('author')
  for (const odd of ['admin', '', 'Owner', '__proto__', 'member']) expect(roleOf(odd)).toBe('viewer')
})

test('a refusal says whose things it is about, and who may', () => {
  expect(notPermitted('author', 'publish').words.en).toBe(
    'With your role in this workspace (Author) you may do that with your own things only. With those of others: owner, editor.',
  )
  expect(notPermitted('responder', 'manage').words.id).toBe(
    'Peran Anda di ruang kerja ini (Penjawab) tidak mencakup tindakan itu. Yang boleh: pemilik.',
  )
})

const marks = { id: { true: 'ya', own: 'miliknya', false: '–' }, en: { true: 'yes', own: 'own', false: '–' } }

test.each(['id', 'en'] as const)('the guide’s table is the one that the program obeys: %s', (language) => {
  const page = readFileSync(join(import.meta.dirname, '..', '..', 'docs', 'guide', language, 'team.md'), 'utf8')
  const rows = page.split('\n').filter((line) => line.startsWith('| '))
  const [head, ...acts] = rows.map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  )
  expect(head?.slice(1)).toEqual(roles.map((role) => roleNames[role][language]))
  const permissions = permissionsOf('owner')
  expect(acts.map(([name]) => name)).toEqual(permissions.map((permission) => permissionNames[permission][language]))
  expect(acts.map(([, ...cells]) => cells)).toEqual(
    permissions.map((permission) => roles.map((role) => marks[language][String(may(role, permission)) as 'true'])),
  )
})

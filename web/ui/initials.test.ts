import { expect, test } from 'vitest'
import { initialsOf } from './initials.ts'

test.each([
  ['Rina Sari', 'RS'],
  ['Rina', 'R'],
  ['rina ayu wulandari', 'RW'],
  ['r/indonesia', 'r/'],
  ['@kopi.senja', 'KS'],
  ['😀', '·'],
  ['', '·'],
  ['李 小龙', '李小'],
  ['𝒜bc', '𝒜'],
])('%s', (name, initials) => expect(initialsOf(name)).toBe(initials))

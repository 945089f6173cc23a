/** Words that come later are named only by the pages that bring them, and none is lost on the way. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import en from './en.json'
import id from './id.json'
import { kept, laterSections, partedWords } from './later.ts'

const web = join(import.meta.dirname, '..')
/** What is opened with those words. */
const bringing =
  /^brand-kit\/typefaces|^compose\/keep-idea|^features\/(?:conversations\/|ideas\/|moving\/|replacing\/|posts\/import-page|sign-in\/authorize-page|writing\/(?:article-|preview-links|found-|translations|history\/|tools\/)|settings\/(?:team\/|authors-page|editors-page|make-token|files-page|profile-page|security-page|app-codes|blog-address|bring-theme|own-theme|design-page|design-form|menu-editor|email-change|passkeys|password-change))/

test('what other pages name is in the first load', () => {
  const named = new RegExp(`'((?:${laterSections.join('|')})\\.[\\w.]+)'`, 'g')
  const files = readdirSync(web, { recursive: true, encoding: 'utf8' }).filter((file) => /\.tsx?$/.test(file))
  const elsewhere = files
    .filter((file) => !bringing.test(file) && !/\.test\.ts$|^words\//.test(file))
    .flatMap((file) => [...readFileSync(join(web, file), 'utf8').matchAll(named)].map(([, key = '']) => key))
  expect(elsewhere.length).toBeGreaterThan(2)
  expect([...new Set(elsewhere)].sort()).toEqual([...kept].sort())
})

test.each([
  ['id', id],
  ['en', en],
])('the two parts of %s are the whole', (_language, words) => {
  const [first, later] = [partedWords(words, 'first'), partedWords(words, 'later')]
  const keys = (parts: Record<string, Record<string, unknown>>) =>
    Object.entries(parts).flatMap(([section, inside]) => Object.keys(inside).map((key) => `${section}.${key}`))
  expect([...keys(first), ...keys(later)].sort()).toEqual(keys(words as never).sort())
  expect(Object.keys(later).sort()).toEqual([...laterSections].sort())
})

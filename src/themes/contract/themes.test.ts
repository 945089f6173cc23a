import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { html } from '../../core/html.ts'
import { feedOf } from '../parts/pages.ts'
import { teaserList } from '../parts/teaser.ts'
import { defaultTheme, themeNamed, themes } from '../register.ts'
import type { Theme } from '../theme.ts'
import { microformatsContract } from './microformats.ts'
import { themeContract } from './theme-contract.ts'

/** A fourth theme, as somebody would begin one: all templates of another one but its front page, and a style of a few lines. */
const fourth: Theme = {
  id: 'fourth',
  name: 'Fourth',
  about: { id: 'Contoh.', en: 'An example.' },
  style: 'body{font:1rem/1.5 Georgia,serif}.wrap{max-width:40rem;margin-inline:auto}',
  templates: {
    ...defaultTheme.templates,
    home: ({ list }, site) => feedOf(site, site.name, html`<p>${site.promise}</p>`, teaserList(list, site)),
  },
}

themeContract([...themes, fourth])
microformatsContract([...themes, fourth])

test('each folder is in the register under its own name, and what is not there falls back to the calm one', () => {
  const folders = readdirSync(join(import.meta.dirname, '..'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !['brought', 'contract', 'parts'].includes(entry.name))
    .map(({ name }) => name)
  expect(themes.map(({ id }) => id).sort()).toEqual(folders.sort())
  expect(themeNamed('gone')).toBe(defaultTheme)
})

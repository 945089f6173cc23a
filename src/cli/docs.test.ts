import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { checks } from '../checks/index.ts'
import { settings } from '../config.ts'
import { languages } from '../core/words.ts'
import { allNetworks } from '../networks/index.ts'
import { pages } from './docs.ts'
import { commands } from './register.ts'

const root = join(import.meta.dirname, '..', '..')

test('the generated pages are fresh: otherwise run `npm run docs`', async () => {
  for (const [path, content] of await pages()) {
    const file = join(root, path)
    expect(existsSync(file) ? readFileSync(file, 'utf8') : '', path).toBe(content)
  }
})

test('every check and every network has its heading in every language', async () => {
  const made = await pages()
  for (const language of languages) {
    for (const { id, title } of checks) {
      expect(made.get(`docs/guide/${language}/checks.md`)).toContain(`## ${title[language]}\n\n\`${id}\``)
    }
    for (const { label } of await allNetworks()) {
      expect(made.get(`docs/guide/${language}/networks.md`)).toContain(`## ${label}\n`)
    }
  }
})

test('every setting and every command has its heading in every language', async () => {
  const made = await pages()
  for (const language of languages) {
    for (const name of Object.keys(settings))
      expect(made.get(`docs/guide/${language}/settings.md`)).toContain(`## ${name}\n`)
    for (const name of Object.keys(commands))
      expect(made.get(`docs/guide/${language}/commands.md`)).toContain(`## ${name}\n`)
  }
})

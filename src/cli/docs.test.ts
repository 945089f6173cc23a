import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { checks } from '../checks/index.ts'
import { settings } from '../config.ts'
import { languages } from '../core/words.ts'
import { allNetworks } from '../networks/index.ts'
import { present, quotasOf, reasonsOf, sends, usualWay } from '../networks/network.ts'
import { leftOver, pages } from './docs.ts'
import { commands } from './register.ts'

const root = join(import.meta.dirname, '..', '..')
const made = await pages()
const networks = await allNetworks()

test('the generated pages are fresh: otherwise run `npm run docs`', () => {
  for (const [path, content] of made) {
    const file = join(root, path)
    expect(existsSync(file) ? readFileSync(file, 'utf8') : '', path).toBe(content)
  }
})

test('no page is left of what is no longer on the shelf', () => {
  expect(leftOver(made)).toEqual([])
})

test('every check has its heading in every language', () => {
  for (const language of languages) {
    for (const { id, title } of checks) {
      expect(made.get(`docs/guide/${language}/checks.md`)).toContain(`## ${title[language]}\n\n\`${id}\``)
    }
  }
})

describe.each(languages)('the networks’ pages (%s)', (language) => {
  const pageOf = (name: string) => made.get(`docs/networks/${language}/${name}.md`) ?? ''

  test('every network has one, and the index leads to it', () => {
    const index = pageOf('README')
    for (const { name, label } of networks) {
      expect(pageOf(name), name).toContain(`# ${label}\n`)
      expect(index).toContain(`[${label}](${name}.md)`)
    }
  })

  test('a page tells every step, every field, every source and every reason', () => {
    for (const network of networks) {
      const page = pageOf(network.name)
      for (const { steps, fields } of network.identity.ways) {
        expect(page.match(/^\d+\. /gm)?.length ?? 0).toBeGreaterThan(steps.length)
        for (const step of steps) expect(page).toContain(step[language].split('{')[0])
        for (const { label } of fields) expect(page).toContain(`- **${label[language]}** (`)
      }
      const sources = [...(present(network.sending)?.rates ?? []), ...quotasOf(network)].map(({ source }) => source)
      const verified = [network.verification, ...Object.values(network.verifiedOtherwise ?? {})]
      for (const source of [network.text.source, ...sources, ...verified.map((one) => one.source)])
        expect(page).toContain(source)
      for (const reason of Object.values(reasonsOf(network))) expect(page).toContain(reason[language])
      for (const { label } of network.text.options ?? []) expect(page).toContain(`**${label[language]}**`)
      expect(page).not.toMatch(/\{\w+\}|undefined|NaN/)
    }
  })

  test('the addresses that the network is told stand in the steps as they are', () => {
    for (const { name, identity } of networks) {
      const page = pageOf(name)
      const asks = (address: string) =>
        identity.ways.some(({ steps }) => steps.some((step) => step[language].includes(address)))
      expect(/https:\/\/[A-Z-]+\/api\/channels\/callback/.test(page), name).toBe(asks('{callback}'))
      if (asks('{webhook}')) expect(page).toMatch(new RegExp(`https://[A-Z-]+/hooks/${name}/…`))
    }
  })

  test('what is to be pressed is called what the panel calls it', () => {
    const words = JSON.parse(readFileSync(join(root, 'web', 'words', `${language}.json`), 'utf8'))
    const { connect, connectTo, goTo, wayApi, wayPage, wayPassword, wayHand } = words.channels
    for (const network of networks) {
      const page = pageOf(network.name)
      const press = (text: string) => text.replace('{{network}}', network.label)
      expect(page).toContain(`${words.settings.channels} → ${connect}**`)
      expect(page).toContain(`**${press(usualWay(network).kind === 'oauth' ? goTo : connectTo)}**`)
      const kinds = network.identity.ways.map(({ kind }) => kind)
      const byHand = sends(network) && network.byHand ? [wayHand] : []
      const api =
        kinds.includes('form') && kinds.includes('oauth') ? [wayPage, wayPassword] : byHand.length ? [wayApi] : []
      for (const way of [...api, ...byHand]) expect(page).toContain(`**${way}**`)
    }
  })
})

test('every setting and every command has its heading in every language', () => {
  for (const language of languages) {
    for (const name of Object.keys(settings))
      expect(made.get(`docs/guide/${language}/settings.md`)).toContain(`## ${name}\n`)
    for (const name of Object.keys(commands))
      expect(made.get(`docs/guide/${language}/commands.md`)).toContain(`## ${name}\n`)
  }
})

describe('the guide', () => {
  const pagesIn = (language: string) => readdirSync(join(root, 'docs', 'guide', language)).sort()
  const read = (path: string) => readFileSync(path, 'utf8')
  /** As forges make them of headings. */
  const anchorsOf = (page: string) =>
    [...page.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
      heading
        .toLowerCase()
        .replace(/[^\p{L}\p{N}_ -]/gu, '')
        .replaceAll(' ', '-'),
    )

  test('has the same pages in every language, each with a link on the first one', () => {
    for (const language of languages) {
      expect(pagesIn(language)).toEqual(pagesIn('en'))
      const first = read(join(root, 'docs', 'guide', language, 'README.md'))
      for (const page of pagesIn(language)) if (page !== 'README.md') expect(first).toContain(`](${page})`)
    }
  })

  test.each(languages)('leads nowhere that is not there (%s)', (language) => {
    for (const name of pagesIn(language)) {
      const path = join(root, 'docs', 'guide', language, name)
      for (const [, link = ''] of read(path).matchAll(/\]\(([^)\s]+)\)/g)) {
        if (/^[a-z]+:/.test(link)) continue
        const [to = '', anchor] = link.split('#')
        const target = to ? join(dirname(path), to) : path
        expect(existsSync(target), `${name}: ${link}`).toBe(true)
        if (anchor) expect(anchorsOf(read(target)), `${name}: ${link}`).toContain(anchor)
      }
    }
  })

  test.each(languages)('calls what stands in Settings → Team → Sign-in as the panel does (%s)', (language) => {
    const page = read(join(root, 'docs', 'guide', language, 'security.md'))
    const { settings, team, security, signIn } = JSON.parse(read(join(root, 'web', 'words', `${language}.json`)))
    expect(page).toContain(`→ ${settings.team} → ${team.signIn}**`)
    const named = [
      'password',
      'emailChange',
      'emailKeep',
      'passkeys',
      'passkeyAdd',
      'copyKey',
      'codes',
      'codesBegin',
      'codesTurnOn',
      'codesOff',
      'signIns',
      'end',
      'endOthers',
      'log',
    ]
    for (const name of named) expect(page).toContain(`**${security[name]}**`)
    for (const name of ['trust', 'useRecovery', 'passkey']) expect(page).toContain(`**${signIn[name]}**`)
  })
})

/** What people read keeps to the words of the trade, in both languages: wording.ts lists what is not said, and why. */
import { describe, expect, test } from 'vitest'
import { languages } from '../core/words.ts'
import { type Said, saidByGuide, saidByPanel, saidByProgram } from './said.ts'
import { type Unsaid, unsaid, unsaidAlone } from './wording.ts'

const literal = (text: string) => text.replace(/[.*+?^${}()[\]\\]/g, '\\$&')

/** The whole words of a list, `*` being any ending. */
function formsOf(list: string): RegExp {
  const forms = list
    .split('|')
    .map((form) => (form.endsWith('*') ? `${literal(form.slice(0, -1))}\\S*` : literal(form)))
  return new RegExp(`(?<![\\p{L}\\d])(?:${forms.join('|')})(?![\\p{L}\\d])`, 'iu')
}

const rules = new Map<Unsaid, { found: RegExp; right: RegExp[] }>()
for (const language of languages)
  for (const rule of unsaid[language])
    rules.set(rule, {
      found: formsOf(rule.not),
      right: (rule.except ?? []).map((phrase) => new RegExp(literal(phrase), 'giu')),
    })

function says(rule: Unsaid, { where, text }: Said): boolean {
  const { found, right } = rules.get(rule) ?? { found: formsOf(rule.not), right: [] }
  if (rule.only && !rule.only.some((start) => where.startsWith(start))) return false
  return found.test(right.reduce((rest, phrase) => rest.replace(phrase, ''), text))
}

function offences(said: readonly Said[]): string[] {
  return said.flatMap((one) => [
    ...unsaid[one.language]
      .filter((rule) => says(rule, one))
      .map(({ not, say }) => `${one.where}: not “${not}” but “${say}”: ${one.text.slice(0, 300)}`),
    ...unsaidAlone[one.language]
      .filter(({ not }) => new RegExp(`^(${not})[.]?$`, 'i').test(one.text))
      .map(({ say }) => `${one.where}: “${one.text}” alone; say ${say}`),
  ])
}

/** What is counted, in the plural. */
const counted =
  'answers|articles|bytes|calls|channels|characters|conversations|days|drafts|emails|fields|files|hashtags|hours|invitations|levels|members|messages|minutes|months|pages|parts|passkeys|people|pictures|posts|repeats|responses|rows|seconds|slots|steps|texts|times|units|versions|videos|weeks|words|workspaces'

/** Values of two and more, or of no number: `of` how many parts a thread has, or weeks a year’s quarter. */
const neverOne: readonly string[] = ['label', 'channel', 'network', 'name', 'of']

/** A number, and behind it its noun in the plural, whatever the number is. Only English has plurals. */
function alwaysPlural({ language, where, text }: Said): string[] {
  if (language !== 'en' || /_(other|zero)$/.test(where)) return []
  const found = [
    ...text.matchAll(new RegExp(`\\{\\{?(\\w*|…)\\}\\}? (?:(?!has|takes)\\p{L}+ ){0,2}(${counted})\\b`, 'gu')),
  ]
  return found.filter(([, name = '']) => !neverOne.includes(name)).map(([piece]) => `${where}: “${piece}” of “${text}”`)
}

describe('what people read', () => {
  const text = (text: string, where = 'posts.x'): Said => ({ language: 'en', where, text })

  const [panel, program] = [saidByPanel(), saidByProgram()]

  test('a word that is not said would be found, in any of its forms, and not where it is right', () => {
    expect(offences([text('It can be Mended here.')])).toHaveLength(1)
    expect(offences([text('I understand; amend it.')])).toEqual([])
    expect(offences([text('Spelled letter by letter')])).toEqual([])
    expect(offences([text('A letter is on its way, letter by letter')])).toHaveLength(1)
    expect(offences([text('It is there', 'posts.action.confirm'), text('It is there')])).toHaveLength(1)
    expect(offences([{ language: 'id', where: 'a', text: 'Batalkan' }])).toHaveLength(1)
    expect(offences([{ language: 'id', where: 'a', text: 'Batalkan jadwal' }])).toEqual([])
  })

  test('in the panel', () => {
    expect(panel.length).toBeGreaterThan(1500)
    expect(offences(panel)).toEqual([])
  })

  test('from the program: answers, findings, mails, the shell, the blog, the networks’ steps', () => {
    expect(program.length).toBeGreaterThan(2000)
    expect(offences(program)).toEqual([])
  })

  test('in the guide', () => {
    const said = saidByGuide()
    expect(said.length).toBeGreaterThan(500)
    expect(offences(said)).toEqual([])
  })

  test('says one in the singular', () => {
    expect(alwaysPlural(text('There are {n} posts'))).toHaveLength(1)
    expect(alwaysPlural(text('{{count}} free days'))).toHaveLength(1)
    expect(alwaysPlural(text('{{count}} days', 'x_other'))).toEqual([])
    expect(alwaysPlural(text('There are {n} {n|post|posts}'))).toEqual([])
    expect([...panel, ...program].flatMap(alwaysPlural)).toEqual([])
  })

  test('has no value that is an id', () => {
    const ids = ({ where, text }: Said) =>
      [...text.matchAll(/\{\{?(\w+)\}/g)]
        .filter(([, name = '']) => /^(id|ids|uuid|key)$|Ids?$/.test(name))
        .map(([piece]) => `${where}: ${piece}`)
    expect(ids(text('Not {channelId}'))).toHaveLength(1)
    expect([...panel, ...program].flatMap(ids)).toEqual([])
  })
})

import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Entity } from '../core/post.ts'
import { answersTo } from '../testing/jsonl.ts'
import { type SuiteCase, suiteCases } from '../testing/suites.ts'

/** Third-party vectors, through the commands themselves: JSON lines in, JSON lines out. */
interface Case extends SuiteCase {
  text: string
  expected?: unknown
  tags?: string[]
  byteRanges?: unknown
  segments?: [string, string?][]
  countable?: string
  found?: { start: number; end: number; username: string; host: string }[]
  href?: string
  first_match?: string | null
  graphemes?: number
  ok?: boolean
  spoiler?: string
}
interface Answer {
  id: string
  length: number
  valid: boolean
  parts: { text: string; length: number; entities: Entity[] }[]
}

async function answers(argv: string[], cases: readonly Case[]): Promise<Map<string, Answer>> {
  const asked = cases.map(({ id, text, spoiler }) => ({ id, text, warning: spoiler ?? '' }))
  return new Map((await answersTo<Answer>(argv, asked)).map((row) => [row.id, row]))
}

/** Entities of all parts: a long text is cut, and what it links is spread over its parts. */
const entitiesOf = (answer: Answer | undefined) => answer?.parts.flatMap(({ entities }) => entities) ?? []
const ofType = (answer: Answer | undefined, type: string) => entitiesOf(answer).filter((entity) => entity.type === type)
const values = (entities: readonly Entity[]) => entities.map(({ value }) => value)
const isCashtag = (value: string) => value.startsWith('$')

/** Holds one section of a suite against what a command answers. */
function section(
  argv: string[],
  cases: readonly Case[],
  name: string,
  compare: (answer: Answer | undefined, given: Case) => void,
  skip: (given: Case) => string | undefined = () => undefined,
): void {
  const all = cases.filter((given) => given.section === name)
  const skipped = all.filter(skip)
  test.runIf(all.length > skipped.length)(
    `${argv.join(' ')}: ${name}, ${all.length - skipped.length} cases`,
    async () => {
      const chosen = all.filter((given) => !skip(given))
      const found = await answers(argv, chosen)
      for (const given of chosen) compare(found.get(given.id), given)
    },
  )
  for (const given of skipped) test.skip(`${given.id}: ${skip(given)}`, () => undefined)
}

describe('twitter-text', () => {
  const validate = suiteCases<Case>('twitter-text/validate.json')
  const weighted = (answer: Answer | undefined, { id, expected }: Case) => {
    const { weightedLength, valid } = expected as { weightedLength: number; valid: boolean }
    expect([answer?.length, answer?.valid], id).toEqual([weightedLength, valid])
  }
  section(['measure', '-n', 'x'], validate, 'WeightedTweetsWithDiscountedEmojiCounterTest', weighted)
  section(['measure', '-n', 'x'], validate, 'WeightedTweetsCounterTest', weighted, ({ text }) =>
    /\p{Extended_Pictographic}|\p{RI}/u.test(text) ? 'counts emoji as configuration v2 does; X follows v3' : undefined,
  )
  for (const name of ['tweets', 'usernames', 'lists', 'hashtags', 'urls', 'urls_without_protocol']) {
    const why =
      name === 'tweets' ? 'the 140 characters of configuration v1' : 'a validator of single names; no command takes one'
    test.skip(`twitter-text/validate ${name}: ${why}`, () => undefined)
  }

  const extract = suiteCases<Case>('twitter-text/extract.json')
  const preview = ['preview', '-n', 'x']
  const equal = (type: string, keep: (value: string) => boolean = () => true) => {
    return (answer: Answer | undefined, { id, expected }: Case) =>
      expect(values(ofType(answer, type)).filter(keep), id).toEqual(expected)
  }
  const placed =
    (type: string, name: string) =>
    (answer: Answer | undefined, { id, expected }: Case) =>
      expect(
        ofType(answer, type).map(({ value, start, end }) => ({ [name]: value, indices: [start, end] })),
        id,
      ).toEqual(expected)
  section(preview, extract, 'urls', equal('link'))
  section(preview, extract, 'tco_urls_with_params', equal('link'))
  section(preview, extract, 'mentions', equal('mention'))
  section(
    preview,
    extract,
    'hashtags',
    equal('tag', (value) => !isCashtag(value)),
  )
  section(preview, extract, 'urls_with_indices', placed('link', 'url'))
  section(preview, extract, 'urls_with_directional_markers', placed('link', 'url'))
  section(preview, extract, 'mentions_with_indices', placed('mention', 'screen_name'))
  section(preview, extract, 'hashtags_with_indices', placed('tag', 'hashtag'))
  section(preview, extract, 'cashtags', (answer, { id, expected }) => {
    const tags = values(ofType(answer, 'tag')).filter(isCashtag)
    expect(
      tags.map((tag) => tag.slice(1)),
      id,
    ).toEqual(expected)
  })
  section(preview, extract, 'mentions_or_lists_with_indices', (answer, { id, expected }) => {
    const people = expected as { screen_name: string; indices: number[] }[]
    expect(
      ofType(answer, 'mention').map(({ value, start, end }) => ({ screen_name: value, indices: [start, end] })),
      id,
    ).toEqual(people.map(({ screen_name, indices }) => ({ screen_name, indices })))
  })
  test.skip('twitter-text/extract replies: whom an old post answered by its first word; X answers by id', () =>
    undefined)
  const tlds = suiteCases<Case>('twitter-text/tlds.json')
  for (const name of ['country', 'generic']) section(preview, tlds, name, equal('link'))
})

describe('atproto', () => {
  const cases = suiteCases<Case>('atproto/richtext.json')
  const preview = ['preview', '-n', 'bluesky']
  const tags = (answer: Answer | undefined, given: Case) => {
    const found = ofType(answer, 'tag')
    expect(values(found), given.id).toEqual(given.tags)
    expect(
      found.map(({ byteStart, byteEnd }) => ({ byteStart, byteEnd })),
      given.id,
    ).toEqual(given.byteRanges)
  }
  section(preview, cases, 'tags', tags)
  section(preview, cases, 'cashtags', tags)
  section(preview, cases, 'facets', (answer, { id, segments }) => {
    const linked = (segments ?? []).filter(([, target]) => target !== undefined)
    const text = answer?.parts[0]?.text ?? ''
    expect(
      entitiesOf(answer).map(({ type, value, start, end }) => [
        text.slice(start, end),
        type === 'mention' ? `did:fake:${value}` : value,
      ]),
      id,
    ).toEqual(linked)
  })
  section(['measure', '-n', 'bluesky'], cases, 'length', (answer, { id, graphemes }) =>
    expect(answer?.length, id).toBe(graphemes),
  )
})

describe('mastodon', () => {
  const cases = suiteCases<Case>('mastodon.json')
  const [measure, preview] = [
    ['measure', '-n', 'mastodon'],
    ['preview', '-n', 'mastodon'],
  ]
  section(measure, cases, 'countable_text', (answer, { id, countable = '' }) =>
    expect(answer?.length, id).toBe([...new Intl.Segmenter().segment(countable)].length),
  )
  section(measure, cases, 'length', (answer, { id, ok }) => expect(answer?.valid, id).toBe(ok))
  section(preview, cases, 'mentions', (answer, { id, found = [] }) =>
    expect(
      ofType(answer, 'mention').map(({ value, start, end }) => ({ value, start, end })),
      id,
    ).toEqual(found.map(({ username, host, start, end }) => ({ value: `${username}@${host}`, start, end }))),
  )
  section(preview, cases, 'autolink', (answer, { id, href }) =>
    expect(values(ofType(answer, 'link')), id).toEqual([href]),
  )
  section(preview, cases, 'hashtag', (answer, { id, first_match }) => {
    const tag = ofType(answer, 'tag')[0]
    expect(tag ? answer?.parts[0]?.text.slice(tag.start, tag.end) : null, id).toBe(first_match)
  })
  for (const name of ['sanitize_strict', 'outbound_request_rules', 'http_signature_cases']) {
    test.skip(`mastodon ${name}: about what comes in or goes over the wire, not about a text that is sent`, () =>
      undefined)
  }
})

test('the real process answers the same', () => {
  const cases = suiteCases<Case>('mastodon.json').filter(({ section }) => section === 'countable_text')
  if (cases.length === 0) return
  const input = cases.map(({ id, text }) => JSON.stringify({ id, text })).join('\n')
  const launcher = join(import.meta.dirname, '..', '..', 'bin', 'percakapan.mjs')
  const done = spawnSync(process.execPath, [launcher, 'measure', '-n', 'mastodon', '--jsonl'], {
    input,
    encoding: 'utf8',
  })
  expect(done).toMatchObject({ status: 0, stderr: '' })
  const rows = done.stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Answer)
  expect(rows.map(({ length }) => length)).toEqual(
    cases.map(({ countable = '' }) => [...new Intl.Segmenter().segment(countable)].length),
  )
})

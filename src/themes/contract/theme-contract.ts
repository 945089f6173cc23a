/** What every theme owes: run on each of the register, and on a fourth that a test makes. */
import { mf2 } from 'microformats-parser'
import { describe, expect, test } from 'vitest'
import { type html, trusted } from '../../core/html.ts'
import { fontNames } from '../fonts.ts'
import { bodyOf } from '../frame.ts'
import { styleOf } from '../style-file.ts'
import type { ArticleView, PageView, Theme } from '../theme.ts'
import { sampleSite, sampleViews } from './sample-views.ts'

const kit = { accent: '#7a2e2e', paper: '#faf7f1' }
/** What a theme may know of colours; anything else is its own measure. */
const tokens = ['paper', 'ink', 'soft', 'line', 'field', 'tint', 'accent', 'on']

/** @param themes each is held against all of it */
export function themeContract(themes: readonly Theme[]): void {
  describe.each(themes.map((theme) => [theme.id, theme] as const))('the theme %s', (_, theme) => {
    const drawn = (view: PageView) => {
      const draw = theme.templates[view.kind] as (view: PageView, site: typeof sampleSite) => ReturnType<typeof html>
      return bodyOf(sampleSite, { kind: view.kind, path: '/', language: 'id' }, draw(view, sampleSite)).value
    }

    test.each(sampleViews)('draws %s with one heading, one main part, and nothing that runs', (_name, view) => {
      const page = drawn(view)
      expect(page.match(/<h1[ >]/g)).toHaveLength(1)
      expect(page.match(/<main[ >]/g)).toHaveLength(1)
      expect(page).not.toMatch(/<style|style="|<script|\son\w+=/)
      expect(page).not.toMatch(/undefined|\[object|NaN|>null</)
      const ids = [...page.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id)
      expect(ids).toEqual([...new Set(ids)])
      expect(levels(page)).toEqual([])
    })

    test('writes what people have typed as text', () => {
      for (const [name, view] of sampleViews) expect([name, drawn(view).includes('<evil')]).toEqual([name, false])
    })

    test('takes an article’s HTML as it is', () => {
      const body = '<p>Isi <em>yang</em> sama.</p>'
      const [, view] = sampleViews.find(([name]) => name === 'article') as (typeof sampleViews)[number]
      expect(drawn({ ...view, body } as PageView)).toContain(trusted(body).value)
    })

    test.each(['article', 'page', 'note'] as const)('is read as one h-entry where it draws %s', (name) => {
      const view = viewNamed(name) as ArticleView<typeof name>
      const [entry, ...more] = ofType(readBy(drawn(view)), 'h-entry').filter(({ properties }) => properties.content)
      expect(more).toEqual([])
      const card = { url: [`${sampleSite.home}/author/sari`], name: [view.writers[0]?.name] }
      const told: Record<string, unknown> = {
        url: [`${sampleSite.home}/${view.slug}`],
        author: expect.arrayContaining([
          expect.objectContaining({ type: ['h-card'], properties: expect.objectContaining(card) }),
        ]),
        content: [expect.objectContaining({ html: view.body })],
        featured: [expect.objectContaining({ value: `${sampleSite.home}/media/a.jpg`, alt: view.picture?.alt })],
        ...(name !== 'note' && { name: [view.title], summary: [view.summary] }),
        ...(name !== 'page' && {
          published: ['2026-01-02T03:04:05.000Z'],
          category: view.tags,
          syndication: view.copies.map(({ url }) => url),
        }),
      }
      expect(entry?.properties).toMatchObject(told)
      expect(entry?.properties.name === undefined).toBe(name === 'note')
    })

    test.each(['home', 'home behind the first', 'tag', 'author', 'series', 'archive'])(
      'is read as one h-feed where it draws %s: with its name, whose it is, and an entry for each that there is',
      (name) => {
        const view = viewNamed(name) as Extract<PageView, { list: unknown }>
        const [feed, ...more] = ofType(readBy(drawn(view)), 'h-feed')
        expect(more).toEqual([])
        expect(feed?.properties).toMatchObject({ name: [expect.any(String)], author: [expect.anything()] })
        const entries = ofType(feed?.children ?? [], 'h-entry')
        const addresses = entries.map(({ properties }) => properties.url?.[0])
        expect(addresses.sort()).toEqual(view.list.map(({ slug }) => `${sampleSite.home}/${slug}`).sort())
        for (const one of entries) expect(one.properties.published?.[0]).toMatch(/^\d{4}-\d\d-\d\d(T|$)/)
      },
    )

    test('knows no colour but the tokens, asks nobody else for anything, and only for typefaces that there are', () => {
      const own = theme.style
      expect(own).not.toMatch(/#[0-9a-f]{3,8}\b|rgba?\(|hsla?\(|oklch\(|url\(|@import/i)
      const named = [...own.matchAll(/(?:color|background|border-color|fill|outline-color):var\(--([a-z]+)\)/g)].map(
        ([, one]) => one,
      )
      expect(named.filter((one) => !tokens.includes(one as string))).toEqual([])
      for (const { file } of theme.fonts) expect(fontNames).toContain(file)
    })

    test('has a style with as many brackets opened as closed, for light, dark and paper', () => {
      const { css } = styleOf(theme, kit)
      expect(css.split('{')).toHaveLength(css.split('}').length)
      for (const part of ['prefers-color-scheme:dark', '@media print', ':focus-visible', '.skip'])
        expect(css).toContain(part)
    })
  })
}

/** Headings that skip a level on their way down. */
function levels(page: string): string[] {
  const all = [...page.matchAll(/<h([1-6])[ >]/g)].map(([, level]) => Number(level))
  return all.flatMap((level, index) =>
    index > 0 && level > (all[index - 1] as number) + 1 ? [`h${all[index - 1]} → h${level}`] : [],
  )
}

type Items = ReturnType<typeof mf2>['items']

/** What a reader of microformats makes of a page. */
const readBy = (page: string) => mf2(`<!doctype html><body>${page}`, { baseUrl: `${sampleSite.home}/` }).items

/** Items of a type, wherever they are. */
function ofType(items: Items, type: string): Items {
  return items.flatMap((item) => [...(item.type?.includes(type) ? [item] : []), ...ofType(item.children ?? [], type)])
}

function viewNamed(name: string): PageView {
  return (sampleViews.find(([one]) => one === name) as (typeof sampleViews)[number])[1]
}

/** What every theme owes: run on each of the register, and on a fourth that a test makes. */
import { describe, expect, test } from 'vitest'
import { type html, trusted } from '../../core/html.ts'
import { bodyOf } from '../frame.ts'
import { sampleSite, sampleViews } from '../sample-views.ts'
import { styleOf } from '../style-file.ts'
import type { PageView, Theme } from '../theme.ts'

const kit = { accent: '#7a2e2e', paper: '#faf7f1' }
/** What a theme may know of colours; anything else is its own measure. */
const tokens = ['paper', 'ink', 'soft', 'line', 'field', 'tint', 'accent', 'on']

/** @param themes each is held against all of it */
export function themeContract(themes: readonly Theme[]): void {
  describe.each(themes.map((theme) => [theme.id, theme] as const))('the theme %s', (_, theme) => {
    const drawn = (view: PageView) => drawnBy(theme, view)

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

    test('knows no colour but the tokens, asks nobody else for anything', () => {
      const own = theme.style
      expect(own).not.toMatch(/#[0-9a-f]{3,8}\b|rgba?\(|hsla?\(|oklch\(|url\(|@import/i)
      const named = [...own.matchAll(/(?:color|background|border-color|fill|outline-color):var\(--([a-z]+)\)/g)].map(
        ([, one]) => one,
      )
      expect(named.filter((one) => !tokens.includes(one as string))).toEqual([])
    })

    test('leaves its typefaces to the brand, unless it brings its own', () => {
      const families = [...theme.style.matchAll(/font(?:-family)?:([^;}]*)/g)].map(([, value = '']) => value)
      const left = families.filter((value) => /^var\(--(display|text)\)$|\svar\(--(display|text)\)$/.test(value))
      if (theme.fonts) expect(left).toEqual(families)
      else expect(left).toEqual([])
    })

    test('has a style with as many brackets opened as closed, for light, dark and paper', () => {
      const { css } = styleOf(theme, kit)
      expect(css.split('{')).toHaveLength(css.split('}').length)
      for (const part of ['prefers-color-scheme:dark', '@media print', ':focus-visible', '.skip'])
        expect(css).toContain(part)
    })
  })
}

/** A page's body as a theme draws it. */
export function drawnBy(theme: Theme, view: PageView): string {
  const draw = theme.templates[view.kind] as (view: PageView, site: typeof sampleSite) => ReturnType<typeof html>
  return bodyOf(sampleSite, { kind: view.kind, path: '/', language: 'id' }, draw(view, sampleSite)).value
}

/** Headings that skip a level on their way down. */
function levels(page: string): string[] {
  const all = [...page.matchAll(/<h([1-6])[ >]/g)].map(([, level]) => Number(level))
  return all.flatMap((level, index) =>
    index > 0 && level > (all[index - 1] as number) + 1 ? [`h${all[index - 1]} → h${level}`] : [],
  )
}

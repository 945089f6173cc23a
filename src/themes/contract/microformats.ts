/** What programs read of every theme's pages: https://microformats.org/wiki/h-entry, https://microformats.org/wiki/h-feed */
import { mf2 } from 'microformats-parser'
import { describe, expect, test } from 'vitest'
import { sampleSite, sampleViews } from '../sample-views.ts'
import type { ArticleView, PageView, Theme } from '../theme.ts'
import { drawnBy } from './theme-contract.ts'

/** @param themes each is read by a parser of microformats */
export function microformatsContract(themes: readonly Theme[]): void {
  describe.each(themes.map((theme) => [theme.id, theme] as const))('what programs read of the theme %s', (_, theme) => {
    test.each(['article', 'page', 'note'] as const)('is read as one h-entry where it draws %s', (name) => {
      const view = viewNamed(name) as ArticleView<typeof name>
      const [entry, ...more] = ofType(readBy(drawnBy(theme, view)), 'h-entry').filter(
        ({ properties }) => properties.content,
      )
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
        const [feed, ...more] = ofType(readBy(drawnBy(theme, view)), 'h-feed')
        expect(more).toEqual([])
        expect(feed?.properties).toMatchObject({ name: [expect.any(String)], author: [expect.anything()] })
        const entries = ofType(feed?.children ?? [], 'h-entry')
        const addresses = entries.map(({ properties }) => properties.url?.[0])
        expect(addresses.sort()).toEqual(view.list.map(({ slug }) => `${sampleSite.home}/${slug}`).sort())
        for (const one of entries) expect(one.properties.published?.[0]).toMatch(/^\d{4}-\d\d-\d\d(T|$)/)
      },
    )
  })
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

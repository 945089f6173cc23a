import { parseFeed } from 'feedsmith'
import { describe, expect, test } from 'vitest'
import { atomFeed, type FeedArticle, jsonFeed, rssFeed } from './feeds.ts'
import type { Site } from './layout.ts'
import { sitemap, sitemapIndex } from './sitemap.ts'

const strange = 'a\0b\b\u000b\f\u001b\u007f\u0085\ud800\udc00\ud800c\ufffe\uffff ]]> <b> & "\'d'
const site = {
  home: 'https://kopi.example',
  name: strange,
  handle: '@kopi',
  promise: strange,
  productSite: '',
  language: 'id',
  timeZone: 'Asia/Jakarta',
  accent: '#000000',
  paper: '#ffffff',
  logo: null,
} as unknown as Site
const article: FeedArticle = {
  id: '0198b5a0-0000-7000-8000-000000000000',
  kind: 'article',
  slug: 'satu',
  title: strange,
  name: strange,
  authors: [{ id: 'a', name: strange, slug: 'a' }],
  picture: { file: 'a.png', width: 1, height: 1, alt: strange },
  summary: strange,
  body: `<p>${strange}</p>`,
  tags: [strange],
  language: 'id',
  publishedAt: new Date('2026-11-24T08:00:00Z'),
  modifiedAt: new Date('2026-11-24T08:00:00Z'),
}
const of = (articles: FeedArticle[]) => ({ title: strange, path: '/', self: '/feed.xml', articles })
const writers = { rssFeed, atomFeed, jsonFeed }

describe.each(Object.entries(writers))('%s', (_name, write) => {
  test('holds no sign that XML forbids, whatever somebody wrote, and is read again as it was meant', () => {
    const feed = write(site, of([article]))
    // https://www.w3.org/TR/xml/#charsets
    expect(feed).not.toMatch(/[^\t\n\r\x20-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u)
    const read = JSON.stringify(parseFeed(feed))
    expect(read).toContain('satu')
    expect(read).toContain(`urn:uuid:${article.id}`)
  })

  test('an article keeps its id when its address changes', () => {
    const idOf = (slug: string) => /urn:uuid:[0-9a-f-]+/.exec(write(site, of([{ ...article, slug }])))?.[0]
    expect(idOf('satu-baru')).toBe(idOf('satu'))
    expect(idOf('satu')).toBe(`urn:uuid:${article.id}`)
  })
})

test('a sitemap stays XML under an address that has signs of XML in it', () => {
  // A host may hold both: https://url.spec.whatwg.org/#forbidden-host-code-point
  const odd = { ...site, home: new URL("https://kopi&teh.it's.example").origin }
  const told = `https://kopi&amp;teh.it&#39;s.example`
  const map = sitemap(odd, [
    {
      ...{ slug: "a&'<ö", modifiedAt: article.modifiedAt, language: 'id' },
      translations: [{ slug: "b&'<", language: 'en' }],
    },
    { slug: 'alone', modifiedAt: article.modifiedAt, language: 'id', translations: [] },
  ])
  expect(map).toContain(`<loc>${told}/</loc>`)
  expect(map).toContain(`<loc>${told}/a%26&#39;%3C%C3%B6</loc><lastmod>2026-11-24T08:00:00.000Z</lastmod>`)
  const link = (language: string, slug: string) =>
    `<xhtml:link rel="alternate" hreflang="${language}" href="${told}/${slug}"/>`
  const [en, id] = ['b%26&#39;%3C', 'a%26&#39;%3C%C3%B6']
  expect(map).toContain(`</lastmod>${link('en', en)}${link('id', id)}${link('x-default', id)}</url>`)
  expect(map).toContain('alone</loc><lastmod>2026-11-24T08:00:00.000Z</lastmod></url>')
  expect(sitemapIndex(odd, 2)).toContain(`<loc>${told}/sitemap/2.xml</loc>`)
})

import { describe, expect, it } from 'vitest'
import type { Post } from '../core/post.ts'
import { plainText } from '../core/text/flatten.ts'
import { readMarkdown } from '../core/text/markdown.ts'
import { renderBlogPost } from './blog-post.ts'
import type { Limits } from './network.ts'

const limits = { pictures: 1 } as Limits
const link = { url: 'https://contoh.id/a?b=1&c=2', title: 'Baca <semua>', description: '' }

function partOf(post: Partial<Post>) {
  const [part] = renderBlogPost({ text: 'Halo', ...post }, limits)
  if (!part) throw new Error('no part')
  return part
}

describe('a short post', () => {
  it('is HTML with its links, its breaks and the way home, and nothing of it is markup', () => {
    const part = partOf({ text: 'Satu <b>\ndua https://contoh.id/x\n\nTiga', link })
    expect(part.html).toBe(
      '<p>Satu &lt;b&gt;<br>\ndua <a href="https://contoh.id/x">https://contoh.id/x</a></p>\n<p>Tiga</p>\n' +
        '<p><a href="https://contoh.id/a?b=1&amp;c=2">Baca &lt;semua&gt;</a></p>',
    )
    expect(part).toMatchObject({ title: 'Baca <semua>', text: 'Satu <b>\ndua https://contoh.id/x\n\nTiga' })
    expect(part.summary).toBeUndefined()
  })

  it('names its link once', () => {
    expect(partOf({ text: `Lihat ${link.url}`, link }).html?.match(/<a /g)).toHaveLength(1)
  })
})

describe('a short post of Markdown', () => {
  const made = (markdown: string, more: Partial<Post> = {}) => {
    const tree = readMarkdown(markdown)
    return partOf({ text: plainText(tree), tree, ...more })
  }

  it('is HTML with its looks, and its words alone as text', () => {
    const part = made('Halo **dunia**\n[cerita](https://contoh.id/c)\n\n- satu\n- dua')
    expect(part.html).toBe(
      '<p>Halo <strong>dunia</strong><br>\n<a href="https://contoh.id/c">cerita</a></p>\n<ul>\n<li>satu</li>\n<li>dua</li>\n</ul>',
    )
    expect(part.text).toBe('Halo dunia\ncerita (https://contoh.id/c)\n\n• satu\n• dua')
    expect(part.formatted?.links).toEqual([expect.objectContaining({ value: 'https://contoh.id/c' })])
  })

  it('runs nothing, whatever is typed', () => {
    const { html } = made('<script>alert(1)</script> [x](javascript:alert(1)) ![y](data:text/html,z "onerror=a")')
    expect(html).not.toMatch(/<script|javascript:|data:/)
    expect(html).toContain('&#x3C;script>')
  })

  it('names its link once', () => {
    expect(made(`Baca [semua](${link.url})`, { link }).html?.match(/<a /g)).toHaveLength(1)
  })
})

describe('a whole article', () => {
  const article = { title: 'Menyeduh kopi', html: '<h2>Air</h2><p>93 °C</p>', summary: 'Air dan waktu.' }

  it('is sent as it is, with its title, its summary and the way home', () => {
    const part = partOf({ text: '', article, link, tags: ['Kopi'] })
    expect(part).toMatchObject({
      title: 'Menyeduh kopi',
      summary: 'Air dan waktu.',
      text: 'Air dan waktu.',
      tags: ['Kopi'],
    })
    expect(part.html?.startsWith(article.html)).toBe(true)
    expect(part.html).toContain('<a href="https://contoh.id/a?b=1&amp;c=2">')
  })

  it('leads home once', () => {
    const html = '<p>Dari <a href="https://contoh.id/a?b=1&amp;c=2">rumah</a></p>'
    expect(partOf({ article: { ...article, html }, link }).html).toBe(html)
  })

  it('has a headline even without a title of its own', () => {
    expect(partOf({ text: 'Air dan waktu.', article: { ...article, title: ' ' } }).title).toBe('Air dan waktu')
  })
})

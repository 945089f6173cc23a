import { describe, expect, it } from 'vitest'
import type { Post } from '../../core/post.ts'
import { defaults } from './limits.ts'
import { lengthOfTags, render } from './render.ts'

const partOf = (post: Partial<Post>) => {
  const [part] = render({ text: 'Halo', ...post }, defaults)
  if (!part) throw new Error('no part')
  return part
}

describe('a video’s words', () => {
  it('are a title of a hundred characters and a description with the link home last', () => {
    const link = { url: 'https://contoh.id/kopi', title: 'Menyeduh kopi', description: '' }
    expect(partOf({ link })).toMatchObject({ title: 'Menyeduh kopi', text: 'Halo\n\nhttps://contoh.id/kopi' })
    expect(partOf({ text: 'Lihat https://contoh.id/kopi', link }).text).toBe('Lihat https://contoh.id/kopi')
    expect([...(partOf({ title: 'kopi '.repeat(40) }).title ?? '')].length).toBeLessThanOrEqual(100)
  })

  it('hold no < and >, which YouTube refuses; the preview shows what stands there instead', () => {
    expect(partOf({ text: 'a < b > c', title: '<Kopi>', tags: ['a>b'] })).toMatchObject({
      text: 'a ‹ b › c',
      title: '‹Kopi›',
      tags: ['a›b'],
    })
  })

  it('link addresses and hashtags, but no tag inside an address', () => {
    const { entities } = partOf({ text: '#kopi di https://contoh.id/#atas' })
    expect(entities.map(({ type, value }) => [type, value])).toEqual([
      ['tag', 'kopi'],
      ['link', 'https://contoh.id/#atas'],
    ])
  })
})

describe('tags', () => {
  it.each([
    [[], 0],
    [['kopi'], 4],
    [['kopi', 'teh'], 8],
    [['kopi susu'], 11],
    [['kopi susu', 'teh'], 15],
  ])('%j count %i', (tags, length) => {
    expect(lengthOfTags(tags)).toBe(length)
  })

  it('go along up to five hundred, in their order, without # and commas', () => {
    const many = Array.from({ length: 60 }, (_, number) => `#kata kunci ${number}`)
    const tags = partOf({ tags: ['#Kopi', 'a,b', '  ', ...many] }).tags ?? []
    expect(tags.slice(0, 3)).toEqual(['Kopi', 'a b', 'kata kunci 0'])
    expect(lengthOfTags(tags)).toBeLessThanOrEqual(500)
    expect(lengthOfTags([...tags, 'kata kunci 99'])).toBeGreaterThan(500)
  })
})

describe('options', () => {
  it('stand in the part as they hold, chosen or not, so that the preview shows them', () => {
    expect(partOf({}).options).toEqual({
      privacy: 'public',
      madeForKids: 'no',
      category: '22',
      synthetic: '',
      notify: 'yes',
    })
    expect(partOf({ options: { privacy: 'private', notify: '' } }).options).toMatchObject({
      privacy: 'private',
      notify: '',
    })
  })
})

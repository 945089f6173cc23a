import { describe, expect, it } from 'vitest'
import { stepPieces } from './step-pieces.ts'

const own = 'https://panel.contoh.id'
const told = (text: string) => stepPieces(text, own).map(({ kind, text }) => `${kind}: ${text}`)

describe('a step', () => {
  it('links to sites, with and without their scheme', () => {
    expect(stepPieces('Buka console.niaga.com, masuk.', own)).toEqual([
      { kind: 'words', text: 'Buka ' },
      { kind: 'link', text: 'console.niaga.com', href: 'https://console.niaga.com' },
      { kind: 'words', text: ', masuk.' },
    ])
    expect(told('See https://dev.contoh.org/apps/new.')).toEqual([
      'words: See ',
      'link: https://dev.contoh.org/apps/new',
      'words: .',
    ])
    expect(told('Buka developers.contoh.com/apps')).toContain('link: developers.contoh.com/apps')
  })

  it('copies what is typed in over there: our own addresses, and permissions', () => {
    expect(told(`Isi dengan ${own}/api/channels/callback.`)).toContain(`copy: ${own}/api/channels/callback`)
    expect(told('Tick pages_manage_posts and w_member_social.')).toEqual([
      ...['words: Tick ', 'copy: pages_manage_posts', 'words:  and ', 'copy: w_member_social', 'words: .'],
    ])
    expect(told('Scope https://www.contohapis.com/auth/toko.upload')).toContain(
      'copy: https://www.contohapis.com/auth/toko.upload',
    )
  })

  it('leaves words alone, names with an at sign too', () => {
    for (const text of [
      'Tulis nama seperti @kanalanda.',
      'App “Web App, Automated App or Bot”.',
      'Write rina@contoh.com there.',
    ])
      expect(told(text).filter((piece) => !piece.startsWith('words'))).toEqual([])
  })

  it('loses nothing', () => {
    const text = `Buka console.niaga.com, isi ${own}/x dan pages_read (lihat https://a.contoh.com/b), simpan.`
    expect(
      stepPieces(text, own)
        .map((piece) => piece.text)
        .join(''),
    ).toBe(text)
  })
})

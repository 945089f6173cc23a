/** Words that say little of what somebody looks for, in both languages. */

const listOf = (words: string) => new Set(words.split(' '))

/** They join others; no name is looked for by them. */
const small = listOf(
  'di ke dari dan atau untuk yang dengan pada agar saya aku kami kita ini itu cara bagaimana gimana mau ingin bisa ' +
    'a an the to of for from in on at and or with my our your i we me do can how want please',
)

/** What one does with almost anything: a setting has its own name, not theirs. */
const common = listOf(
  'ganti mengganti ubah mengubah atur mengatur tambah menambah tambahkan buka membuka lihat melihat buat membuat hapus menghapus ' +
    'edit pilih pakai ' +
    'change set add new open see view show make create delete remove edit choose use',
)

/** Those of the words that one looks for; all of them where none is left. */
export function telling(words: readonly string[]): readonly string[] {
  return without(small, words)
}

/** Those of the words that tell one thing from others; all of them where none is left. */
export function naming(words: readonly string[]): readonly string[] {
  return without(common, telling(words))
}

function without(some: ReadonlySet<string>, words: readonly string[]): readonly string[] {
  const left = words.filter((word) => !some.has(word))
  return left.length > 0 ? left : words
}

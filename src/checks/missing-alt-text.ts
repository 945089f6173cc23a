import type { Check } from './check.ts'
import { finding, whole } from './finding.ts'

/** A file's name, or a word that says only that there is a picture. */
const saysNothing =
  /^(?:[\w -]+\.(?:jpe?g|png|gif|webp|avif|heic|svg)|(?:img|dsc|dcim|pxl|screenshot|whatsapp image)[\s_-]*[\d\s_.:()-]*|gambar|foto|image|picture|photo|pic)$/iu

/** Every picture is described for those who can't see it. */
export const missingAltText: Check = {
  id: 'missing-alt-text',
  pillar: 'manners',
  severity: 'warning',
  title: { id: 'Gambar tanpa keterangan', en: 'A picture without alt text' },
  why: {
    id: 'Sebagian pembaca Anda mendengarkan layarnya, sebagian lagi mematikan gambar untuk menghemat kuota. Satu kalimat yang menceritakan isi gambar membuat mereka ikut serta, dan membantu mesin pencari. Nama berkas bukan keterangan.',
    en: 'Some of your readers listen to their screen, others switch pictures off to save data. One sentence that tells what the picture shows lets them take part, and helps search engines. A file name is no description.',
  },
  good: [
    { draft: { text: 'Panen', pictures: [{ alt: 'Tiga petani memetik kopi di lereng Gayo' }] } },
    { draft: { text: 'Tanpa gambar' } },
    { draft: { text: 'Tanpa gambar', pictures: [] } },
  ],
  bad: [
    { draft: { text: 'Panen', pictures: [{ alt: '' }] } },
    { draft: { text: 'Harvest', pictures: [{ alt: 'Three farmers' }, { alt: ' ' }] } },
    { draft: { text: 'Harvest', pictures: [{ alt: 'IMG_20260101.jpg' }] } },
    { draft: { text: 'Panen', pictures: [{ alt: 'Foto' }] } },
    { draft: { text: 'Panen: gambar', pictures: [{ alt: '', start: 7, end: 13 }] } },
  ],
  run(draft) {
    const lacking = (draft.pictures ?? []).flatMap(({ alt, start, end }, index) =>
      alt.trim() === '' || saysNothing.test(alt.trim())
        ? [{ number: index + 1, at: start === undefined || end === undefined ? whole(draft) : { start, end } }]
        : [],
    )
    return lacking.map(({ number, at }) =>
      finding(
        missingAltText,
        draft,
        at,
        {
          id: 'Gambar ke-{number} belum punya keterangan, sehingga pembaca tunanetra melewatkannya. Ceritakan isinya dalam satu kalimat.',
          en: 'Picture {number} has no description, so blind readers miss it. Tell what it shows in one sentence.',
        },
        { values: { number } },
      ),
    )
  },
}

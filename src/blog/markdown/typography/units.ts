/** What stands beside a number and belongs to it, as pieces of regular expressions. */
import type { Language } from '../../../core/words.ts'

/** Symbols of units, percent and degrees: https://www.bipm.org/en/publications/si-brochure, 5.4.3; and what kitchens and screens count. */
export const unit = String.raw`°[CF]?|%|‰|[kcm]?m[²³23]?|km\/(?:jam|h)|m\/s|ha|k?g|mg|gr|[mcd]?[lL]|mg\/[lL]|[kM]?W|kWh|k?V|m?A|[kMG]?Hz|[kKMGT]i?B|[kMG]bps|dB|px|pt|dpi|MP|kk?al|k?cal|k?J|[kh]?Pa|ppm|ms|mnt`

/** Larger numbers, money and hours. */
const counted: Readonly<Record<Language, string>> = {
  id: 'ribu|rb|juta|jt|miliar|milyar|triliun|persen|derajat|rupiah|dolar|WIB|WITA|WIT',
  en: String.raw`thousand|million|billion|trillion|per ?cent|degrees|dollars|a\.m\.|p\.m\.|[ap]m|GMT|UTC`,
}

/** What follows a number on its line. */
export const behindNumbers = (language: Language) => `${unit}|${counted[language]}|EUR|USD|IDR|SGD|€|£`

const months: Readonly<Record<Language, string>> = {
  id: 'Januari|Februari|Maret|April|Mei|Juni|Juli|Agustus|September|Oktober|November|Desember|Jan|Feb|Mar|Apr|Jun|Jul|Agu|Agt|Sep|Okt|Nov|Des',
  en: 'January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec',
}

/** The names of months, whole and cut. */
export const month = (language: Language) => months[language]

/** What leads to a number: a page, a chapter, an hour. */
export const beforeNumbers: Readonly<Record<Language, string>> = {
  id: String.raw`hlm\.|hal\.|halaman|bab|pasal|ayat|gambar|tabel|bagian|nomor|no\.|jilid|jil\.|vol\.|edisi|pukul|pkl\.|jam|abad|kelas|lantai|km|§|№`,
  en: String.raw`pp?\.|pages?|chapters?|ch\.|figs?\.|figures?|tables?|sections?|sec\.|nos?\.|numbers?|vols?\.|volumes?|parts?|rooms?|art\.|articles?|§§?|№`,
}

/** What names someone or some place by the next word. */
export const titles: Readonly<Record<Language, string>> = {
  id: String.raw`[dD]r\.|drg\.|Prof\.|Ir\.|Drs\.|Dra\.|Hj?\.|K\.?H\.?|R\.A\.|Tn\.|Ny\.|Nn\.|Sdri?\.|Bpk?\.|Yth\.|Jln?\.|Gg\.|St\.|Sto\.`,
  en: String.raw`Mrs?\.|Ms\.|Mx\.|Dr\.|Prof\.|St\.|Rev\.|Gen\.|Capt\.|Lt\.|Col\.|Sgt\.|Sen\.|Rep\.|Gov\.|Hon\.|Mt\.`,
}

/** What makes two numbers with a hyphen a range: words right before, and right behind. */
export const ranged: Readonly<Record<Language, { before: string; behind: string }>> = {
  id: {
    before: `${beforeNumbers.id}|tahun|usia|umur|berusia|berumur|antara|sekitar|kira-kira|selama`,
    behind: `${counted.id}|orang|kali|buah|ekor|lembar|detik|menit|jam|hari|minggu|pekan|bulan|tahun|gram|gelas|sendok`,
  },
  en: {
    before: `${beforeNumbers.en}|ages?|aged|years|about|some|around`,
    behind: `${counted.en}|people|times|seconds?|minutes?|hours?|days?|weeks?|months?|years?|cups?|spoons?`,
  },
}

import type { Words } from '../words.ts'

/** A day on which people in a country do not work. */
export interface Holiday {
  /** `2026-08-17` */
  date: string
  name: Words
  /** `joint-leave`: days that the government adds around a holiday (cuti bersama). */
  kind: 'holiday' | 'joint-leave'
  /** Calculated, and not decreed yet: a feast of the moon can be a day earlier or later. */
  expected: boolean
}

/** Countries whose holidays are known, by ISO 3166 code. */
export const holidayCountries = ['ID'] as const
export type HolidayCountry = (typeof holidayCountries)[number]

/** Indonesia's holidays, as Keputusan Presiden Nomor 8 Tahun 2024 names them. */
export const names = {
  newYear: { id: 'Tahun Baru Masehi', en: 'New Year’s Day' },
  ascent: { id: 'Isra Mikraj Nabi Muhammad', en: 'Ascent of the Prophet Muhammad' },
  lunarNewYear: { id: 'Tahun Baru Imlek', en: 'Lunar New Year' },
  silence: { id: 'Hari Suci Nyepi', en: 'Nyepi, Day of Silence' },
  endOfFast: { id: 'Idul Fitri', en: 'Eid al-Fitr' },
  goodFriday: { id: 'Wafat Yesus Kristus', en: 'Good Friday' },
  easter: { id: 'Kebangkitan Yesus Kristus (Paskah)', en: 'Easter' },
  labour: { id: 'Hari Buruh Internasional', en: 'Labour Day' },
  ascension: { id: 'Kenaikan Yesus Kristus', en: 'Ascension Day' },
  sacrifice: { id: 'Idul Adha', en: 'Eid al-Adha' },
  vesak: { id: 'Hari Raya Waisak', en: 'Vesak' },
  pancasila: { id: 'Hari Lahir Pancasila', en: 'Pancasila Day' },
  islamicNewYear: { id: 'Tahun Baru Islam', en: 'Islamic New Year' },
  independence: { id: 'Hari Kemerdekaan', en: 'Independence Day' },
  birthday: { id: 'Maulid Nabi Muhammad', en: 'Birthday of the Prophet Muhammad' },
  christmas: { id: 'Kelahiran Yesus Kristus (Natal)', en: 'Christmas Day' },
} satisfies Record<string, Words>
/** A holiday's name in {@link names}. */
export type Name = keyof typeof names

import type { Name } from './holiday.ts'

/** A year's days, as its decree names them: month and day, `03-21`; several of one name parted by spaces. */
export interface Decree {
  holidays: readonly (readonly [Name, string])[]
  jointLeave: readonly (readonly [Name, string])[]
}

/**
 * The joint decrees of Indonesia's ministers of religion, of manpower and of administrative reform. They come in September or
 * October of the year before; a year that is decreed later gets its entry here. The days of Idul Fitri and Idul Adha are confirmed
 * once more by the minister of religion.
 */
export const decrees: Readonly<Record<number, Decree>> = {
  // Nomor 855 Tahun 2023, Nomor 3 Tahun 2023, Nomor 4 Tahun 2023
  2024: {
    holidays: [
      ['newYear', '01-01'],
      ['ascent', '02-08'],
      ['lunarNewYear', '02-10'],
      ['silence', '03-11'],
      ['goodFriday', '03-29'],
      ['easter', '03-31'],
      ['endOfFast', '04-10 04-11'],
      ['labour', '05-01'],
      ['ascension', '05-09'],
      ['vesak', '05-23'],
      ['pancasila', '06-01'],
      ['sacrifice', '06-17'],
      ['islamicNewYear', '07-07'],
      ['independence', '08-17'],
      ['birthday', '09-16'],
      ['christmas', '12-25'],
    ],
    jointLeave: [
      ['lunarNewYear', '02-09'],
      ['silence', '03-12'],
      ['endOfFast', '04-08 04-09 04-12 04-15'],
      ['ascension', '05-10'],
      ['vesak', '05-24'],
      ['sacrifice', '06-18'],
      ['christmas', '12-26'],
    ],
  },
  // Nomor 1017 Tahun 2024, Nomor 2 Tahun 2024, Nomor 2 Tahun 2024; 18 August: Nomor 933, Nomor 1, Nomor 3 Tahun 2025
  2025: {
    holidays: [
      ['newYear', '01-01'],
      ['ascent', '01-27'],
      ['lunarNewYear', '01-29'],
      ['silence', '03-29'],
      ['endOfFast', '03-31 04-01'],
      ['goodFriday', '04-18'],
      ['easter', '04-20'],
      ['labour', '05-01'],
      ['vesak', '05-12'],
      ['ascension', '05-29'],
      ['pancasila', '06-01'],
      ['sacrifice', '06-06'],
      ['islamicNewYear', '06-27'],
      ['independence', '08-17'],
      ['birthday', '09-05'],
      ['christmas', '12-25'],
    ],
    jointLeave: [
      ['lunarNewYear', '01-28'],
      ['silence', '03-28'],
      ['endOfFast', '04-02 04-03 04-04 04-07'],
      ['vesak', '05-13'],
      ['ascension', '05-30'],
      ['sacrifice', '06-09'],
      ['independence', '08-18'],
      ['christmas', '12-26'],
    ],
  },
  // Nomor 1497 Tahun 2025, Nomor 2 Tahun 2025, Nomor 5 Tahun 2025
  2026: {
    holidays: [
      ['newYear', '01-01'],
      ['ascent', '01-16'],
      ['lunarNewYear', '02-17'],
      ['silence', '03-19'],
      ['endOfFast', '03-21 03-22'],
      ['goodFriday', '04-03'],
      ['easter', '04-05'],
      ['labour', '05-01'],
      ['ascension', '05-14'],
      ['sacrifice', '05-27'],
      ['vesak', '05-31'],
      ['pancasila', '06-01'],
      ['islamicNewYear', '06-16'],
      ['independence', '08-17'],
      ['birthday', '08-25'],
      ['christmas', '12-25'],
    ],
    jointLeave: [
      ['lunarNewYear', '02-16'],
      ['silence', '03-18'],
      ['endOfFast', '03-20 03-23 03-24'],
      ['ascension', '05-15'],
      ['sacrifice', '05-28'],
      ['christmas', '12-24'],
    ],
  },
  // Nomor 1205 Tahun 2026, Nomor 3 Tahun 2026, Nomor 2 Tahun 2026 (15 September 2026)
  2027: {
    holidays: [
      ['newYear', '01-01'],
      ['ascent', '01-05'],
      ['lunarNewYear', '02-06'],
      ['silence', '03-08'],
      ['endOfFast', '03-10 03-11'],
      ['goodFriday', '03-26'],
      ['easter', '03-28'],
      ['labour', '05-01'],
      ['ascension', '05-06'],
      ['sacrifice', '05-17'],
      ['vesak', '05-20'],
      ['pancasila', '06-01'],
      ['islamicNewYear', '06-06'],
      ['birthday', '08-15'],
      ['independence', '08-17'],
      ['christmas', '12-25'],
      ['ascent', '12-26'],
    ],
    jointLeave: [
      ['lunarNewYear', '02-05'],
      ['endOfFast', '03-09 03-12 03-15'],
      ['goodFriday', '03-25'],
      ['sacrifice', '05-18'],
      ['vesak', '05-19'],
      ['christmas', '12-24'],
    ],
  },
}

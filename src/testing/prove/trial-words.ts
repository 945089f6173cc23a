import { partMark } from './fake-adapter.ts'
import { slowWork } from './fake-server.ts'
import type { Plan } from './plan.ts'

const filler =
  'Pagi ini kami menyangrai biji dari kebun di lereng, lalu mencicipinya bersama para petani yang memetiknya. Rasanya manis dan bersih, dengan sedikit jeruk di ujung lidah. Datanglah sebelum sore; kopinya masih hangat.'

/** As many parts as planned; each has a word that stands nowhere else. @param from the number of the first part's word */
export function textOf({ number, parts, fault }: Plan, run: string, from = 0): string {
  const begins = fault.startsWith('pending') ? `${slowWork} ` : ''
  return Array.from({ length: parts }, (_, part) => `${begins}${run}n${number}p${from + part}x ${filler}`).join(
    partMark,
  )
}

/** The words of these texts that parts are known by. */
export function markersIn(text: string, run: string): string[] {
  return text.match(new RegExp(`${run}n\\d+p\\d+x`, 'g')) ?? []
}

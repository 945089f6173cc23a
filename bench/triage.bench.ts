/** How long the model takes for a response, on one core: short, usual and long ones, and one of a megabyte; and to be opened. */
import { statSync } from 'node:fs'
import { triage, triageModel } from '../src/triage/index.ts'
import { modelPath } from '../src/triage/model-path.ts'
import { type Benchmark, type Figure, round } from './benchmark.ts'

const wantedMs = 2
const rounds = 300
const tries = 3

const talk = [
  'Kak, ini masih ada ukuran L? Kalau ada saya pesan dua ya, kirim ke Bandung. ',
  'The coffee was great but the queue took half an hour, please add a second till. ',
  'Main di 𝐊𝐔𝐃𝐀𝟖𝟖 gacor terus, auto maxwin sc4tt3r tiap hari 🔥 ',
  'regane pira mas, iso dikirim nang Solo ora? matur nuwun sakdurunge. ',
]

/** A text of so many characters that is like no other: nothing is told from memory. */
function textOf(length: number, n: number): string {
  const words = Array.from(
    { length: Math.ceil(length / 60) },
    (_, at) => `${talk[(n + at) % talk.length]}${n * 7 + at} `,
  )
  return words.join('').slice(0, length)
}

function timed(text: string): number {
  const began = performance.now()
  triage(text)
  return performance.now() - began
}

/** Milliseconds, the least of a few tries for each text: whatever else runs on the machine interrupts some of them. */
function timesOf(length: number): number[] {
  return Array.from({ length: rounds }, (_, n) => {
    const text = textOf(length, n)
    return Math.min(...Array.from({ length: tries }, () => timed(text)))
  }).sort((a, b) => a - b)
}

const at = (times: readonly number[], share: number) => times[Math.floor(share * (times.length - 1))] ?? Number.NaN

function figuresOf(length: number): Figure[] {
  const times = timesOf(length)
  const [half, most] = [at(times, 0.5), at(times, 0.99)]
  return [
    { key: `p50Of${length}`, what: `a response of ${length} characters, p50`, value: round(half, 3), unit: 'ms' },
    {
      key: `p99Of${length}`,
      what: `a response of ${length} characters, p99`,
      value: round(most, 3),
      unit: 'ms',
      wanted: `≤ ${wantedMs}`,
      fine: most <= wantedMs,
    },
    { key: `ratioOf${length}`, what: '  p50 beside the limit', value: round(half / wantedMs, 3), unit: '×' },
  ]
}

export const bench: Benchmark = async () => {
  const began = performance.now()
  triageModel()
  const opened = performance.now() - began
  timesOf(200)
  return [
    {
      key: 'modelKilobytes',
      what: 'the model’s file',
      value: round(statSync(modelPath).size / 1000, 0),
      unit: 'kB',
      wanted: '≤ 10,000',
      fine: statSync(modelPath).size <= 10_000_000,
    },
    { key: 'openedMs', what: 'opened, once', value: round(opened, 0), unit: 'ms' },
    ...[50, 130, 400, 2_000, 1_000_000].flatMap(figuresOf),
  ]
}

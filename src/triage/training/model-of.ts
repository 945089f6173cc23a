/** From trained heads to a model: weights as bytes, and what it was made of. */
import { piecePlaces, wordPlaces } from '../features.ts'
import type { ClassScales, ModelFile, Origin } from '../model-file.ts'
import type { Example } from './examples.ts'
import type { Trained } from './heads.ts'
import { trainingSets } from './sets.ts'
import type { Head } from './solver.ts'

const licenceTerms =
  'Weights made by `npm run train` of the sets named here; none of their rows are in this file. Sets under CC-BY-4.0 and Apache-2.0 are ' +
  'credited by their source, and were changed: texts became counts. MIT: permission is hereby granted, free of charge, to any person ' +
  'obtaining a copy of the data to deal in it without restriction, provided that the copyright notices named here are kept; it is ' +
  'provided as it is, without warranty of any kind.'

/** The largest of these, without its sign. */
function largest(weights: Float64Array): number {
  let most = 0
  for (const weight of weights) if (Math.abs(weight) > most) most = Math.abs(weight)
  return most
}

/** So many places after the point are kept of a scale, so that the file says the same wherever it is written. */
const rounded = (value: number) => Number(value.toPrecision(8))

function bytesOf({ weights, bias }: Head, name: string): { scales: ClassScales; bytes: Int8Array } {
  const [ofWords, ofPieces] = [weights.subarray(0, wordPlaces), weights.subarray(wordPlaces)]
  const words = rounded(largest(ofWords) / 127)
  const pieces = rounded(largest(ofPieces) / 127)
  const bytes = Int8Array.from(weights, (weight, place) =>
    Math.round(weight / ((place < wordPlaces ? words : pieces) || 1)),
  )
  return { scales: { name, words, pieces, bias: rounded(bias) }, bytes }
}

/** @param examples every row that the heads were shown, each set's once for each head */
export function modelOf(all: readonly Trained[], examples: readonly Example[]): ModelFile {
  const heads = all.map(({ name, classes, heads: own }) => ({
    name,
    all: own.map((head, n) => bytesOf(head, classes[n] as string)),
  }))
  return {
    header: {
      format: 1,
      places: { words: wordPlaces, pieces: piecePlaces },
      madeOf: originsOf(examples),
      licenceTerms,
      heads: heads.map(({ name, all: classes }) => ({ name, classes: classes.map(({ scales }) => scales) })),
    },
    weights: heads.flatMap(({ all: classes }) => classes.map(({ bytes }) => bytes)),
  }
}

function originsOf(examples: readonly Example[]): Origin[] {
  const texts = new Map<string, Set<string>>()
  for (const { from, text } of examples) {
    if (!texts.has(from)) texts.set(from, new Set())
    texts.get(from)?.add(text)
  }
  return [...texts].map(([from, rows]) => {
    if (from === 'own')
      return { name: 'own sentences', licence: 'Apache-2.0', source: 'src/triage/sentences', rows: rows.size }
    const { name, licence, source } = trainingSets[from as keyof typeof trainingSets]
    return { name, licence, source, rows: rows.size }
  })
}

/** Reads texts with the model: language, kind, tone and spam, in less than two milliseconds a text, with no call to anybody. */
import { Features, scaleOf } from './features.ts'
import { type Folded, foldText } from './fold.ts'
import type { ClassScales, HeadName, ModelFile, ModelHeader } from './model-file.ts'
import { views } from './views.ts'

/** What is told of a text. */
export interface Triage {
  /** `id`, `en`, `jv` or `mixed`. */
  language: string
  /** `question`, `complaint`, `praise`, `idea`, `greeting`, `order`, `spam` or `other`. */
  kind: string
  /** `positive`, `neutral` or `negative`. */
  tone: string
  /** How surely it is spam: 0 to 1, put aside from 0.5 on. */
  spam: number
}

/** A model that is ready to read. */
export interface Model {
  header: ModelHeader
  triage(text: string): Triage
}

/** The classes of one head, their weights side by side for each place: what is read together lies together. */
interface Layer {
  name: HeadName
  classes: readonly ClassScales[]
  weights: Int8Array
}

function layersOf({ header, weights }: ModelFile): Layer[] {
  let first = 0
  return header.heads.map(({ name, classes }) => {
    const own = weights.slice(first, first + classes.length)
    first += classes.length
    const places = own[0]?.length ?? 0
    const together = new Int8Array(places * own.length)
    own.forEach((one, n) => {
      for (let place = 0; place < places; place++) together[place * own.length + n] = one[place] as number
    })
    return { name, classes, weights: together }
  })
}

function addUp({ weights, classes }: Layer, at: Uint32Array, count: number): number[] {
  const sums = new Array<number>(classes.length).fill(0)
  for (let n = 0; n < count; n++) {
    const start = (at[n] as number) * classes.length
    for (let one = 0; one < classes.length; one++) sums[one] = (sums[one] as number) + (weights[start + one] as number)
  }
  return sums
}

/** Each class's score of a text. */
function scores(layer: Layer, text: Folded, features: Features): number[] {
  features.begin()
  views[layer.name](text, features)
  const words = addUp(layer, features.words, features.wordCount)
  const pieces = addUp(layer, features.pieces, features.pieceCount)
  const [wordScale, pieceScale] = [scaleOf(features.wordCount), scaleOf(features.pieceCount)]
  return layer.classes.map(
    (one, n) =>
      (words[n] as number) * one.words * wordScale + (pieces[n] as number) * one.pieces * pieceScale + one.bias,
  )
}

function best(layer: Layer, all: readonly number[]): string {
  let found = 0
  all.forEach((score, n) => {
    if (score > (all[found] as number)) found = n
  })
  return layer.classes[found]?.name ?? ''
}

/** How steeply sureness rises from where spam begins. */
const steepness = 4

/** 0 to 1, in ten-thousandths; 0.5 where the score is 0. */
function sureness(score: number): number {
  return Math.round(10_000 / (1 + Math.exp(-steepness * score))) / 10_000
}

/** Makes a model ready. It keeps one text's features at a time, and is of no use to two at once. */
export function openModel(file: ModelFile): Model {
  const layers = new Map(layersOf(file).map((layer) => [layer.name, layer]))
  const features = new Features()
  const bestOf = (name: HeadName, text: Folded) => {
    const layer = layers.get(name)
    return layer ? best(layer, scores(layer, text, features)) : ''
  }
  return {
    header: file.header,
    triage(written) {
      const text = foldText(written)
      const spamLayer = layers.get('spam')
      const spam = sureness(spamLayer ? Math.max(...scores(spamLayer, text, features)) : 0)
      return {
        language: bestOf('language', text),
        kind: spam >= 0.5 ? 'spam' : bestOf('kind', text),
        tone: bestOf('tone', text),
        spam,
      }
    },
  }
}

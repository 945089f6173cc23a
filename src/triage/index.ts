/** Triage: what a response is, told by a small model on this machine. */
import { readFileSync } from 'node:fs'
import { type Model, openModel, type Triage } from './model.ts'
import { unpackModel } from './model-file.ts'
import { modelPath } from './model-path.ts'

export type { Triage } from './model.ts'

let open: Model | undefined

/** The model, read from its file when it is first asked for. */
export function triageModel(): Model {
  open ??= openModel(unpackModel(readFileSync(modelPath)))
  return open
}

/** What a text is. Hostile or long texts take no longer than others: of a long one both ends are read. */
export function triage(text: string): Triage {
  return triageModel().triage(text)
}

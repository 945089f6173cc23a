/** All heads, trained on all rows. */
import { packModel } from '../model-file.ts'
import { type Example, kindExamples, languageExamples, spamExamples, toneExamples } from './examples.ts'
import { trainClasses, trainSpam } from './heads.ts'
import { modelOf } from './model-of.ts'

/** The model of all rows, as bytes. */
export function trainedModel(): Buffer {
  const [spam, tone, kind, language] = [spamExamples(), toneExamples(), kindExamples(), languageExamples()]
  const heads = [
    trainSpam(spam),
    trainClasses('tone', tone),
    trainClasses('kind', kind),
    trainClasses('language', language),
  ]
  const all: Example[] = [...spam, ...tone, ...kind, ...language]
  return packModel(modelOf(heads, all))
}

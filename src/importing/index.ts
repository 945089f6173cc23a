export type { FormatId, FoundFault, ReadOptions } from './formats/format.ts'
export { formatIds, formatsToChoose, labelOf } from './formats/index.ts'
export type { Loss } from './markup/losses.ts'
export { markdownOfHtml } from './markup/thread.ts'
export { type ItemFilter, type ItemView, pageOfItems, type Sample, sampleAt, samplesOf } from './runs/items.ts'
export {
  beginImport,
  discardImport,
  dueImports,
  findImport,
  forgetImports,
  type ImportOptions,
  importsGoOn,
  outcomeOf,
  pageOfImports,
  type RunRow,
  readImportAgain,
  reassignImports,
  startImport,
  undoImport,
  working,
} from './runs/run.ts'
export { sampleBefore } from './runs/sample-page.ts'
export type { Counted, LossCount, Trial } from './runs/trial.ts'
export { workOnImport } from './runs/work.ts'
export { importSubscribers, type SubscribersImported } from './subscribers/keep.ts'
export {
  pageOfSubscriberImports,
  type SubscriberImport,
  undoLastSubscribers,
  undoSubscribers,
  undoUntil,
} from './subscribers/runs.ts'
export { importUploadedSubscribers } from './subscribers/uploads.ts'
export { lossesInWords, lossWords, outcomeWords, trialWords } from './words.ts'

export { type Composed, compose, type Draft, type Shared } from './compose.ts'
export {
  actionsFor,
  cancelDelivery,
  confirmDelivery,
  letGoDelivery,
  rescheduleDelivery,
  retractDelivery,
  retryDelivery,
  stateWords,
} from './decide.ts'
export { deliverDue } from './deliver.ts'
export { type Dispatcher, startDispatcher } from './dispatch.ts'
export { type Hold, holdEverything, readHold, releaseHold } from './hold.ts'
export { type Imported, type ImportedRow, importPosts } from './import.ts'
export { copiesOf, type DeliveryFilter, findDelivery, type ListedDelivery, listDeliveries } from './list.ts'
export { type NewPost, schedulePost } from './schedule.ts'
export {
  articleOfSeries,
  changeSeries,
  createSeries,
  listSeries,
  type NewSeries,
  type Series,
  setSeriesState,
} from './series.ts'
export { dueSeries, makeNext } from './series-make.ts'
export { nextDates } from './series-rule.ts'
export { listRhythms, type Rhythm, type Slot, setSlots } from './slots.ts'
export { proposeTeaser, type TeaserSource } from './teaser.ts'
export { wakeWaiting } from './wake.ts'

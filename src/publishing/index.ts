export { authorOfPost, authorOfSeries, authorsOfDeliveries } from './authors.ts'
export { type CalendarEntry, type CalendarSpan, calendarOf } from './calendar.ts'
export { type Coming, comingOf } from './coming.ts'
export { type Composed, compose, type Draft, type PlacedFinding, type Shared } from './compose.ts'
export {
  actionsFor,
  cancelDelivery,
  confirmDelivery,
  letGoDelivery,
  rescheduleDelivery,
  retryDelivery,
  stateWords,
} from './decide.ts'
export { decideMany, type ManyAction, type Refused } from './decide-many.ts'
export { deliverDue } from './deliver.ts'
export { type Dispatcher, startDispatcher } from './dispatch.ts'
export {
  countDrafts,
  createDraft,
  deleteDraft,
  findDraft,
  listDrafts,
  type PostDraft,
  pageOfDrafts,
  saveDraft,
} from './drafts.ts'
export { correctDelivery, editDelivery, type Rewritten } from './edit.ts'
export { brandFacts } from './facts.ts'
export { type DraftFound, draftsSaying, type SeriesFound, seriesSaying } from './found.ts'
export { type Hold, holdEverything, type InTheAir, readHold, releaseHold } from './hold.ts'
export { type Imported, type ImportedRow, importPosts } from './import.ts'
export { forgetIntents } from './intents.ts'
export { changeSet, createSet, type KeptSet, listSets, removeSet, type SetWords } from './kept-sets.ts'
export { leaseSeconds } from './lease.ts'
export {
  anyShared,
  copiesOf,
  countByHand,
  countByState,
  type DeliveryFilter,
  deliveriesNamed,
  deliverySentAs,
  findDelivery,
  type ListedDelivery,
  latestSent,
  listDeliveries,
  oldestDue,
  pageOfDeliveries,
  type WholeCopy,
  wholeCopies,
} from './list.ts'
export { type Moved, type MoveOutcome, moveDeliveries, type Target } from './move.ts'
export { nameDeliveries, namePosts, nameSeries } from './names.ts'
export { reassignPosts } from './reassign.ts'
export { wakeForRendition } from './renditions.ts'
export { declareGone, type Left, retractDelivery, retractPost } from './retract.ts'
export { type SaidMeasured, saidSince } from './said-since.ts'
export { type NewPost, schedulePost, schedulePostIn } from './schedule.ts'
export {
  articleOfSeries,
  changeSeries,
  checkVariants,
  createSeries,
  listSeries,
  type NewSeries,
  pageOfSeries,
  type Series,
  setSeriesState,
} from './series.ts'
export { dueSeries, makeNext } from './series-make.ts'
export { nextDates } from './series-rule.ts'
export { saidBefore, saidOrPlanned, sameWords } from './series-words.ts'
export { type SettledDeliveries, settleDeliveries } from './settle.ts'
export { type FreeSlot, freeSlotsOf, listRhythms, type Rhythm, type Slot, setSlots } from './slots.ts'
export { proposeTeaser, type TeaserSource } from './teaser.ts'
export { chooseUndoSeconds, undoSeconds } from './undo.ts'
export { wakeWaiting } from './wake.ts'

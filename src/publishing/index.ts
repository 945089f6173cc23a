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
export { deliver } from './deliver.ts'
export { type Hold, holdEverything, readHold, releaseHold } from './hold.ts'
export { copiesOf, type DeliveryFilter, findDelivery, type ListedDelivery, listDeliveries } from './list.ts'
export { type NewPost, schedulePost } from './schedule.ts'
export { dueDeliveries, wakeWaiting } from './sweep.ts'
export { proposeTeaser, type TeaserSource } from './teaser.ts'

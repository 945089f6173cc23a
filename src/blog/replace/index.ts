export type { Sample } from './places.ts'
export {
  beginReplacement,
  discardReplacement,
  dueReplacements,
  findReplacement,
  forgetReplacements,
  outcomesOf,
  pageOfReplacementItems,
  pageOfReplacements,
  type ReplacementItem,
  type ReplacementRow,
  type ReplacementSearch,
  startReplacement,
  undoDays as undoReplacementDays,
  undoReplacement,
} from './run.ts'
export { workOnReplacement } from './work.ts'

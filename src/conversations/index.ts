export { markAnswered } from './answered.ts'
export { type AnswersMeasured, answersSince } from './answers.ts'
export { assignConversation, reassignConversations } from './assign.ts'
export { pollChannel, pollDueChannel } from './backfeed.ts'
export { conversationAt, type FoundPerson, peopleSaying, textsSaying } from './found.ts'
export {
  avatarOf,
  type ConversationState,
  type ConversationView,
  countViews,
  countWaiting,
  findResponse,
  type InboxFilter,
  listConversations,
  type PersonView,
  pageOfConversations,
  type ResponseView,
  readConversation,
  type Told,
  waitingIn,
} from './inbox.ts'
export { peopleToMention } from './known-people.ts'
export { moderateResponse } from './moderate.ts'
export { nameConversations, nameResponses } from './names.ts'
export { longestNote, notesOf, setNoteShown, type TeamNote, writeNote } from './notes.ts'
export {
  type AnswerPromise,
  choosePromise,
  type PromiseMeasured,
  promiseKept,
  promiseUnits,
  readPromise,
} from './promise.ts'
export { forgetReaders, noteLeft, noteReading, readersOf } from './readers.ts'
export { answeredFacts, replyTo } from './reply.ts'
export { bringBackSnoozed, nextToComeBack, snoozeConversation } from './snooze.ts'
export { setConversationState } from './state.ts'
export { correctKind, type ToldKind, tellUntold, toldKinds } from './told.ts'
export { confirmWebhook, forgetWebhookEvents, receiveWebhook } from './webhook.ts'

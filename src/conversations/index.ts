export { channelsToPoll, pollChannel } from './backfeed.ts'
export {
  type ConversationView,
  countWaiting,
  findResponse,
  type InboxFilter,
  listConversations,
  type ResponseView,
  readConversation,
  setConversationState,
} from './inbox.ts'
export { answeredFacts, replyTo } from './reply.ts'

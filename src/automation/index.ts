export {
  addEvergreen,
  changeEvergreen,
  dueEvergreens,
  type EvergreenChoice,
  type EvergreenRow,
  goRound,
  listEvergreens,
  removeEvergreen,
} from './evergreen.ts'
export { nameFeeds, nameProposals } from './names.ts'
export { articlesAt, proposeFromHome } from './own-blogs.ts'
export {
  addFeed,
  changeFeed,
  dueFeeds,
  type FeedItemRow,
  type FeedItemView,
  type FeedRow,
  itemsOfFeed,
  listFeeds,
  lookAtFeed,
  pageOfItems,
  proposeFromFeed,
  readFeed,
  removeFeed,
} from './own-feeds.ts'
export {
  acceptProposal,
  countProposals,
  dropProposals,
  findProposal,
  type NewProposal,
  openProposals,
  type ProposalRow,
  pageOfProposals,
  propose,
  reopenProposal,
  skipProposal,
} from './proposals.ts'
export { reassignAutomation } from './reassign.ts'
export { settleAutomation } from './settle.ts'

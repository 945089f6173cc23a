export {
  catchIdea,
  changeIdea,
  type Idea,
  type IdeaOrigin,
  type IdeaSource,
  keepIdea,
  longestIdea,
  pageOfIdeas,
  removeIdea,
  restoreIdea,
} from './ideas.ts'
export { reassignIdeas } from './reassign.ts'
export { writeIdea } from './write.ts'

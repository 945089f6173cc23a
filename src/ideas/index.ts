export {
  catchIdea,
  changeIdea,
  type Idea,
  type IdeaSource,
  longestIdea,
  pageOfIdeas,
  removeIdea,
  restoreIdea,
} from './ideas.ts'
export { reassignIdeas } from './reassign.ts'
export { writeIdea } from './write.ts'

export { passageOf } from './passage.ts'
export { type FoundByMeaning, type FoundPost, type Looked, searchAll } from './search.ts'

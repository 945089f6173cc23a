export { passageOf } from './passage.ts'
export { type Found, type FoundPost, type Looked, searchAll } from './search.ts'

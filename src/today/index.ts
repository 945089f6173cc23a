export { kitParts } from './measures.ts'
export { type Leaving, readToday, type Today } from './today.ts'

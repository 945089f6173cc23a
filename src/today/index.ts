export { kitParts, profileParts } from './brand-measure.ts'
export { type Leaving, readToday, type Today } from './today.ts'

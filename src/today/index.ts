export { kitParts, profileParts } from './brand-measure.ts'
export { type Counts, type Leaving, readCounts, readToday, type Today } from './today.ts'

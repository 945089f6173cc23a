export { type Leaving, readToday, type Today } from './today.ts'

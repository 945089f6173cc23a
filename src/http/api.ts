/**
 * The API's shapes: what travels between the server and whoever uses it. Times are ISO 8601 instants in UTC.
 * A problem answers 4xx or 5xx with `{ problem }`. The panel imports the types of this file and nothing else.
 */

export * from './api/activity.ts'
export * from './api/articles.ts'
export * from './api/automatic.ts'
export * from './api/brand.ts'
export * from './api/calendar.ts'
export * from './api/channels.ts'
export * from './api/conversations.ts'
export * from './api/design.ts'
export * from './api/drafts.ts'
export * from './api/files.ts'
export * from './api/ideas.ts'
export * from './api/import.ts'
export * from './api/imports.ts'
export * from './api/passkeys.ts'
export * from './api/people.ts'
export * from './api/posts.ts'
export * from './api/search.ts'
export * from './api/security.ts'
export * from './api/series.ts'
export * from './api/sets.ts'
export * from './api/shared.ts'
export * from './api/slots.ts'
export * from './api/team.ts'
export * from './api/today.ts'

import type synonyms from '../../words/synonyms.json'

/** Settings and actions that have words of their own (`web/words/synonyms.json`). */
export type PlaceId = keyof typeof synonyms

/** A room, a setting or an action: what it is called, where it is, and what one must be allowed to do. */
export interface Place {
  id: PlaceId
  /** Key of its name in the panel's words. */
  label: string
  /** Key of the name of what it is a part of. */
  part?: string
  /** Its address; without one the palette itself does it. */
  to?: string
  needs?: string
  kind: 'place' | 'action'
}

const room = (id: PlaceId, label: string, to: string): Place => ({ id, label, to, kind: 'place' })
const setting = (id: PlaceId, label: string, to: string, part: string): Place => ({
  id,
  label,
  to,
  part,
  kind: 'place',
})
const action = (id: PlaceId, label: string, needs?: string, to?: string): Place => ({
  id,
  label,
  kind: 'action',
  ...(needs ? { needs } : {}),
  ...(to ? { to } : {}),
})

/** All of them, in the order in which they stand where nothing else decides. */
export const places: readonly Place[] = [
  action('write', 'palette.newArticle', 'write'),
  action('post', 'palette.newPost', 'send', '/posts/new'),
  action('connect', 'palette.connect', 'manage', '/settings/channels/new'),
  action('invite', 'team.inviteTitle', 'manage', '/settings/team'),
  action('hold', 'hold.button', 'hold'),
  action('release', 'hold.release', 'hold'),
  action('light', 'palette.light'),
  action('dark', 'palette.dark'),
  action('keys', 'shell.keys'),
  action('glossary', 'keys.glossary'),
  action('openBlog', 'shell.openBlog'),
  action('signOut', 'shell.signOut'),
  room('today', 'shell.today', '/'),
  room('writing', 'shell.writing', '/writing'),
  action('moveIn', 'moving.page', 'move', '/writing/import'),
  action('moveOut', 'moving.leavePage', 'move', '/writing/export'),
  room('ideas', 'ideas.title', '/writing/ideas'),
  room('schedule', 'cadence.page', '/writing/schedule'),
  room('posts', 'shell.posts', '/posts'),
  room('calendar', 'calendar.title', '/posts/calendar'),
  room('drafts', 'posts.drafts', '/posts/drafts'),
  room('repeats', 'repeat.page', '/posts/repeats'),
  room('suggestions', 'automatic.page', '/posts/automatic'),
  room('import', 'import.page', '/posts/import'),
  room('conversations', 'shell.conversations', '/conversations'),
  room('brand', 'shell.brand', '/brand'),
  room('channels', 'settings.channels', '/settings/channels'),
  setting('rhythm', 'channels.schedule', '/settings/channels', 'settings.channels'),
  setting('budget', 'palette.budget', '/settings/channels', 'settings.channels'),
  room('settings', 'settings.profile', '/settings'),
  setting('appearance', 'settings.appearance', '/settings', 'settings.profile'),
  setting('language', 'setup.language', '/settings', 'settings.profile'),
  setting('timeZone', 'settings.timeZone', '/settings', 'settings.profile'),
  setting('mail', 'settings.mail', '/settings', 'settings.profile'),
  setting('undo', 'settings.undo', '/settings', 'settings.profile'),
  setting('answerPromise', 'settings.promise.title', '/settings', 'settings.profile'),
  room('authors', 'authors.title', '/settings/authors'),
  room('design', 'design.title', '/settings/design'),
  room('files', 'settings.files', '/settings/files'),
  room('team', 'team.title', '/settings/team'),
  setting('permissions', 'team.permissions', '/settings/team/permissions', 'settings.team'),
  setting('activity', 'team.activity', '/settings/team/activity', 'settings.team'),
  setting('signIn', 'palette.signIn', '/settings/team/sign-in', 'settings.team'),
]

/** What it is called, and what it is a part of. */
export function labelOf({ label, part }: Place, t: (key: string) => string): readonly string[] {
  return part ? [t(label), t(part)] : [t(label)]
}

import { laterWords } from '../base/i18n.ts'

/** A page that brings words of its own (words/later.ts). */
async function withWords<Page>(page: Promise<Page>): Promise<Page> {
  const [opened] = await Promise.all([page, laterWords()])
  return opened
}

/**
 * The only door into the features. Each opens when it is asked for: nothing of a feature is in the panel's first load.
 */
export const pages = {
  today: () => import('../features/today/today-page.tsx'),
  writing: () => import('../features/writing/writing-page.tsx'),
  article: () => withWords(import('../features/writing/article-page.tsx')),
  imports: () => withWords(import('../features/moving/imports-page.tsx')),
  importBlog: () => withWords(import('../features/moving/import-page.tsx')),
  replacing: () => withWords(import('../features/replacing/replacing-page.tsx')),
  replacement: () => withWords(import('../features/replacing/replacement-page.tsx')),
  schedule: () => withWords(import('../features/ideas/schedule-page.tsx')),
  ideas: () => withWords(import('../features/ideas/ideas-page.tsx')),
  teasers: () => import('../features/writing/teasers-page.tsx'),
  posts: () => import('../features/posts/posts-page.tsx'),
  calendar: () => import('../features/posts/calendar/calendar-page.tsx'),
  newPost: () => import('../features/posts/new-post-page.tsx'),
  drafts: () => import('../features/posts/drafts-page.tsx'),
  repeats: () => import('../features/posts/repeats-page.tsx'),
  import: () => withWords(import('../features/posts/import-page.tsx')),
  automatic: () => withWords(import('../features/posts/automatic/automatic-page.tsx')),
  palette: () => import('../features/search/palette.tsx'),
  search: () => import('../features/search/search-page.tsx'),
  conversations: () => withWords(import('../features/conversations/conversations-page.tsx')),
  brand: () => withWords(import('../features/brand/brand-page.tsx')),
  profile: () => withWords(import('../features/settings/profile-page.tsx')),
  security: () => withWords(import('../features/settings/security-page.tsx')),
  authors: () => withWords(import('../features/settings/authors-page.tsx')),
  design: () => withWords(import('../features/settings/design-page.tsx')),
  files: () => withWords(import('../features/settings/files-page.tsx')),
  editors: () => withWords(import('../features/settings/editors-page.tsx')),
  team: () => withWords(import('../features/settings/team/team-page.tsx')),
  permissions: () => withWords(import('../features/settings/team/permissions-page.tsx')),
  activity: () => withWords(import('../features/settings/team/activity-page.tsx')),
  channels: () => import('../features/settings/channels-page.tsx'),
  connect: () => import('../features/settings/connect-page.tsx'),
  choose: () => import('../features/settings/choose-page.tsx'),
  setup: () => withWords(import('../features/sign-in/setup.tsx')),
  signIn: () => import('../features/sign-in/sign-in.tsx'),
  newPassword: () => import('../features/sign-in/new-password.tsx'),
  confirmEmail: () => import('../features/sign-in/confirm-email.tsx'),
  invitation: () => import('../features/sign-in/invitation-page.tsx'),
  authorize: () => withWords(import('../features/sign-in/authorize-page.tsx')),
  noWorkspace: () => import('../features/sign-in/no-workspace.tsx'),
  /** Not drawn: sends what earlier pages could not. */
  unsent: () => import('../features/writing/unsent.ts'),
}

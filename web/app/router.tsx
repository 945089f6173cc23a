import {
  type AsyncRouteComponent,
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  redirect,
  type SearchSchemaInput,
} from '@tanstack/react-router'
import { Allowed } from '../ui/not-allowed.tsx'
import { ListShape } from '../ui/parts.tsx'
import { Gate } from './gate.tsx'
import { NotFound, PageProblem } from './page-problem.tsx'

/** Keeps the named parts of the address that are filled with text; everything else in it is not ours. */
function textSearch<K extends string>(...names: K[]) {
  return (search: Record<string, unknown> & SearchSchemaInput): Partial<Record<K, string>> => {
    const kept: Partial<Record<K, string>> = {}
    for (const name of names) {
      const value = search[name]
      if (typeof value === 'string' && value) kept[name] = value
      else if (typeof value === 'number' || typeof value === 'boolean') kept[name] = String(value)
    }
    return kept
  }
}

/** A page that only some roles have any use for: for others it says who may. */
function only(needs: string, Room: AsyncRouteComponent<unknown>) {
  const Guarded = () => (
    <Allowed needs={needs}>
      <Room />
    </Allowed>
  )
  return Room.preload ? Object.assign(Guarded, { preload: Room.preload }) : Guarded
}

const root = createRootRoute({ component: Gate, notFoundComponent: NotFound, errorComponent: PageProblem })

const today = createRoute({
  getParentRoute: () => root,
  path: '/',
  component: lazyRouteComponent(() => import('../features/today/today-page.tsx'), 'TodayPage'),
})
const writing = createRoute({
  getParentRoute: () => root,
  path: '/writing',
  validateSearch: textSearch('q', 'state'),
  component: lazyRouteComponent(() => import('../features/writing/writing-page.tsx'), 'WritingPage'),
})
const article = createRoute({
  getParentRoute: () => root,
  path: '/writing/$articleId',
  component: lazyRouteComponent(() => import('../features/writing/article-page.tsx'), 'ArticlePage'),
})
const teasers = createRoute({
  getParentRoute: () => root,
  path: '/writing/$articleId/teasers',
  component: only(
    'send',
    lazyRouteComponent(() => import('../features/posts/teasers-page.tsx'), 'TeasersPage'),
  ),
})
const posts = createRoute({
  getParentRoute: () => root,
  path: '/posts',
  validateSearch: textSearch('q', 'state', 'channelId', 'articleId'),
  component: lazyRouteComponent(() => import('../features/posts/posts-page.tsx'), 'PostsPage'),
})
const calendar = createRoute({
  getParentRoute: () => root,
  path: '/posts/calendar',
  validateSearch: textSearch('view', 'date', 'state', 'channelId', 'free'),
  component: lazyRouteComponent(() => import('../features/posts/calendar/calendar-page.tsx'), 'CalendarPage'),
})
const newPost = createRoute({
  getParentRoute: () => root,
  path: '/posts/new',
  validateSearch: textSearch('draft'),
  component: only(
    'send',
    lazyRouteComponent(() => import('../features/posts/new-post-page.tsx'), 'NewPostPage'),
  ),
})
const drafts = createRoute({
  getParentRoute: () => root,
  path: '/posts/drafts',
  component: lazyRouteComponent(() => import('../features/posts/drafts-page.tsx'), 'DraftsPage'),
})
const repeats = createRoute({
  getParentRoute: () => root,
  path: '/posts/repeats',
  component: lazyRouteComponent(() => import('../features/posts/repeats-page.tsx'), 'RepeatsPage'),
})
const importPosts = createRoute({
  getParentRoute: () => root,
  path: '/posts/import',
  component: only(
    'import',
    lazyRouteComponent(() => import('../features/posts/import-page.tsx'), 'ImportPage'),
  ),
})
const automatic = createRoute({
  getParentRoute: () => root,
  path: '/posts/automatic',
  component: lazyRouteComponent(() => import('../features/posts/automatic/automatic-page.tsx'), 'AutomaticPage'),
})
const conversations = createRoute({
  getParentRoute: () => root,
  path: '/conversations',
  validateSearch: textSearch('q', 'state', 'channelId'),
  component: lazyRouteComponent(() => import('../features/conversations/conversations-page.tsx'), 'ConversationsPage'),
})
const conversation = createRoute({ getParentRoute: () => conversations, path: '$conversationId' })
const brand = createRoute({
  getParentRoute: () => root,
  path: '/brand',
  component: lazyRouteComponent(() => import('../features/brand/brand-page.tsx'), 'BrandPage'),
})
const settings = createRoute({
  getParentRoute: () => root,
  path: '/settings',
  component: lazyRouteComponent(() => import('../features/settings/profile-page.tsx'), 'ProfilePage'),
})
const security = createRoute({
  getParentRoute: () => root,
  path: '/settings/team/sign-in',
  component: lazyRouteComponent(() => import('../features/settings/security-page.tsx'), 'SecurityPage'),
})
/** Where older letters lead. */
const oldSecurity = createRoute({
  getParentRoute: () => root,
  path: '/settings/security',
  beforeLoad: () => {
    throw redirect({ to: '/settings/team/sign-in' })
  },
})
const files = createRoute({
  getParentRoute: () => root,
  path: '/settings/files',
  component: only(
    'plan',
    lazyRouteComponent(() => import('../features/settings/files-page.tsx'), 'FilesPage'),
  ),
})
const team = createRoute({
  getParentRoute: () => root,
  path: '/settings/team',
  component: lazyRouteComponent(() => import('../features/team/team-page.tsx'), 'TeamPage'),
})
const permissions = createRoute({
  getParentRoute: () => root,
  path: '/settings/team/permissions',
  component: lazyRouteComponent(() => import('../features/team/permissions-page.tsx'), 'PermissionsPage'),
})
const activity = createRoute({
  getParentRoute: () => root,
  path: '/settings/team/activity',
  validateSearch: textSearch('who', 'what', 'day'),
  component: lazyRouteComponent(() => import('../features/team/activity-page.tsx'), 'ActivityPage'),
})
/** Where an invitation leads; drawn by the gate. */
const invitation = createRoute({ getParentRoute: () => root, path: '/invitation/$token' })
/** Where the letter about a new password leads; the gate draws it, whoever is signed in. */
const newPassword = createRoute({ getParentRoute: () => root, path: '/password' })
/** Where the letter to another e-mail address leads; drawn by the gate too. */
const confirmEmail = createRoute({ getParentRoute: () => root, path: '/email' })
const channels = createRoute({
  getParentRoute: () => root,
  path: '/settings/channels',
  validateSearch: textSearch('connected', 'problem', 'id', 'en'),
  component: lazyRouteComponent(() => import('../features/settings/channels-page.tsx'), 'ChannelsPage'),
})
const connect = createRoute({
  getParentRoute: () => root,
  path: '/settings/channels/new',
  validateSearch: textSearch('network'),
  component: only(
    'manage',
    lazyRouteComponent(() => import('../features/settings/connect-page.tsx'), 'ConnectPage'),
  ),
})

const choose = createRoute({
  getParentRoute: () => root,
  path: '/settings/channels/choose/$state',
  component: only(
    'manage',
    lazyRouteComponent(() => import('../features/settings/choose-page.tsx'), 'ChoosePage'),
  ),
})

/** Every page of the panel with its address. */
export const router = createRouter({
  basepath: '/panel',
  routeTree: root.addChildren([
    today,
    writing,
    article,
    teasers,
    posts,
    calendar,
    newPost,
    drafts,
    repeats,
    importPosts,
    automatic,
    conversations.addChildren([conversation]),
    brand,
    settings,
    security,
    oldSecurity,
    channels,
    connect,
    choose,
    files,
    team,
    permissions,
    activity,
    invitation,
    newPassword,
    confirmEmail,
  ]),
  defaultPreload: 'intent',
  defaultPendingComponent: ListShape,
  defaultErrorComponent: PageProblem,
  defaultNotFoundComponent: NotFound,
  scrollRestoration: true,
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}

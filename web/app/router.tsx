import {
  type AsyncRouteComponent,
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  redirect,
  type SearchSchemaInput,
} from '@tanstack/react-router'
import { openings } from '../base/opening.ts'
import { Allowed } from '../ui/not-allowed.tsx'
import { ListShape } from '../ui/parts.tsx'
import { Gate } from './gate.tsx'
import { NotFound, PageProblem } from './page-problem.tsx'
import { pages } from './pages.ts'

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
  component: lazyRouteComponent(pages.today, 'TodayPage'),
})
const writing = createRoute({
  getParentRoute: () => root,
  path: '/writing',
  validateSearch: textSearch('q', 'state', 'kind', 'tag', 'author', 'orphans'),
  component: lazyRouteComponent(pages.writing, 'WritingPage'),
})
const article = createRoute({
  getParentRoute: () => root,
  path: '/writing/$articleId',
  validateSearch: textSearch('at'),
  component: lazyRouteComponent(pages.article, 'ArticlePage'),
})
const teasers = createRoute({
  getParentRoute: () => root,
  path: '/writing/$articleId/teasers',
  validateSearch: textSearch('post'),
  component: only('send', lazyRouteComponent(pages.teasers, 'TeasersPage')),
})
const imports = createRoute({
  getParentRoute: () => root,
  path: '/writing/import',
  component: only('move', lazyRouteComponent(pages.imports, 'ImportsPage')),
})
const exportBlog = createRoute({
  getParentRoute: () => root,
  path: '/writing/export',
  component: only('move', lazyRouteComponent(pages.imports, 'ExportPage')),
})
const importBlog = createRoute({
  getParentRoute: () => root,
  path: '/writing/import/$importId',
  component: only('move', lazyRouteComponent(pages.importBlog, 'ImportPage')),
})
const replacing = createRoute({
  getParentRoute: () => root,
  path: '/writing/replace',
  component: only('move', lazyRouteComponent(pages.replacing, 'ReplacingPage')),
})
const replacement = createRoute({
  getParentRoute: () => root,
  path: '/writing/replace/$replacementId',
  component: only('move', lazyRouteComponent(pages.replacement, 'ReplacementPage')),
})
const ideas = createRoute({
  getParentRoute: () => root,
  path: '/writing/ideas',
  component: lazyRouteComponent(pages.ideas, 'IdeasPage'),
})
const schedule = createRoute({
  getParentRoute: () => root,
  path: '/writing/schedule',
  component: lazyRouteComponent(pages.schedule, 'SchedulePage'),
})
const posts = createRoute({
  getParentRoute: () => root,
  path: '/posts',
  validateSearch: textSearch('q', 'state', 'channelId', 'articleId'),
  component: lazyRouteComponent(pages.posts, 'PostsPage'),
})
const calendar = createRoute({
  getParentRoute: () => root,
  path: '/posts/calendar',
  validateSearch: textSearch('view', 'date', 'state', 'channelId', 'free'),
  component: lazyRouteComponent(pages.calendar, 'CalendarPage'),
})
const newPost = createRoute({
  getParentRoute: () => root,
  path: '/posts/new',
  validateSearch: textSearch(...openings),
  component: only('send', lazyRouteComponent(pages.newPost, 'NewPostPage')),
})
const drafts = createRoute({
  getParentRoute: () => root,
  path: '/posts/drafts',
  component: lazyRouteComponent(pages.drafts, 'DraftsPage'),
})
const repeats = createRoute({
  getParentRoute: () => root,
  path: '/posts/repeats',
  component: lazyRouteComponent(pages.repeats, 'RepeatsPage'),
})
const importPosts = createRoute({
  getParentRoute: () => root,
  path: '/posts/import',
  component: only('import', lazyRouteComponent(pages.import, 'ImportPage')),
})
const automatic = createRoute({
  getParentRoute: () => root,
  path: '/posts/automatic',
  component: lazyRouteComponent(pages.automatic, 'AutomaticPage'),
})
const conversations = createRoute({
  getParentRoute: () => root,
  path: '/conversations',
  validateSearch: textSearch('q', 'state', 'channelId'),
  component: lazyRouteComponent(pages.conversations, 'ConversationsPage'),
})
const search = createRoute({
  getParentRoute: () => root,
  path: '/search',
  validateSearch: textSearch('q'),
  component: lazyRouteComponent(pages.search, 'SearchPage'),
})
const conversation = createRoute({ getParentRoute: () => conversations, path: '$conversationId' })
const brand = createRoute({
  getParentRoute: () => root,
  path: '/brand',
  component: lazyRouteComponent(pages.brand, 'BrandPage'),
})
const settings = createRoute({
  getParentRoute: () => root,
  path: '/settings',
  component: lazyRouteComponent(pages.profile, 'ProfilePage'),
})
const security = createRoute({
  getParentRoute: () => root,
  path: '/settings/team/sign-in',
  component: lazyRouteComponent(pages.security, 'SecurityPage'),
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
  component: only('plan', lazyRouteComponent(pages.files, 'FilesPage')),
})
const authors = createRoute({
  getParentRoute: () => root,
  path: '/settings/authors',
  component: only('brand', lazyRouteComponent(pages.authors, 'AuthorsPage')),
})
const design = createRoute({
  getParentRoute: () => root,
  path: '/settings/design',
  component: only('brand', lazyRouteComponent(pages.design, 'DesignPage')),
})
const editors = createRoute({
  getParentRoute: () => root,
  path: '/settings/editors',
  component: lazyRouteComponent(pages.editors, 'EditorsPage'),
})
const team = createRoute({
  getParentRoute: () => root,
  path: '/settings/team',
  component: lazyRouteComponent(pages.team, 'TeamPage'),
})
const permissions = createRoute({
  getParentRoute: () => root,
  path: '/settings/team/permissions',
  component: lazyRouteComponent(pages.permissions, 'PermissionsPage'),
})
const activity = createRoute({
  getParentRoute: () => root,
  path: '/settings/team/activity',
  validateSearch: textSearch('who', 'what', 'day'),
  component: lazyRouteComponent(pages.activity, 'ActivityPage'),
})
/** Where an invitation leads; drawn by the gate. */
const invitation = createRoute({ getParentRoute: () => root, path: '/invitation/$token' })
/** Where an editor's request leads; drawn by the gate, once somebody is signed in. */
const authorize = createRoute({ getParentRoute: () => root, path: '/authorize', validateSearch: textSearch('asked') })
/** Where the letter about a new password leads; the gate draws it, whoever is signed in. */
const newPassword = createRoute({ getParentRoute: () => root, path: '/password' })
/** Where the letter to another e-mail address leads; drawn by the gate too. */
const confirmEmail = createRoute({ getParentRoute: () => root, path: '/email' })
const channels = createRoute({
  getParentRoute: () => root,
  path: '/settings/channels',
  validateSearch: textSearch('connected', 'problem', 'id', 'en'),
  component: lazyRouteComponent(pages.channels, 'ChannelsPage'),
})
const connect = createRoute({
  getParentRoute: () => root,
  path: '/settings/channels/new',
  validateSearch: textSearch('network', 'way'),
  component: only('manage', lazyRouteComponent(pages.connect, 'ConnectPage')),
})

const choose = createRoute({
  getParentRoute: () => root,
  path: '/settings/channels/choose/$state',
  component: only('manage', lazyRouteComponent(pages.choose, 'ChoosePage')),
})

/** Every page of the panel with its address. */
export const router = createRouter({
  basepath: '/panel',
  routeTree: root.addChildren([
    today,
    writing,
    article,
    imports,
    exportBlog,
    importBlog,
    replacing,
    replacement,
    teasers,
    posts,
    calendar,
    newPost,
    drafts,
    repeats,
    importPosts,
    automatic,
    search,
    conversations.addChildren([conversation]),
    brand,
    settings,
    design,
    security,
    oldSecurity,
    channels,
    connect,
    choose,
    authors,
    ideas,
    schedule,
    files,
    editors,
    team,
    permissions,
    activity,
    invitation,
    authorize,
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

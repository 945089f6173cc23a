import { ActionIcon, UnstyledButton } from '@mantine/core'
import {
  IconChevronDown,
  IconHandStop,
  IconMessages,
  IconPalette,
  IconPencil,
  IconSearch,
  IconSend,
  IconSun,
} from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link, Outlet, useLocation, useNavigate } from '@tanstack/react-router'
import { Fragment, lazy, Suspense, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ConversationCounts } from '../../src/http/api.ts'
import { asProblem } from '../base/api.ts'
import { useSay } from '../base/i18n.ts'
import { byHandQuery, viewCountsQuery, waitingQuery } from '../base/queries.ts'
import { useMay, useMe } from '../base/session.tsx'
import { useShortcuts } from '../base/shortcuts.ts'
import { useWrite } from '../base/use-write.ts'
import { ListShape } from '../ui/parts.tsx'
import { toast } from '../ui/toasts.tsx'
import { EventStream } from './events.tsx'
import { HoldBanner } from './hold.tsx'
import { OffLine } from './off-line.tsx'
import { pages } from './pages.ts'

const Palette = lazy(() => pages.palette().then((part) => ({ default: part.Palette })))
const Glossary = lazy(() => import('./glossary.tsx').then((part) => ({ default: part.Glossary })))
const WorkspaceMenu = lazy(() => import('./workspace-menu.tsx').then((part) => ({ default: part.WorkspaceMenu })))
const HoldDialog = lazy(() => import('./hold-dialog.tsx').then((part) => ({ default: part.HoldDialog })))
const KeysHelp = lazy(() => import('./keys-help.tsx').then((part) => ({ default: part.KeysHelp })))

interface Inner {
  to: string
  key: string
  state?: string | undefined
  /** Missing: everybody who sees the room. */
  needs?: string
}

/** What a room holds, shown in the rail while one is in it. */
const inside: Readonly<Record<string, readonly Inner[]>> = {
  '/writing': [
    { to: '/writing', key: 'shell.allWriting' },
    { to: '/writing/ideas', key: 'ideas.title' },
    { to: '/writing/schedule', key: 'cadence.title' },
    { to: '/writing/import', key: 'moving.page', needs: 'move' },
    { to: '/writing/export', key: 'moving.leavePage', needs: 'move' },
    { to: '/writing/replace', key: 'replacing.page', needs: 'move' },
  ],
  '/posts': [
    { to: '/posts/calendar', key: 'shell.calendar' },
    { to: '/posts', key: 'shell.list' },
    { to: '/posts/drafts', key: 'shell.drafts' },
    { to: '/posts/repeats', key: 'shell.repeats' },
  ],
  '/conversations': [
    { to: '/conversations', key: 'inbox.waiting', state: undefined },
    { to: '/conversations', key: 'inbox.mine', state: 'mine' },
    { to: '/conversations', key: 'inbox.unassigned', state: 'unassigned' },
    { to: '/conversations', key: 'inbox.open', state: 'open' },
    { to: '/conversations', key: 'inbox.snoozed', state: 'snoozed' },
    { to: '/conversations', key: 'inbox.done', state: 'done' },
    { to: '/conversations', key: 'inbox.all', state: 'all' },
  ],
}

const rooms = [
  { to: '/', key: 'shell.today', icon: IconSun },
  { to: '/writing', key: 'shell.writing', icon: IconPencil },
  { to: '/posts', key: 'shell.posts', icon: IconSend },
  { to: '/conversations', key: 'shell.conversations', icon: IconMessages },
  { to: '/brand', key: 'shell.brand', icon: IconPalette },
] as const

/** How many conversations stand in a view of the inbox, where they are counted. */
function ViewCount({ view }: { view: string }) {
  const count = useQuery(viewCountsQuery).data?.[view as keyof ConversationCounts]
  return count ? <span className="view-count">{count}</span> : null
}

/** The pages of a room, below its name. */
function PagesInside({ room }: { room: string }) {
  const { t } = useTranslation()
  const path = useLocation({ select: ({ pathname }) => pathname })
  const shown = useLocation({ select: ({ search }) => (search as { state?: string }).state })
  const may = useMay()
  const pages = inside[room]?.filter(({ needs }) => !needs || may(needs))
  if (!pages || !(path === room || path.startsWith(`${room}/`))) return null
  return pages.map(({ to, key, needs: _needs, ...view }) => {
    const views = 'state' in view
    return (
      <Link
        key={key}
        to={to}
        className="room sub"
        {...(views && { search: { state: view.state }, 'data-status': view.state === shown ? 'active' : undefined })}
        activeOptions={{ exact: true, includeSearch: views }}
      >
        {t(key)}
        {views && <ViewCount view={view.state ?? 'waiting'} />}
      </Link>
    )
  })
}

/** How much waits in a room for a person: who wants an answer, what they post by hand. */
function useCounts(): Readonly<Record<string, { count: number; words: string }>> {
  const waiting = useQuery(waitingQuery).data ?? 0
  const byHand = useQuery(byHandQuery).data ?? 0
  return {
    '/conversations': { count: waiting, words: 'shell.waitingCount' },
    '/posts': { count: byHand, words: 'shell.byHandCount' },
  }
}

function RoomCount({ count = 0, words = '' }: { count?: number; words?: string }) {
  const { t } = useTranslation()
  if (count === 0) return null
  return (
    <span className="count">
      <span aria-hidden="true">{count}</span>
      <span className="hidden-but-read">{t(words, { count })}</span>
    </span>
  )
}

function RoomLinks({ className }: { className?: string }) {
  const { t } = useTranslation()
  const counts = useCounts()
  return rooms.map(({ to, key, icon: Icon }) => (
    <Fragment key={to}>
      <Link to={to} className={className} activeOptions={{ exact: to === '/', includeSearch: false }}>
        <Icon size={20} stroke={1.7} aria-hidden />
        <span>{t(key)}</span>
        <RoomCount {...counts[to]} />
      </Link>
      {className && <PagesInside room={to} />}
    </Fragment>
  ))
}

/** Moves the focus to the new page's content, so that keyboard and screen reader start there. */
function useFocusOnNavigation() {
  const main = useRef<HTMLElement>(null)
  const path = useLocation({ select: (location) => location.pathname })
  const before = useRef(path)
  useEffect(() => {
    if (before.current === path) return
    const room = (address: string) => address.split('/').slice(0, 4).join('/')
    const inside = room(before.current) === room(path) || path.includes('/conversations/')
    before.current = path
    // A page that has given it to a field already knows better.
    if (!inside && !main.current?.contains(document.activeElement)) main.current?.focus({ preventScroll: true })
  }, [path])
  return main
}

/** Words that earlier pages could not send leave now, or when the line is back. */
function useSendUnsent() {
  const { t } = useTranslation()
  const say = useRef(t)
  say.current = t
  useEffect(() => {
    let stop: (() => void) | undefined
    let left = false
    void pages.unsent().then(({ startSendingUnsent }) => {
      if (!left) stop = startSendingUnsent((count) => toast(say.current('shell.sentLater', { count })))
    })
    return () => {
      left = true
      stop?.()
    }
  }, [])
}

type Opened = 'palette' | 'keys' | 'glossary' | 'hold'

interface Tools {
  onOpen(what: Opened): void
}

/** Whether everything can be held from here: it is not, and the person may. */
function useCanHold(): boolean {
  const { hold } = useMe()
  return useMay()('hold') && !hold
}

/** The workspace's name; its menu comes as soon as it is loaded, in the same place. */
function WorkspaceName() {
  const { workspace } = useMe()
  const name = (
    <div className="room">
      <span className="clip strong grow">{workspace?.name || 'Percakapan'}</span>
      <IconChevronDown size={16} aria-hidden />
    </div>
  )
  return (
    <Suspense fallback={name}>
      <WorkspaceMenu />
    </Suspense>
  )
}

/** Left on a wide screen: the workspace, the rooms, what is always at hand. */
function Rail({ onOpen }: Tools) {
  const { t } = useTranslation()
  const canHold = useCanHold()
  return (
    <nav className="rail" aria-label={t('shell.rooms')}>
      <WorkspaceName />
      <UnstyledButton className="room" onClick={() => onOpen('palette')}>
        <IconSearch size={20} stroke={1.7} aria-hidden />
        <span className="grow">{t('shell.find')}</span>
        <kbd>{/mac|iphone|ipad/i.test(navigator.userAgent) ? '⌘' : 'Ctrl'} K</kbd>
      </UnstyledButton>
      <div className="rooms">
        <RoomLinks className="room" />
      </div>
      {canHold && (
        <div className="rail-foot">
          <UnstyledButton className="room" onClick={() => onOpen('hold')}>
            <IconHandStop size={20} stroke={1.7} aria-hidden />
            {t('hold.button')}
          </UnstyledButton>
        </div>
      )}
    </nav>
  )
}

/** The same on a phone, without the rooms: they stand at its foot. */
function PhoneTop({ onOpen }: Tools) {
  const { t } = useTranslation()
  const canHold = useCanHold()
  const tool = { size: 44, variant: 'subtle', color: 'var(--ink)' }
  return (
    <section className="phone-top" aria-label={t('shell.tools')}>
      <div className="grow">
        <WorkspaceName />
      </div>
      <ActionIcon {...tool} aria-label={t('shell.search')} onClick={() => onOpen('palette')}>
        <IconSearch size={22} aria-hidden />
      </ActionIcon>
      {canHold && (
        <ActionIcon {...tool} aria-label={t('hold.button')} onClick={() => onOpen('hold')}>
          <IconHandStop size={22} aria-hidden />
        </ActionIcon>
      )}
    </section>
  )
}

/** What the keys do everywhere. */
function useKeys({ onOpen, onWrite }: Tools & { onWrite(): void }) {
  const may = useMay()
  const navigate = useNavigate()
  useShortcuts({
    'mod+k': () => onOpen('palette'),
    '?': () => onOpen('keys'),
    'g t': () => void navigate({ to: '/' }),
    'g w': () => void navigate({ to: '/writing' }),
    'g p': () => void navigate({ to: '/posts' }),
    'g c': () => void navigate({ to: '/conversations' }),
    'g b': () => void navigate({ to: '/brand' }),
    ...(may('write') && { n: onWrite }),
  })
}

/** What opens over the room: search, the keys, the hold. */
function Overlays({
  opened,
  onOpen,
  onWrite,
}: {
  opened: Opened | undefined
  onOpen(what: Opened | undefined): void
  onWrite(): void
}) {
  const { hold } = useMe()
  const close = () => onOpen(undefined)
  return (
    <Suspense fallback={null}>
      {opened === 'hold' && <HoldDialog opened onClose={close} />}
      {opened === 'palette' && (
        <Palette
          onClose={close}
          onWrite={onWrite}
          onHold={() => onOpen('hold')}
          onKeys={() => onOpen('keys')}
          onGlossary={() => onOpen('glossary')}
          held={hold !== null}
        />
      )}
      {opened === 'keys' && <KeysHelp onClose={close} onGlossary={() => onOpen('glossary')} />}
      {opened === 'glossary' && <Glossary onClose={close} />}
    </Suspense>
  )
}

/** Pages that are the whole screen on a phone, while they come already: what leaves then would move everything. */
const whole = /^\/(posts\/new|writing\/[^/]+\/teasers|conversations\/[^/]+)$/

/** The panel's frame: rooms, the workspace's menu, hold, palette, and the room that is open. */
export function Shell() {
  const { t } = useTranslation()
  const say = useSay()
  const { hold } = useMe()
  const main = useFocusOnNavigation()
  const isWhole = useLocation({ select: ({ pathname }) => whole.test(pathname) })
  useSendUnsent()
  const [opened, setOpened] = useState<Opened>()
  const begin = useWrite()
  const write = () => begin.mutate(undefined, { onError: (error) => toast(say(asProblem(error).words)) })
  useKeys({ onOpen: setOpened, onWrite: write })
  return (
    <>
      <a className="skip" href="#content">
        {t('shell.skip')}
      </a>
      <EventStream />
      <div className={isWhole ? 'shell whole' : 'shell'}>
        {hold && <HoldBanner hold={hold} />}
        <Rail onOpen={setOpened} />
        <PhoneTop onOpen={setOpened} />
        <main className="main" id="content" tabIndex={-1} ref={main}>
          <OffLine />
          <Suspense fallback={<ListShape />}>
            <Outlet />
          </Suspense>
        </main>
        <nav className="bottom" data-foot aria-label={t('shell.rooms')}>
          <RoomLinks />
        </nav>
      </div>
      <Overlays opened={opened} onOpen={setOpened} onWrite={write} />
    </>
  )
}

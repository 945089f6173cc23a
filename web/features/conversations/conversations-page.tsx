import './conversations.css'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { conversationsQuery } from '../../base/queries.ts'
import { useShortcuts } from '../../base/shortcuts.ts'
import { useTitle } from '../../ui/page.tsx'
import { ConversationList, type List } from './conversation-list.tsx'
import { Talk } from './talk.tsx'

/** j and k walk through the list, and on to its next page; the address follows. */
function useWalk(list: List, current: string | undefined) {
  const navigate = useNavigate()
  const go = async (step: number) => {
    let rows = list.data ?? []
    const at = rows.findIndex(({ id }) => id === current)
    if (at + step >= rows.length && list.hasNextPage) rows = (await list.fetchNextPage()).data ?? rows
    const next = rows[at === -1 ? 0 : Math.min(rows.length - 1, Math.max(0, at + step))]
    if (!next) return
    await navigate({ to: '/conversations/$conversationId', params: { conversationId: next.id }, search: true })
    document.querySelector<HTMLElement>(`[data-thread="${next.id}"]`)?.focus()
  }
  useShortcuts({ j: () => void go(1), k: () => void go(-1) })
}

/** The inbox: list, conversation, person, side by side and each with its own way to its end; on a phone one after the other. */
export function ConversationsPage() {
  const { t } = useTranslation()
  useTitle(t('shell.conversations'))
  const search = useSearch({ from: '/conversations' })
  const { conversationId } = useParams({ strict: false })
  const conversations = useInfiniteQuery({ ...conversationsQuery(search), refetchInterval: 60_000 })
  useWalk(conversations, conversationId)
  return (
    <div className={conversationId ? 'inbox three' : 'inbox'}>
      <h1 className="hidden-but-read">{t('shell.conversations')}</h1>
      <ConversationList list={conversations} current={conversationId} />
      {conversationId ? (
        <Talk key={conversationId} id={conversationId} />
      ) : (
        <p className="talk quiet none">{t('conversations.choose')}</p>
      )}
    </div>
  )
}

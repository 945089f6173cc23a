import {
  IconArticle,
  IconBolt,
  IconMessages,
  IconPencil,
  IconRepeat,
  IconSend,
  IconSettings,
  IconTag,
} from '@tabler/icons-react'
import type { TFunction } from 'i18next'
import type { ReactNode } from 'react'
import type { SearchHits } from '../../../src/http/api.ts'
import { Face } from '../../ui/face.tsx'
import { NetworkMarks } from '../../ui/network-mark.tsx'
import { bestFit, type Fit, fitOf, mostOfText, mostOfWays } from './match.ts'

/** What results are sorted into, in the order in which they are shown. */
export const groups = [
  'articles',
  'posts',
  'drafts',
  'repeats',
  'people',
  'conversations',
  'labels',
  'places',
  'actions',
] as const
/** One of {@link groups}. */
export type Group = (typeof groups)[number]

/** One line of the palette or of the search page: what was found, and where it leads. */
export interface Row {
  id: string
  group: Group
  icon: ReactNode
  /** The words, in which what was typed is marked. */
  text: string
  beside?: ReactNode
  /** Its address in the panel, with what is searched there. */
  to: string
  search?: Record<string, string>
  params?: Record<string, string>
  /** How well its name fits what was typed. */
  fit: Fit
}

interface Said {
  t: TFunction
  /** An instant in the person's words. */
  time: (at: string) => string
}

const fitOfText = (text: string, typed: string): Fit => Math.min(mostOfText, fitOf(text, typed))

const icon = { size: 20, stroke: 1.7, 'aria-hidden': true }

/** An article by its title; by the line in which the words are, where the title has none of them. */
function articleRow({ t, time }: Said, typed: string, hit: SearchHits['articles'][number]): Row {
  const title = hit.title || t('writing.untitled')
  const titled = fitOf(title, typed)
  return {
    id: hit.id,
    group: 'articles',
    icon: <IconArticle {...icon} />,
    text: titled || !hit.passage ? title : `${title}: ${hit.passage}`,
    beside: `${t(`writing.state.${hit.state}`)} · ${time(hit.publishedAt ?? hit.publishAt ?? hit.updatedAt)}`,
    to: '/writing/$articleId',
    params: { articleId: hit.id },
    fit: titled,
  }
}

function postRow({ t, time }: Said, typed: string, hit: SearchHits['posts'][number]): Row {
  return {
    id: hit.id,
    group: 'posts',
    icon: <IconSend {...icon} />,
    text: hit.passage,
    beside: (
      <>
        {t(`posts.state.${hit.state}`)} · {time(hit.publishedAt ?? hit.dueAt)}{' '}
        <NetworkMarks networks={hit.networks.map(({ network }) => network)} />
      </>
    ),
    to: '/posts',
    search: { q: typed || hit.passage.slice(0, 60) },
    fit: fitOfText(hit.passage, typed),
  }
}

function talkRow({ t }: Said, typed: string, hit: SearchHits['conversations'][number]): Row {
  const beside = hit.waiting > 0 ? 'waiting' : hit.state
  return {
    id: hit.id,
    group: 'conversations',
    icon: <IconMessages {...icon} />,
    text: `“${hit.passage}”`,
    beside: `${hit.person.name} · ${t(`inbox.${beside}`)}`,
    to: '/conversations/$conversationId',
    params: { conversationId: hit.id },
    search: { state: 'all' },
    fit: fitOfText(hit.passage, typed),
  }
}

/** What the server found, as rows. */
export function rowsOf(said: Said, typed: string, hits: SearchHits): Row[] {
  const { t, time } = said
  return [
    ...hits.articles.map((hit) => articleRow(said, typed, hit)),
    ...hits.posts.map((hit) => postRow(said, typed, hit)),
    ...hits.drafts.map(({ id, updatedAt, passage }) => ({
      id,
      group: 'drafts' as const,
      icon: <IconPencil {...icon} />,
      text: passage,
      beside: time(updatedAt),
      to: '/posts/new',
      search: { draft: id },
      fit: fitOfText(passage, typed),
    })),
    ...hits.repeats.map(({ id, state, passage }) => ({
      id,
      group: 'repeats' as const,
      icon: <IconRepeat {...icon} />,
      text: passage,
      beside: t(`repeat.state.${state}`),
      to: '/posts/repeats',
      fit: fitOfText(passage, typed),
    })),
    ...hits.people.map((hit) => ({
      id: hit.id,
      group: 'people' as const,
      icon: <Face name={hit.name} src={hit.avatar} network={hit.network} size={28} />,
      text: hit.name,
      beside: hit.handle,
      to: '/conversations/$conversationId',
      params: { conversationId: hit.conversationId },
      search: { state: 'all' },
      fit: Math.max(fitOf(hit.name, typed), fitOf(hit.handle.replace(/^@/, ''), typed)),
    })),
    ...hits.conversations.map((hit) => talkRow(said, typed, hit)),
    ...hits.tags.map(({ tag, articles }) => ({
      id: tag,
      group: 'labels' as const,
      icon: <IconTag {...icon} />,
      text: tag,
      beside: t('palette.articles', { count: articles }),
      to: '/writing',
      search: { q: tag },
      fit: Math.min(mostOfWays, fitOf(tag, typed)),
    })),
    ...hits.channels.map((hit) => ({
      id: hit.id,
      group: 'places' as const,
      icon: <Face name={hit.name} src={hit.avatar} network={hit.network} size={28} />,
      text: `${hit.networkLabel}: ${hit.name}`,
      beside: hit.handle,
      to: '/settings/channels',
      fit: Math.min(
        mostOfWays,
        bestFit([hit.networkLabel, hit.name, hit.handle, `${hit.networkLabel} ${hit.name} ${hit.handle}`], typed),
      ),
    })),
  ]
}

/** The sign of a setting, or of something that is done at once. */
export const signOf = { place: <IconSettings {...icon} />, action: <IconBolt {...icon} /> }

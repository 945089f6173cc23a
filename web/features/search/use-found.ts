import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { marksQuery, searchQuery, workspacesQuery } from '../../base/queries.ts'
import { useMay, useMe, useTimes } from '../../base/session.tsx'
import { placesFitting } from './fitting.ts'
import { bestFit } from './match.ts'
import { labelOf, type Place, places } from './places.ts'
import { type Group, groups, type Row, rowsOf, signOf } from './rows.tsx'

/** What is typed: the words, and whether only people, labels or actions are meant. */
export interface Typed {
  words: string
  only?: 'people' | 'tags' | 'actions'
}

const prefixes = { '@': 'people', '#': 'tags', '>': 'actions' } as const

/** `@sari`, `#kopi`, `>tahan`: the first character narrows. */
export function readTyped(text: string): Typed {
  const only = prefixes[text.trimStart()[0] as keyof typeof prefixes]
  return only ? { words: text.trimStart().slice(1).trim(), only } : { words: text.trim() }
}

/** A setting or action as a row, and what it is. */
export interface PlaceRow extends Row {
  place: Place
}

function usePlaces({ words, only }: Typed, held: boolean): PlaceRow[] {
  const { t } = useTranslation()
  const may = useMay()
  const networks = [...(useQuery(marksQuery).data?.values() ?? [])].map(({ label }) => label)
  const here = places.filter(
    ({ id, kind, needs }) =>
      (!needs || may(needs)) && id !== (held ? 'hold' : 'release') && (only !== 'actions' || kind === 'action'),
  )
  return placesFitting(here, words, { t, networks }).map(({ place, fit }): PlaceRow => {
    const [text = '', beside] = labelOf(place, t)
    return {
      place,
      id: place.id,
      group: place.kind === 'action' ? 'actions' : 'places',
      icon: signOf[place.kind],
      text,
      ...(beside ? { beside } : {}),
      to: place.to ?? '',
      fit,
    }
  })
}

/** The person's other workspaces. */
function useOtherWorkspaces({ words, only }: Typed): Row[] {
  const { t } = useTranslation()
  const { workspace } = useMe()
  const all = useQuery(workspacesQuery).data?.workspaces ?? []
  if (only && only !== 'actions') return []
  return all
    .filter(({ id }) => id !== workspace?.id)
    .map(({ id, name }) => ({
      id,
      group: 'actions' as const,
      icon: signOf.action,
      text: t('palette.toWorkspace', { name }),
      beside: t('palette.workspace'),
      to: '',
      fit: words ? bestFit([name, t('palette.toWorkspace', { name })], words) : 0,
    }))
    .filter((row) => row.fit > 0)
}

/**
 * Everything that fits what is typed, by group, each with its best first and no more than `most` in it. `meant`: the words that the
 * answer is about, which are others than those typed where these have a letter wrong.
 */
export function useFound(typed: Typed, held: boolean, most: number) {
  const { t } = useTranslation()
  const times = useTimes()
  const { words, only } = typed
  const query = useQuery({
    ...searchQuery({ q: words, only: only === 'actions' ? undefined : only, limit: most }),
    enabled: only !== 'actions',
    placeholderData: keepPreviousData,
  })
  const own = usePlaces(typed, held).filter(({ group }) => words || only || group === 'actions')
  const workspaces = useOtherWorkspaces(typed)
  // An answer to other words says nothing of what these mean.
  const meant = (!query.isPlaceholderData && query.data?.meant) || words
  const answered = query.data && only !== 'actions' ? rowsOf({ t, time: times.time }, meant, query.data) : []
  // Until the new answer is there, of the old one what fits these words too.
  const hits = query.isPlaceholderData ? answered.filter((row) => row.fit > 0) : answered
  const all = only === 'people' || only === 'tags' ? hits : [...hits, ...own, ...workspaces]
  const byGroup = groups
    .map((group): [Group, Row[]] => [group, all.filter((row) => row.group === group).slice(0, most)])
    .filter(([, rows]) => rows.length > 0)
  return { byGroup, meant, pending: query.isFetching, error: query.error, refetch: query.refetch }
}

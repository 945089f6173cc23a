import './palette.css'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import { useMay, useMe } from '../../base/session.tsx'
import { Page } from '../../ui/page.tsx'
import { ListShape, ProblemNotice } from '../../ui/parts.tsx'
import { SearchBox } from '../../ui/search-box.tsx'
import { RowLine } from './row-line.tsx'
import type { Group } from './rows.tsx'
import { readTyped, useFound } from './use-found.ts'

/** At most so many of each kind; the room's own list has the rest. */
const most = 20

/** Where a kind has a list of its own that is searched by its address. */
const lists: Partial<Record<Group, string>> = {
  articles: '/writing',
  posts: '/posts',
  conversations: '/conversations',
}

/** All that was found for the words in the address, by kind. */
export function SearchPage() {
  const { t } = useTranslation()
  const may = useMay()
  const navigate = useNavigate()
  const { hold } = useMe()
  const { q = '' } = useSearch({ from: '/search' })
  const typed = readTyped(q)
  const { byGroup, meant, pending, error, refetch } = useFound(typed, hold !== null, most)
  const found = byGroup.map(([group, rows]) => [group, rows.filter(({ to }) => to)] as const)
  const onSearch = useCallback(
    (words: string) => void navigate({ to: '/search', search: { q: words }, replace: true }),
    [navigate],
  )
  return (
    <Page width="page" title={t('palette.page')}>
      <SearchBox label={t('palette.label')} value={q} onSearch={onSearch} />
      <ProblemNotice error={error} onRetry={() => void refetch()} />
      {pending && byGroup.length === 0 && <ListShape />}
      {!pending && byGroup.length === 0 && <p className="quiet">{t('palette.none', { q: typed.words })}</p>}
      {found.map(([group, rows]) => (
        <section key={group} aria-label={t(`palette.group.${group}`)}>
          <h2 className="palette-group">{t(`palette.group.${group}`)}</h2>
          <ul className="plain">
            {rows.map((row) => (
              <li key={row.id}>
                <Link className="palette-option plain" to={row.to} params={row.params ?? {}} search={row.search ?? {}}>
                  <RowLine row={row} typed={meant} />
                </Link>
              </li>
            ))}
          </ul>
          {lists[group] && rows.length === most && (
            <Link to={lists[group]} search={{ q: meant }}>
              {t('palette.more')}
            </Link>
          )}
        </section>
      ))}
      {!pending && typed.words && may('send') && (
        <p>
          <Link to="/posts/new" search={{ text: typed.words }}>
            {t('palette.postAbout', { q: typed.words })}
          </Link>
        </p>
      )}
    </Page>
  )
}

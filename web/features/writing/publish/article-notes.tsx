import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { ArticleFindings } from '../../../../src/http/api.ts'
import { ask } from '../../../base/api.ts'
import { useSay } from '../../../base/i18n.ts'
import { Notice } from '../../../ui/parts.tsx'
import type { Saver } from '../saver.ts'

/** So many are shown; the rest is counted. */
const most = 5

/** What the checks say of the words as they are written now. */
export function useFindings(id: string, saver: Saver) {
  return useQuery({
    queryKey: ['articles', id, 'findings'],
    queryFn: async ({ signal }) => {
      await saver.flush()
      return ask<ArticleFindings>(`/api/articles/${id}/findings`, { signal })
    },
    staleTime: 0,
    retry: false,
  })
}

/** Nothing where they have nothing to say, or can't be asked. */
export function ArticleNotes({ findings }: ArticleFindings) {
  const { t } = useTranslation()
  const say = useSay()
  if (findings.length === 0) return null
  return (
    <Notice tone="needs">
      <ul className="plain stack" style={{ gap: 6 }}>
        {findings.slice(0, most).map((one) => (
          <li key={`${one.check} ${one.start} ${say(one.message)}`}>{say(one.message)}</li>
        ))}
        {findings.length > most && <li>{t('writing.moreFindings', { count: findings.length - most })}</li>}
      </ul>
    </Notice>
  )
}

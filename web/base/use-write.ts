import { useMutation } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import type { ArticleKind } from '../../src/http/api.ts'
import { createArticle } from './actions.ts'

/** Starts an article, or something of another kind, and opens it. */
export function useWrite(kind: ArticleKind = 'article') {
  const navigate = useNavigate()
  return useMutation({
    mutationFn: () => createArticle(kind === 'article' ? {} : { kind }),
    onSuccess: (article) => navigate({ to: '/writing/$articleId', params: { articleId: article.id } }),
  })
}

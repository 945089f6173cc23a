import { useMutation } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { createArticle } from './actions.ts'

/** Starts an article and opens it. */
export function useWrite() {
  const navigate = useNavigate()
  return useMutation({
    mutationFn: () => createArticle(),
    onSuccess: (article) => navigate({ to: '/writing/$articleId', params: { articleId: article.id } }),
  })
}

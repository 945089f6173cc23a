import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { Article } from '../../../src/http/api.ts'
import { inWorkspace } from '../../base/workspace.ts'
import { RoleNotice } from '../../ui/not-allowed.tsx'
import { Page } from '../../ui/page.tsx'

/** An article for whoever may read it and not change it: as its readers see it. */
export function ReadOnly({ article, needs }: { article: Article; needs: string }) {
  const { t } = useTranslation()
  const title = article.title || t('writing.untitled')
  return (
    <Page
      title={title}
      back={<Link to="/writing">{t('writing.toList')}</Link>}
      actions={
        article.state === 'published' && (
          <Button component="a" href={article.permalink} target="_blank" variant="default">
            {t('writing.read')}
          </Button>
        )
      }
    >
      <div className="stack">
        <RoleNotice needs={needs} />
        <iframe
          className="frame"
          title={t('writing.previewOf', { title })}
          src={inWorkspace(`/api/articles/${article.id}/preview?v=${article.version}`)}
          sandbox="allow-same-origin"
        />
      </div>
    </Page>
  )
}

import './post.css'
import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { PostWriter } from './use-post-writer.ts'

/** How much of what was found is ignored in the version that is open, and the way back to it. */
export function IgnoredNotes({ writer: { ignored, heed } }: { writer: Pick<PostWriter, 'ignored' | 'heed'> }) {
  const { t } = useTranslation()
  if (ignored.length === 0) return null
  return (
    <div className="ignored-notes small quiet">
      <span>{t('posts.ignoredCount', { count: ignored.length })}</span>
      <Button size="compact-sm" variant="subtle" onClick={() => heed(ignored.flatMap(({ subjects }) => subjects))}>
        {t('posts.heed')}
      </Button>
    </div>
  )
}

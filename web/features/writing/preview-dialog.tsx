import { SegmentedControl } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Article } from '../../../src/http/api.ts'
import { inWorkspace } from '../../base/workspace.ts'
import { Dialog } from '../../ui/dialog.tsx'

/** The blog's own page of this article, as a reader will see it. */
export function PreviewDialog({ article, onClose }: { article: Article; onClose(): void }) {
  const { t } = useTranslation()
  const [width, setWidth] = useState('wide')
  return (
    <Dialog size="xl" onClose={onClose} title={t('writing.preview')}>
      <div className="stack">
        <SegmentedControl
          aria-label={t('writing.previewWidth')}
          value={width}
          onChange={setWidth}
          data={[
            { value: 'wide', label: t('writing.previewWide') },
            { value: 'phone', label: t('writing.previewPhone') },
          ]}
        />
        <iframe
          className={width === 'phone' ? 'frame phone' : 'frame'}
          title={t('writing.previewOf', { title: article.title || t('writing.untitled') })}
          src={inWorkspace(`/api/articles/${article.id}/preview?v=${article.version}`)}
          sandbox="allow-same-origin"
        />
      </div>
    </Dialog>
  )
}

import { Button } from '@mantine/core'
import { IconChevronDown } from '@tabler/icons-react'
import { lazy, Suspense, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { PostWriter } from '../../../compose/use-post-writer.ts'
import { ListShape } from '../../../ui/parts.tsx'

const PreviewPane = lazy(() =>
  import('../../../compose/preview-pane.tsx').then((part) => ({ default: part.PreviewPane })),
)

/** How the posts look on each channel: folded, since the card above is what all of them share. */
export function SharePreviews({ writer }: { writer: PostWriter }) {
  const { t } = useTranslation()
  const [open, setOpen] = useState(false)
  const id = useId()
  const { on, names, editing, previews } = writer
  if (on.length === 0) return null
  return (
    <section className="share-previews" aria-label={t('posts.preview')}>
      <Button
        size="sm"
        variant="subtle"
        className={open ? 'fold open' : 'fold'}
        aria-expanded={open}
        aria-controls={id}
        rightSection={<IconChevronDown size={16} aria-hidden />}
        onClick={() => setOpen((before) => !before)}
      >
        {t('writing.share.previews', { count: on.length })}
      </Button>
      <div id={id}>
        {open && (
          <Suspense fallback={<ListShape rows={3} />}>
            <PreviewPane
              channels={on}
              names={names}
              first={editing}
              previews={previews.byChannel}
              busy={previews.stale.size > 0}
              error={previews.error}
              onRetry={previews.retry}
            />
          </Suspense>
        )}
      </div>
    </section>
  )
}

import { Button } from '@mantine/core'
import { IconChevronDown } from '@tabler/icons-react'
import { lazy, Suspense, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { PostWriter } from '../../../compose/use-post-writer.ts'
import { ListShape } from '../../../ui/parts.tsx'

const WriterPreviews = lazy(() =>
  import('../../../compose/writer-previews.tsx').then((part) => ({ default: part.WriterPreviews })),
)

/** How the posts look on each channel: folded, since the card above is what all of them share. */
export function SharePreviews({ writer }: { writer: PostWriter }) {
  const { t } = useTranslation()
  const [open, setOpen] = useState(false)
  const id = useId()
  const { on } = writer
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
            <WriterPreviews writer={writer} />
          </Suspense>
        )}
      </div>
    </section>
  )
}

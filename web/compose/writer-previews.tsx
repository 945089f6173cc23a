import { PreviewPane } from './preview-pane.tsx'
import type { PostWriter } from './use-post-writer.ts'

/** How what is being written looks, on every channel that gets it. */
export function WriterPreviews({ writer }: { writer: PostWriter }) {
  const { on, names, editing, previews } = writer
  return (
    <PreviewPane
      channels={on}
      names={names}
      first={editing}
      previews={previews.byChannel}
      busy={previews.stale.size > 0}
      error={previews.error}
      onRetry={previews.retry}
    />
  )
}

import './post.css'
import { memo, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Channel } from '../../src/http/api.ts'
import { ListShape, ProblemNotice } from '../ui/parts.tsx'
import { ChannelPreview } from './channel-preview.tsx'
import type { PostPreviews } from './use-post-previews.ts'

/** How the post looks on every channel that gets it; the one whose version is open stands first. */
export const PreviewPane = memo(function PreviewPane({
  channels,
  names,
  first,
  previews,
  busy,
  error,
  onRetry,
}: {
  channels: readonly Channel[]
  names: ReadonlyMap<string, string>
  /** Whose version is open. */
  first: string | undefined
  previews: PostPreviews['byChannel']
  /** Newer words are being looked at. */
  busy: boolean
  error: unknown
  onRetry(): void
}) {
  const { t } = useTranslation()
  const ordered = useMemo(
    () => [...channels.filter(({ id }) => id === first), ...channels.filter(({ id }) => id !== first)],
    [channels, first],
  )
  // The first answer makes every preview as high as it is: until then none stands where the next would push it away.
  const coming = busy && !error && previews.size === 0 && ordered.length > 0
  return (
    <div className="preview-pane" aria-busy={busy}>
      <ProblemNotice error={error} onRetry={onRetry} />
      {ordered.length === 0 && <p className="quiet">{t('posts.foot.nobody')}</p>}
      {coming && <ListShape rows={3} />}
      {(coming ? [] : ordered).map((channel) => (
        <ChannelPreview
          key={channel.id}
          channel={channel}
          name={names.get(channel.id) ?? channel.networkLabel}
          preview={previews.get(channel.id)}
        />
      ))}
    </div>
  )
})

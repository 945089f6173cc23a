import './compose.css'
import { Switch } from '@mantine/core'
import { type ReactNode, useEffect, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Channel, Finding, Media, PostContent, Preview } from '../../src/http/api.ts'
import { Face } from '../ui/face.tsx'
import { ProblemNotice } from '../ui/parts.tsx'
import { Findings } from './findings.tsx'
import { FormattedText } from './formatted-text.tsx'
import { Further, filled } from './further.tsx'
import { Options } from './options.tsx'
import { Parts } from './part-preview.tsx'
import { PostMedia } from './post-media.tsx'
import { Prices } from './prices.tsx'
import { usePreview } from './use-preview.ts'

/** What somebody is about to say on one channel. */
export interface Draft {
  channelId: string
  text: string
  on: boolean
  pictures: Media[]
  content?: PostContent
}

/** Which channel it is, and whether it is written for. */
function Heading({ channel, draft, onToggle }: { channel: Channel; draft: Draft; onToggle(on: boolean): void }) {
  const { t } = useTranslation()
  return (
    <div className="row still">
      <Face name={channel.name} src={channel.avatar} network={channel.network} size={36} />
      <div className="grow">
        <h2 className="clip" style={{ fontSize: 'var(--size-3)' }}>
          {channel.name}
        </h2>
        <p className="small quiet clip">
          {channel.networkLabel} · {channel.handle}
        </p>
      </div>
      <Switch
        aria-label={t('posts.sendTo', { channel: `${channel.networkLabel} ${channel.handle}` })}
        label={t('posts.include')}
        checked={draft.on}
        onChange={(event) => onToggle(event.currentTarget.checked)}
      />
    </div>
  )
}

interface ComposerProps {
  channel: Channel
  draft: Draft
  /** What is known of the words already: nothing is asked for as long as they stay so. */
  first?: Preview
  articleId?: string
  responseId?: string
  proposalId?: string
  /** The delivery that these words are for: it is no double of itself. */
  deliveryId?: string
  /** What goes to the other channels: the checks compare. */
  alsoTo: readonly { channelId: string; text: string }[]
  /** Stands below the words. */
  extra?: ReactNode
  /** Without the heading and its switch: in a dialog about one channel. */
  bare?: boolean
  onChange(draft: Draft): void
  onPreview(channelId: string, preview: Preview | undefined): void
}

/** What the server makes of a draft, once there is something to send. */
function useDraftPreview({
  channel,
  draft,
  first,
  articleId,
  responseId,
  proposalId,
  deliveryId,
  alsoTo,
}: ComposerProps) {
  const content = filled(draft.content)
  const wanted = draft.on && (draft.text.trim() !== '' || draft.pictures.length > 0)
  const request = {
    channelId: channel.id,
    text: draft.text,
    ...(articleId && { articleId }),
    ...(responseId && { responseId }),
    ...(proposalId && { proposalId }),
    ...(deliveryId && { deliveryId }),
    ...(content && { content }),
    ...(draft.pictures.length && { mediaIds: draft.pictures.map(({ id }) => id) }),
    ...(alsoTo.length && { alsoTo: [...alsoTo] }),
  }
  return { wanted, ...usePreview(wanted ? request : undefined, first) }
}

/** What is typed, chosen and put beside it, with what the checks say of each. */
function Writing({
  channel,
  draft,
  extra,
  onChange,
  findings,
  stale,
}: Pick<ComposerProps, 'channel' | 'draft' | 'extra' | 'onChange'> & {
  findings: readonly Finding[]
  /** The findings are about earlier words: their offsets point nowhere. */
  stale: boolean
}) {
  const { t } = useTranslation()
  const described = useId()
  const [pointed, setPointed] = useState<Finding>()
  const content = draft.content ?? {}
  const ofText = findings.filter(({ place }) => place === undefined)
  const onContent = (next: PostContent) => onChange({ ...draft, content: next })
  return (
    <div className="stack" style={{ gap: 12 }}>
      <FormattedText
        label={t('posts.textFor', { channel: channel.networkLabel })}
        markdown={content.markdown === true}
        value={draft.text}
        findings={stale ? [] : ofText}
        pointed={pointed}
        describedBy={described}
        onChange={(text, markdown) => onChange({ ...draft, text, content: { ...content, markdown } })}
      />
      <PostMedia
        media={draft.pictures}
        most={channel.limits.pictures}
        videos={channel.limits.video !== undefined}
        onChange={(pictures) => onChange({ ...draft, pictures })}
      />
      <div id={described}>
        <Findings findings={ofText} onPoint={setPointed} onMend={(text) => onChange({ ...draft, text })} />
      </div>
      <Options channel={channel} content={content} onChange={onContent} />
      <Further channel={channel} content={content} findings={stale ? [] : findings} onChange={onContent} />
      {extra}
    </div>
  )
}

/** Exactly what will be sent, and what that uses up. */
function Sent({ preview, error, stale, wanted }: ReturnType<typeof useDraftPreview>) {
  const { t } = useTranslation()
  return (
    <div className="stack tight" aria-busy={stale}>
      <p className="medium strong">{t('posts.exactly')}</p>
      <ProblemNotice error={error} />
      {preview ? (
        <>
          <Parts parts={preview.parts} limits={preview.limits} />
          <Prices prices={preview.prices} />
        </>
      ) : (
        !error && <p className="small quiet">{wanted ? t('common.loading') : t('posts.nothingYet')}</p>
      )}
    </div>
  )
}

/** Words for one channel, beside exactly what will be sent there. */
export function Composer(props: ComposerProps) {
  const { channel, draft, bare, onChange, onPreview } = props
  const shown = useDraftPreview(props)
  const { preview, stale } = shown
  useEffect(() => onPreview(channel.id, preview), [channel.id, preview, onPreview])
  return (
    <section className="composer" aria-label={`${channel.networkLabel} ${channel.handle}`}>
      {!bare && <Heading channel={channel} draft={draft} onToggle={(on) => onChange({ ...draft, on })} />}
      {draft.on && (
        <div className="halves" style={{ marginTop: 16 }}>
          <Writing {...props} findings={preview?.findings ?? []} stale={stale} />
          <Sent {...shown} />
        </div>
      )}
    </section>
  )
}

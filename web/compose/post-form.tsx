import './post.css'
import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { ProblemNotice } from '../ui/parts.tsx'
import { ChannelFaces } from './channel-faces.tsx'
import { type Missing, missingIn } from './leaving.ts'
import { PostEditor } from './post-editor.tsx'
import { isSubmitKey } from './submit-key.ts'
import { useLead } from './use-lead.ts'
import { useMissingWords } from './use-missing-words.ts'
import type { PostWriter } from './use-post-writer.ts'
import { WordTools } from './word-tools.tsx'
import { WriterPreviews } from './writer-previews.tsx'

interface PostFormProps {
  writer: PostWriter
  /** Whether it is chosen to whom it goes; else there is one channel. */
  chooses: boolean
  /** What stands on its button. */
  label: string
  busy: boolean
  error: unknown
  /** Beside the button. */
  children?: ReactNode
  onPress(): void
}

/** Its one button, which leads to what has to be done first. */
function Foot({
  writer,
  label,
  busy,
  error,
  children,
  onPress,
  missing,
}: Omit<PostFormProps, 'chooses'> & { missing: Missing | undefined }) {
  const words = useMissingWords(missing, writer.names)
  return (
    <footer className="post-form-foot">
      <ProblemNotice error={error} />
      <div className="row">
        <Button loading={busy} onClick={onPress}>
          {words.label ?? label}
        </Button>
        {children}
        {words.said && <p className="small needs">{words.said}</p>}
      </div>
    </footer>
  )
}

/** The composer inside a dialog: to whom, what, and how it looks; one button for it. */
export function PostForm({ writer, chooses, onPress, ...foot }: PostFormProps) {
  const { t } = useTranslation()
  const { field, onMissing } = useLead(writer.setEditing)
  const { written, errors } = writer
  const missing = missingIn({ written, errors, way: 'now', at: undefined, now: new Date() })
  const press = () => (missing ? onMissing(missing) : onPress())
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the key that its button has too, wherever one is in it
    <div
      className="post-form"
      onKeyDown={(event) => {
        if (!isSubmitKey(event)) return
        event.preventDefault()
        if (!foot.busy) press()
      }}
    >
      <div className="post-form-words">
        {chooses && <ChannelFaces channels={writer.channels} on={writer.written.on} onToggle={writer.toggle} />}
        <PostEditor writer={writer} alone={!chooses} inputRef={field} tools={<WordTools area={field} />} />
      </div>
      <section className="post-form-aside" aria-label={t('posts.preview')}>
        <p className="small quiet">{t('posts.previewMeans')}</p>
        <WriterPreviews writer={writer} />
      </section>
      <Foot writer={writer} missing={missing} onPress={press} {...foot} />
    </div>
  )
}

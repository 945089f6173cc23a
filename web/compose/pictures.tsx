import { Button, Progress, Textarea } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Media } from '../../src/http/api.ts'
import { ask, asProblem, upload, uploadVideo } from '../base/api.ts'
import { useSay } from '../base/i18n.ts'
import { Dialog } from '../ui/dialog.tsx'
import { ProblemNotice } from '../ui/parts.tsx'

/** A picture that waits for its words. */
export interface Undescribed {
  src: string
  alt: string
  /** Known for a picture that was uploaded just now: the words are kept with it too. */
  mediaId?: string
  video?: boolean
  describe(src: string, alt: string): void
}

/** Uploads pictures one after the other, puts each in, and then asks for its words. */
export function usePictures() {
  const [progress, setProgress] = useState<number>()
  const [error, setError] = useState<unknown>()
  const [waiting, setWaiting] = useState<Undescribed[]>([])
  const add = async (
    files: File[],
    insert: (media: Media) => void,
    describe: (src: string, alt: string) => void,
  ): Promise<void> => {
    setError(undefined)
    for (const file of files) {
      setProgress(0)
      try {
        const media = file.type.startsWith('video/')
          ? await uploadVideo(file, setProgress)
          : await upload<Media>(file, '', setProgress)
        insert(media)
        setWaiting((before) => [
          ...before,
          { src: media.url, alt: '', mediaId: media.id, video: media.seconds !== null, describe },
        ])
      } catch (problem) {
        setError(problem)
      }
    }
    setProgress(undefined)
  }
  return {
    progress,
    error,
    waiting: waiting[0],
    add: (...all: Parameters<typeof add>) => void add(...all),
    ask: (one: Undescribed) => setWaiting((before) => [one, ...before]),
    next: () => setWaiting((before) => before.slice(1)),
    forgetError: () => setError(undefined),
  }
}

/** How far the upload is, or why it failed. */
export function PictureProgress({ pictures }: { pictures: ReturnType<typeof usePictures> }) {
  const { t } = useTranslation()
  return (
    <>
      {pictures.progress !== undefined && (
        <div className="stack tight" role="status">
          <span className="small">{t('writing.uploading', { percent: Math.round(pictures.progress * 100) })}</span>
          <Progress value={pictures.progress * 100} aria-label={t('writing.uploadingLabel')} />
        </div>
      )}
      <ProblemNotice error={pictures.error} />
    </>
  )
}

const shown = { maxHeight: 220, maxWidth: '100%', objectFit: 'contain', borderRadius: 8 } as const

/** The picture, and a field for what it shows. */
function AltForm({ picture, onDone }: { picture: Undescribed; onDone(): void }) {
  const { t } = useTranslation()
  const say = useSay()
  const [alt, setAlt] = useState(picture.alt)
  const [failed, setFailed] = useState<string>()
  const save = async () => {
    const words = alt.trim()
    picture.describe(picture.src, words)
    try {
      if (picture.mediaId) await ask(`/api/media/${picture.mediaId}`, { method: 'PATCH', body: { alt: words } })
      onDone()
    } catch (error) {
      setFailed(say(asProblem(error).words))
    }
  }
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault()
        void save()
      }}
    >
      {picture.video ? (
        <video src={picture.src} controls muted playsInline style={shown} />
      ) : (
        <img src={picture.src} alt="" style={shown} />
      )}
      <Textarea
        data-autofocus
        autosize
        minRows={2}
        maxLength={2000}
        label={t('writing.altLabel')}
        description={t(picture.video ? 'writing.altHintVideo' : 'writing.altHint')}
        error={failed}
        value={alt}
        onChange={(event) => setAlt(event.currentTarget.value)}
      />
      <div className="row">
        <Button type="submit" disabled={!alt.trim()}>
          {t('writing.altSave')}
        </Button>
        <Button variant="subtle" onClick={onDone}>
          {t('writing.altLater')}
        </Button>
      </div>
    </form>
  )
}

/** Asks what a picture shows, right after it came in. */
export function AltDialog({ pictures }: { pictures: ReturnType<typeof usePictures> }) {
  const { t } = useTranslation()
  const picture = pictures.waiting
  return (
    <Dialog
      opened={picture !== undefined}
      onClose={pictures.next}
      title={t(picture?.video ? 'writing.altTitleVideo' : 'writing.altTitle')}
    >
      {picture && <AltForm key={picture.src} picture={picture} onDone={pictures.next} />}
    </Dialog>
  )
}

import { smallPicture } from '../base/small-picture.ts'
import './compose.css'
import './post.css'
import { Button } from '@mantine/core'
import { IconAlertTriangle, IconCircleCheck, IconMovie, IconX } from '@tabler/icons-react'
import { lazy, Suspense, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Media } from '../../src/http/api.ts'
import { AltDialog, PictureProgress, usePictures } from './pictures.tsx'

const CropDialog = lazy(() => import('./crop-dialog.tsx').then((part) => ({ default: part.CropDialog })))

interface MediaOptions {
  media: readonly Media[]
  /** How many pictures. */
  most: number
  /** Whether the network takes videos. */
  videos: boolean
  onChange(media: Media[]): void
}

/** The pictures of a post, or its video, and what can be done with them. */
export function usePostMedia({ media, most, videos, onChange }: MediaOptions) {
  const uploads = usePictures()
  // Uploads end one by one, later: each adds to what is there by then.
  const now = useRef(media)
  now.current = media
  const set = (all: Media[]) => {
    now.current = all
    onChange(all)
  }
  const places = most + (videos ? 1 : 0)
  const describe = (src: string, alt: string) =>
    set(now.current.map((each) => (each.url === src ? { ...each, alt } : each)))
  const insert = (one: Media) => set([...now.current, one])
  return {
    media,
    uploads,
    videos,
    room: Math.max(0, places - media.length),
    insert,
    add: (files: File[]) => uploads.add(files.slice(0, Math.max(0, places - now.current.length)), insert, describe),
    ask: (one: Media) =>
      uploads.ask({ src: one.url, alt: one.alt, mediaId: one.id, video: one.seconds !== null, describe }),
    remove: (one: Media) => set(now.current.filter((each) => each.id !== one.id)),
    replace: (one: Media, by: Media) => set(now.current.map((each) => (each.id === one.id ? by : each))),
  }
}

/** All of it, for what draws it. */
export type PostMediaTools = ReturnType<typeof usePostMedia>

/** One of them, with its words beside it: what it shows, or that nobody has said so yet. */
function OneMedia({
  media,
  onDescribe,
  onCrop,
  onRemove,
}: {
  media: Media
  onDescribe(): void
  onCrop(): void
  onRemove(): void
}) {
  const { t } = useTranslation()
  return (
    <li className="media-row">
      <div className="media-thumb">
        <Thumb media={media} />
        <button
          type="button"
          className="media-remove"
          aria-label={t(media.seconds === null ? 'posts.pictureRemove' : 'posts.videoRemove')}
          onClick={onRemove}
        >
          <IconX size={16} aria-hidden />
        </button>
      </div>
      <div className="grow">
        <p className={media.alt ? 'media-state fine' : 'media-state needs'}>
          {media.alt ? <IconCircleCheck size={16} aria-hidden /> : <IconAlertTriangle size={16} aria-hidden />}
          {t(media.alt ? 'posts.alt.there' : 'posts.alt.missing')}
        </p>
        {media.alt && <p className="small quiet clip2">{media.alt}</p>}
        <div className="row tight media-acts">
          <Button size="compact-sm" variant="subtle" onClick={onDescribe}>
            {t(media.alt ? 'posts.alt.change' : 'posts.altMissing')}
          </Button>
          {media.seconds === null && (
            <Button size="compact-sm" variant="subtle" onClick={onCrop}>
              {t('posts.pictures.crop')}
            </Button>
          )}
        </div>
      </div>
    </li>
  )
}

/** What goes with the words, each with its alternative text; how far an upload is, and the question what it shows. */
export function MediaRows({ tools }: { tools: PostMediaTools }) {
  const [cropped, setCropped] = useState<Media>()
  return (
    <>
      <PictureProgress pictures={tools.uploads} />
      {tools.media.length > 0 && (
        <ul className="plain media-rows">
          {tools.media.map((one) => (
            <OneMedia
              key={one.id}
              media={one}
              onDescribe={() => tools.ask(one)}
              onCrop={() => setCropped(one)}
              onRemove={() => tools.remove(one)}
            />
          ))}
        </ul>
      )}
      <AltDialog pictures={tools.uploads} />
      {cropped && (
        <Suspense>
          <CropDialog
            media={cropped}
            onClose={() => setCropped(undefined)}
            onCropped={(part) => {
              tools.replace(cropped, part)
              setCropped(undefined)
            }}
          />
        </Suspense>
      )}
    </>
  )
}

/** What a file field offers. */
export function acceptedFiles(videos: boolean): string {
  return videos ? 'image/*,video/mp4,video/quicktime,video/webm' : 'image/*'
}

/** Small, to know it again by. Of a video that this browser can't show, a sign of one. */
function Thumb({ media }: { media: Media }) {
  const { id, url: src } = media
  if (media.seconds === null) return <img src={smallPicture(id)} alt={media.alt} className="thumb" />
  return (
    <span className="thumb">
      <IconMovie size={20} aria-hidden />
      <video src={src} aria-label={media.alt} muted preload="metadata" />
    </span>
  )
}

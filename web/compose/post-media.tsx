import './compose.css'
import { Button } from '@mantine/core'
import { IconMovie, IconPhoto } from '@tabler/icons-react'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { Media } from '../../src/http/api.ts'
import { FileField } from '../ui/file-field.tsx'
import { AltDialog, PictureProgress, usePictures } from './pictures.tsx'

/** One of them, small, with its words and the way to take it away. */
function OneMedia({ media, onDescribe, onRemove }: { media: Media; onDescribe(): void; onRemove(): void }) {
  const { t } = useTranslation()
  return (
    <li className="row still">
      <Thumb media={media} />
      <div className="row thumb-acts">
        <Button size="xs" variant="subtle" onClick={onDescribe}>
          {media.alt ? t('writing.tools.alt') : t('posts.altMissing')}
        </Button>
        <Button size="xs" variant="subtle" onClick={onRemove}>
          {t(media.seconds === null ? 'posts.pictureRemove' : 'posts.videoRemove')}
        </Button>
      </div>
    </li>
  )
}

/** Chooses files from the device. */
function AddMedia({ videos, onFiles }: { videos: boolean; onFiles(files: File[]): void }) {
  const { t } = useTranslation()
  const chooser = useRef<HTMLInputElement>(null)
  return (
    <div>
      <FileField
        ref={chooser}
        accept={videos ? 'image/*,video/mp4,video/quicktime,video/webm' : 'image/*'}
        multiple
        aria-label={t('writing.tools.picture')}
        onFiles={onFiles}
      />
      <Button
        size="xs"
        variant="subtle"
        leftSection={<IconPhoto size={17} aria-hidden />}
        onClick={() => chooser.current?.click()}
      >
        {t(videos ? 'posts.pictureOrVideo' : 'writing.tools.picture')}
      </Button>
    </div>
  )
}

/** The pictures of a post, or its video: chosen, described, taken away. */
export function PostMedia({
  media,
  most,
  videos,
  onChange,
}: {
  media: Media[]
  /** How many pictures. */
  most: number
  /** Whether the network takes videos. */
  videos: boolean
  onChange(media: Media[]): void
}) {
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
  const add = (files: File[]) =>
    uploads.add(files.slice(0, Math.max(0, places - now.current.length)), (one) => set([...now.current, one]), describe)
  return (
    <div className="stack tight">
      <PictureProgress pictures={uploads} />
      <ul className="plain row">
        {media.map((one) => (
          <OneMedia
            key={one.id}
            media={one}
            onDescribe={() =>
              uploads.ask({ src: one.url, alt: one.alt, mediaId: one.id, video: one.seconds !== null, describe })
            }
            onRemove={() => set(now.current.filter((each) => each.id !== one.id))}
          />
        ))}
      </ul>
      {media.length < places && <AddMedia videos={videos} onFiles={add} />}
      <AltDialog pictures={uploads} />
    </div>
  )
}

/** Small, to know it again by. Of a video that this browser can't show, a sign of one. */
function Thumb({ media }: { media: Media }) {
  if (media.seconds === null)
    return <img src={media.url} alt={media.alt} width={48} height={48} className="thumb" style={{ width: 48 }} />
  return (
    <span className="thumb">
      <IconMovie size={20} aria-hidden />
      <video src={media.url} aria-label={media.alt} muted preload="metadata" />
    </span>
  )
}

import { useState } from 'react'
import { smallPicture } from '../../../base/small-picture.ts'

/** The first picture of an entry, small; nothing where it can't be shown (a video has none). */
export function Thumbnail({ mediaId, size }: { mediaId: string | null; size: number }) {
  const [lost, setLost] = useState(false)
  if (!mediaId || lost) return null
  return (
    <img
      className="entry-picture"
      src={smallPicture(mediaId)}
      alt=""
      width={size}
      height={size}
      loading="lazy"
      draggable={false}
      onError={() => setLost(true)}
    />
  )
}

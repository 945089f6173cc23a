import { useState } from 'react'

/** The first picture of an entry, small; nothing where it can't be shown (a video has none). */
export function Thumbnail({ mediaId, size }: { mediaId: string | null; size: number }) {
  const [lost, setLost] = useState(false)
  if (!mediaId || lost) return null
  return (
    <img
      className="entry-picture"
      src={`/media/${mediaId}`}
      alt=""
      style={{ width: size, height: size }}
      loading="lazy"
      draggable={false}
      onError={() => setLost(true)}
    />
  )
}

import './compose.css'
import type { Part } from '../../src/http/api.ts'
import { segments } from '../ui/segments.ts'

/** What the network makes of a link. */
export function PartCard({ card }: { card: NonNullable<Part['card']> }) {
  return (
    <div className="card">
      {card.image && <img src={card.image} alt="" loading="lazy" />}
      <div className="stack tight">
        <span className="small quiet clip">{card.url.replace(/^https?:\/\//, '')}</span>
        <span className="strong medium">{card.title}</span>
        {card.description && <span className="small quiet clip2">{card.description}</span>}
      </div>
    </div>
  )
}

/** The pictures of a part, as many as there are beside each other; or its video. */
export function PartMedia({ part: { pictures, video } }: { part: Pick<Part, 'pictures' | 'video'> }) {
  return (
    <>
      {pictures.length > 0 && (
        <div className={`pictures of-${Math.min(4, pictures.length)}`}>
          {pictures.map(({ id, url, alt, width, height, focus }) => (
            <img
              key={id}
              src={url}
              alt={alt}
              width={width}
              height={height}
              loading="lazy"
              style={focus && { objectPosition: `${focus.x * 100}% ${focus.y * 100}%` }}
            />
          ))}
        </div>
      )}
      {video && (
        // biome-ignore lint/a11y/useMediaCaption: somebody's own video, shown to whoever sends it
        <video className="video" src={video.url} aria-label={video.alt} controls preload="metadata" />
      )}
    </>
  )
}

interface Look {
  type: string
  start: number
  end: number
  value?: string
}

/** The words as people will see them: what the network links, and how it shows them where it can. */
export function PartWords({ part: { text, entities, formatted } }: { part: Part }) {
  const shown: Look[] = formatted
    ? [...formatted.styles, ...formatted.links.map((link) => ({ ...link, type: 'link' }))]
    : entities.map(({ start, end }) => ({ start, end, type: 'link' }))
  return (
    <p className="sent">
      {segments(formatted?.text ?? text, shown).map(({ start, text: words, ranges }) => (
        <span
          key={start}
          className={ranges.map(({ type }) => `look-${type}`).join(' ') || undefined}
          title={ranges.find(({ type }) => type === 'link')?.value}
        >
          {words}
        </span>
      ))}
    </p>
  )
}

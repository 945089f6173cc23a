import './compose.css'
import { useTranslation } from 'react-i18next'
import type { Limits, Part } from '../../src/http/api.ts'
import { segments } from '../ui/segments.ts'
import { LengthLeft } from './length-left.tsx'

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

/** One part exactly as it will be sent: links, mentions and tags marked where the network will mark them. */
function OnePart({ part, limits, at, of }: { part: Part; limits: Limits; at: number; of: number }) {
  const { t } = useTranslation()
  return (
    <div className="part">
      {of > 1 && <p className="small quiet">{part.follows ? t('posts.underFirst') : t('posts.partOf', { at, of })}</p>}
      {part.warning && <p className="small warning">{t('posts.warningShown', { warning: part.warning })}</p>}
      {part.title && <p className="strong">{part.title}</p>}
      <PartWords part={part} />
      <PartMedia part={part} />
      {part.card && <PartCard card={part.card} />}
      <div style={{ marginTop: 10 }}>
        <LengthLeft length={part.length} limits={limits} />
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

/** All parts in order. */
export function Parts({ parts, limits }: { parts: readonly Part[]; limits: Limits }) {
  return parts.map((part, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: a part is its place in the thread
    <OnePart key={index} part={part} limits={limits} at={index + 1} of={parts.length} />
  ))
}

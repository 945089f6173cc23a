import './posts.css'
import { useTranslation } from 'react-i18next'
import type { Limits, Part } from '../../../src/http/api.ts'
import { segments } from '../../ui/segments.ts'
import { LengthLeft } from './length-left.tsx'

function Card({ card }: { card: NonNullable<Part['card']> }) {
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
      <p className="sent">
        {segments(part.text, part.entities).map(({ start, text, ranges }) => (
          <span key={start} className={ranges.length ? 'entity' : undefined}>
            {text}
          </span>
        ))}
      </p>
      {part.pictures.length > 0 && (
        <div className="pictures">
          {part.pictures.map((picture) => (
            <img key={picture.id} src={picture.url} alt={picture.alt} />
          ))}
        </div>
      )}
      {part.video && (
        // biome-ignore lint/a11y/useMediaCaption: somebody's own video, shown to whoever sends it
        <video className="video" src={part.video.url} aria-label={part.video.alt} controls preload="metadata" />
      )}
      {part.card && <Card card={part.card} />}
      <div style={{ marginTop: 10 }}>
        <LengthLeft length={part.length} limits={limits} />
      </div>
    </div>
  )
}

/** All parts in order. */
export function Parts({ parts, limits }: { parts: readonly Part[]; limits: Limits }) {
  return parts.map((part, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: a part is its place in the thread
    <OnePart key={index} part={part} limits={limits} at={index + 1} of={parts.length} />
  ))
}
